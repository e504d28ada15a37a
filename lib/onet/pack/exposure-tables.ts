import { invalid } from "@/lib/errors";
import { blendScores } from "@/lib/onet/pack/blend-scores";
import {
  type CdrLabel,
  cdrTaskScore,
  cdrVersion,
  type EloundouMeasure,
  eloundouMeasures,
  eloundouRaters,
  eloundouSourceId,
  eloundouVersion,
  exposureSources,
  gwaClassById,
  gwaClassesVersion,
  gwaClassValues,
  isEloundouLabel,
  parseCdrLabel,
  planFiguresVersion,
} from "@/lib/onet/pack/exposure-sources";
import type { OnetTables } from "@/lib/onet/pack/onet-tables";
import type { PackSourceRow } from "@/lib/onet/pack/pack-tables";
import { planFigures } from "@/lib/onet/pack/plan-figures";
import type { ReleaseFolder } from "@/lib/onet/pack/release-folder-reader";

type ScoreRow = PackSourceRow<"exposure_scores">;

/**
 * Scores of the tasks of this release (labels of tasks that left O*NET are dropped) and of the 41 GWAs, and the blend
 * that is made of them.
 */
export function buildExposureScores(folder: ReleaseFolder, onet: OnetTables): ScoreRow[] {
  const taskIds = new Set(onet.tasks.map((task) => String(task.task_id)));
  const taskScores = [...eloundouScores(folder), ...cdrScores(folder)].filter((row) =>
    taskIds.has(row.element_id),
  );
  const published = [...taskScores, ...classScores(onet), ...planScores(onet)];
  return [...published, ...blendScores(published, onet)];
}

function eloundouScores(folder: ReleaseFolder): ScoreRow[] {
  const measures = Object.keys(eloundouMeasures) as EloundouMeasure[];
  return folder.read("eloundouTasks").flatMap((row) =>
    eloundouRaters.flatMap((rater) => {
      const label = row[rater.column];
      if (!isEloundouLabel(label))
        throw invalid(`Task ${row["Task ID"]} has the label "${label}", not E0, E1 or E2.`);
      return measures.map((measure) => ({
        source: eloundouSourceId(rater.key, measure),
        version: eloundouVersion,
        level: "task",
        // The publication writes task ids as decimals ("8823.0").
        element_id: row["Task ID"].replace(/\.0$/, ""),
        value: eloundouMeasures[measure][label],
        class: label,
        rationale: null,
      }));
    }),
  );
}

/** A split task stands as `<task>-<part>`; a whole whose own label is empty is carried by its parts. */
function cdrScores(folder: ReleaseFolder): ScoreRow[] {
  const partsByTask = new Map<string, { part: number; label: CdrLabel }[]>();
  for (const row of folder.read("cdrTasks")) {
    const label = parseCdrLabel(row.consensus_C, row.consensus_D, row.consensus_R);
    if (label === null) continue;
    const [taskId = "", part = "0"] = row.task_id.split("-");
    partsByTask.set(taskId, [...(partsByTask.get(taskId) ?? []), { part: Number(part), label }]);
  }
  return [...partsByTask].map(([taskId, parts]) => {
    const labels = parts.sort((a, b) => a.part - b.part).map((entry) => entry.label);
    return {
      source: "cdr",
      version: cdrVersion,
      level: "task",
      element_id: taskId,
      ...cdrTaskScore(labels),
      rationale: null,
    };
  });
}

function classScores(onet: OnetTables): ScoreRow[] {
  return onet.gwas.map((gwa) => {
    const gwaClass = gwaClassById.get(gwa.id);
    if (gwaClass === undefined)
      throw invalid(`The work activity ${gwa.id} (${gwa.name}) has no exposure class.`);
    return {
      source: "gwa-classes",
      version: gwaClassesVersion,
      level: "gwa",
      element_id: gwa.id,
      value: gwaClassValues[gwaClass],
      class: gwaClass,
      rationale: `Pew's method replicated; ${gwaClass} = ${gwaClassValues[gwaClass]} is ours`,
    };
  });
}

function planScores(onet: OnetTables): ScoreRow[] {
  return onet.gwas.map((gwa) => {
    const figure = planFigures[gwa.id];
    if (figure === undefined)
      throw invalid(`The work activity ${gwa.id} (${gwa.name}) has no figure in the plan.`);
    return {
      source: "plan-figures",
      version: planFiguresVersion,
      level: "gwa",
      element_id: gwa.id,
      value: figure.value,
      class: String(figure.value),
      rationale:
        figure.planId === undefined
          ? "by name; the plan has the same id"
          : `by name; the plan says ${figure.planId}`,
    };
  });
}

/**
 * The sources with their floors: the median, over the occupations with a score, of the importance-weighted mean
 * exposure of their tasks (`design/scoring.md`: w = (importance - 1) / 4), to the nearest 0.05.
 */
export function buildExposureSources(
  scores: readonly ScoreRow[],
  onet: OnetTables,
): PackSourceRow<"exposure_sources">[] {
  return exposureSources.map((definition) => {
    const own = scores.filter(
      (row) => row.source === definition.source && row.version === definition.version,
    );
    const byTask = new Map(
      own.filter((row) => row.level === "task").map((row) => [row.element_id, row.value]),
    );
    const byGwa = new Map(own.filter((row) => row.level === "gwa").map((row) => [row.element_id, row.value]));
    const exposures = occupationExposures(onet, taskExposureLookup(onet, byTask, byGwa));
    return { ...definition, floor: Math.round(median(exposures) * 20) / 20 };
  });
}

/** Task score where the source has one, else the mean over the GWAs that its activities belong to. */
function taskExposureLookup(
  onet: OnetTables,
  byTask: ReadonlyMap<string, number>,
  byGwa: ReadonlyMap<string, number>,
): (taskId: number) => number | null {
  const gwaByIwa = new Map(onet.iwas.map((iwa) => [iwa.id, iwa.gwa_id]));
  const gwaByDwa = new Map(onet.dwas.map((dwa) => [dwa.id, gwaByIwa.get(dwa.iwa_id)]));
  const inherited = new Map<number, number[]>();
  for (const link of onet.task_dwas) {
    const value = byGwa.get(gwaByDwa.get(link.dwa_id) ?? "");
    if (value !== undefined) inherited.set(link.task_id, [...(inherited.get(link.task_id) ?? []), value]);
  }
  return (taskId) => byTask.get(String(taskId)) ?? mean(inherited.get(taskId) ?? []);
}

function occupationExposures(onet: OnetTables, exposureOf: (taskId: number) => number | null): number[] {
  const sums = new Map<string, { weighted: number; weight: number }>();
  for (const task of onet.tasks) {
    const exposure = exposureOf(task.task_id);
    if (exposure === null || task.importance === null) continue;
    const weight = (task.importance - 1) / 4;
    const sum = sums.get(task.code) ?? { weighted: 0, weight: 0 };
    sums.set(task.code, { weighted: sum.weighted + weight * exposure, weight: sum.weight + weight });
  }
  return [...sums.values()].filter((sum) => sum.weight > 0).map((sum) => sum.weighted / sum.weight);
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined)
    throw invalid("An exposure source scores no task of this release.");
  return (lower + upper) / 2;
}
