import type { AnalysisSettings, ValueRange, WageAssumptions } from "./schema";

/** Impact of handing over a role (scoring.md "Impact"): no role's impact depends on another role, save in the legacy mode. */

/** Person-equivalents that the exposed part of the work amounts to. */
export function reachOf(headcount: number, exposure: number): number {
  return headcount * exposure;
}

/** `I = reach / (reach + k)`; `k` person-equivalents give one half. */
export function impactOfReach(reach: number, k: number): number {
  return reach / (reach + k);
}

/** The original plan's impact, relative to the largest headcount of the run. */
export function impactOfLargest(reach: number, largestHeadcount: number): number {
  return largestHeadcount === 0 ? 0 : Math.min(1, reach / largestHeadcount);
}

/**
 * `V = headcount × hours per year × loaded hourly wage × E × adoption − running cost`. The low end takes the low
 * adoption with the high cost, the high end the reverse.
 *
 * @param reach headcount × E
 * @param hourlyWage mean hourly wage before the load factor
 */
export function yearlyValue(reach: number, hourlyWage: number, wages: WageAssumptions): ValueRange {
  const worth = reach * wages.hoursPerYear * (hourlyWage * wages.loadFactor);
  return {
    low: worth * wages.adoption.low - wages.runningCostPerYear.high,
    likely: worth * wages.adoption.likely - wages.runningCostPerYear.likely,
    high: worth * wages.adoption.high - wages.runningCostPerYear.low,
  };
}

/** `I = V⁺ / (V⁺ + K)`, `K = k × hours per year × loaded mean wage over all occupations`. */
export function impactOfValue(
  likelyValue: number,
  k: number,
  meanHourlyWage: number,
  wages: WageAssumptions,
): number {
  const gain = Math.max(likelyValue, 0);
  return gain / (gain + k * wages.hoursPerYear * (meanHourlyWage * wages.loadFactor));
}

/** What is fixed in a run for every role and every group. */
export interface ImpactScale {
  readonly settings: Pick<AnalysisSettings, "impactMode" | "k" | "wages">;
  /** Mean hourly wage over all occupations; 0 outside the money mode. */
  readonly meanHourlyWage: number;
  readonly largestHeadcount: number;
}

/** Impact by the mode of the run; null when what it rests on is unknown. */
export function impactOf(reach: number | null, value: ValueRange | null, scale: ImpactScale): number | null {
  const { impactMode, k, wages } = scale.settings;
  if (impactMode === "wages") {
    return value === null ? null : impactOfValue(value.likely, k, scale.meanHourlyWage, wages);
  }
  if (reach === null) return null;
  return impactMode === "reach" ? impactOfReach(reach, k) : impactOfLargest(reach, scale.largestHeadcount);
}
