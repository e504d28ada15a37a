import { coarserLevel } from "@/lib/activities/activity-weights";
import {
  type ExposureLookup,
  type ResolutionLevel,
  resolveTaskExposure,
} from "@/lib/exposure/exposure-resolution";
import type { OccupationTask } from "@/lib/onet/schema";
import type { ShownExposure, TaskCounts } from "./schema";

/**
 * Exposure of a task by itself. Where it has no score of its own it is the mean over its activities, as each of them
 * counts the same in the occupation's exposure; null when none is known.
 */
export function taskExposure(
  lookup: ExposureLookup,
  { taskId, dwaIds }: Pick<OccupationTask, "taskId" | "dwaIds">,
): ShownExposure | null {
  let sum = 0;
  let count = 0;
  let level: ResolutionLevel | null = null;
  for (const dwaId of dwaIds) {
    const resolved = resolveTaskExposure(lookup, taskId, dwaId);
    if (resolved === null) continue;
    sum += resolved.value;
    count += 1;
    level = coarserLevel(level, resolved.level);
  }
  if (level !== null) return { value: sum / count, level };
  const own = lookup.tasks.get(taskId);
  return own === undefined ? null : { value: own, level: "task" };
}

/** How much of an occupation the source knows by itself. */
export function countTasks(
  lookup: ExposureLookup,
  tasks: readonly Pick<OccupationTask, "taskId" | "dwaIds">[],
): TaskCounts {
  const counts = { total: tasks.length, scored: 0, overridden: 0, borrowed: 0, unknown: 0 };
  for (const task of tasks) {
    const exposure = taskExposure(lookup, task);
    if (exposure === null) counts.unknown += 1;
    else if (exposure.level === "override") counts.overridden += 1;
    else if (exposure.level === "task") counts.scored += 1;
    else counts.borrowed += 1;
  }
  return counts;
}
