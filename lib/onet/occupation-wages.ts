import type { Wage } from "./schema";

/** Wages and employment by SOC group: OEWS prints no row for every occupation. */

/** Characters of the code that name a group, nearest first: detailed, broad, minor (two forms in use), major. */
const groupPrefixLengths = [7, 6, 5, 4, 3] as const;

/** The SOC codes whose figures may stand for an occupation, its own first, then the groups above it, nearest first. */
export function wageSocsOf(code: string): string[] {
  return groupPrefixLengths.map((length) => code.slice(0, length).padEnd(7, "0"));
}

export interface NearestWage extends Wage {
  /** The figures are those of the group above the occupation's own SOC code. */
  readonly isGroup: boolean;
}

/** Null when neither the occupation nor a group above it is in the table (the military). */
export function nearestWage(code: string, wages: ReadonlyMap<string, Wage>): NearestWage | null {
  const [own, ...groups] = wageSocsOf(code);
  for (const soc of [own ?? "", ...groups]) {
    const wage = wages.get(soc);
    if (wage !== undefined) return { ...wage, isGroup: soc !== own };
  }
  return null;
}
