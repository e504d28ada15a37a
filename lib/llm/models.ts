import type { ModelUsage } from "./port";

/** Which models may be called, and what a call costs. Money is counted in billionths of a US dollar ("nanos"). */

export interface AllowedModel {
  readonly name: string;
  /** US dollars for a million tokens. */
  readonly inputPrice: number;
  readonly outputPrice: number;
  /** How much prompt and answer may be together. */
  readonly contextTokens: number;
}

/**
 * OpenAI's models that follow a JSON schema and take a temperature, at its standard rates as articles of spring 2026
 * quote them (read on 2026-11-30); its own page, https://openai.com/api/pricing, could not be reached, so check them
 * against it. A model that is not priced here is not called, unless an organization adds it with its price.
 */
export const houseModels: readonly AllowedModel[] = [
  { name: "gpt-4.1", inputPrice: 2, outputPrice: 8, contextTokens: 1_047_576 },
  { name: "gpt-4.1-mini", inputPrice: 0.4, outputPrice: 1.6, contextTokens: 1_047_576 },
  { name: "gpt-4.1-nano", inputPrice: 0.1, outputPrice: 0.4, contextTokens: 1_047_576 },
  { name: "gpt-4o", inputPrice: 2.5, outputPrice: 10, contextTokens: 128_000 },
  { name: "gpt-4o-mini", inputPrice: 0.15, outputPrice: 0.6, contextTokens: 128_000 },
];

export const modelUses = ["scoring", "screening", "mapping"] as const;
export type ModelUse = (typeof modelUses)[number];

/** The product's choice where an organization made none: detail costs, a first look is cheap. */
export const houseChoices: Readonly<Record<ModelUse, string>> = {
  scoring: "gpt-4.1",
  screening: "gpt-4o-mini",
  mapping: "gpt-4.1-mini",
};

/** A dollar for a million tokens is a thousand nanos for one. */
const nanosPerToken = 1_000;

export function estimateNanos(model: AllowedModel, promptTokens: number, completionTokens: number): number {
  const exact =
    promptTokens * model.inputPrice * nanosPerToken + completionTokens * model.outputPrice * nanosPerToken;
  // Up, but not for the last bit of a binary fraction.
  return Math.ceil(exact - 1e-6);
}

export function costNanos(model: AllowedModel, usage: ModelUsage): number {
  return estimateNanos(model, usage.promptTokens, usage.completionTokens);
}

/** Roles, separators and the schema's own wording, which no text of ours shows. */
const frameTokens = 100;
const tokenMargin = 1.05;

/**
 * What a call may cost at most: what is sent with a margin, and the longest answer it may give. Reserved before the
 * call, so that what is in flight can pass a budget by no more than this is wrong.
 */
export function reservationNanos(model: AllowedModel, sentTokens: number, maxTokens: number): number {
  return estimateNanos(model, Math.ceil(sentTokens * tokenMargin) + frameTokens, maxTokens);
}

/** Own models come first and replace the house's of the same name. */
export function allowedModels(own: readonly AllowedModel[]): AllowedModel[] {
  const taken = new Set(own.map(({ name }) => name));
  return [...own, ...houseModels.filter(({ name }) => !taken.has(name))];
}

/** The model for a use: the organization's choice while it is allowed, else the house's. */
export function modelFor(
  use: ModelUse,
  chosen: string | null,
  allowed: readonly AllowedModel[],
): AllowedModel {
  const model =
    allowed.find(({ name }) => name === chosen) ?? allowed.find(({ name }) => name === houseChoices[use]);
  if (!model) throw new Error(`No model is allowed for ${use}.`);
  return model;
}
