import { type ExposureLevel, exposureLevels } from "@/db/enums";

/**
 * Exposure of a task or activity to AI agents, 0–1, by the resolution order of the design (scoring.md "Exposure"):
 * organization override → task → DWA → IWA → GWA → unknown. Scales of different sources differ, so one lookup
 * holds one source only; its higher levels are means of that same source.
 */
export type ResolutionLevel = "override" | ExposureLevel;

export interface ExposureElement {
  readonly level: ExposureLevel;
  /** Task id or activity id, by `level`. */
  readonly elementId: string;
}

export interface ExposureScore extends ExposureElement {
  /** 0–1; null where the source has a row but no number. */
  readonly value: number | null;
}

export interface TaskDwa {
  readonly taskId: string;
  readonly dwaId: string;
}

export interface ActivityTree {
  readonly gwaIds: readonly string[];
  readonly iwas: readonly { readonly id: string; readonly gwaId: string }[];
  readonly dwas: readonly { readonly id: string; readonly iwaId: string }[];
}

export interface ResolvedExposure {
  readonly value: number;
  /** The level the number came from. */
  readonly level: ResolutionLevel;
}

/** What a source says about one element: its own score, or the mean of the tasks beneath it. */
export interface ElementEvidence {
  readonly value: number;
  /** Share of the evidence beneath that carries a score; 1 for a score of the element's own. */
  readonly coverage: number;
}

type ScoresById = ReadonlyMap<string, number>;
type EvidenceById = ReadonlyMap<string, ElementEvidence>;

/** Read-only after it is built; build once per source and share. */
export interface ExposureLookup {
  readonly iwaByDwa: ReadonlyMap<string, string>;
  readonly gwaByIwa: ReadonlyMap<string, string>;
  readonly overrides: Readonly<Record<ExposureLevel, ScoresById>>;
  readonly tasks: ScoresById;
  readonly dwas: EvidenceById;
  readonly iwas: EvidenceById;
  readonly gwas: EvidenceById;
}

export function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * Builds the means per DWA, IWA and GWA from the scores of one source. A task that serves n DWAs counts 1/n in each,
 * as it does in the activity weights. A score of the element's own goes before a mean.
 */
export function buildExposureLookup(
  scores: readonly ExposureScore[],
  taskDwas: readonly TaskDwa[],
  tree: ActivityTree,
  overrides: readonly ExposureScore[] = [],
): ExposureLookup {
  const own = groupByLevel(scores);
  const iwaByDwa = new Map(tree.dwas.map((dwa) => [dwa.id, dwa.iwaId]));
  const gwaByIwa = new Map(tree.iwas.map((iwa) => [iwa.id, iwa.gwaId]));
  const dwaSums = sumTasksByDwa(own.task, taskDwas);
  const dwas = toEvidence(own.dwa, dwaSums);
  const iwaSums = sumChildren(dwas, dwaSums, iwaByDwa);
  const iwas = toEvidence(own.iwa, iwaSums);
  const gwas = toEvidence(own.gwa, sumChildren(iwas, iwaSums, gwaByIwa));
  return {
    iwaByDwa,
    gwaByIwa,
    overrides: groupByLevel(overrides),
    tasks: own.task,
    dwas,
    iwas,
    gwas,
  };
}

/**
 * Exposure of a task as part of one of its activities. The activity matters only where the task has no score of its
 * own: a task that serves two DWAs then takes, in each, what is known about that DWA.
 */
export function resolveTaskExposure(
  lookup: ExposureLookup,
  taskId: string,
  dwaId: string,
): ResolvedExposure | null {
  const override = findOverride(lookup, dwaId, taskId);
  if (override !== null) return { value: override.value, level: "override" };
  const score = lookup.tasks.get(taskId);
  if (score !== undefined) return { value: score, level: "task" };
  return resolveFromSource(lookup, dwaId);
}

/** Exposure of a DWA, an IWA or a GWA by itself, outside any occupation. */
export function resolveElementExposure(lookup: ExposureLookup, elementId: string): ResolvedExposure | null {
  const override = findOverride(lookup, elementId);
  return override === null
    ? resolveFromSource(lookup, elementId)
    : { value: override.value, level: "override" };
}

/** What the source alone says of an element, whatever the organization has set. */
export function resolveFromSource(lookup: ExposureLookup, elementId: string): ResolvedExposure | null {
  const [dwaId, iwaId, gwaId] = lineage(lookup, elementId);
  const dwa = lookup.dwas.get(dwaId);
  if (dwa !== undefined) return { value: dwa.value, level: "dwa" };
  const iwa = lookup.iwas.get(iwaId);
  if (iwa !== undefined) return { value: iwa.value, level: "iwa" };
  const gwa = lookup.gwas.get(gwaId);
  return gwa === undefined ? null : { value: gwa.value, level: "gwa" };
}

/** The element whose override decides, the finest first: the task's own, its DWA's, its IWA's, its GWA's. */
export function findOverride(
  { overrides, ...tree }: Pick<ExposureLookup, "overrides" | "iwaByDwa" | "gwaByIwa">,
  elementId: string,
  taskId?: string,
): (ExposureElement & { readonly value: number }) | null {
  const [dwaId, iwaId, gwaId] = lineage(tree, elementId);
  const places = { task: taskId ?? "", dwa: dwaId, iwa: iwaId, gwa: gwaId };
  for (const level of exposureLevels) {
    const value = overrides[level].get(places[level]);
    if (value !== undefined) return { level, elementId: places[level], value };
  }
  return null;
}

/** The same source as one organization sees it. */
export function withOverrides(lookup: ExposureLookup, overrides: readonly ExposureScore[]): ExposureLookup {
  return { ...lookup, overrides: groupByLevel(overrides) };
}

/** The element as [DWA, IWA, GWA]; an id that stands higher fills only its own level and those above. */
function lineage(
  { iwaByDwa, gwaByIwa }: Pick<ExposureLookup, "iwaByDwa" | "gwaByIwa">,
  elementId: string,
): [string, string, string] {
  const iwaId = iwaByDwa.get(elementId) ?? elementId;
  const gwaId = gwaByIwa.get(iwaId) ?? iwaId;
  return [elementId, iwaId, gwaId];
}

function groupByLevel(scores: readonly ExposureScore[]): Record<ExposureLevel, Map<string, number>> {
  const byLevel: Record<ExposureLevel, Map<string, number>> = {
    task: new Map(),
    dwa: new Map(),
    iwa: new Map(),
    gwa: new Map(),
  };
  for (const score of scores) {
    if (score.value !== null) byLevel[score.level].set(score.elementId, score.value);
  }
  return byLevel;
}

interface EvidenceSum {
  /** Task equivalents beneath the element, and those of them with a known exposure. */
  weight: number;
  knownWeight: number;
  exposureSum: number;
}

function emptySum(): EvidenceSum {
  return { weight: 0, knownWeight: 0, exposureSum: 0 };
}

function sumTasksByDwa(tasks: ScoresById, taskDwas: readonly TaskDwa[]): Map<string, EvidenceSum> {
  const dwaCounts = new Map<string, number>();
  for (const link of taskDwas) dwaCounts.set(link.taskId, (dwaCounts.get(link.taskId) ?? 0) + 1);
  const sorted = taskDwas.toSorted((a, b) => compareIds(a.dwaId, b.dwaId) || compareIds(a.taskId, b.taskId));
  const sums = new Map<string, EvidenceSum>();
  for (const link of sorted) {
    const sum = sums.get(link.dwaId) ?? emptySum();
    sums.set(link.dwaId, sum);
    const weight = 1 / (dwaCounts.get(link.taskId) ?? 1);
    const value = tasks.get(link.taskId);
    sum.weight += weight;
    if (value !== undefined) {
      sum.knownWeight += weight;
      sum.exposureSum += weight * value;
    }
  }
  return sums;
}

/** Sums of the children, each child with the task equivalents beneath it (at least one, so a scored leaf counts). */
function sumChildren(
  children: EvidenceById,
  childSums: ReadonlyMap<string, EvidenceSum>,
  parentByChild: ReadonlyMap<string, string>,
): Map<string, EvidenceSum> {
  const sums = new Map<string, EvidenceSum>();
  for (const childId of [...parentByChild.keys()].sort(compareIds)) {
    const evidence = children.get(childId);
    const beneath = childSums.get(childId);
    const parentId = parentByChild.get(childId);
    if (parentId === undefined || (evidence === undefined && beneath === undefined)) continue;
    const sum = sums.get(parentId) ?? emptySum();
    sums.set(parentId, sum);
    const weight = beneath?.weight ?? 1;
    const knownWeight = weight * (evidence?.coverage ?? 0);
    sum.weight += weight;
    sum.knownWeight += knownWeight;
    sum.exposureSum += knownWeight * (evidence?.value ?? 0);
  }
  return sums;
}

function toEvidence(own: ScoresById, sums: ReadonlyMap<string, EvidenceSum>): Map<string, ElementEvidence> {
  const evidence = new Map<string, ElementEvidence>();
  for (const [id, sum] of sums) {
    if (sum.knownWeight > 0) {
      evidence.set(id, { value: sum.exposureSum / sum.knownWeight, coverage: sum.knownWeight / sum.weight });
    }
  }
  for (const [id, value] of own) evidence.set(id, { value, coverage: 1 });
  return evidence;
}
