import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { modelCalls, scoringJobs } from "@/db/schema";
import { actingUserId, authorize, type Ctx, may } from "@/lib/auth/context";
import { AppError, conflict, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { enqueue } from "@/lib/jobs/outbox";
import { isOpenScoring, spentSoFar } from "../queries/open-scorings";
import { ScoringJobInput } from "../schema";

export interface CancelledScoring {
  readonly id: string;
  /** Calls that were made for it and stay paid for; one still out counts at what was reserved for it. */
  readonly paidCallCount: number;
  readonly paidNanos: number;
}

/**
 * Ends an open job: no further call is made. The one at hand may still be charged; its answer is not kept.
 * @throws AppError `not_found`, `forbidden`, `conflict` when it has ended
 */
export async function cancelScoring(ctx: Ctx, input: unknown): Promise<CancelledScoring> {
  authorize(ctx, "scoring:request");
  const { jobId } = ScoringJobInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const ofJob = and(eq(scoringJobs.orgId, ctx.orgId), eq(scoringJobs.id, jobId));
    const isTheirs = may(ctx, "job:control-any") ? undefined : eq(scoringJobs.requestedBy, actingUserId(ctx));
    const [cancelled] = await tx
      .update(scoringJobs)
      .set({
        cancelledAt: sql`clock_timestamp()`,
        cancelledBy: actingUserId(ctx),
        updatedAt: sql`clock_timestamp()`,
        ...spentSoFar,
      })
      .where(and(ofJob, isOpenScoring, isTheirs))
      .returning({ id: scoringJobs.id });
    if (!cancelled) throw await refusalOf(tx, ctx, jobId);
    await enqueue(tx, { name: "job/cancelled", data: { orgId: ctx.orgId, jobId } });
    await recordChange(tx, ctx, {
      name: "scoring.cancelled",
      subjectKind: "scoring_job",
      subjectId: jobId,
    });
    return { id: jobId, ...(await paidFor(tx, ctx, jobId)) };
  });
}

async function paidFor(tx: Tx, { orgId }: Ctx, jobId: string) {
  const [sums] = await tx
    .select({
      paidCallCount: sql<number>`(count(*) filter (where cost_nanos > 0 or status in ('open', 'in_doubt')))::int`,
      paidNanos: sql<number>`coalesce(sum(case when status = 'open' then reserved_nanos else cost_nanos end), 0)::float8`,
    })
    .from(modelCalls)
    .where(and(eq(modelCalls.orgId, orgId), eq(modelCalls.subjectId, jobId)));
  return sums ?? { paidCallCount: 0, paidNanos: 0 };
}

async function refusalOf(tx: Tx, { orgId }: Ctx, jobId: string): Promise<Error> {
  const [job] = await tx
    .select({ isOpen: sql<boolean>`${isOpenScoring}` })
    .from(scoringJobs)
    .where(and(eq(scoringJobs.orgId, orgId), eq(scoringJobs.id, jobId)));
  if (!job) return notFound("scoring", "JOB_NOT_FOUND");
  if (job.isOpen)
    return new AppError(
      "forbidden",
      "Only the person who asked for this scoring, or an admin, may cancel it.",
    );
  return conflict("This scoring has ended already. Nothing was cancelled.", "JOB_NOT_CANCELLABLE");
}
