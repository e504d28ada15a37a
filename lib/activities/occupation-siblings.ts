import { compareIds, type ExposureLookup } from "@/lib/exposure/exposure-resolution";
import { findSiblings, type SiblingGroup } from "@/lib/onet/codes";
import type { OccupationProfile } from "@/lib/onet/schema";
import {
  coarserLevel,
  compareByWeight,
  type ImportanceBasis,
  type OccupationActivity,
  weighActivities,
} from "./activity-weights";

/**
 * O*NET leaves some occupations without a profile ("All Other" residuals, the military, a few unrated ones).
 * They take the mean of their nearest profiled siblings, and everything that rests on siblings says so.
 */

export interface ResolvedActivities {
  readonly code: string;
  /** By weight descending, ties by id. Empty when neither the occupation nor a sibling has tasks. */
  readonly activities: readonly OccupationActivity[];
  readonly importanceBasis: ImportanceBasis;
  /** Set when the activities are the siblings', weighted as the mean of the siblings' shares. */
  readonly siblings: SiblingGroup | null;
}

/** Activities per occupation of one release and one exposure source, computed on first use. */
export class OccupationActivityIndex {
  readonly #profiles: ReadonlyMap<string, OccupationProfile>;
  readonly #codesWithTasks: readonly string[];
  readonly #lookup: ExposureLookup;
  readonly #childlessGwaIds: readonly string[];
  readonly #resolved = new Map<string, ResolvedActivities>();

  constructor(
    profiles: readonly OccupationProfile[],
    lookup: ExposureLookup,
    childlessGwaIds: readonly string[],
  ) {
    this.#profiles = new Map(profiles.map((profile) => [profile.code, profile]));
    this.#codesWithTasks = profiles
      .filter((profile) => profile.tasks.length > 0)
      .map((profile) => profile.code)
      .sort(compareIds);
    this.#lookup = lookup;
    this.#childlessGwaIds = childlessGwaIds;
  }

  /** As O*NET publishes it; undefined for a code that the release does not have. */
  profileOf(code: string): OccupationProfile | undefined {
    return this.#profiles.get(code);
  }

  activitiesOf(code: string): ResolvedActivities {
    const known = this.#resolved.get(code);
    if (known !== undefined) return known;
    const resolved = this.#resolve(code);
    this.#resolved.set(code, resolved);
    return resolved;
  }

  #resolve(code: string): ResolvedActivities {
    const profile = this.#profiles.get(code);
    // Another release has it, this one does not: then no sibling stands in for it either.
    if (profile === undefined) return { code, activities: [], importanceBasis: "rated", siblings: null };
    if (profile.tasks.length > 0) {
      return { ...weighActivities(profile, this.#lookup, this.#childlessGwaIds), siblings: null };
    }
    const siblings = findSiblings(code, this.#codesWithTasks);
    const pooled = (siblings?.codes ?? []).map((sibling) => this.activitiesOf(sibling));
    return { code, ...poolActivities(pooled), siblings };
  }
}

interface PooledSum {
  readonly level: "dwa" | "gwa";
  weight: number;
  knownWeight: number;
  exposureSum: number;
  exposureLevel: OccupationActivity["exposureLevel"];
}

/** Mean of the siblings: every sibling counts the same, however many tasks O*NET wrote for it. */
function poolActivities(
  siblings: readonly ResolvedActivities[],
): Pick<ResolvedActivities, "activities" | "importanceBasis"> {
  const sums = new Map<string, PooledSum>();
  for (const sibling of siblings) {
    const total = sibling.activities.reduce((sum, activity) => sum + activity.weight, 0);
    if (total === 0) continue;
    for (const activity of sibling.activities) {
      addActivity(sums, activity, activity.weight / total / siblings.length);
    }
  }
  const activities = [...sums].map(([id, sum]) => ({
    id,
    level: sum.level,
    weight: sum.weight,
    exposure: sum.knownWeight > 0 ? sum.exposureSum / sum.knownWeight : null,
    exposureLevel: sum.exposureLevel,
  }));
  const bases = new Set(siblings.map((sibling) => sibling.importanceBasis));
  const [only = "rated"] = bases;
  return {
    activities: activities.sort(compareByWeight),
    importanceBasis: bases.size > 1 ? "partly_mean" : only,
  };
}

function addActivity(sums: Map<string, PooledSum>, activity: OccupationActivity, weight: number): void {
  const sum = sums.get(activity.id) ?? {
    level: activity.level,
    weight: 0,
    knownWeight: 0,
    exposureSum: 0,
    exposureLevel: null,
  };
  sums.set(activity.id, sum);
  sum.weight += weight;
  if (activity.exposure === null) return;
  sum.knownWeight += weight;
  sum.exposureSum += weight * activity.exposure;
  sum.exposureLevel = coarserLevel(sum.exposureLevel, activity.exposureLevel);
}
