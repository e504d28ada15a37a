/** Points as stored: thousandths. Weights as stored: ten-thousandths. Whole numbers, so that sums repeat exactly. */
const pointUnit = 1_000;
const weightUnit = 10_000;

export interface WeightedPoints {
  /** Share of the total, 0–1. */
  readonly weight: number;
  /** On the template's scale; null: it abstains. */
  readonly points: number | null;
}

export interface WeightedTotal {
  /** Share of the weight that carries evidence, 0–1. */
  readonly coverage: number;
  /** On the template's scale, three decimals; null when too little carries evidence. */
  readonly overall: number | null;
}

/** To the thousandth, as points are stored. Half goes up. */
export function roundPoints(points: number): number {
  return Math.round(points * pointUnit) / pointUnit;
}

/**
 * The weighted mean of the points given: Σ weight × points ÷ Σ weight, over the criteria that do not abstain. Null when
 * those carry less than `minCoverage` of the whole weight, or nothing. The order of the criteria changes nothing.
 */
export function weightedTotal(criteria: readonly WeightedPoints[], minCoverage: number): WeightedTotal {
  let whole = 0;
  let known = 0;
  let sum = 0;
  for (const { weight, points } of criteria) {
    const share = Math.round(weight * weightUnit);
    whole += share;
    if (points === null) continue;
    known += share;
    sum += share * Math.round(points * pointUnit);
  }
  const coverage = whole === 0 ? 0 : known / whole;
  // Both sides in whole numbers: 0.6 of the weight is enough for 0.6, however the fractions were written.
  const isEnough = known > 0 && known * weightUnit >= whole * Math.round(minCoverage * weightUnit);
  return { coverage, overall: isEnough ? Math.round(sum / known) / pointUnit : null };
}
