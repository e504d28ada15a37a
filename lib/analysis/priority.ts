import type { PriorityWeights } from "./schema";

const decimals = 1e6;

/**
 * `P = a·E + b·I + c·(1 − C)`, rounded to 6 decimals before ranking (scoring.md "Priority and tier"). Null when one of
 * the three is unknown.
 */
export function priorityOf(
  exposure: number | null,
  impact: number | null,
  complexity: number | null,
  weights: PriorityWeights,
): number | null {
  if (exposure === null || impact === null || complexity === null) return null;
  const priority =
    weights.exposure * exposure + weights.impact * impact + weights.complexity * (1 - complexity);
  return Math.min(1, Math.round(priority * decimals) / decimals);
}
