import {
  compareIds,
  type ExposureLookup,
  type ResolutionLevel,
  resolveElementExposure,
  resolveTaskExposure,
} from "@/lib/exposure/exposure-resolution";
import type { OccupationProfile, OccupationTask } from "@/lib/onet/schema";

/** Activities of an occupation, with weight and exposure (scoring.md "Exposure"). */

export interface OccupationActivity {
  /** DWA id, or GWA id for a GWA that owns no IWA in the release. */
  readonly id: string;
  readonly level: "dwa" | "gwa";
  readonly weight: number;
  /** Exposure 0–1 in this occupation; null when unknown. */
  readonly exposure: number | null;
  /** The coarsest level that any of its numbers came from; null when unknown. */
  readonly exposureLevel: ResolutionLevel | null;
}

/** What had to be assumed about importance: nothing, the occupation's mean for some tasks, or .5 for all. */
export type ImportanceBasis = "rated" | "partly_mean" | "unrated";

export interface OccupationActivities {
  readonly code: string;
  /** By weight descending, ties by id. */
  readonly activities: readonly OccupationActivity[];
  readonly importanceBasis: ImportanceBasis;
}

/** Weight of each task when an occupation has no importance at all (scoring.md). */
const unratedTaskWeight = 0.5;

const levelCoarseness: Readonly<Record<ResolutionLevel, number>> = {
  override: 0,
  task: 1,
  dwa: 2,
  iwa: 3,
  gwa: 4,
};

/** `(importance − 1) / 4`: O*NET's 1 means "not important" and weighs nothing. */
export function importanceWeight(importance: number): number {
  return (importance - 1) / 4;
}

/** GWAs of a release that own no IWA, hence no DWA and no task. */
export function gwasWithoutIwa(gwaIds: readonly string[], gwaByIwa: ReadonlyMap<string, string>): string[] {
  const parents = new Set(gwaByIwa.values());
  return gwaIds.filter((id) => !parents.has(id)).toSorted(compareIds);
}

/**
 * Weight `W(d)` and exposure `e(d)` of every activity of one occupation, from its own tasks and ratings.
 * Empty for an occupation without tasks (see occupation-siblings.ts).
 */
export function weighActivities(
  profile: OccupationProfile,
  lookup: ExposureLookup,
  childlessGwaIds: readonly string[],
): OccupationActivities {
  const { weightOf, importanceBasis } = taskWeights(profile.tasks);
  const sums = new Map<string, ActivitySum>();
  for (const task of profile.tasks.toSorted((a, b) => compareIds(a.taskId, b.taskId))) {
    const weight = weightOf(task) / task.dwaIds.length;
    for (const dwaId of task.dwaIds) {
      const sum = sums.get(dwaId) ?? { weight: 0, knownWeight: 0, exposureSum: 0, level: null };
      sums.set(dwaId, sum);
      addTask(sum, weight, resolveTaskExposure(lookup, task.taskId, dwaId));
    }
  }
  const dwas = [...sums.keys()].sort(compareIds).map((id) => toActivity(id, sums.get(id), lookup));
  const gwas = weighChildlessGwas(profile, dwas, lookup, childlessGwaIds);
  return { code: profile.code, activities: [...dwas, ...gwas].sort(compareByWeight), importanceBasis };
}

/** Weight descending, ties by id. Weights that differ only by the rounding of their sums are a tie. */
export function compareByWeight(a: OccupationActivity, b: OccupationActivity): number {
  return tieKey(b.weight) - tieKey(a.weight) || compareIds(a.id, b.id);
}

function tieKey(weight: number): number {
  return Math.round(weight * 1e9);
}

export function coarserLevel(a: ResolutionLevel | null, b: ResolutionLevel | null): ResolutionLevel | null {
  if (a === null || b === null) return a ?? b;
  return levelCoarseness[a] >= levelCoarseness[b] ? a : b;
}

interface ActivitySum {
  weight: number;
  knownWeight: number;
  exposureSum: number;
  level: ResolutionLevel | null;
}

function addTask(sum: ActivitySum, weight: number, resolved: ReturnType<typeof resolveTaskExposure>): void {
  sum.weight += weight;
  if (resolved === null) return;
  sum.knownWeight += weight;
  sum.exposureSum += weight * resolved.value;
  sum.level = coarserLevel(sum.level, resolved.level);
}

function toActivity(id: string, sum: ActivitySum | undefined, lookup: ExposureLookup): OccupationActivity {
  if (sum !== undefined && sum.knownWeight > 0) {
    const exposure = sum.exposureSum / sum.knownWeight;
    return { id, level: "dwa", weight: sum.weight, exposure, exposureLevel: sum.level };
  }
  // Only tasks rated "not important": they weigh nothing, so the activity itself has to answer.
  const resolved = sum?.weight === 0 ? resolveElementExposure(lookup, id) : null;
  return {
    id,
    level: "dwa",
    weight: sum?.weight ?? 0,
    exposure: resolved?.value ?? null,
    exposureLevel: resolved?.level ?? null,
  };
}

function weighChildlessGwas(
  profile: OccupationProfile,
  dwas: readonly OccupationActivity[],
  lookup: ExposureLookup,
  childlessGwaIds: readonly string[],
): OccupationActivity[] {
  if (dwas.length === 0) return [];
  const meanWeight = dwas.reduce((total, dwa) => total + dwa.weight, 0) / dwas.length;
  const importances = new Map(profile.gwaRatings.map((rating) => [rating.gwaId, rating.importance]));
  const activities: OccupationActivity[] = [];
  for (const id of childlessGwaIds) {
    const importance = importances.get(id) ?? null;
    if (importance === null) continue;
    const resolved = resolveElementExposure(lookup, id);
    activities.push({
      id,
      level: "gwa",
      weight: importanceWeight(importance) * meanWeight,
      exposure: resolved?.value ?? null,
      exposureLevel: resolved?.level ?? null,
    });
  }
  return activities;
}

interface TaskWeights {
  readonly weightOf: (task: OccupationTask) => number;
  readonly importanceBasis: ImportanceBasis;
}

function taskWeights(tasks: readonly OccupationTask[]): TaskWeights {
  const rated = tasks.toSorted((a, b) => compareIds(a.taskId, b.taskId)).flatMap((t) => t.importance ?? []);
  if (rated.length === 0) {
    return { weightOf: () => unratedTaskWeight, importanceBasis: tasks.length === 0 ? "rated" : "unrated" };
  }
  const mean = rated.reduce((total, importance) => total + importance, 0) / rated.length;
  return {
    weightOf: (task) => importanceWeight(task.importance ?? mean) * (task.relevance ?? 1),
    importanceBasis: rated.length === tasks.length ? "rated" : "partly_mean",
  };
}
