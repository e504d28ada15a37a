import { invalid } from "@/lib/errors";
import { wageSocsOf } from "@/lib/onet/occupation-wages";

/** Mean hourly wages by SOC group, for the money mode of impact. */

export interface WageRow {
  /** SOC 2018 code of a detailed occupation or of a group, e.g. `43-3051`, `43-0000`. */
  readonly soc: string;
  /** Mean hourly wage; null where it is not published. */
  readonly hourlyMean: number | null;
  /** Mean yearly wage; stands in where a group is paid by the year only. */
  readonly annualMean: number | null;
}

export interface OccupationWage {
  readonly hourlyMean: number;
  /** The SOC code whose wage it is: the occupation's own, or the nearest group above it. */
  readonly soc: string;
}

export interface WageTable {
  /** Over all occupations. */
  readonly meanHourly: number;
  readonly hourlyBySoc: ReadonlyMap<string, number>;
}

/** OEWS year of the reference pack. */
export const wageYear = 2024;

export const allOccupationsSoc = "00-0000";

/** @throws AppError `invalid` when the wage over all occupations is missing: the scale of the money mode rests on it */
export function buildWageTable(rows: readonly WageRow[], hoursPerYear: number): WageTable {
  const hourlyBySoc = new Map<string, number>();
  for (const row of rows) {
    const hourly = row.hourlyMean ?? (row.annualMean === null ? null : row.annualMean / hoursPerYear);
    if (hourly !== null) hourlyBySoc.set(row.soc, hourly);
  }
  const meanHourly = hourlyBySoc.get(allOccupationsSoc);
  if (meanHourly === undefined) {
    throw invalid(
      "Impact by wages needs the mean wage over all occupations, and no wage table with one is loaded. Nothing was computed; load wages, or choose another way to measure impact.",
    );
  }
  return { meanHourly, hourlyBySoc };
}

/** Null when neither the occupation nor a group above it has a published wage (the military). */
export function findWage(code: string, table: WageTable): OccupationWage | null {
  for (const soc of wageSocsOf(code)) {
    const hourlyMean = table.hourlyBySoc.get(soc);
    if (hourlyMean !== undefined) return { hourlyMean, soc };
  }
  return null;
}
