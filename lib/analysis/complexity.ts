import { importanceWeight } from "@/lib/activities/activity-weights";
import { compareIds } from "@/lib/exposure/exposure-resolution";
import { findSiblings, type SiblingGroup } from "@/lib/onet/codes";
import { physicalGwaIds } from "@/lib/onet/physical-activities";
import type { GwaRating, OccupationProfile } from "@/lib/onet/schema";
import type { ComplexityComponents } from "./schema";

/**
 * Complexity: how hard an occupation's work is to hand over, from inputs of its own (scoring.md "Complexity"). It
 * depends on neither selection nor headcount.
 */

const interpersonalGwaIds = [
  "4.A.4.a.4",
  "4.A.4.a.5",
  "4.A.4.a.7",
  "4.A.4.a.8",
  "4.A.4.b.2",
  "4.A.4.b.4",
  "4.A.4.b.5",
];
const judgementGwaIds = ["4.A.2.a.1", "4.A.2.b.1", "4.A.2.b.4"];

/** The range each component has across occupations, and its part in the whole. */
export const complexityStretches = {
  physical: { low: 0.03, high: 0.23, weight: 0.4 },
  interpersonal: { low: 0.12, high: 0.21, weight: 0.3 },
  judgement: { low: 0.34, high: 0.72, weight: 0.3 },
} as const;

const maximumLevel = 7;

export interface Complexity {
  /** C, 0–1. */
  readonly complexity: number;
  readonly components: ComplexityComponents;
  /** Each component after its stretch to 0–1. */
  readonly stretched: ComplexityComponents;
}

/** Null for an occupation without ratings. */
export function complexityComponents(ratings: readonly GwaRating[]): ComplexityComponents | null {
  const byId = new Map(ratings.map((rating) => [rating.gwaId, rating]));
  const weightOf = (id: string) => importanceWeight(byId.get(id)?.importance ?? 1);
  const sumOf = (ids: readonly string[]) => ids.reduce((sum, id) => sum + weightOf(id), 0);
  const total = sumOf([...byId.keys()].sort(compareIds));
  if (total === 0) return null;
  return {
    physical: sumOf(physicalGwaIds) / total,
    interpersonal: sumOf(interpersonalGwaIds) / total,
    judgement: meanLevel(judgementGwaIds.flatMap((id) => byId.get(id) ?? [])),
  };
}

export function complexityOf(components: ComplexityComponents): Complexity {
  const stretched = {
    physical: stretch(components.physical, complexityStretches.physical),
    interpersonal: stretch(components.interpersonal, complexityStretches.interpersonal),
    judgement: stretch(components.judgement, complexityStretches.judgement),
  };
  const complexity =
    complexityStretches.physical.weight * stretched.physical +
    complexityStretches.interpersonal.weight * stretched.interpersonal +
    complexityStretches.judgement.weight * stretched.judgement;
  return { complexity, components, stretched };
}

export interface ResolvedComplexity extends Complexity {
  /** Set when the occupation is unrated and the components are the mean of these. */
  readonly siblings: SiblingGroup | null;
}

/** Complexity per occupation; null where neither the occupation nor a sibling is rated. */
export function complexityByCode(
  profiles: readonly OccupationProfile[],
): (code: string) => ResolvedComplexity | null {
  const components = new Map<string, ComplexityComponents>();
  for (const profile of profiles) {
    const own = complexityComponents(profile.gwaRatings);
    if (own !== null) components.set(profile.code, own);
  }
  const ratedCodes = [...components.keys()].sort(compareIds);
  return (code) => {
    const own = components.get(code);
    if (own !== undefined) return { ...complexityOf(own), siblings: null };
    const siblings = findSiblings(code, ratedCodes);
    if (siblings === null) return null;
    const rated = siblings.codes.flatMap((sibling) => components.get(sibling) ?? []);
    return { ...complexityOf(meanComponents(rated)), siblings };
  };
}

function stretch(value: number, range: { readonly low: number; readonly high: number }): number {
  return Math.min(1, Math.max(0, (value - range.low) / (range.high - range.low)));
}

/** 0 when none of these activities matters in the occupation: then it asks for no judgement. */
function meanLevel(ratings: readonly GwaRating[]): number {
  let weightTotal = 0;
  let levelSum = 0;
  for (const rating of ratings) {
    if (rating.level === null || rating.importance === null) continue;
    const weight = importanceWeight(rating.importance);
    weightTotal += weight;
    levelSum += weight * (rating.level / maximumLevel);
  }
  return weightTotal === 0 ? 0 : levelSum / weightTotal;
}

function meanComponents(rated: readonly ComplexityComponents[]): ComplexityComponents {
  const meanOf = (key: keyof ComplexityComponents) =>
    rated.reduce((sum, one) => sum + one[key], 0) / rated.length;
  return {
    physical: meanOf("physical"),
    interpersonal: meanOf("interpersonal"),
    judgement: meanOf("judgement"),
  };
}
