import "server-only";
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { onetSuccessors } from "@/db/schema";

/**
 * An activity that a decision names, as another release knows it: join `onet_successors` on `join`, read `id`. It is null
 * where the activity has no successor there, so the decision stays with its own release.
 */
export function activityInRelease(
  { activityId, release }: { readonly activityId: PgColumn; readonly release: PgColumn },
  wanted: string,
): { readonly join: SQL | undefined; readonly id: SQL<string | null> } {
  return {
    join: and(
      eq(onetSuccessors.fromRelease, release),
      eq(onetSuccessors.toRelease, wanted),
      inArray(onetSuccessors.level, ["dwa", "gwa"]),
      eq(onetSuccessors.elementId, activityId),
    ),
    id: sql<
      string | null
    >`case when ${release} = ${wanted} then ${activityId} else ${onetSuccessors.successorId} end`,
  };
}
