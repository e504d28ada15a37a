import { estimateNanos, reservationNanos } from "@/lib/llm/models";
import type { PlanModels } from "./scoring-snapshot";

/** Tokens of what is sent, with the schema of the answer, as counted for a profile of the sample. */
export interface SampledScoring {
  readonly scoreTokens: number;
  /** 0 without a gate. */
  readonly gateTokens: number;
}

export interface BatchSize {
  readonly itemCount: number;
  readonly sample: readonly SampledScoring[];
  readonly criterionCount: number;
  /** Longest answers. */
  readonly maxTokens: number;
  readonly maxGateTokens: number;
}

export interface BatchEstimate {
  /** Of prompts and expected answers. */
  readonly tokens: number;
  readonly costLowNanos: number;
  readonly costHighNanos: number;
  /** Rounded up. */
  readonly minutes: number;
}

/** What a criterion's quote, rationale and points usually take, and what goes around them. */
const tokensPerCriterion = 110;
const tokensAround = 120;
const gateAnswerTokens = 90;
/** A model answers a call in about this time; with a gate there are two. */
const secondsPerCall = 8;
const callsAtOnce = 32;
/** Answers that cannot be used are repaired: of so many scorings one, and one at least. */
const scoringsPerRepair = 10;
/** What a larger profile than those of the sample may bring, where not all were counted. */
const sampleMargin = 1.15;

/**
 * What a batch is expected to take. Low: usual answers, and with a gate nobody gets beyond it. High: what is reserved
 * for the calls, when every answer is as long as it may be; with repairs, and a margin for profiles that were not
 * counted. So the high end serves as a budget.
 */
export function estimateBatch(size: BatchSize, { model, gateModel }: PlanModels): BatchEstimate {
  const { itemCount, sample, criterionCount, maxTokens, maxGateTokens } = size;
  if (itemCount === 0 || sample.length === 0)
    return { tokens: 0, costLowNanos: 0, costHighNanos: 0, minutes: 0 };
  const usual = Math.min(maxTokens, criterionCount * tokensPerCriterion + tokensAround);
  const scored = mean(sample.map((one) => estimateNanos(model, one.scoreTokens, usual)));
  const scoredAtMost = mean(sample.map((one) => reservationNanos(model, one.scoreTokens, maxTokens)));
  const screened = gateModel
    ? mean(sample.map((one) => estimateNanos(gateModel, one.gateTokens, gateAnswerTokens)))
    : null;
  const screenedAtMost = gateModel
    ? mean(sample.map((one) => reservationNanos(gateModel, one.gateTokens, maxGateTokens)))
    : 0;
  const repairs = Math.ceil(itemCount / scoringsPerRepair);
  const atMost = itemCount * (scoredAtMost + screenedAtMost) + repairs * scoredAtMost;
  const margin = sample.length < itemCount ? sampleMargin : 1;
  const perItem = mean(sample.map((one) => one.scoreTokens + one.gateTokens)) + usual;
  const calls = itemCount * (gateModel ? 2 : 1);
  return {
    tokens: Math.round(itemCount * perItem),
    costLowNanos: Math.floor(itemCount * (screened ?? scored)),
    costHighNanos: Math.ceil(atMost * margin),
    minutes: Math.ceil((calls * secondsPerCall) / Math.min(callsAtOnce, itemCount) / 60),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
