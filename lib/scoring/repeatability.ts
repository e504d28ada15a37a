import { outcomeOf } from "./check-answer";
import type { TemplateBody } from "./schema";
import { roundPoints } from "./weighted-total";

/** The totals of the runs of one profile with one template version. */
export interface RepeatedProfile {
  readonly profileId: string;
  /** One per run that ended with a result, in any order; null: too little evidence for a total. */
  readonly totals: readonly (number | null)[];
}

export interface ProfileSpread {
  readonly profileId: string;
  readonly runCount: number;
  readonly lowest: number | null;
  readonly highest: number | null;
  /** Half the range, in points; null with fewer than two totals. */
  readonly spread: number | null;
  /** The runs do not all say the same: passed in one, rejected or without a total in another. */
  readonly isCrossing: boolean;
}

export interface Repeatability {
  readonly profiles: readonly ProfileSpread[];
  /** Profiles with two totals or more. */
  readonly comparedCount: number;
  readonly crossingCount: number;
  /**
   * Of the template version, in points: what 95 % of the profiles stay within (nearest rank; of fewer than 20 profiles
   * the largest). Null when none could be compared.
   */
  readonly spread: number | null;
  readonly medianSpread: number | null;
  /** Share of the compared profiles whose whole range is at most a twentieth of the scale: 0.5 of 10. */
  readonly steadyShare: number | null;
}

const steadyRange = 20;

export function repeatabilityOf(body: TemplateBody, repeated: readonly RepeatedProfile[]): Repeatability {
  const profiles = repeated.map((profile) => spreadOf(body, profile));
  const spreads = profiles
    .map(({ spread }) => spread)
    .filter((spread) => spread !== null)
    .toSorted((a, b) => a - b);
  const span = body.scale.max - body.scale.min;
  const steadyCount = spreads.filter((spread) => roundPoints(2 * spread) * steadyRange <= span).length;
  return {
    profiles,
    comparedCount: spreads.length,
    crossingCount: profiles.filter(({ isCrossing }) => isCrossing).length,
    spread: nearestRank(spreads, 0.95),
    medianSpread: nearestRank(spreads, 0.5),
    steadyShare: spreads.length === 0 ? null : steadyCount / spreads.length,
  };
}

function spreadOf(body: TemplateBody, { profileId, totals }: RepeatedProfile): ProfileSpread {
  const known = totals.filter((total) => total !== null);
  const lowest = known.length > 0 ? Math.min(...known) : null;
  const highest = known.length > 0 ? Math.max(...known) : null;
  const isCompared = known.length >= 2 && lowest !== null && highest !== null;
  return {
    profileId,
    runCount: totals.length,
    lowest,
    highest,
    // Up to the next thousandth: a spread is never said smaller than it is.
    spread: isCompared ? Math.ceil(Math.round((highest - lowest) * 1_000) / 2) / 1_000 : null,
    isCrossing: new Set(totals.map((total) => outcomeOf(body, total))).size > 1,
  };
}

/** The smallest value that at least `share` of the sorted values do not pass. */
function nearestRank(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}
