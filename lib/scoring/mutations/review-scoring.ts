import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { scoringJobs, scoringReviews } from "@/db/schema";
import { actingUserId, authorize, type Ctx } from "@/lib/auth/context";
import { conflict, invalid, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { ReviewScoring } from "../schema";

async function findReviewed(tx: Tx, ctx: Ctx, jobId: string) {
  const [[job], [latest]] = await Promise.all([
    tx
      .select({
        status: scoringJobs.status,
        scaleMin: scoringJobs.scaleMin,
        scaleMax: scoringJobs.scaleMax,
        // As text: a Date has no microseconds, and the guard below compares them.
        reviewedAt: sql<string | null>`${scoringJobs.reviewedAt}::text`,
      })
      .from(scoringJobs)
      .where(and(eq(scoringJobs.orgId, ctx.orgId), eq(scoringJobs.id, jobId))),
    tx
      .select({ id: scoringReviews.id })
      .from(scoringReviews)
      .where(and(eq(scoringReviews.orgId, ctx.orgId), eq(scoringReviews.jobId, jobId)))
      .orderBy(desc(scoringReviews.reviewedAt), desc(scoringReviews.id))
      .limit(1),
  ]);
  if (!job) throw notFound("scoring");
  return { ...job, latestReviewId: latest?.id ?? null };
}

const somebodyElse = () =>
  conflict(
    "Somebody decided about this result just now; yours was not stored. Read what they decided first.",
  );

/**
 * A person's decision about a result, which goes before the computed one; null for `overall` agrees with our total.
 * @throws AppError `forbidden`, `not_found`, `conflict` (nothing to decide about, or decided by somebody else since),
 * `invalid` (a total outside the scale)
 */
export async function reviewScoring(ctx: Ctx, input: unknown): Promise<{ readonly id: string }> {
  authorize(ctx, "scoring:review");
  const { jobId, outcome, overall, reason, seenReviewId } = ReviewScoring.parse(input);
  return inOrg(ctx, async (tx) => {
    const job = await findReviewed(tx, ctx, jobId);
    if (job.status !== "completed")
      throw conflict(
        "Only a completed scoring has a result to decide about. Retry it, or wait until it has ended.",
      );
    if (seenReviewId !== undefined && seenReviewId !== job.latestReviewId) throw somebodyElse();
    if (overall !== null && (overall < job.scaleMin || overall > job.scaleMax)) {
      const sentence = `The total must lie on the scale from ${job.scaleMin} to ${job.scaleMax}.`;
      throw invalid(sentence, { overall: sentence });
    }
    const [changed] = await tx
      .update(scoringJobs)
      .set({
        reviewedAt: sql`clock_timestamp()`,
        reviewedOverall: overall,
        reviewedOutcome: outcome,
        updatedAt: sql`now()`,
      })
      .where(
        and(
          eq(scoringJobs.orgId, ctx.orgId),
          eq(scoringJobs.id, jobId),
          eq(scoringJobs.status, "completed"),
          sql`${scoringJobs.reviewedAt} is not distinct from ${job.reviewedAt}::timestamptz`,
        ),
      )
      .returning({ reviewedAt: sql<string>`${scoringJobs.reviewedAt}::text` });
    if (!changed) throw somebodyElse();
    const [review] = await tx
      .insert(scoringReviews)
      .values({
        orgId: ctx.orgId,
        jobId,
        reviewedBy: actingUserId(ctx),
        reviewedAt: sql`${changed.reviewedAt}::timestamptz`,
        overall,
        outcome,
        reason,
      })
      .returning({ id: scoringReviews.id });
    if (!review) throw conflict("The decision was not stored. Try again.");
    await recordChange(tx, ctx, {
      name: "scoring.reviewed",
      subjectKind: "scoring_job",
      subjectId: jobId,
      data: { reviewId: review.id, outcome, overall },
    });
    return review;
  });
}
