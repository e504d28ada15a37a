import "server-only";
import { and, desc, eq, isNull, notInArray, or, sql } from "drizzle-orm";
import { z } from "zod";
import { inOrg } from "@/db/client";
import { profiles, scoringBatches, scoringJobs } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import type { ReviewQueueRow } from "../scoring-views";

/** As the index says it, word for word. */
const isDue = sql`status = 'completed' and reviewed_at is null and (outcome = 'undetermined' or flags <> '{}')`;

const disagreement = sql<number>`coalesce(${scoringJobs.disagreement}, 0)`;

const ReviewPage = z.strictObject({ limit: z.int().min(1).max(100).default(50) });

/** Results of probes say something of a template, not of a person: nobody decides about them. */
const isOfPerson = or(
  isNull(scoringBatches.kind),
  notInArray(scoringBatches.kind, ["repeatability", "fairness"]),
);

/**
 * What waits for a person's decision: undetermined or flagged results, the most contradictory first. Scores are left
 * out, so that a reviewer meets the evidence first.
 */
export async function listReviewQueue(
  ctx: Ctx,
  page: unknown = {},
): Promise<{ readonly items: readonly ReviewQueueRow[]; readonly total: number }> {
  authorize(ctx, "scoring:read");
  const { limit } = ReviewPage.parse(page);
  return inOrg(ctx, async (tx) => {
    const due = tx.$with("due").as(
      tx
        .select({ id: scoringJobs.id, batchId: scoringJobs.batchId, by: disagreement.as("by") })
        .from(scoringJobs)
        .where(and(eq(scoringJobs.orgId, ctx.orgId), isDue)),
    );
    const ofBatch = and(eq(scoringBatches.orgId, ctx.orgId), eq(scoringBatches.id, due.batchId));
    const [items, [counted]] = await Promise.all([
      tx
        .with(due)
        .select({
          id: scoringJobs.id,
          profileName: profiles.name,
          rubricName: sql<string>`${scoringJobs.rubric} ->> 'name'`,
          flags: scoringJobs.flags,
          disagreement: due.by,
          completedAt: sql<Date>`${scoringJobs.completedAt}`.mapWith(scoringJobs.completedAt),
        })
        .from(due)
        .leftJoin(scoringBatches, ofBatch)
        .innerJoin(scoringJobs, and(eq(scoringJobs.orgId, ctx.orgId), eq(scoringJobs.id, due.id)))
        .innerJoin(profiles, and(eq(profiles.orgId, ctx.orgId), eq(profiles.id, scoringJobs.profileId)))
        .where(isOfPerson)
        .orderBy(desc(due.by), desc(due.id))
        .limit(limit),
      tx
        .with(due)
        .select({ total: sql<number>`count(*)::int` })
        .from(due)
        .leftJoin(scoringBatches, ofBatch)
        .where(isOfPerson),
    ]);
    return { items, total: counted?.total ?? 0 };
  });
}
