import { existsSync } from "node:fs";
import { z } from "zod";
import { variables } from "@/lib/env-variables";
import { invalid } from "@/lib/errors";
import { checkReply } from "@/lib/llm/check-reply";
import { errorTable } from "@/lib/llm/error-table";
import { type AllowedModel, costNanos, houseChoices, houseModels } from "@/lib/llm/models";
import { askOpenAi, type CallOutcome, wireRequest } from "@/lib/llm/openai-client";
import type { ModelErrorCode } from "@/lib/llm/port";
import type { ProviderAccess } from "@/lib/llm/provider";
import {
  callKey,
  choiceRequest,
  groupQuestions,
  questionHash,
  readChoices,
  type TitleChoice,
  type TitleQuestion,
} from "@/lib/roles/prompt";

/** Asks a model for titles from the command line: no organization, so no ledger and no budget; what it cost is said. */

/** Nothing that is asked after these would end better. */
const lasting: readonly ModelErrorCode[] = [
  "bad_key",
  "no_credit",
  "unknown_model",
  "bad_request",
  "unreachable",
];
const callsAtOnce = 4;
const mostTries = 3;
const longestWaitMs = 20_000;

export type Choice = TitleChoice | { readonly outcome: "failed"; readonly code: null; readonly reason: null };

export interface Chooser {
  /** One choice per question, in their order. Never throws for what the model or its server does. */
  choose(questions: readonly TitleQuestion[]): Promise<Choice[]>;
  /** Lines for a person: what was asked, what it cost, and what went wrong. */
  report(): string;
}

const hashesOf = (group: readonly { readonly hash: string }[]) => group.map(({ hash }) => hash);

const failed: Choice = { outcome: "failed", code: null, reason: null };

function costText(model: AllowedModel | undefined, promptTokens: number, completionTokens: number): string {
  if (!model) return "cost not known, as the model has no price here";
  const usage = { promptTokens, completionTokens, totalTokens: promptTokens + completionTokens };
  return `$${(costNanos(model, usage) / 1e9).toFixed(4)}`;
}

const Settings = z.object({
  OPENAI_API_KEY: variables.OPENAI_API_KEY,
  OPENAI_BASE_URL: variables.OPENAI_BASE_URL,
  OPENAI_TIMEOUT_SECONDS: variables.OPENAI_TIMEOUT_SECONDS,
});

/** Those three settings alone: the rest of the environment, such as a database, is not needed here. */
function requireProvider(): ProviderAccess {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  const parsed = Settings.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
    throw invalid(`The model's settings are wrong: ${faults.join("; ")}.`);
  }
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_TIMEOUT_SECONDS: seconds } = parsed.data;
  if (!apiKey) throw invalid("No model is set up: set OPENAI_API_KEY, or leave --model out.");
  return { host: new URL(baseUrl).host, baseUrl, apiKey, timeoutMs: seconds * 1_000 };
}

/** @throws AppError `invalid` when no provider is set up */
export function openChooser(name: string | undefined): Chooser {
  const provider = requireProvider();
  const modelName = name ?? houseChoices.mapping;
  const model = houseModels.find((known) => known.name === modelName);
  const known = new Map<string, TitleChoice>();
  const faults = new Map<ModelErrorCode, number>();
  const used = { calls: 0, prompt: 0, completion: 0 };
  let stoppedBy: ModelErrorCode | null = null;

  const note = (code: ModelErrorCode, titles: number) => {
    faults.set(code, (faults.get(code) ?? 0) + titles);
    if (lasting.includes(code)) stoppedBy = code;
  };

  async function call(request: ReturnType<typeof choiceRequest>, key: string): Promise<CallOutcome> {
    for (let tries = 1; ; tries += 1) {
      used.calls += 1;
      const outcome = await askOpenAi(provider, wireRequest(provider, request), key);
      if (outcome.isAnswered) return outcome;
      const waitMs = outcome.retryAfterMs ?? 1_000 * 2 ** tries;
      const isPassing = errorTable[outcome.code].errorClass === "retry_later";
      if (!isPassing || tries >= mostTries || waitMs > longestWaitMs) return outcome;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }

  async function ask(group: readonly TitleQuestion[], hashes: readonly string[]): Promise<void> {
    if (stoppedBy !== null) return note(stoppedBy, group.length);
    const request = choiceRequest(modelName, group);
    const outcome = await call(request, callKey(hashes));
    if (!outcome.isAnswered) return note(outcome.code, group.length);
    used.prompt += outcome.usage?.promptTokens ?? 0;
    used.completion += outcome.usage?.completionTokens ?? 0;
    const reply = checkReply(outcome, request.schema);
    if (!reply.isSound) return note(reply.code, group.length);
    for (const [index, choice] of readChoices(group, reply.value).entries())
      known.set(hashes[index] ?? "", choice);
  }

  return {
    async choose(questions) {
      const hashed = questions.map((question) => ({
        ...question,
        hash: questionHash(question, { release: "reference pack", model: modelName }),
      }));
      const open = new Map(hashed.filter(({ hash }) => !known.has(hash)).map((one) => [one.hash, one]));
      const groups = groupQuestions([...open.values()]);
      for (let start = 0; start < groups.length; start += callsAtOnce) {
        const some = groups.slice(start, start + callsAtOnce);
        await Promise.all(some.map((group) => ask(group, hashesOf(group))));
      }
      return hashed.map(({ hash }) => known.get(hash) ?? failed);
    },
    report() {
      const { calls, prompt, completion } = used;
      const wrong = [...faults].map(
        ([code, titles]) => `${titles} titles keep what the matcher says: ${errorTable[code].sentence}`,
      );
      const cost = costText(model, prompt, completion);
      const summary = `${modelName}: ${calls} calls, ${prompt + completion} tokens, ${cost}.`;
      return [summary, ...wrong].map((line) => `${line}\n`).join("");
    },
  };
}
