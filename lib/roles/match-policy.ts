/** Which matches are accepted without a person: both the confidence and the gap to the second must be high enough. */
export type MatchPolicy = {
  /** 0–1 */
  readonly minConfidence: number;
  /** 0–1 */
  readonly minMargin: number;
};

export const defaultMatchPolicy: MatchPolicy = { minConfidence: 0.75, minMargin: 0.2 };

export function isAccepted(match: { confidence: number; margin: number }, policy: MatchPolicy): boolean {
  return match.confidence >= policy.minConfidence && match.margin >= policy.minMargin;
}
