import { toPercent } from "./percent";

/** Which matches are accepted without a person: both the confidence and the gap to the second must be high enough. */
export type MatchPolicy = {
  /** 0–1 */
  readonly minConfidence: number;
  /** 0–1 */
  readonly minMargin: number;
};

/** What holds for an organization that set nothing of its own. */
export const defaultMatchPolicy: MatchPolicy = { minConfidence: 0.75, minMargin: 0.2 };

export function isAccepted(match: { confidence: number; margin: number }, policy: MatchPolicy): boolean {
  return match.confidence >= policy.minConfidence && match.margin >= policy.minMargin;
}

export function isSamePolicy(one: MatchPolicy, other: MatchPolicy): boolean {
  return one.minConfidence === other.minConfidence && one.minMargin === other.minMargin;
}

/** The same in whole percent, as people read and set it. */
export interface PolicyPercent {
  readonly minPercent: number;
  readonly minMarginPercent: number;
}

export function toPolicyPercent({ minConfidence, minMargin }: MatchPolicy): PolicyPercent {
  return { minPercent: toPercent(minConfidence), minMarginPercent: toPercent(minMargin) };
}

export function toMatchPolicy({ minPercent, minMarginPercent }: PolicyPercent): MatchPolicy {
  return { minConfidence: minPercent / 100, minMargin: minMarginPercent / 100 };
}
