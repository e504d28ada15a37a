import { gwasWithoutIwa } from "@/lib/activities/activity-weights";
import { taskDwasOf } from "@/lib/activities/occupation-profiles";
import { OccupationActivityIndex, type ResolvedActivities } from "@/lib/activities/occupation-siblings";
import {
  type ActivityTree,
  buildExposureLookup,
  compareIds,
  type ElementEvidence,
  type ExposureLookup,
  type ExposureScore,
  resolveElementExposure,
} from "@/lib/exposure/exposure-resolution";
import type { OccupationProfile, OccupationTask } from "@/lib/onet/schema";
import { taskExposure } from "@/lib/reference/task-exposure";
import { type RoleExposure, roleExposure } from "./role-exposure";

/** Exposure of every occupation, work activity or task of a release under one source, with where each number came from. */

export const exposureTableLevels = ["occupation", "gwa", "iwa", "dwa", "task"] as const;
export type ExposureTableLevel = (typeof exposureTableLevels)[number];

export interface ExposureTableRow {
  readonly id: string;
  /** 0–1; null when unknown. */
  readonly value: number | null;
  /** Share of the row's own weight that the source scores; 0 where the value is borrowed, as `basis` then says. */
  readonly coverage: number;
  /** Null for a value of the row's own, else what it was borrowed from. */
  readonly basis: string | null;
}

export interface ExposureTableInput {
  readonly occupations: readonly OccupationProfile[];
  readonly tree: ActivityTree;
  /** Of one source. */
  readonly scores: readonly ExposureScore[];
}

/** By id. */
export function exposureTable(level: ExposureTableLevel, input: ExposureTableInput): ExposureTableRow[] {
  const lookup = buildExposureLookup(input.scores, taskDwasOf(input.occupations), input.tree);
  if (level === "occupation") return occupationRows(input, lookup);
  if (level === "task") return taskRows(input, lookup);
  if (level === "gwa") return elementRows(input.tree.gwaIds, lookup.gwas, lookup);
  const elements = level === "iwa" ? input.tree.iwas : input.tree.dwas;
  const evidence = level === "iwa" ? lookup.iwas : lookup.dwas;
  return elementRows(
    elements.map((element) => element.id),
    evidence,
    lookup,
  );
}

function occupationRows(input: ExposureTableInput, lookup: ExposureLookup): ExposureTableRow[] {
  const childlessGwaIds = gwasWithoutIwa(input.tree.gwaIds, lookup.gwaByIwa);
  const index = new OccupationActivityIndex(input.occupations, lookup, childlessGwaIds);
  const codes = input.occupations.map((occupation) => occupation.code).sort(compareIds);
  return codes.map((code) => toOccupationRow(index.activitiesOf(code)));
}

/** A role that does every activity its occupation's tasks name, in proportion to their weights. */
export function occupationExposure(occupation: ResolvedActivities): RoleExposure {
  return roleExposure(
    occupation.activities
      .filter((activity) => activity.level === "dwa")
      .map((activity) => ({ share: activity.weight, exposure: activity.exposure, selected: true })),
  );
}

function toOccupationRow(occupation: ResolvedActivities): ExposureTableRow {
  const { exposure, coverage } = occupationExposure(occupation);
  const { code, siblings } = occupation;
  if (siblings === null) return { id: code, value: exposure, coverage, basis: null };
  return { id: code, value: exposure, coverage: 0, basis: `siblings ${siblings.prefix}` };
}

function taskRows(input: ExposureTableInput, lookup: ExposureLookup): ExposureTableRow[] {
  return input.occupations
    .flatMap(({ tasks }) => tasks)
    .toSorted((a, b) => compareIds(a.taskId, b.taskId))
    .map((task) => toTaskRow(task, lookup));
}

function toTaskRow(task: OccupationTask, lookup: ExposureLookup): ExposureTableRow {
  const id = task.taskId;
  const exposure = taskExposure(lookup, task);
  if (exposure === null) return { id, value: null, coverage: 0, basis: null };
  const { value, level } = exposure;
  return level === "task"
    ? { id, value, coverage: 1, basis: null }
    : { id, value, coverage: 0, basis: level };
}

function elementRows(
  ids: readonly string[],
  own: ReadonlyMap<string, ElementEvidence>,
  lookup: ExposureLookup,
): ExposureTableRow[] {
  return ids.toSorted(compareIds).map((id) => {
    const evidence = own.get(id);
    if (evidence !== undefined) return { id, ...evidence, basis: null };
    const borrowed = resolveElementExposure(lookup, id);
    return { id, value: borrowed?.value ?? null, coverage: 0, basis: borrowed?.level ?? null };
  });
}
