import { createHash } from "node:crypto";
import { z } from "zod";
import { type AllowedModel, estimateNanos } from "@/lib/llm/models";
import type { ProfileContent } from "@/lib/profiles/schema";
import { defaultMaxTokens, profileHash, serializeProfile } from "@/lib/profiles/serialize-profile";
import { gateTokens } from "./gate-tokens";
import { JobParameters, Rubric } from "./schema";
import { canaryOf, gatePrompt, promptVersion, scoringPrompt } from "./scoring-prompt";

/** What the jobs of one request have in common, as it was when it was asked for; a batch keeps it on its row. */
export const ScoringPlan = z.strictObject({
  /** Every model in it is named: none is left to what the organization may choose later. */
  rubric: Rubric,
  model: z.string(),
  parameters: JobParameters,
  /** What the person would answer for; null unless a candidate was named. */
  context: z.string().nullable(),
  /** Why the model sees names and contacts; null: it does not. */
  unblindReason: z.string().nullable(),
  /** No result of an earlier job is shown for it. */
  isFresh: z.boolean(),
  /** Of the template version's repeatability probe, in points; null: not measured. */
  spread: z.number().nullable(),
});
export type ScoringPlan = z.infer<typeof ScoringPlan>;

/** The models that a plan names, with their prices. */
export interface PlanModels {
  readonly model: AllowedModel;
  /** Null without a gate. */
  readonly gateModel: AllowedModel | null;
}

export interface ProfileNow {
  readonly profileId: string;
  readonly profileVersion: number;
  readonly content: ProfileContent;
}

/** What is left of a model's context for the profile, apart from instructions and a repair. */
const shareOfContext = 0.5;

/** The part of a job's row that says what is asked; the worker reads nothing else. */
export function scoringSnapshot(plan: ScoringPlan, models: PlanModels, profile: ProfileNow) {
  const { rubric, parameters, unblindReason, spread } = plan;
  const isBlind = unblindReason === null;
  const context = Math.min(models.model.contextTokens, models.gateModel?.contextTokens ?? Infinity);
  const maxTokens = Math.min(defaultMaxTokens, Math.floor(context * shareOfContext));
  const { text, serializerVersion, injections } = serializeProfile(profile.content, { isBlind, maxTokens });
  const hash = profileHash(text);
  const surroundings = { context: plan.context, canary: canaryOf(hash) };
  const prompt = scoringPrompt(rubric, surroundings);
  const gate = rubric.body.gate ? gatePrompt(rubric, surroundings) : null;
  return {
    profileId: profile.profileId,
    profileVersion: profile.profileVersion,
    rubric,
    prompt,
    gatePrompt: gate,
    profileText: text,
    profileHash: hash,
    promptVersion,
    serializerVersion,
    isBlind,
    unblindReason,
    requestedModel: plan.model,
    parameters,
    inputHash: inputHash([
      prompt,
      gate,
      text,
      rubric,
      plan.model,
      parameters,
      promptVersion,
      serializerVersion,
    ]),
    estimateNanos: estimateOf(models, { prompt, gate, text, maxTokens: parameters.maxTokens }),
    scaleMin: rubric.body.scale.min,
    scaleMax: rubric.body.scale.max,
    spread,
    flags: injections.length > 0 ? (["injection"] as const).slice() : [],
  };
}
export type ScoringSnapshot = ReturnType<typeof scoringSnapshot>;

/** Over all that reaches the model, and the rubric that its answer is judged by. */
function inputHash(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** English prose has about four characters a token; a little less, so that the estimate is not too low. */
function roughTokens(...texts: readonly (string | null)[]): number {
  return Math.ceil(texts.reduce((sum, text) => sum + (text?.length ?? 0), 0) / 3.6);
}

interface Texts {
  readonly prompt: string;
  readonly gate: string | null;
  readonly text: string;
  readonly maxTokens: number;
}

/** What it costs when every answer is as long as it may be. */
function estimateOf({ model, gateModel }: PlanModels, { prompt, gate, text, maxTokens }: Texts): number {
  const scored = estimateNanos(model, roughTokens(prompt, text), maxTokens);
  const screened = gateModel ? estimateNanos(gateModel, roughTokens(gate, text), gateTokens) : 0;
  return scored + screened;
}
