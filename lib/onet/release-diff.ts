import type { DecisionOwner } from "@/lib/activities/activity-decisions";
import { indexDecisions } from "@/lib/activities/activity-decisions";
import { gwasWithoutIwa } from "@/lib/activities/activity-weights";
import { buildOccupationProfiles, taskDwasOf } from "@/lib/activities/occupation-profiles";
import { OccupationActivityIndex } from "@/lib/activities/occupation-siblings";
import {
  type ActivityChoice,
  type OwnActivity,
  resolveRoleActivities,
} from "@/lib/activities/role-activities";
import { occupationExposure } from "@/lib/analysis/exposure-table";
import { roleExposure } from "@/lib/analysis/role-exposure";
import {
  buildExposureLookup,
  type ExposureLookup,
  type ExposureScore,
} from "@/lib/exposure/exposure-resolution";
import type { OccupationProfile } from "./schema";

/**
 * What would move if another release were taken into use: the exposure of every occupation and of the roles behind an
 * organization's candidates, before and after, with what O*NET changed about the occupation.
 */

/** One release as the database gives it: JSON text per table, so that the process that asks need not build rows. */
export interface ReleaseText {
  /** `[code, title][]` */
  readonly occupations: string;
  /** `[task id, code, importance | null][]` */
  readonly tasks: string;
  /** `[task id, DWA id][]` */
  readonly taskDwas: string;
  /** `[code, GWA id, importance | null, level | null][]` */
  readonly gwaRatings: string;
  /** `string[]` */
  readonly gwaIds: string;
  /** `[id, id of the element above][]` */
  readonly iwas: string;
  readonly dwas: string;
}

export interface SideInput {
  readonly release: ReleaseText;
  readonly overrides: readonly ExposureScore[];
  /** Decisions about activities by session, as the release knows them; sessions without any are left out. */
  readonly decisions: ReadonlyMap<string, SessionDecisions>;
}

export interface SessionDecisions {
  readonly choices: readonly (ActivityChoice & DecisionOwner)[];
  readonly own: readonly (OwnActivity & DecisionOwner)[];
}

export interface CandidateToCompare {
  readonly id: string;
  readonly sessionId: string;
  readonly roleId: string;
  /** Null: its role is mapped to nothing by now. */
  readonly code: string | null;
}

export interface DiffInput {
  readonly before: SideInput;
  readonly after: SideInput;
  /** `[level, element id, value][]` of the one source, as JSON text. */
  readonly scores: string;
  readonly candidates: readonly CandidateToCompare[];
}

/** Exposure 0–1; null where it is unknown. */
export interface Move {
  readonly before: number | null;
  readonly after: number | null;
}

export interface ScoredTasks {
  readonly scored: number;
  readonly total: number;
}

/** What O*NET changed about an occupation. */
export interface MoveReasons {
  readonly tasksGained: number;
  readonly tasksLost: number;
  readonly importanceChanged: number;
  /** Tasks with a figure of their own in the exposure source. */
  readonly scoredBefore: ScoredTasks;
  readonly scoredAfter: ScoredTasks;
  /** O*NET has no tasks for it, so the mean of its nearest siblings stands in. */
  readonly isBorrowedBefore: boolean;
  readonly isBorrowedAfter: boolean;
  /** Only one of the releases has the occupation. */
  readonly only: "before" | "after" | null;
}

export interface OccupationMove extends Move, MoveReasons {
  readonly code: string;
  readonly title: string;
}

export interface CandidateMove extends Move {
  readonly id: string;
  readonly code: string | null;
}

export interface ComputedDiff {
  /** Every occupation of either release, by code. */
  readonly occupations: readonly OccupationMove[];
  /** In the order given. */
  readonly candidates: readonly CandidateMove[];
}

/** Half of the last digit that O*NET publishes. */
const sameImportance = 0.005;

export function compareReleases(input: DiffInput): ComputedDiff {
  const scores = readScores(input.scores);
  const before = readSide(input.before, scores);
  const after = readSide(input.after, scores);
  const codes = [...new Set([...before.profiles.keys(), ...after.profiles.keys()])].sort();
  return {
    occupations: codes.map((code) => compareOccupation(code, before, after)),
    candidates: input.candidates.map((candidate) => ({
      id: candidate.id,
      code: candidate.code,
      before: candidateExposure(candidate, before),
      after: candidateExposure(candidate, after),
    })),
  };
}

interface Side {
  readonly profiles: ReadonlyMap<string, OccupationProfile>;
  readonly lookup: ExposureLookup;
  readonly activities: OccupationActivityIndex;
  readonly decisions: ReadonlyMap<string, SessionDecisions>;
}

function readScores(text: string): ExposureScore[] {
  const rows: [ExposureScore["level"], string, number][] = JSON.parse(text);
  return rows.map(([level, elementId, value]) => ({ level, elementId, value }));
}

function readSide({ release, overrides, decisions }: SideInput, scores: readonly ExposureScore[]): Side {
  const profiles = readProfiles(release);
  const gwaIds: string[] = JSON.parse(release.gwaIds);
  const iwas: [string, string][] = JSON.parse(release.iwas);
  const dwas: [string, string][] = JSON.parse(release.dwas);
  const tree = {
    gwaIds,
    iwas: iwas.map(([id, gwaId]) => ({ id, gwaId })),
    dwas: dwas.map(([id, iwaId]) => ({ id, iwaId })),
  };
  const lookup = buildExposureLookup(scores, taskDwasOf(profiles), tree, overrides);
  return {
    profiles: new Map(profiles.map((profile) => [profile.code, profile])),
    lookup,
    activities: new OccupationActivityIndex(profiles, lookup, gwasWithoutIwa(gwaIds, lookup.gwaByIwa)),
    decisions,
  };
}

function readProfiles(release: ReleaseText): OccupationProfile[] {
  const occupations: [string, string][] = JSON.parse(release.occupations);
  const tasks: [number, string, number | null][] = JSON.parse(release.tasks);
  const taskDwas: [number, string][] = JSON.parse(release.taskDwas);
  const gwaRatings: [string, string, number | null, number | null][] = JSON.parse(release.gwaRatings);
  return buildOccupationProfiles({
    occupations: occupations.map(([code, title]) => ({ code, title })),
    tasks: tasks.map(([taskId, code, importance]) => ({ taskId, code, importance })),
    taskDwas: taskDwas.map(([taskId, dwaId]) => ({ taskId, dwaId })),
    gwaRatings: gwaRatings.map(([code, gwaId, importance, level]) => ({ code, gwaId, importance, level })),
  });
}

function compareOccupation(code: string, before: Side, after: Side): OccupationMove {
  const was = before.profiles.get(code);
  const is = after.profiles.get(code);
  const wasResolved = before.activities.activitiesOf(code);
  const isResolved = after.activities.activitiesOf(code);
  return {
    code,
    title: (is ?? was)?.title ?? code,
    before: occupationExposure(wasResolved).exposure,
    after: occupationExposure(isResolved).exposure,
    ...compareTasks(was, is),
    scoredBefore: countScored(was, before),
    scoredAfter: countScored(is, after),
    isBorrowedBefore: wasResolved.siblings !== null,
    isBorrowedAfter: isResolved.siblings !== null,
    only: was === undefined ? "after" : is === undefined ? "before" : null,
  };
}

/** Task ids are O*NET's and stay with a task from release to release. */
function compareTasks(was: OccupationProfile | undefined, is: OccupationProfile | undefined) {
  const old = new Map(was?.tasks.map((task) => [task.taskId, task.importance]));
  const present = is?.tasks ?? [];
  const kept = present.filter(({ taskId }) => old.has(taskId));
  const changed = kept.filter(({ taskId, importance }) => {
    const earlier = old.get(taskId) ?? null;
    if (earlier === null || importance === null) return earlier !== importance;
    return Math.abs(earlier - importance) >= sameImportance;
  });
  return {
    tasksGained: present.length - kept.length,
    tasksLost: old.size - kept.length,
    importanceChanged: changed.length,
  };
}

function countScored(profile: OccupationProfile | undefined, side: Side): ScoredTasks {
  const tasks = profile?.tasks ?? [];
  return {
    scored: tasks.filter(({ taskId }) => side.lookup.tasks.has(taskId)).length,
    total: tasks.length,
  };
}

/** The role's exposure as an analysis of its session would give it, with everything people chose. */
function candidateExposure({ code, roleId, sessionId }: CandidateToCompare, side: Side): number | null {
  if (code === null || !side.profiles.has(code)) return null;
  const { choices, own } = side.decisions.get(sessionId) ?? { choices: [], own: [] };
  const decisions = indexDecisions(choices, own)(code, roleId);
  const { activities } = side.activities.activitiesOf(code);
  return roleExposure(resolveRoleActivities(activities, decisions, side.lookup, "weighted").activities)
    .exposure;
}
