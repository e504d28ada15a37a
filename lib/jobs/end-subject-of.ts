import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { JobKind } from "@/db/enums";
import { onetSyncs, scoringBatches, scoringJobs } from "@/db/schema";
import { clock } from "./open-jobs";

interface JobEnd {
  readonly code: string;
  readonly message: string;
}

export const cancelledSync: JobEnd = {
  code: "cancelled",
  message: "It was cancelled. Nothing was added; start it again when you like.",
};

interface EndedJob {
  readonly orgId: string;
  readonly kind: JobKind;
  readonly subjectId: string;
}

/** What else ends in the transaction that fails a job. Scorings that a batch has made go on without it. */
export async function failSubjectOf(tx: Tx, { kind, subjectId }: EndedJob, end: JobEnd): Promise<void> {
  if (kind === "onet.sync") await endSync(tx, subjectId, end);
}

/** What else ends in the transaction that cancels a job: what somebody takes back is to cost nothing more. */
export async function cancelSubjectOf(tx: Tx, job: EndedJob, cancelledBy: string): Promise<void> {
  if (job.kind === "onet.sync") await endSync(tx, job.subjectId, cancelledSync);
  if (job.kind === "profiles.score") await cancelScoringsOf(tx, job, cancelledBy);
}

/** A sync of O*NET is open as long as its job is, and no other can begin before it has ended. */
async function endSync(tx: Tx, syncId: string, { code, message }: JobEnd): Promise<void> {
  await tx
    .update(onetSyncs)
    .set({ failedAt: clock, errorCode: code, errorMessage: message })
    .where(and(eq(onetSyncs.id, syncId), isNull(onetSyncs.finishedAt), isNull(onetSyncs.failedAt)));
}

/**
 * Scores that are there stay. No event is sent for the others: a run that comes to a cancelled scoring finds nothing to
 * do, and an answer still on its way is paid for and not kept.
 */
async function cancelScoringsOf(
  tx: Tx,
  { orgId, subjectId: batchId }: EndedJob,
  cancelledBy: string,
): Promise<void> {
  await tx
    .update(scoringJobs)
    .set({
      cancelledAt: clock,
      cancelledBy,
      updatedAt: clock,
      costNanos: sql`(select sum(c.cost_nanos) from model_calls c
        where c.org_id = ${scoringJobs.orgId} and c.subject_id = ${scoringJobs.id})`,
    })
    .where(
      and(
        eq(scoringJobs.orgId, orgId),
        eq(scoringJobs.batchId, batchId),
        isNull(scoringJobs.completedAt),
        isNull(scoringJobs.failedAt),
        isNull(scoringJobs.cancelledAt),
      ),
    );
  await tx
    .update(scoringBatches)
    .set({ endedAt: clock })
    .where(
      and(eq(scoringBatches.orgId, orgId), eq(scoringBatches.id, batchId), isNull(scoringBatches.endedAt)),
    );
}
