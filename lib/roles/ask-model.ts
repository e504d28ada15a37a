import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import type { Ctx } from "@/lib/auth/context";
import { callModel } from "@/lib/llm/call-model";
import { ModelError, type ModelErrorCode } from "@/lib/llm/port";
import { findProvider } from "@/lib/llm/provider";
import { type AskedRole, saveChoices } from "./mutations/save-choices";
import {
  callKey,
  choiceRequest,
  groupQuestions,
  questionHash,
  readChoices,
  type TitleChoice,
} from "./prompt";
import {
  findKnownChoices,
  isModelMappingOn,
  listTitlesToAsk,
  type RoleQuestion,
} from "./queries/titles-to-ask";

const callsAtOnce = 4;
/** Small, so that a person sees it go on; a run should stay well under 200 steps, so a large session takes larger ones. */
const rolesPerPortion = 200;
const mostPortions = 60;
/** One more go after an error that passes by itself, and the longest we wait for it. */
const longestWaitMs = 5_000;

export interface AskedBatch {
  readonly askedCount: number;
  /** Why no more was asked: another call would end the same. */
  readonly stoppedBy: ModelErrorCode | null;
}

type Question = RoleQuestion & { readonly hash: string };
type Outcome = AskedRole["choice"];

/** The rest of the titles would meet the same end. */
function endsTheRun(error: ModelError): boolean {
  if (error.errorClass === "needs_person") return true;
  return [
    "circuit_open",
    "budget_reached",
    "not_configured",
    "bad_key",
    "no_credit",
    "unknown_model",
  ].includes(error.code);
}

async function callOnceMore<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const passes = error instanceof ModelError && error.errorClass === "retry_later" && !endsTheRun(error);
    const waitMs = passes ? (error.retryAfterMs ?? 1_000) : 0;
    if (!passes || waitMs > longestWaitMs) throw error;
    await wait(waitMs);
    return call();
  }
}

/** @throws ModelError when no usable answer came */
async function ask(
  ctx: Ctx,
  { sessionId, model }: { sessionId: string; model: string },
  group: readonly Question[],
): Promise<TitleChoice[]> {
  const purpose = {
    purpose: "roles.map",
    subjectId: sessionId,
    batchId: null,
    idempotencyKey: `${ctx.orgId}-${callKey(group.map(({ hash }) => hash))}`,
  } as const;
  const { value } = await callOnceMore(() => callModel(ctx, choiceRequest(model, group), purpose));
  return readChoices(group, value);
}

/** Questions that differ in nothing the choice depends on are asked once. */
function distinct(questions: readonly Question[]): Question[] {
  return [...new Map(questions.map((question) => [question.hash, question])).values()];
}

/**
 * Asks the organization's model to choose an occupation for those of these roles that the rule does not accept, among
 * what the matcher found, and stores the choices as suggestions. Whatever happens, the matcher's suggestions stand:
 * a call that fails is noted and nothing is thrown for it. Answered titles are not asked again, so it may be repeated.
 */
export async function askModelBatch(
  ctx: Ctx,
  batch: {
    readonly sessionId: string;
    readonly roleIds: readonly string[];
    /** Of the portion before: then nothing is asked here either. */
    readonly stoppedBy?: ModelErrorCode | null;
  },
): Promise<AskedBatch> {
  const { release, model, questions: listed } = await listTitlesToAsk(ctx, batch);
  const place = { sessionId: batch.sessionId, release, model };
  const questions = listed.map((question) => ({ ...question, hash: questionHash(question, place) }));
  const save = (outcomes: ReadonlyMap<string, Outcome>) =>
    saveChoices(
      ctx,
      place,
      questions.flatMap((question) => {
        const choice = outcomes.get(question.hash);
        return choice ? [{ question, hash: question.hash, choice }] : [];
      }),
    );
  const known = await findKnownChoices(
    ctx,
    questions.map(({ hash }) => hash),
  );
  await save(known);
  const groups = groupQuestions(distinct(questions.filter(({ hash }) => !known.has(hash))));
  let stoppedBy = batch.stoppedBy ?? (findProvider() ? null : "not_configured");
  const outcomesOf = async (group: readonly Question[]): Promise<Map<string, Outcome>> => {
    const failed = (errorCode: ModelErrorCode) =>
      new Map(group.map(({ hash }) => [hash, { outcome: "failed", errorCode } as const]));
    if (stoppedBy !== null) return failed(stoppedBy);
    try {
      const choices = await ask(ctx, place, group);
      return new Map(group.flatMap(({ hash }, index) => (choices[index] ? [[hash, choices[index]]] : [])));
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      if (endsTheRun(error)) stoppedBy = error.code;
      return failed(error.code);
    }
  };
  for (let start = 0; start < groups.length; start += callsAtOnce) {
    const answered = await Promise.all(groups.slice(start, start + callsAtOnce).map(outcomesOf));
    await save(new Map(answered.flatMap((outcomes) => [...outcomes])));
  }
  return { askedCount: groups.flat().length, stoppedBy };
}

/** The roles in the portions that one step asks about; none where the organization wants no model asked. */
export async function listRolesToAsk(ctx: Ctx, roleIds: readonly string[]): Promise<string[][]> {
  if (!(await isModelMappingOn(ctx))) return [];
  const size = Math.max(rolesPerPortion, Math.ceil(roleIds.length / mostPortions));
  const portions: string[][] = [];
  for (let start = 0; start < roleIds.length; start += size)
    portions.push(roleIds.slice(start, start + size));
  return portions;
}
