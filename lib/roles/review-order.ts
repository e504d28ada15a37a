/** In which order roles are put before a person: by what a wrong mapping would do to the ranking. */

/** A wrong occupation of the same exposure still shows the wrong activities. */
export const leastEffect = 0.05;
/** Where no candidate's exposure is known: about what two candidates of one title differ by (docs/mapping-roles.md). */
export const unknownEffect = 0.1;

/**
 * By how much the role's exposure would be off, were another candidate right: the mean distance of the others from the
 * first, weighed by their shares.
 * @param candidates the best first
 * @param exposureOf 0–1; null when not known
 * @returns 0–1; null when the first one's exposure is unknown, or every other's
 */
export function effectOfMistake(
  candidates: readonly { readonly code: string; readonly score: number }[],
  exposureOf: (code: string) => number | null,
): number | null {
  const [best, ...others] = candidates;
  const present = best === undefined ? null : exposureOf(best.code);
  if (present === null) return null;
  let shares = 0;
  let distances = 0;
  for (const { code, score } of others) {
    const exposure = exposureOf(code);
    if (exposure === null) continue;
    shares += score;
    distances += score * Math.abs(exposure - present);
  }
  return shares > 0 ? distances / shares : null;
}

/** Headcount × uncertainty: the people expected wrong while nobody decides. `sortKeys.doubt` says the same in SQL. */
export function doubtWeight(role: {
  readonly headcount: number;
  /** 0–1; null without a suggestion. */
  readonly confidence: number | null;
}): number {
  return role.headcount * (1 - (role.confidence ?? 0));
}

/**
 * Headcount × uncertainty × effect: the person-equivalents by which the ranking is expected to be off while nobody
 * decides. `sortKeys.review` says the same in SQL.
 */
export function reviewWeight(role: {
  readonly headcount: number;
  /** 0–1; null without a suggestion. */
  readonly confidence: number | null;
  /** 0–1; null when not known. */
  readonly effect: number | null;
}): number {
  return doubtWeight(role) * Math.max(leastEffect, role.effect ?? unknownEffect);
}
