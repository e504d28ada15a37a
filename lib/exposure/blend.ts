import type { ActivityTree } from "@/lib/exposure/exposure-resolution";
import { type NeighbourTask, neighbourMeans } from "@/lib/exposure/neighbour-means";
import { type FitPart, fitParts, occupationFit, type RatedOccupation } from "@/lib/exposure/occupation-fit";

/**
 * Opportune's own exposure source: share of a task (0–1) in which AI helps, blended from what the sources see
 * differently. Reasons, measurements and limits: docs/exposure-blend.md. Nothing here is fitted to an index of usage or
 * of abilities.
 *
 *     exposure = (labels share · labels + activities share · activities) · presence · regulation · fit
 *
 * Each of the five lies in 0–1 and rises with its inputs, so raising any one input lowers no exposure.
 */

export type TaskLabel = "E0" | "E1" | "E2";

export interface BlendTask extends NeighbourTask {
  readonly code: string;
  readonly human: TaskLabel | null;
  readonly gpt4: TaskLabel | null;
  /** CDR levels 0–4, higher is harder for AI; the mean over the parts of a split task. */
  readonly deployment: number | null;
  readonly regulation: number | null;
}

export interface BlendGwa {
  readonly gwaId: string;
  /** 0–1, of `gwa-classes` and of `plan-figures`. */
  readonly classValue: number;
  readonly figure: number;
}

export interface BlendInput {
  readonly tasks: readonly BlendTask[];
  readonly tree: ActivityTree;
  readonly gwas: readonly BlendGwa[];
  readonly occupations: readonly RatedOccupation[];
}

export interface BlendWeights {
  readonly human: number;
  readonly gpt4: number;
  /** Value of the label E2, between E0 = 0 and E1 = 1. */
  readonly e2: number;
  /** Part of a label or level that is taken from the tasks of the same activity. */
  readonly neighbours: number;
  readonly activities: number;
  /** What is lost at the highest CDR level. */
  readonly presence: number;
  readonly regulation: number;
  /** What is lost in an occupation without fit. */
  readonly fit: number;
  readonly fitParts: readonly FitPart[];
}

/** Version 1. */
export const blendWeights: BlendWeights = {
  // People judged activities, GPT-4 single sentences: neither sees more, they err in different ways.
  human: 1,
  gpt4: 1,
  // E2 is work that AI does through software built on it. Beta's .5 is of 2023, when little of that was built; gamma's 1
  // takes it as built everywhere.
  e2: 0.7,
  // One label is a coin that fell one way; a third of it is shared with its like (predicts the other rater better).
  neighbours: 1 / 3,
  // Two coarse opinions per GWA: enough to tell apart tasks that all labels call E0.
  activities: 0.2,
  // The labels have seen most of the body already, so even the hardest level keeps 40 %.
  presence: 0.6,
  // Rules slow AI down where a person must answer for the result; they do not keep it from helping to prepare it.
  regulation: 0.2,
  // The same task is done with AI less where hands are busy and no screen is near; at worst half of it is left.
  fit: 0.5,
  fitParts,
};

/** Highest level of a CDR axis. */
const highestLevel = 4;

/** A part of the blend and whether it was borrowed: labels and levels from neighbours, fit from siblings. */
export interface BlendPart {
  readonly value: number;
  readonly borrowed: boolean;
}

export interface BlendedTask {
  readonly taskId: string;
  readonly value: number;
  readonly labels: BlendPart;
  readonly activities: number;
  /** Factors. */
  readonly presence: BlendPart;
  readonly regulation: BlendPart;
  readonly fit: BlendPart;
}

/** Tasks that one of the parts says nothing about, not even through neighbours or siblings, are left out. */
export function blendTasks(input: BlendInput, weights: BlendWeights = blendWeights): BlendedTask[] {
  const activityValue = activityValues(input.gwas);
  const fitOf = occupationFit(input.occupations, activityValue, weights.fitParts);
  const gwaOfDwa = gwaByDwa(input.tree);
  const lean = leaningOn(input, weights.neighbours);
  const labelsOf = lean((task) => meanLabel(task, weights));
  const presenceOf = lean((task) => openness(task.deployment));
  const regulationOf = lean((task) => openness(task.regulation));
  return input.tasks.flatMap((task) => {
    const labels = labelsOf(task);
    const presence = presenceOf(task);
    const regulation = regulationOf(task);
    const fit = fitOf(task.code);
    const activities = meanOf(task.dwaIds.flatMap((id) => activityValue.get(gwaOfDwa.get(id) ?? "") ?? []));
    if (labels === null || presence === null || regulation === null || fit === null || activities === null)
      return [];
    const parts = {
      labels,
      activities,
      presence: toFactor(presence, weights.presence),
      regulation: toFactor(regulation, weights.regulation),
      fit: toFactor({ value: fit.value, borrowed: fit.siblings !== null }, weights.fit),
    };
    return [{ taskId: task.taskId, value: combine(parts, weights), ...parts }];
  });
}

type BlendParts = Omit<BlendedTask, "taskId" | "value">;

function combine(parts: BlendParts, weights: BlendWeights): number {
  const told = (1 - weights.activities) * parts.labels.value + weights.activities * parts.activities;
  return told * parts.presence.value * parts.regulation.value * parts.fit.value;
}

/** From 0–1 to what is left of the exposure. */
function toFactor(part: BlendPart, lost: number): BlendPart {
  return { value: 1 - lost + lost * part.value, borrowed: part.borrowed };
}

function meanLabel(task: BlendTask, weights: BlendWeights): number | null {
  const rated = [
    { label: task.human, weight: weights.human },
    { label: task.gpt4, weight: weights.gpt4 },
  ].flatMap(({ label, weight }) =>
    label === null || weight === 0 ? [] : [{ value: labelValue(label, weights.e2), weight }],
  );
  const total = rated.reduce((sum, { weight }) => sum + weight, 0);
  return total === 0 ? null : rated.reduce((sum, { value, weight }) => sum + weight * value, 0) / total;
}

function labelValue(label: TaskLabel, e2: number): number {
  if (label === "E2") return e2;
  return label === "E1" ? 1 : 0;
}

function openness(level: number | null): number | null {
  return level === null ? null : 1 - level / highestLevel;
}

/** A figure of a task, drawn towards the mean of its activities; all of it from there when the task has none. */
function leaningOn(input: BlendInput, share: number) {
  return (figureOf: (task: BlendTask) => number | null): ((task: BlendTask) => BlendPart | null) => {
    const figures = new Map<string, number>();
    for (const task of input.tasks) {
      const figure = figureOf(task);
      if (figure !== null) figures.set(task.taskId, figure);
    }
    const meanOfDwa = neighbourMeans(input.tasks, figures, input.tree);
    return (task) => {
      const neighbours = meanOf(task.dwaIds.flatMap((dwaId) => meanOfDwa(dwaId) ?? []));
      const own = figures.get(task.taskId);
      if (neighbours === null) return own === undefined ? null : { value: own, borrowed: false };
      if (own === undefined) return { value: neighbours, borrowed: true };
      return { value: (1 - share) * own + share * neighbours, borrowed: false };
    };
  };
}

function activityValues(gwas: readonly BlendGwa[]): Map<string, number> {
  return new Map(gwas.map((gwa) => [gwa.gwaId, (gwa.classValue + gwa.figure) / 2]));
}

function gwaByDwa(tree: ActivityTree): Map<string, string> {
  const gwaByIwa = new Map(tree.iwas.map((iwa) => [iwa.id, iwa.gwaId]));
  return new Map(tree.dwas.map((dwa) => [dwa.id, gwaByIwa.get(dwa.iwaId) ?? ""]));
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export interface BlendedGwa {
  readonly gwaId: string;
  readonly value: number;
  readonly activities: number;
  /** Task equivalents beneath it, a task with n activities counting 1/n in each. */
  readonly taskWeight: number;
  /** Mean exposure of those; null when there are none. */
  readonly taskMean: number | null;
}

/**
 * What a GWA's class and figure mean on the scale of the tasks: the slope of the tasks' mean exposure over them, through
 * zero, across the 37 GWAs of 30.1 that have tasks. A constant, so that one label cannot move another activity.
 */
export const activityScale = 0.6;
/** Task equivalents that class and figure count for beside the tasks. */
export const activityWeight = 5;

/** Every GWA: the mean of its tasks, leaning on its class and figure; by those alone where it owns no task. */
export function blendGwas(input: BlendInput, tasks: readonly BlendedTask[]): BlendedGwa[] {
  const values = new Map(tasks.map((task) => [task.taskId, task.value]));
  const gwaOfDwa = gwaByDwa(input.tree);
  const sums = new Map<string, { total: number; weight: number }>();
  for (const task of input.tasks) {
    const value = values.get(task.taskId);
    if (value === undefined) continue;
    for (const dwaId of task.dwaIds) {
      const gwaId = gwaOfDwa.get(dwaId) ?? "";
      const sum = sums.get(gwaId) ?? { total: 0, weight: 0 };
      sums.set(gwaId, sum);
      sum.total += value / task.dwaIds.length;
      sum.weight += 1 / task.dwaIds.length;
    }
  }
  return [...activityValues(input.gwas)].map(([gwaId, activities]) => {
    const { total, weight } = sums.get(gwaId) ?? { total: 0, weight: 0 };
    const value = (total + activityWeight * activityScale * activities) / (weight + activityWeight);
    return { gwaId, value, activities, taskWeight: weight, taskMean: weight === 0 ? null : total / weight };
  });
}
