import type { TaskType } from "@/db/enums";
import { invalid } from "@/lib/errors";
import type { InputName, SourceRow } from "@/lib/onet/release/release-inputs";
import type { ReleaseRow } from "@/lib/onet/release/release-tables";
import { requiredText, toDecimal, toFlag, toInteger } from "@/lib/onet/release/source-cells";
import type { TableWork } from "@/lib/onet/release/table-work";
import type { SkipReason } from "@/lib/onet/schema";

const importanceRange = [1, 5] as const;
const levelRange = [0, 7] as const;
const percentRange = [0, 100] as const;
const frequencyCategories = 7;

/** Importance and level of one occupation and element, which stand in two rows of the source. */
type Pair = {
  readonly code: string;
  readonly elementId: string;
  importance: number | null;
  level: number | null;
  suppress: boolean | null;
  notRelevant: boolean | null;
};

/** A figure that came twice counts once; two different ones refuse the release. */
function setOnce<K extends string>(
  holder: Record<K, number | null>,
  key: K,
  value: number,
  what: string,
): "duplicate" | null {
  if (holder[key] === null) {
    holder[key] = value;
    return null;
  }
  if (holder[key] === value) return "duplicate";
  throw invalid(`${what} has two values, ${holder[key]} and ${value}. Nothing was imported.`);
}

/** Yes if one says yes, no if one says no, else unknown. */
function either(known: boolean | null, more: boolean | null): boolean | null {
  return known === null ? more : known || more === true;
}

async function pairRatings<I extends "workActivities" | "skills">(
  work: TableWork,
  input: I,
  isElement: (id: string) => boolean,
): Promise<Pair[]> {
  const pairs = new Map<string, Pair>();
  const place = work.place(input, "value");
  const flag = work.place(input, "flag");
  await work.each(input, (row: SourceRow<"workActivities" | "skills">) => {
    const code = requiredText(row.code, place);
    const elementId = requiredText(row.elementId, place);
    if (!work.parents.codes.has(code)) return "unknown_occupation";
    if (!isElement(elementId)) return "unknown_activity";
    const key = `${code}\t${elementId}`;
    const pair = pairs.get(key) ?? {
      code,
      elementId,
      importance: null,
      level: null,
      suppress: null,
      notRelevant: null,
    };
    pairs.set(key, pair);
    return takeRating(pair, row, { place, flag });
  });
  return [...pairs.values()];
}

function takeRating(
  pair: Pair,
  row: SourceRow<"workActivities">,
  { place, flag }: { readonly place: string; readonly flag: string },
): SkipReason | null {
  if (row.scale !== "IM" && row.scale !== "LV") return "other_scale";
  const isLevel = row.scale === "LV";
  pair.suppress = either(pair.suppress, toFlag(row.suppress, flag));
  // It is a mark on the level; on the importance it says nothing.
  if (isLevel) pair.notRelevant = either(pair.notRelevant, toFlag(row.notRelevant, flag));
  const value = toDecimal(row.value, place, isLevel ? levelRange : importanceRange);
  if (value === null) return "no_value";
  const what = `${place} of ${pair.code} and ${pair.elementId}`;
  return setOnce(pair, isLevel ? "level" : "importance", value, what);
}

export async function buildGwaRatings(work: TableWork): Promise<ReleaseRow<"gwa_ratings">[]> {
  const pairs = await pairRatings(work, "workActivities", (id) => work.parents.gwaIds.has(id));
  return pairs.map((pair) => ({
    code: pair.code,
    gwa_id: pair.elementId,
    importance: pair.importance,
    level: pair.level,
    suppress: pair.suppress,
    not_relevant: pair.notRelevant,
  }));
}

export async function buildSkillRatings(work: TableWork): Promise<ReleaseRow<"skill_ratings">[]> {
  // The skills are those of the ratings.
  const pairs = await pairRatings(work, "skills", () => true);
  return pairs.map((pair) => ({
    code: pair.code,
    skill_id: pair.elementId,
    importance: pair.importance,
    level: pair.level,
    suppress: pair.suppress ?? false,
    not_relevant: pair.notRelevant ?? false,
  }));
}

const taskTypes: Readonly<Record<string, TaskType>> = { Core: "core", Supplemental: "supplemental" };

type TaskDraft = {
  readonly code: string;
  readonly type: TaskType;
  readonly statement: string | null;
  importance: number | null;
  relevance: number | null;
  frequency: (number | null)[] | null;
  suppress: boolean | null;
};

/** Tasks with their ratings. The reference to a task that is not there is an orphan, as is one to another's task. */
export async function buildTasks(work: TableWork): Promise<ReleaseRow<"tasks">[]> {
  const drafts = new Map<number, TaskDraft>();
  await work.each("tasks", (row) => takeTask(work, drafts, row));
  const place = work.place("taskRatings", "value");
  await work.each("taskRatings", (row) => {
    const draft = drafts.get(toInteger(row.taskId, work.place("taskRatings", "task")));
    if (draft === undefined || draft.code !== row.code) return "unknown_task";
    return takeTaskRating(draft, row, place);
  });
  return [...drafts].map(([taskId, draft]) => ({ task_id: taskId, ...draft }));
}

function takeTask(
  work: TableWork,
  drafts: Map<number, TaskDraft>,
  row: SourceRow<"tasks">,
): SkipReason | null {
  const taskId = toInteger(row.taskId, work.place("tasks", "task"));
  const code = requiredText(row.code, work.place("tasks", "occupation"));
  if (!work.parents.codes.has(code)) return "unknown_occupation";
  const type = row.type === null ? "unrated" : taskTypes[row.type];
  if (type === undefined) throw invalid(`Task ${taskId} has the type "${row.type}", which is not known.`);
  const known = drafts.get(taskId);
  if (known !== undefined) {
    if (known.code === code && known.type === type && known.statement === row.statement) return "duplicate";
    throw invalid(`tasks: two rows have the key ${taskId}. Nothing was imported.`);
  }
  drafts.set(taskId, {
    code,
    type,
    statement: row.statement,
    importance: null,
    relevance: null,
    frequency: null,
    suppress: null,
  });
  return null;
}

function takeTaskRating(draft: TaskDraft, row: SourceRow<"taskRatings">, place: string): SkipReason | null {
  const what = `${place} of task ${row.taskId}`;
  draft.suppress = either(draft.suppress, toFlag(row.suppress, place));
  if (row.scale === "IM") {
    const value = toDecimal(row.value, place, importanceRange);
    return value === null ? "no_value" : setOnce(draft, "importance", value, what);
  }
  if (row.scale !== "RT" && row.scale !== "FT") return "other_scale";
  const value = toDecimal(row.value, place, percentRange);
  if (value === null) return "no_value";
  if (row.scale === "RT") return setOnce(draft, "relevance", value, what);
  const category = toInteger(row.category, `${place}, category`, [1, frequencyCategories]);
  draft.frequency ??= new Array<number | null>(frequencyCategories).fill(null);
  const shares: Record<number, number | null> = draft.frequency;
  return setOnce(shares, `${category - 1}`, value, what);
}

/** The skills that ratings name; a source that gives no names leaves them to the content model. */
export async function buildSkills(work: TableWork): Promise<ReleaseRow<"skills">[]> {
  const names = new Map<string, string | null>();
  for await (const batch of work.source.read("skills")) {
    for (const row of batch) {
      const id = requiredText(row.elementId, work.place("skills", "skill"));
      if (names.get(id) == null) names.set(id, row.name);
    }
  }
  if ([...names.values()].includes(null)) await nameByContentModel(work, names);
  return [...names].map(([id, name]) => ({ id, name: requiredText(name, work.place("skills", id)) }));
}

async function nameByContentModel(work: TableWork, names: Map<string, string | null>): Promise<void> {
  const input: InputName = "contentModel";
  for await (const batch of work.source.read(input)) {
    for (const row of batch) {
      if (row.id !== null && names.get(row.id) === null) names.set(row.id, row.name);
    }
  }
}
