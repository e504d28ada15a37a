import { type BlendGwa, type BlendTask, blendGwas, blendTasks } from "@/lib/exposure/blend";
import { gwaRationale, taskRationale } from "@/lib/exposure/blend-rationale";
import { toBlendInput } from "@/lib/onet/pack/blend-input";
import { blendVersion } from "@/lib/onet/pack/exposure-sources";
import type { OnetTables } from "@/lib/onet/pack/onet-tables";
import type { PackSourceRow } from "@/lib/onet/pack/pack-tables";

type ScoreRow = PackSourceRow<"exposure_scores">;

/** Rows of the source `opportune`: every task that the blend can speak of, and every GWA. */
export function blendScores(published: readonly ScoreRow[], onet: OnetTables): ScoreRow[] {
  const input = toBlendInput({
    tasks: onet.tasks.map((row) => ({ taskId: row.task_id, code: row.code })),
    taskDwas: onet.task_dwas.map((row) => ({ taskId: row.task_id, dwaId: row.dwa_id })),
    gwas: onet.gwas,
    iwas: onet.iwas.map((row) => ({ id: row.id, gwaId: row.gwa_id })),
    dwas: onet.dwas.map((row) => ({ id: row.id, iwaId: row.iwa_id })),
    gwaRatings: onet.gwa_ratings.map(({ gwa_id, ...row }) => ({ ...row, gwaId: gwa_id })),
    skillRatings: onet.skill_ratings.map(({ skill_id, ...row }) => ({ ...row, skillId: skill_id })),
    exposureScores: published.map(({ element_id, ...row }) => ({ ...row, elementId: element_id })),
  });
  const inputByTask = new Map(input.tasks.map((task) => [task.taskId, task]));
  const inputByGwa = new Map(input.gwas.map((gwa) => [gwa.gwaId, gwa]));
  const tasks = blendTasks(input);
  return [
    ...tasks.map((task) => ({
      ...rowOf("task", task.taskId, task.value),
      class: classOfTask(inputByTask.get(task.taskId)),
      rationale: taskRationale(task),
    })),
    ...blendGwas(input, tasks).map((gwa) => ({
      ...rowOf("gwa", gwa.gwaId, gwa.value),
      class: classOfGwa(inputByGwa.get(gwa.gwaId)),
      rationale: gwaRationale(gwa),
    })),
  ];
}

function rowOf(level: "task" | "gwa", elementId: string, value: number) {
  return { source: "opportune", version: blendVersion, level, element_id: elementId, value };
}

/** What was put in: human label, GPT-4's label, deployment, regulation; `-` where nothing is published. */
function classOfTask(task: BlendTask | undefined): string {
  const level = (axis: string, value: number | null | undefined) =>
    value == null ? "-" : `${axis}${Math.round(value * 100) / 100}`;
  return [
    task?.human ?? "-",
    task?.gpt4 ?? "-",
    level("D", task?.deployment),
    level("R", task?.regulation),
  ].join(" ");
}

/** The numbers of `gwa-classes` and of `plan-figures`. */
function classOfGwa(gwa: BlendGwa | undefined): string {
  return gwa === undefined ? "-" : `${gwa.classValue} ${gwa.figure}`;
}
