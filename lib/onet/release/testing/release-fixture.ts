import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { madeZip } from "@/lib/files/testing/made-zip";
import { readPackTable } from "@/lib/onet/reference-pack-reader";
import { rowsByKey } from "@/lib/onet/rows-by-key";
import { type ActivityTree, makeActivityTree } from "./activity-tree";

/**
 * A release as O*NET publishes them from 30.3 on, made of the pack's figures and invented statements: files, columns
 * and ids are named anew, IWAs and DWAs stand elsewhere, some DWAs and one occupation are gone and others came, job zones
 * 1 and 2 are one, and task ratings come with relevance, frequency and marks. As many rows as the pack's release has.
 */
export type ReleaseFixture = Omit<ActivityTree, "iwas" | "dwas"> & {
  /** The text folder, named as O*NET names it. */
  readonly folder: string;
  readonly number: string;
  readonly goneCode: string;
  readonly newCode: string;
  /** Tasks of the fixture whose importance is another than in the pack. */
  readonly changedTaskIds: readonly number[];
};

type FixtureOptions = {
  readonly number?: string;
  /** Only these occupations, for speed; all by default. The activities stay whole. */
  readonly codes?: readonly string[];
};

const goneCode = "53-7121.00";
const newCode = "53-7129.01";
const newTaskOffset = 900_000;
const date = "08/2026";

const codeOf = (code: string) => (code === goneCode ? newCode : code);

/** Writes the folder `db_31_0_text` into another one. */
export function writeReleaseFixture(into: string, options: FixtureOptions = {}): ReleaseFixture {
  const number = options.number ?? "31.0";
  const folder = join(into, `db_${number.replace(".", "_")}_text`);
  mkdirSync(folder, { recursive: true });
  const tree = makeActivityTree();
  const kept = options.codes && new Set([...options.codes, goneCode]);
  const isKept = ({ code }: { readonly code: string }) => kept === undefined || kept.has(code);
  const write = (name: string, columns: readonly string[], rows: readonly (readonly unknown[])[]) => {
    const lines = [columns, ...rows].map((row) => row.map((cell) => cell ?? "n/a").join("\t"));
    writeFileSync(join(folder, `${name}.txt`), `${lines.join("\r\n")}\r\n`);
  };
  writeFileSync(join(folder, "Read Me.txt"), `O*NET ${number} Database\r\nAugust 2026 Release\r\n`);
  writeOccupations(write, isKept);
  writeContentModel(write, tree);
  writeRatings(write, isKept);
  const changedTaskIds = writeTasks(write, isKept, tree);
  const { iwas: _, dwas: __, ...told } = tree;
  return { ...told, folder, number, goneCode, newCode, changedTaskIds };
}

/** O*NET's zip file of a text folder. */
export function writeReleaseZip(path: string, folder: string): string {
  const parts = readdirSync(folder).map((name) => ({
    name: `${basename(folder)}/${name}`,
    content: readFileSync(join(folder, name)),
  }));
  writeFileSync(path, madeZip(parts));
  return path;
}

type Write = (name: string, columns: readonly string[], rows: readonly (readonly unknown[])[]) => void;
type IsKept = (row: { readonly code: string }) => boolean;

const code = "O*NET-SOC Code";

function writeOccupations(write: Write, isKept: IsKept): void {
  const occupations = readPackTable("occupations").filter(isKept);
  write(
    "Occupation Data",
    [code, "Title", "Description"],
    occupations.map((row) =>
      row.code === goneCode
        ? [newCode, "Drone Loaders", "Load drones. Invented."]
        : [row.code, row.title, `What ${row.title} do. Invented.`],
    ),
  );
  writeTitles(write, isKept);
  const relatedOf = (related: string) => (isKept({ code: related }) ? codeOf(related) : newCode);
  write(
    "Related Occupations",
    [code, "Related O*NET-SOC Code", "Relatedness Tier", "Index"],
    readPackTable("related_occupations")
      .filter(isKept)
      .map((row) => [codeOf(row.code), relatedOf(row.relatedCode), tierNames[row.tier], row.position]),
  );
  write(
    "Job Zones",
    [code, "Job Zone", "Date", "Domain Source"],
    readPackTable("job_zones")
      .filter(isKept)
      .map((row) => [codeOf(row.code), Math.max(row.jobZone, 2), date, "Analyst"]),
  );
  write(
    "Software Skills",
    [code, "Workplace Example", "Element ID", "Element Name", "Hot Technology", "In Demand"],
    readPackTable("technologies")
      .filter(isKept)
      .map((row) => [
        codeOf(row.code),
        row.name,
        "2.E.1.a",
        "Software",
        yes(row.hot),
        row.inDemand ? "Y" : "",
      ]),
  );
}

const tierNames = {
  primary_short: "Primary-Short",
  primary_long: "Primary-Long",
  supplemental: "Supplemental",
} as const;

const yes = (flag: boolean) => (flag ? "Y" : "N");

/** The pack does not say which title a short one belongs to: here the first ones of the occupation have them. */
function writeTitles(write: Write, isKept: IsKept): void {
  const titles = readPackTable("titles").filter(isKept);
  const shorts = rowsByKey(
    titles.filter(({ kind }) => kind === "short"),
    (row) => row.code,
    (row) => row.title,
  );
  write(
    "Job Titles",
    [code, "Job Title", "Short Title", "Source(s)"],
    titles
      .filter(({ kind }) => kind === "alternate")
      .map((row) => [codeOf(row.code), row.title, shorts.get(row.code)?.shift(), "01"]),
  );
  write(
    "Sample of Reported Titles",
    [code, "Reported Job Title", "Shown in My Next Move"],
    titles.filter(({ kind }) => kind === "reported").map((row) => [codeOf(row.code), row.title, "Y"]),
  );
}

function writeContentModel(write: Write, { iwas, dwas }: ActivityTree): void {
  const gwas = readPackTable("gwas");
  const elements = [
    { id: "4", name: "Occupational Requirements" },
    { id: "4.A", name: "Generalized Work Activities" },
    ...gwas,
    ...iwas,
    ...dwas,
    ...readPackTable("skills"),
  ];
  write(
    "Content Model Reference",
    ["Element ID", "Element Name", "Description"],
    elements.map(({ id, name }) => [id, name, `About "${name}". Invented.`]),
  );
  write(
    "GWAs to IWAs",
    ["GWA Element ID", "IWA Element ID", "IWA Element Name"],
    iwas.map((iwa) => [iwa.gwaId, iwa.id, iwa.name]),
  );
  const gwaByIwa = new Map(iwas.map((iwa) => [iwa.id, iwa.gwaId]));
  write(
    "GWAs to IWAs to DWAs",
    ["GWA Element ID", "IWA Element ID", "DWA Element ID", "DWA Element Name"],
    dwas.map((dwa) => [gwaByIwa.get(dwa.iwaId), dwa.iwaId, dwa.id, dwa.name]),
  );
}

const ratingColumns = [
  ...[code, "Element ID", "Element Name", "Scale ID", "Data Value", "N", "Standard Error", "Lower CI Bound"],
  ...["Upper CI Bound", "Recommend Suppress", "Not Relevant", "Date", "Domain Source"],
];

type Rating = {
  readonly importance: number | null;
  readonly level: number | null;
  readonly suppress: boolean;
  readonly notRelevant: boolean;
};

function ratingRows(of: string, id: string, name: string | undefined, rating: Rating): unknown[][] {
  const start = [codeOf(of), id, name];
  const bounds = [8, 0.12, 1, 5];
  return [
    [...start, "IM", rating.importance?.toFixed(2), ...bounds, yes(rating.suppress), "n/a", date, "Analyst"],
    [...start, "LV", rating.level?.toFixed(2), ...bounds, "N", yes(rating.notRelevant), date, "Analyst"],
  ];
}

function writeRatings(write: Write, isKept: IsKept): void {
  const gwaNames = new Map(readPackTable("gwas").map(({ id, name }) => [id, name]));
  write(
    "Work Activities",
    ratingColumns,
    readPackTable("gwa_ratings")
      .filter(isKept)
      .flatMap((row, index) =>
        ratingRows(row.code, row.gwaId, gwaNames.get(row.gwaId), {
          ...row,
          suppress: index % 211 === 0,
          notRelevant: index % 17 === 0,
        }),
      ),
  );
  const skillNames = new Map(readPackTable("skills").map(({ id, name }) => [id, name]));
  const skillRatings = readPackTable("skill_ratings").filter(isKept);
  for (const [file, branch] of [
    ["Essential Skills", "2.A."],
    ["Transferable Skills", "2.B."],
  ] as const) {
    const own = skillRatings.filter((row) => row.skillId.startsWith(branch));
    write(
      file,
      ratingColumns,
      own.flatMap((row) => ratingRows(row.code, row.skillId, skillNames.get(row.skillId), row)),
    );
  }
}

const typeNames = { core: "Core", supplemental: "Supplemental", unrated: "n/a" } as const;

function writeTasks(write: Write, isKept: IsKept, tree: ActivityTree): number[] {
  const tasks = readPackTable("tasks").filter(isKept);
  const idOf = (task: { readonly code: string; readonly taskId: number }) =>
    task.code === goneCode ? task.taskId + newTaskOffset : task.taskId;
  write(
    "Task Statements",
    [code, "Task ID", "Task", "Task Type", "Incumbents Responding", "Date", "Domain Source"],
    tasks.map((task) => [
      ...[codeOf(task.code), idOf(task), `Carry out "task ${idOf(task)}" – invented.`],
      ...[typeNames[task.type], 40, date, "Incumbent"],
    ]),
  );
  const rated = tasks.flatMap((task) =>
    task.importance === null ? [] : [{ ...task, importance: task.importance }],
  );
  const isChanged = (task: { readonly code: string; readonly taskId: number }) =>
    task.code !== goneCode && task.taskId % 50 === 0;
  write(
    "Task Ratings",
    taskRatingColumns,
    rated.flatMap((task) => taskRatingRows(task, idOf(task), isChanged(task))),
  );
  write(
    "Tasks to DWAs",
    [code, "Task ID", "DWA Element ID", "Date", "Domain Source"],
    readPackTable("task_dwas")
      .filter(isKept)
      .map((link) => [codeOf(link.code), idOf(link), tree.newIds.get(link.dwaId), date, "Analyst"]),
  );
  const emerging = tasks.filter(({ taskId }) => taskId % 60 === 0);
  write(
    "Emerging Tasks",
    [code, "Task", "Category", "Original Task ID", "Original Task", "Date", "Domain Source"],
    emerging.map((task, index) => [
      ...[codeOf(task.code), `Do better what task ${idOf(task)} says.`],
      ...(index % 4 === 0 ? ["Revision", idOf(task), "Invented."] : ["New", "n/a", "n/a"]),
      ...[date, "Occupational Expert"],
    ]),
  );
  return rated.filter(isChanged).map(idOf);
}

const taskRatingColumns = [
  ...[code, "Task ID", "Scale ID", "Category", "Data Value", "N", "Standard Error", "Lower CI Bound"],
  ...["Upper CI Bound", "Recommend Suppress", "Date", "Domain Source"],
];

/** Importance as in the pack but for those that changed; relevance and frequency invented from the task's number. */
function taskRatingRows(
  task: { readonly code: string; readonly taskId: number; readonly importance: number },
  id: number,
  isChanged: boolean,
): unknown[][] {
  const importance = isChanged
    ? task.importance > 3
      ? task.importance - 0.25
      : task.importance + 0.25
    : task.importance;
  const row = (scale: string, category: number | null, value: number) => [
    ...[codeOf(task.code), id, scale, category, value.toFixed(2), 40, 0.2, 1, 100],
    ...[yes(task.taskId % 97 === 0 && scale === "IM"), date, "Incumbent"],
  ];
  const shares = [1, 2, 3, 4, 5, 6, 7].map((category) => ((task.taskId + category * category) % 9) + 1);
  const sum = shares.reduce((total, share) => total + share, 0);
  return [
    row("IM", null, importance),
    row("RT", null, 50 + (task.taskId % 5_000) / 100),
    ...shares.map((share, index) => row("FT", index + 1, (100 * share) / sum)),
  ];
}
