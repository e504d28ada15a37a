import type { ExposureLevel } from "@/db/enums";
import type { BlendGwa, BlendInput, BlendTask, TaskLabel } from "@/lib/exposure/blend";
import type { ActivityTree } from "@/lib/exposure/exposure-resolution";
import { isEloundouLabel, parseCdrClass } from "@/lib/onet/pack/exposure-sources";

/** Rows of the pack, as `readPackTable` gives them. */
export interface BlendRows {
  readonly tasks: readonly { readonly taskId: number; readonly code: string }[];
  readonly taskDwas: readonly { readonly taskId: number; readonly dwaId: string }[];
  readonly gwas: readonly { readonly id: string }[];
  readonly iwas: ActivityTree["iwas"];
  readonly dwas: ActivityTree["dwas"];
  readonly gwaRatings: readonly {
    readonly code: string;
    readonly gwaId: string;
    readonly importance: number | null;
    readonly level: number | null;
  }[];
  readonly skillRatings: readonly {
    readonly code: string;
    readonly skillId: string;
    readonly importance: number | null;
  }[];
  readonly exposureScores: readonly {
    readonly source: string;
    readonly level: ExposureLevel;
    readonly elementId: string;
    readonly value: number;
    readonly class: string;
  }[];
}

/** What the blend is made of: the published labels and classes, and O*NET's ratings of the occupations. */
export function toBlendInput(rows: BlendRows): BlendInput {
  const human = scoresOf(rows, "eloundou-human-beta");
  const gpt4 = scoresOf(rows, "eloundou-gpt4-beta");
  const cdr = scoresOf(rows, "cdr");
  const dwaIds = groupBy(rows.taskDwas, (link) => String(link.taskId));
  return {
    tasks: rows.tasks.map(({ taskId, code }): BlendTask => {
      const id = String(taskId);
      const levels = parseCdrClass(cdr.get(id)?.class ?? "");
      return {
        taskId: id,
        code,
        dwaIds: (dwaIds.get(id) ?? []).map((link) => link.dwaId),
        human: toLabel(human.get(id)?.class),
        gpt4: toLabel(gpt4.get(id)?.class),
        deployment: meanOf(levels.map((label) => label.d)),
        regulation: meanOf(levels.map((label) => label.r)),
      };
    }),
    tree: { gwaIds: rows.gwas.map((gwa) => gwa.id), iwas: rows.iwas, dwas: rows.dwas },
    gwas: toGwas(rows),
    occupations: toOccupations(rows),
  };
}

/** A GWA that one of the two sources does not know says nothing. */
function toGwas(rows: BlendRows): BlendGwa[] {
  const classes = scoresOf(rows, "gwa-classes");
  const figures = scoresOf(rows, "plan-figures");
  return rows.gwas.flatMap(({ id }) => {
    const classValue = classes.get(id)?.value;
    const figure = figures.get(id)?.value;
    return classValue === undefined || figure === undefined ? [] : [{ gwaId: id, classValue, figure }];
  });
}

function toOccupations(rows: BlendRows): BlendInput["occupations"] {
  const ratings = groupBy(rows.gwaRatings, (rating) => rating.code);
  const skills = groupBy(rows.skillRatings, (rating) => rating.code);
  return [...ratings].map(([code, gwaRatings]) => ({
    code,
    gwaRatings,
    skillRatings: skills.get(code) ?? [],
  }));
}

function scoresOf(rows: BlendRows, source: string): Map<string, BlendRows["exposureScores"][number]> {
  return new Map(
    rows.exposureScores.filter((row) => row.source === source).map((row) => [row.elementId, row]),
  );
}

function toLabel(text: string | undefined): TaskLabel | null {
  return text !== undefined && isEloundouLabel(text) ? text : null;
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
