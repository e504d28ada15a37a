import { emergingTaskCategories, relatednessTiers, type TitleKind } from "@/db/enums";
import {
  buildGwaRatings,
  buildSkillRatings,
  buildSkills,
  buildTasks,
} from "@/lib/onet/release/rating-builders";
import type { InputName } from "@/lib/onet/release/release-inputs";
import type { ReleaseRow, ReleaseTableName } from "@/lib/onet/release/release-tables";
import { requiredText, toFlag, toInteger, toListed } from "@/lib/onet/release/source-cells";
import { KeyedRows, type TableWork } from "@/lib/onet/release/table-work";
import type { SkipReason } from "@/lib/onet/schema";

type Builder<N extends ReleaseTableName> = {
  readonly inputs: readonly InputName[];
  build(work: TableWork): Promise<ReleaseRow<N>[]>;
};

/** How the rows of each table come from the inputs; a table is built after those it points to. */
export const tableBuilders: { readonly [N in ReleaseTableName]: Builder<N> } = {
  occupations: { inputs: ["occupations"], build: buildOccupations },
  titles: { inputs: ["alternateTitles", "reportedTitles"], build: buildTitles },
  gwas: { inputs: ["contentModel"], build: buildGwas },
  iwas: { inputs: ["iwas"], build: buildIwas },
  dwas: { inputs: ["dwas"], build: buildDwas },
  gwa_ratings: { inputs: ["workActivities"], build: buildGwaRatings },
  skills: { inputs: ["skills"], build: buildSkills },
  skill_ratings: { inputs: ["skills"], build: buildSkillRatings },
  tasks: { inputs: ["tasks", "taskRatings"], build: buildTasks },
  task_dwas: { inputs: ["taskDwas"], build: buildTaskDwas },
  technologies: { inputs: ["technologies"], build: buildTechnologies },
  related_occupations: { inputs: ["relatedOccupations"], build: buildRelatedOccupations },
  job_zones: { inputs: ["jobZones"], build: buildJobZones },
  emerging_tasks: { inputs: ["emergingTasks"], build: buildEmergingTasks },
};

async function buildOccupations(work: TableWork): Promise<ReleaseRow<"occupations">[]> {
  const rows = new KeyedRows("occupations");
  await work.each("occupations", (row) => {
    const code = requiredText(row.code, work.place("occupations", "code"));
    const title = requiredText(row.title, work.place("occupations", "title"));
    return rows.add(code, { code, title, description: row.description });
  });
  return rows.rows();
}

/** A short title that several alternate titles share counts once per occupation. */
async function buildTitles(work: TableWork): Promise<ReleaseRow<"titles">[]> {
  const rows = new KeyedRows("titles");
  const add = (code: string, title: string, kind: TitleKind) =>
    rows.add(`${code}\t${title}\t${kind}`, { code, title, kind });
  await work.each("alternateTitles", (row) => {
    const code = requiredText(row.code, work.place("alternateTitles", "code"));
    if (!work.parents.codes.has(code)) return "unknown_occupation";
    if (row.shortTitle !== null) add(code, row.shortTitle, "short");
    return add(code, requiredText(row.title, work.place("alternateTitles", "title")), "alternate");
  });
  await work.each("reportedTitles", (row) => {
    const code = requiredText(row.code, work.place("reportedTitles", "code"));
    if (!work.parents.codes.has(code)) return "unknown_occupation";
    return add(code, requiredText(row.title, work.place("reportedTitles", "title")), "reported");
  });
  return rows.rows();
}

/** In the content model: from 30.3 on it holds IWAs and DWAs as well, one segment deeper each. */
export function isGwaId(id: string): boolean {
  return /^4\.A\.\d+\.[a-z]\.\d+$/.test(id);
}

async function buildGwas(work: TableWork): Promise<ReleaseRow<"gwas">[]> {
  const rows = new KeyedRows("gwas");
  await work.each(
    "contentModel",
    (row) => {
      const id = requiredText(row.id, work.place("contentModel", "id"));
      const name = requiredText(row.name, work.place("contentModel", "name"));
      return rows.add(id, { id, name, description: row.description });
    },
    (row) => isGwaId(row.id ?? ""),
  );
  return rows.rows();
}

async function buildIwas(work: TableWork): Promise<ReleaseRow<"iwas">[]> {
  const rows = new KeyedRows("iwas");
  await work.each("iwas", (row) => {
    const id = requiredText(row.id, work.place("iwas", "id"));
    const gwaId = requiredText(row.gwaId, work.place("iwas", "activity"));
    if (!work.parents.gwaIds.has(gwaId)) return "unknown_activity";
    return rows.add(id, { id, gwa_id: gwaId, name: requiredText(row.name, work.place("iwas", "name")) });
  });
  return rows.rows();
}

async function buildDwas(work: TableWork): Promise<ReleaseRow<"dwas">[]> {
  const rows = new KeyedRows("dwas");
  await work.each("dwas", (row) => {
    const id = requiredText(row.id, work.place("dwas", "id"));
    const iwaId = requiredText(row.iwaId, work.place("dwas", "activity"));
    if (!work.parents.iwaIds.has(iwaId)) return "unknown_activity";
    return rows.add(id, { id, iwa_id: iwaId, name: requiredText(row.name, work.place("dwas", "name")) });
  });
  return rows.rows();
}

async function buildTaskDwas(work: TableWork): Promise<ReleaseRow<"task_dwas">[]> {
  const rows = new KeyedRows("task_dwas");
  await work.each("taskDwas", (row) => {
    const code = requiredText(row.code, work.place("taskDwas", "code"));
    const taskId = toInteger(row.taskId, work.place("taskDwas", "task"));
    const dwaId = requiredText(row.dwaId, work.place("taskDwas", "activity"));
    if (work.parents.codeByTask.get(taskId) !== code) return "unknown_task";
    if (!work.parents.dwaIds.has(dwaId)) return "unknown_activity";
    return rows.add(`${taskId}\t${dwaId}`, { code, task_id: taskId, dwa_id: dwaId });
  });
  return rows.rows();
}

/** One example may stand under several commodities; it is hot, or in demand, when it is so under one. */
async function buildTechnologies(work: TableWork): Promise<ReleaseRow<"technologies">[]> {
  const rows = new Map<string, { code: string; name: string; hot: boolean; in_demand: boolean }>();
  const flag = work.place("technologies", "flag");
  await work.each("technologies", (row): SkipReason | null => {
    const code = requiredText(row.code, work.place("technologies", "code"));
    const name = requiredText(row.name, work.place("technologies", "name"));
    if (!work.parents.codes.has(code)) return "unknown_occupation";
    const hot = toFlag(row.hot, flag) ?? false;
    const inDemand = toFlag(row.inDemand, flag) ?? false;
    const known = rows.get(`${code}\t${name}`);
    rows.set(`${code}\t${name}`, {
      code,
      name,
      hot: hot || known?.hot === true,
      in_demand: inDemand || known?.in_demand === true,
    });
    return known === undefined ? null : "duplicate";
  });
  return [...rows.values()];
}

async function buildRelatedOccupations(work: TableWork): Promise<ReleaseRow<"related_occupations">[]> {
  const rows = new KeyedRows("related_occupations");
  const place = work.place("relatedOccupations", "index");
  await work.each("relatedOccupations", (row) => {
    const code = requiredText(row.code, work.place("relatedOccupations", "code"));
    const relatedCode = requiredText(row.relatedCode, work.place("relatedOccupations", "code"));
    if (!work.parents.codes.has(code) || !work.parents.codes.has(relatedCode)) return "unknown_occupation";
    const tier = toListed(row.tier, relatednessTiers, work.place("relatedOccupations", "tier"));
    const position = toInteger(row.position, place, [0, 32_767]);
    return rows.add(`${code}\t${position}`, { code, related_code: relatedCode, tier, position });
  });
  return rows.rows();
}

async function buildJobZones(work: TableWork): Promise<ReleaseRow<"job_zones">[]> {
  const rows = new KeyedRows("job_zones");
  await work.each("jobZones", (row) => {
    const code = requiredText(row.code, work.place("jobZones", "code"));
    if (!work.parents.codes.has(code)) return "unknown_occupation";
    return rows.add(code, {
      code,
      job_zone: toInteger(row.jobZone, work.place("jobZones", "zone"), [1, 5]),
    });
  });
  return rows.rows();
}

/** Numbered per occupation by their statements, so that the same content gives the same rows in whatever order it came. */
async function buildEmergingTasks(work: TableWork): Promise<ReleaseRow<"emerging_tasks">[]> {
  const byCode = new Map<string, Map<string, Omit<ReleaseRow<"emerging_tasks">, "position">>>();
  await work.each("emergingTasks", (row) => {
    const code = requiredText(row.code, work.place("emergingTasks", "code"));
    const statement = requiredText(row.statement, work.place("emergingTasks", "task"));
    if (!work.parents.codes.has(code)) return "unknown_occupation";
    const original = row.originalTaskId;
    const place = work.place("emergingTasks", "original task");
    const own = byCode.get(code) ?? new Map();
    byCode.set(code, own);
    const key = `${statement}\t${row.category}\t${original}`;
    if (own.has(key)) return "duplicate";
    own.set(key, {
      code,
      statement,
      category: toListed(row.category, emergingTaskCategories, work.place("emergingTasks", "category")),
      original_task_id: original === null ? null : toInteger(original, place),
    });
    return null;
  });
  return [...byCode.values()].flatMap((own) =>
    [...own].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row], index) => ({ ...row, position: index + 1 })),
  );
}
