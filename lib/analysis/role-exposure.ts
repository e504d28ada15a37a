/** Exposure of a role from its activities (scoring.md "Exposure"). */

export interface WeightedExposure {
  readonly share: number;
  readonly exposure: number | null;
  readonly selected: boolean;
}

export interface RoleExposure {
  /** E, 0–1; null when nothing selected has a known exposure. */
  readonly exposure: number | null;
  /** Share of time with a known exposure, 0–1. */
  readonly coverage: number;
  /** Weighted standard deviation of the known exposures; null with `exposure`. */
  readonly spread: number | null;
}

/** `E = Σ s·e / Σ s` over the selected activities with known exposure. */
export function roleExposure(activities: readonly WeightedExposure[]): RoleExposure {
  const selected = activities.filter((activity) => activity.selected);
  let shareTotal = 0;
  let knownShare = 0;
  let exposureSum = 0;
  for (const { share, exposure } of selected) {
    shareTotal += share;
    if (exposure === null) continue;
    knownShare += share;
    exposureSum += share * exposure;
  }
  if (knownShare === 0) return { exposure: null, coverage: 0, spread: null };
  const mean = exposureSum / knownShare;
  let squares = 0;
  for (const { share, exposure } of selected) {
    if (exposure !== null) squares += share * (exposure - mean) ** 2;
  }
  return { exposure: mean, coverage: knownShare / shareTotal, spread: Math.sqrt(squares / knownShare) };
}
