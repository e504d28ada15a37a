import "server-only";
import { and, asc, desc, eq, inArray, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { inOrg, type Tx } from "@/db/client";
import { exposureScores, onetGwaRatings, onetTaskDwas, onetTasks } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import { buildExposureLookup, resolveTaskExposure } from "@/lib/exposure/exposure-resolution";
import { getActivityTree, getExposureScores } from "@/lib/onet/queries";
import type { ActivityNames } from "@/lib/onet/schema";
import type { ActivityEvidence, ElementLabel, TaskEvidence } from "../activity-evidence";
import type { RunSummary } from "../run-views";
import { RunRoleInput } from "../run-views";
import { findResult } from "./role-explanation";
import { findRunById } from "./runs";

const ActivityEvidenceInput = RunRoleInput.extend({ activityId: z.string().min(1).max(60) });

/**
 * The tasks behind one activity of a role and what the run's exposure source says of each, from the reference tables
 * of the run's own release and source version.
 * @returns null for an own activity, which rests on no task
 * @throws AppError `not_found`
 */
export async function getActivityEvidence(ctx: Ctx, input: unknown): Promise<ActivityEvidence | null> {
  authorize(ctx, "session:read");
  const { runId, roleId, activityId } = ActivityEvidenceInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const run = await findRunById(tx, ctx, runId);
    const found = await findResult(tx, ctx, runId, roleId);
    if (!run || !found?.role.onetCode) throw notFound("role of a run");
    const tree = await getActivityTree(tx, run.release);
    const lineage = lineageOf(tree, activityId);
    const [own] = lineage;
    if (own === undefined) return null;
    const codes = found.factors.activitySiblings?.codes ?? [found.role.onetCode];
    return {
      activityId,
      name: own.name,
      lineage,
      rating:
        lineage.length === 1 ? await findGwaRating(tx, run.release, found.role.onetCode, activityId) : null,
      tasks: await listTasks(tx, run, codes, activityId, tree),
      elementLabels: await listElementLabels(tx, run, lineage),
    };
  });
}

function lineageOf(tree: ActivityNames, activityId: string): { id: string; name: string }[] {
  const dwa = tree.dwas.find(({ id }) => id === activityId);
  const iwa = dwa && tree.iwas.find(({ id }) => id === dwa.iwaId);
  const gwa = tree.gwas.find(({ id }) => id === (iwa?.gwaId ?? activityId));
  return [dwa, iwa, gwa].flatMap((element) => (element ? [{ id: element.id, name: element.name }] : []));
}

async function listElementLabels(
  tx: Tx,
  { exposureSource }: RunSummary,
  lineage: ActivityEvidence["lineage"],
): Promise<ElementLabel[]> {
  const names = new Map(lineage.map(({ id, name }) => [id, name]));
  const rows = await tx
    .select({
      level: exposureScores.level,
      id: exposureScores.elementId,
      value: exposureScores.value,
      label: exposureScores.class,
    })
    .from(exposureScores)
    .where(
      and(
        eq(exposureScores.source, exposureSource.source),
        eq(exposureScores.version, exposureSource.version),
        ne(exposureScores.level, "task"),
        inArray(exposureScores.elementId, [...names.keys()]),
      ),
    );
  return rows.map((row) => ({ ...row, name: names.get(row.id) ?? row.id }));
}

async function listTaskLabels(
  tx: Tx,
  { exposureSource }: RunSummary,
  taskIds: readonly number[],
): Promise<Map<string, string>> {
  const rows = await tx
    .select({ taskId: exposureScores.elementId, label: exposureScores.class })
    .from(exposureScores)
    .where(
      and(
        eq(exposureScores.source, exposureSource.source),
        eq(exposureScores.version, exposureSource.version),
        eq(exposureScores.level, "task"),
        inArray(exposureScores.elementId, taskIds.map(String)),
      ),
    );
  return new Map(rows.map(({ taskId, label }) => [taskId, label]));
}

async function listTasks(
  tx: Tx,
  run: RunSummary,
  codes: readonly string[],
  dwaId: string,
  tree: ActivityNames,
): Promise<TaskEvidence[]> {
  const tasks = await tx
    .select({
      taskId: onetTasks.taskId,
      code: onetTasks.code,
      type: onetTasks.type,
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
        eq(onetTaskDwas.release, run.release),
        eq(onetTaskDwas.dwaId, dwaId),
        inArray(onetTasks.code, [...codes]),
      ),
    )
    .orderBy(asc(onetTasks.code), desc(onetTasks.importance), asc(onetTasks.taskId));
  if (tasks.length === 0) return [];
  const links = await tx
    .select({ taskId: sql<string>`${onetTaskDwas.taskId}::text`, dwaId: onetTaskDwas.dwaId })
    .from(onetTaskDwas)
    .where(eq(onetTaskDwas.release, run.release));
  const { source, version } = run.exposureSource;
  const lookup = buildExposureLookup(await getExposureScores(tx, source, version), links, {
    gwaIds: tree.gwas.map(({ id }) => id),
    iwas: tree.iwas,
    dwas: tree.dwas,
  });
  const labels = await listTaskLabels(
    tx,
    run,
    tasks.map(({ taskId }) => taskId),
  );
  return tasks.map((task) => {
    const resolved = resolveTaskExposure(lookup, String(task.taskId), dwaId);
    return {
      ...task,
      exposure: resolved?.value ?? null,
      exposureLevel: resolved?.level ?? null,
      label: labels.get(String(task.taskId)) ?? null,
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
