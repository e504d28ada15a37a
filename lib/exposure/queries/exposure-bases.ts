import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type ExposureLookup, findOverride } from "../exposure-resolution";
import type { ExposureBasis, OverrideNote, SourceVersion } from "../schema";
import { countScoredTasks } from "./scored-tasks";

export interface ExposureSight extends SourceVersion {
  readonly release: string;
  readonly overrides: readonly OverrideNote[];
  /** Of the source, with these overrides. */
  readonly lookup: ExposureLookup;
}

type NoteIndex = ReadonlyMap<string, OverrideNote>;

export function indexNotes(overrides: readonly OverrideNote[]): NoteIndex {
  return new Map(overrides.map((note) => [`${note.level} ${note.elementId}`, note]));
}

/** The override that decides about an activity, or about a task in it; null where the source does. */
export function findNote(
  lookup: ExposureLookup,
  notes: NoteIndex,
  activityId: string,
  taskId?: string,
): OverrideNote | null {
  const found = findOverride(lookup, activityId, taskId);
  return found === null ? null : (notes.get(`${found.level} ${found.elementId}`) ?? null);
}

/** DWA id → how many of its tasks in these occupations carry an override of their own. */
async function countOverriddenTasks(
  tx: Tx,
  { release, overrides }: ExposureSight,
  codes: readonly string[],
): Promise<Map<string, number>> {
  const taskIds = overrides.filter(({ level }) => level === "task").map(({ elementId }) => Number(elementId));
  if (taskIds.length === 0 || codes.length === 0) return new Map();
  const rows = await tx.execute<{ id: string; count: number }>(sql`
    select dwa_id as id, count(*)::int as count
      from onet_task_dwas
     where release = ${release} and code in ${[...codes]} and task_id in ${taskIds}
     group by dwa_id`);
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/**
 * What the exposure of each activity rests on in these occupations: how many of its tasks the source scores, and what
 * the organization has set instead.
 */
export async function listExposureBases(
  tx: Tx,
  sight: ExposureSight,
  codes: readonly string[],
  activityIds: readonly string[],
): Promise<Map<string, ExposureBasis>> {
  const tasks = await countScoredTasks(tx, sight, codes);
  const overridden = await countOverriddenTasks(tx, sight, codes);
  const notes = indexNotes(sight.overrides);
  return new Map(
    activityIds.map((id) => [
      id,
      {
        tasks: tasks.get(id) ?? null,
        overriddenTaskCount: overridden.get(id) ?? 0,
        override: findNote(sight.lookup, notes, id),
      },
    ]),
  );
}
