import "server-only";
import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { scoringJobs } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import type { ScorePoint } from "../profile-views";

const shownScores = 200;

/** A person's completed scorings, the newest first; those of probes and their twins are not among them. */
export async function listScoresOf(ctx: Ctx, profileId: string): Promise<ScorePoint[]> {
  authorize(ctx, "scoring:read");
  const rows = await inOrg(ctx, (tx) =>
    tx
      .select({
        jobId: scoringJobs.id,
        templateId: scoringJobs.templateId,
        templateVersion: scoringJobs.templateVersion,
        templateName: sql<string>`${scoringJobs.rubric} ->> 'name'`,
        profileVersion: scoringJobs.profileVersion,
        completedAt: scoringJobs.completedAt,
        overall: scoringJobs.overall,
        reviewedOverall: scoringJobs.reviewedOverall,
        scaleMin: scoringJobs.scaleMin,
        scaleMax: scoringJobs.scaleMax,
        spread: scoringJobs.spread,
        outcome: sql<ScorePoint["outcome"]>`coalesce(${scoringJobs.reviewedOutcome}, ${scoringJobs.outcome})`,
        reviewedAt: scoringJobs.reviewedAt,
      })
      .from(scoringJobs)
      .where(
        and(
          eq(scoringJobs.orgId, ctx.orgId),
          eq(scoringJobs.profileId, profileId),
          eq(scoringJobs.variant, "original"),
          eq(scoringJobs.runNumber, 1),
          isNotNull(scoringJobs.completedAt),
        ),
      )
      .orderBy(desc(scoringJobs.createdAt), desc(scoringJobs.id))
      .limit(shownScores),
  );
  return rows.flatMap(({ completedAt, reviewedOverall, reviewedAt, ...row }) => {
    if (completedAt === null) return [];
    const overall = reviewedOverall ?? row.overall;
    const width = row.scaleMax - row.scaleMin;
    return [
      {
        ...row,
        completedAt,
        overall,
        overallShare: overall === null || width <= 0 ? null : (overall - row.scaleMin) / width,
        isReviewed: reviewedAt !== null,
      },
    ];
  });
}
