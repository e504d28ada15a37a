import "server-only";
import { and, eq, lt, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { scoringJobs } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { conflict, notFound } from "@/lib/errors";
import { recordChanges } from "@/lib/history/record-change";
import { enqueueAll } from "@/lib/jobs/outbox";
import { requireProvider } from "@/lib/llm/provider";
import { retryLimit, retryRefusal } from "../retry-rules";
import { ScoringJobInput } from "../schema";
import { takeSlot } from "./scoring-limits";

export interface RetriedScoring {
  readonly id: string;
  readonly retryCount: number;
}

/**
 * Starts a failed job again, from the same snapshot: of two clicks the second is told that it is under way, and only
 * one run comes of it.
 * @throws AppError `not_found`, `forbidden`, `conflict`, `rate_limited`, `not_configured`
 */
export async function retryScoring(ctx: Ctx, input: unknown): Promise<RetriedScoring> {
  authorize(ctx, "scoring:request");
  const { jobId } = ScoringJobInput.parse(input);
  requireProvider();
  return inOrg(ctx, async (tx) => {
    const [reopened] = await reopenScorings(tx, ctx, [jobId]);
    if (!reopened) throw await refusalOf(tx, ctx, jobId);
    await takeSlot(ctx, reopened.profileId);
    return { id: reopened.id, retryCount: reopened.retryCount };
  });
}

/** Those of the jobs that are failed and have a retry left, from failed to pending by one guarded update. */
export async function reopenScorings(tx: Tx, ctx: Ctx, jobIds: readonly string[]) {
  const reopened = await tx
    .update(scoringJobs)
    .set({
      failedAt: null,
      startedAt: null,
      claimedByRun: null,
      errorClass: null,
      errorCode: null,
      errorMessage: null,
      retryCount: sql`${scoringJobs.retryCount} + 1`,
      resends: 0,
      updatedAt: sql`clock_timestamp()`,
    })
    .where(
      and(
        eq(scoringJobs.orgId, ctx.orgId),
        sql`${scoringJobs.id} = any(${sql.param([...jobIds])}::uuid[])`,
        eq(scoringJobs.status, "failed"),
        lt(scoringJobs.retryCount, retryLimit),
        sql`${scoringJobs.textDroppedAt} is null`,
      ),
    )
    .returning({
      id: scoringJobs.id,
      profileId: scoringJobs.profileId,
      retryCount: scoringJobs.retryCount,
    });
  await enqueueAll(
    tx,
    reopened.map(({ id }) => ({ name: "scoring/job.requested", data: { orgId: ctx.orgId, jobId: id } })),
  );
  await recordChanges(
    tx,
    ctx,
    reopened.map(({ id, retryCount }) => ({
      name: "scoring.retried",
      subjectKind: "scoring_job",
      subjectId: id,
      data: { retry: retryCount },
    })),
  );
  return reopened;
}

async function refusalOf(tx: Tx, ctx: Ctx, jobId: string): Promise<Error> {
  const [job] = await tx
    .select({
      status: scoringJobs.status,
      retryCount: scoringJobs.retryCount,
      textDroppedAt: scoringJobs.textDroppedAt,
    })
    .from(scoringJobs)
    .where(and(eq(scoringJobs.orgId, ctx.orgId), eq(scoringJobs.id, jobId)));
  if (!job) return notFound("scoring", "JOB_NOT_FOUND");
  const refusal = retryRefusal(job);
  return conflict(refusal.sentence, refusal.reason);
}
