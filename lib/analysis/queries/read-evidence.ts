import "server-only";
import { and, asc, desc, eq, inArray, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { exposureScores, onetGwaRatings, onetTaskDwas, onetTasks } from "@/db/schema";
import { getActivityReference } from "@/lib/activities/queries/activity-reference";
import { resolveTaskExposure, withOverrides } from "@/lib/exposure/exposure-resolution";
import { type ExposureSight, findNote, indexNotes } from "@/lib/exposure/queries/exposure-bases";
import { countTasksBeneath } from "@/lib/exposure/queries/scored-tasks";
import type { OverrideNote, SourceVersion } from "@/lib/exposure/schema";
import { getActivityTree } from "@/lib/onet/queries";
import type { ActivityNames } from "@/lib/onet/schema";
import type { ActivityEvidence, ElementCount, ElementLabel, TaskEvidence } from "../activity-evidence";

/** What exposures are looked up in: a release, a version of a source, and what an organization has set itself. */
export interface EvidencePlace extends SourceVersion {
  readonly release: string;
  readonly overrides: readonly OverrideNote[];
}

export interface EvidenceSubject {
  readonly activityId: string;
  /** The role's occupation. */
  readonly code: string;
  /** Where its tasks come from: the occupation itself, or its siblings; none for an activity that stands in. */
  readonly codes: readonly string[];
  readonly isNearest: boolean;
}

/**
 * The tasks behind one activity of an occupation and what the source says of each, down to its rows.
 * @returns null for an id that the release does not know
 */
export async function readEvidence(
  tx: Tx,
  place: EvidencePlace,
  { activityId, code, codes, isNearest }: EvidenceSubject,
): Promise<ActivityEvidence | null> {
  const lineage = lineageOf(await getActivityTree(tx, place.release), activityId);
  const [own] = lineage;
  if (own === undefined) return null;
  const reference = await getActivityReference(tx, place.release, place.source, place.version);
  const sight = { ...place, lookup: withOverrides(reference.lookup, place.overrides) };
  const isGwa = lineage.length === 1;
  return {
    activityId,
    name: own.name,
    lineage,
    rating: isGwa ? await findGwaRating(tx, place.release, code, activityId) : null,
    tasks: await listTasks(tx, sight, codes, activityId),
    elementLabels: await listElementLabels(tx, place, lineage),
    counts: isGwa ? [] : await listCounts(tx, place, lineage),
    overrides: place.overrides.filter(
      ({ level, elementId }) => level !== "task" && lineage.some(({ id }) => id === elementId),
    ),
    isNearest,
  };
}

function lineageOf(tree: ActivityNames, activityId: string): { id: string; name: string }[] {
  const dwa = tree.dwas.find(({ id }) => id === activityId);
  const iwa = dwa && tree.iwas.find(({ id }) => id === dwa.iwaId);
  const gwa = tree.gwas.find(({ id }) => id === (iwa?.gwaId ?? activityId));
  return [dwa, iwa, gwa].flatMap((element) => (element ? [{ id: element.id, name: element.name }] : []));
}

/** For a DWA, its IWA and its GWA. */
async function listCounts(
  tx: Tx,
  place: EvidencePlace,
  lineage: ActivityEvidence["lineage"],
): Promise<ElementCount[]> {
  const counts: ElementCount[] = [];
  for (const [index, level] of (["dwa", "iwa", "gwa"] as const).entries()) {
    const element = lineage[index];
    if (element) counts.push({ ...element, ...(await countTasksBeneath(tx, place, level, element.id)) });
  }
  return counts;
}

async function listElementLabels(
  tx: Tx,
  { source, version }: SourceVersion,
  lineage: ActivityEvidence["lineage"],
): Promise<ElementLabel[]> {
  const names = new Map(lineage.map(({ id, name }) => [id, name]));
  const rows = await tx
    .select({
      level: exposureScores.level,
      id: exposureScores.elementId,
      value: exposureScores.value,
      label: exposureScores.class,
      rationale: exposureScores.rationale,
    })
    .from(exposureScores)
    .where(
      and(
        eq(exposureScores.source, source),
        eq(exposureScores.version, version),
        ne(exposureScores.level, "task"),
        inArray(exposureScores.elementId, [...names.keys()]),
      ),
    );
  return rows.map((row) => ({ ...row, name: names.get(row.id) ?? row.id }));
}

type SourceRow = Pick<TaskEvidence, "label" | "sourceValue" | "rationale">;
const noSourceRow: SourceRow = { label: null, sourceValue: null, rationale: null };

async function listSourceRows(
  tx: Tx,
  { source, version }: SourceVersion,
  taskIds: readonly number[],
): Promise<Map<string, SourceRow>> {
  const rows = await tx
    .select({
      taskId: exposureScores.elementId,
      label: exposureScores.class,
      sourceValue: exposureScores.value,
      rationale: exposureScores.rationale,
    })
    .from(exposureScores)
    .where(
      and(
        eq(exposureScores.source, source),
        eq(exposureScores.version, version),
        eq(exposureScores.level, "task"),
        inArray(exposureScores.elementId, taskIds.map(String)),
      ),
    );
  return new Map(rows.map(({ taskId, ...row }) => [taskId, row]));
}

async function listTasks(
  tx: Tx,
  sight: ExposureSight,
  codes: readonly string[],
  dwaId: string,
): Promise<TaskEvidence[]> {
  if (codes.length === 0) return [];
  const tasks = await tx
    .select({
      taskId: onetTasks.taskId,
      code: onetTasks.code,
      type: onetTasks.type,
      statement: onetTasks.statement,
      importance: onetTasks.importance,
      activityCount: sql<number>`(select count(*)::int from onet_task_dwas links
        where links.release = ${onetTasks.release} and links.task_id = ${onetTasks.taskId})`,
    })
    .from(onetTaskDwas)
    .innerJoin(
      onetTasks,
      and(eq(onetTasks.release, onetTaskDwas.release), eq(onetTasks.taskId, onetTaskDwas.taskId)),
    )
    .where(
      and(
        eq(onetTaskDwas.release, sight.release),
        eq(onetTaskDwas.dwaId, dwaId),
        inArray(onetTasks.code, [...codes]),
      ),
    )
    .orderBy(asc(onetTasks.code), desc(onetTasks.importance), asc(onetTasks.taskId));
  if (tasks.length === 0) return [];
  const rows = await listSourceRows(
    tx,
    sight,
    tasks.map(({ taskId }) => taskId),
  );
  const notes = indexNotes(sight.overrides);
  return tasks.map((task) => {
    const taskId = String(task.taskId);
    const resolved = resolveTaskExposure(sight.lookup, taskId, dwaId);
    return {
      ...task,
      ...(rows.get(taskId) ?? noSourceRow),
      exposure: resolved?.value ?? null,
      exposureLevel: resolved?.level ?? null,
      override: findNote(sight.lookup, notes, dwaId, taskId),
    };
  });
}

async function findGwaRating(tx: Tx, release: string, code: string, gwaId: string) {
  const [rating] = await tx
    .select({ importance: onetGwaRatings.importance, level: onetGwaRatings.level })
    .from(onetGwaRatings)
    .where(
      and(
        eq(onetGwaRatings.release, release),
        eq(onetGwaRatings.code, code),
        eq(onetGwaRatings.gwaId, gwaId),
      ),
    );
  return rating ?? null;
}
