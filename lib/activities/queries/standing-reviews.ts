import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { activityReviews, users } from "@/db/schema";
import type { ActivityReview } from "@/lib/activities/reviews";
import type { Ctx } from "@/lib/auth/context";

/** By occupation: what was said of it last and not withdrawn, stale or not. */
export async function getStandingReviews(
  tx: Tx,
  ctx: Ctx,
  sessionId: string,
): Promise<ReadonlyMap<string, ActivityReview>> {
  const rows = await tx
    .select({
      code: activityReviews.onetCode,
      release: activityReviews.release,
      roleIds: activityReviews.roleIds,
      byName: users.name,
      at: activityReviews.reviewedAt,
    })
    .from(activityReviews)
    .innerJoin(users, eq(users.id, activityReviews.reviewedBy))
    .where(
      and(
        eq(activityReviews.orgId, ctx.orgId),
        eq(activityReviews.sessionId, sessionId),
        isNull(activityReviews.withdrawnAt),
      ),
    )
    .orderBy(asc(activityReviews.id));
  // Ids rise with time, so the last is the newest.
  return new Map(rows.map((row) => [row.code, row]));
}
