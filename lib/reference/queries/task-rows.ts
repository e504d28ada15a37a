import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { exposureScores, onetDwas, onetTaskDwas, onetTasks } from "@/db/schema";
import type { ActivityReference } from "@/lib/activities/queries/activity-reference";
import { rowsByKey } from "@/lib/onet/rows-by-key";
import type { ExposureSource } from "@/lib/onet/schema";
import type { TaskRow } from "../schema";
import { taskExposure } from "../task-exposure";

type SourceVersion = Pick<ExposureSource, "source" | "version">;

/**
 * Tasks of a release in the order of `taskIds`, with their activities and what a source says of them.
 * @param taskIds a page of them
 */
export async function readTaskRows(
  tx: Tx,
  { release, lookup }: Pick<ActivityReference, "release" | "lookup">,
  source: SourceVersion,
  taskIds: readonly number[],
): Promise<TaskRow[]> {
  if (taskIds.length === 0) return [];
  const wanted = [...taskIds];
  const tasks = await tx
    .select({
      taskId: onetTasks.taskId,
      code: onetTasks.code,
      type: onetTasks.type,
      statement: onetTasks.statement,
      importance: onetTasks.importance,
      relevance: onetTasks.relevance,
      frequency: onetTasks.frequency,
      suppress: onetTasks.suppress,
    })
    .from(onetTasks)
    .where(and(eq(onetTasks.release, release), inArray(onetTasks.taskId, wanted)));
  const links = await tx
    .select({ taskId: onetTaskDwas.taskId, id: onetDwas.id, name: onetDwas.name })
    .from(onetTaskDwas)
    .innerJoin(onetDwas, and(eq(onetDwas.release, onetTaskDwas.release), eq(onetDwas.id, onetTaskDwas.dwaId)))
    .where(and(eq(onetTaskDwas.release, release), inArray(onetTaskDwas.taskId, wanted)))
    .orderBy(asc(onetTaskDwas.taskId), asc(onetDwas.id));
  const labels = await tx
    .select({ id: exposureScores.elementId, label: exposureScores.class })
    .from(exposureScores)
    .where(
      and(
        eq(exposureScores.source, source.source),
        eq(exposureScores.version, source.version),
        eq(exposureScores.level, "task"),
        inArray(exposureScores.elementId, taskIds.map(String)),
      ),
    );
  const activitiesOf = rowsByKey(
    links,
    ({ taskId }) => taskId,
    ({ id, name }) => ({ id, name }),
  );
  const labelOf = new Map(labels.map(({ id, label }) => [id, label]));
  const byId = new Map(tasks.map((task) => [task.taskId, task]));
  return taskIds.flatMap((taskId): TaskRow[] => {
    const task = byId.get(taskId);
    if (task === undefined) return [];
    const activities = activitiesOf.get(taskId) ?? [];
    const dwaIds = activities.map(({ id }) => id);
    return [
      {
        ...task,
        activities,
        exposure: taskExposure(lookup, { taskId: String(taskId), dwaIds }),
        label: labelOf.get(String(taskId)) ?? null,
      },
    ];
  });
}
