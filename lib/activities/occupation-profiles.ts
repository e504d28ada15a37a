import type { TaskDwa } from "@/lib/exposure/exposure-resolution";
import type { GwaRating, OccupationProfile, OccupationTask } from "@/lib/onet/schema";

/** Reference rows as the pack and the tables hold them. */
export interface OccupationRows {
  readonly occupations: readonly { readonly code: string; readonly title: string }[];
  readonly tasks: readonly {
    readonly taskId: number;
    readonly code: string;
    readonly importance: number | null;
  }[];
  readonly taskDwas: readonly { readonly taskId: number; readonly dwaId: string }[];
  readonly gwaRatings: readonly (GwaRating & { readonly code: string })[];
}

/** One profile per occupation, those without tasks or ratings included. */
export function buildOccupationProfiles(rows: OccupationRows): OccupationProfile[] {
  const links = groupBy(rows.taskDwas, (link) => link.taskId);
  const tasks = groupBy(rows.tasks, (task) => task.code);
  const ratings = groupBy(rows.gwaRatings, (rating) => rating.code);
  return rows.occupations.map(({ code, title }) => ({
    code,
    title,
    tasks: (tasks.get(code) ?? []).map(
      (task): OccupationTask => ({
        taskId: String(task.taskId),
        importance: task.importance,
        relevance: null,
        dwaIds: (links.get(task.taskId) ?? []).map((link) => link.dwaId),
      }),
    ),
    gwaRatings: (ratings.get(code) ?? []).map(({ gwaId, importance, level }) => ({
      gwaId,
      importance,
      level,
    })),
  }));
}

/** Every link of a task to a DWA in a set of profiles. */
export function taskDwasOf(profiles: readonly OccupationProfile[]): TaskDwa[] {
  return profiles.flatMap((profile) =>
    profile.tasks.flatMap((task) => task.dwaIds.map((dwaId) => ({ taskId: task.taskId, dwaId }))),
  );
}

function groupBy<T, K>(rows: readonly T[], keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
