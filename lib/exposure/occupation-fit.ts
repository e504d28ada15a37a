import { importanceWeight } from "@/lib/activities/activity-weights";
import { compareIds } from "@/lib/exposure/exposure-resolution";
import { findSiblings } from "@/lib/onet/codes";
import { physicalGwaIds } from "@/lib/onet/physical-activities";
import type { GwaRating } from "@/lib/onet/schema";

/**
 * How well the working day of an occupation fits AI, 0–1, from O*NET's importance ratings of its activities and skills:
 * work at a desk rather than with the body, work at a screen, work with language, and activities that AI is good at. A
 * task label sees the sentence of the task; this sees the day around it. Ratings of abilities are left out: indices made of them are
 * what the blend is measured against.
 */

export const fitParts = ["desk", "screen", "language", "activities"] as const;
export type FitPart = (typeof fitParts)[number];

export interface RatedOccupation {
  readonly code: string;
  readonly gwaRatings: readonly GwaRating[];
  readonly skillRatings: readonly { readonly skillId: string; readonly importance: number | null }[];
}

export interface OccupationFit {
  readonly value: number;
  /** Prefix of the rated siblings whose mean it is; null for an occupation with ratings of its own. */
  readonly siblings: string | null;
}

/** Working with Computers. */
const screenGwaId = "4.A.3.b.1";
/** Reading Comprehension, Writing, Speaking. */
const languageSkillIds = ["2.A.1.a", "2.A.1.c", "2.A.1.d"];

/**
 * Each part is stretched over the range it has across the rated occupations of 30.1: 5th to 95th percentile, rounded;
 * for the body the range that complexity uses.
 */
const ranges: Readonly<Record<FitPart, { readonly low: number; readonly high: number }>> = {
  desk: { low: 1 - 0.23, high: 1 - 0.03 },
  screen: { low: 0.2, high: 0.95 },
  language: { low: 0.38, high: 0.78 },
  activities: { low: 0.55, high: 0.61 },
};

/**
 * @param activityValue 0–1 per GWA id (blend.ts "activities")
 * @param parts those that count; each counts the same
 * @returns fit by occupation code; null where neither the occupation nor a sibling is rated
 */
export function occupationFit(
  occupations: readonly RatedOccupation[],
  activityValue: ReadonlyMap<string, number>,
  parts: readonly FitPart[] = fitParts,
): (code: string) => OccupationFit | null {
  const own = new Map<string, number>();
  for (const occupation of occupations) {
    const value = fitOf(occupation, activityValue, parts);
    if (value !== null) own.set(occupation.code, value);
  }
  const ratedCodes = [...own.keys()].sort(compareIds);
  const known = new Map<string, OccupationFit | null>();
  return (code) => {
    const value = own.get(code);
    if (value !== undefined) return { value, siblings: null };
    if (!known.has(code)) known.set(code, siblingFit(code, ratedCodes, own));
    return known.get(code) ?? null;
  };
}

function siblingFit(
  code: string,
  ratedCodes: readonly string[],
  own: ReadonlyMap<string, number>,
): OccupationFit | null {
  const siblings = findSiblings(code, ratedCodes);
  if (siblings === null) return null;
  const value = meanOf(siblings.codes.flatMap((sibling) => own.get(sibling) ?? []));
  return value === null ? null : { value, siblings: siblings.prefix };
}

function fitOf(
  occupation: RatedOccupation,
  activityValue: ReadonlyMap<string, number>,
  parts: readonly FitPart[],
): number | null {
  const figures = readFigures(occupation, activityValue);
  return meanOf(
    parts.flatMap((part) => {
      const figure = figures[part];
      return figure === null ? [] : [stretch(figure, ranges[part])];
    }),
  );
}

function readFigures(
  occupation: RatedOccupation,
  activityValue: ReadonlyMap<string, number>,
): Record<FitPart, number | null> {
  const weights = new Map(
    occupation.gwaRatings.flatMap(({ gwaId, importance }) =>
      importance === null || !activityValue.has(gwaId)
        ? []
        : [[gwaId, importanceWeight(importance)] as const],
    ),
  );
  const total = sumOf([...weights.values()]);
  const skills = occupation.skillRatings.flatMap(({ skillId, importance }) =>
    importance !== null && languageSkillIds.includes(skillId) ? [importanceWeight(importance)] : [],
  );
  const shareOf = (partOf: (gwaId: string) => number) =>
    total === 0 ? null : sumOf([...weights].map(([gwaId, weight]) => weight * partOf(gwaId))) / total;
  return {
    desk: shareOf((gwaId) => (physicalGwaIds.includes(gwaId) ? 0 : 1)),
    screen: weights.get(screenGwaId) ?? null,
    language: meanOf(skills),
    activities: shareOf((gwaId) => activityValue.get(gwaId) ?? 0),
  };
}

function stretch(value: number, range: { readonly low: number; readonly high: number }): number {
  return Math.min(1, Math.max(0, (value - range.low) / (range.high - range.low)));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : sumOf(values) / values.length;
}
