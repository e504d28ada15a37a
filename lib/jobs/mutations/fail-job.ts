import "server-only";
import { and, eq, isNull, or, type SQL } from "drizzle-orm";
import { asSystem, type Tx } from "@/db/client";
import { jobs } from "@/db/schema";
import { failSubjectOf } from "../end-subject-of";
import { JobRef } from "../events";
import { announce, clock, isOpen } from "../open-jobs";

export interface JobFailure {
  readonly code: string;
  /** A sentence for the person who asked. */
  readonly message: string;
}

/**
 * Ends a job for good, with the sentence its requester reads. Only `onFailure` calls it: while tries are left, a job
 * is not failed.
 * @param runId the run that failed; when another one has taken the job out of its hands, the job goes on
 */
export async function failJob(event: JobRef, failure: JobFailure, runId: string): Promise<void> {
  const ref = JobRef.parse(event);
  const isItsJob = or(isNull(jobs.claimedByRun), eq(jobs.claimedByRun, runId));
  await asSystem("fail a job", (tx) => failJobIn(tx, ref, failure, isItsJob));
}

/** The same in the sweep's transaction, whoever has the job. */
export async function failJobIn(tx: Tx, ref: JobRef, failure: JobFailure, condition?: SQL): Promise<void> {
  const rows = await tx
    .update(jobs)
    .set({ failedAt: clock, updatedAt: clock, errorCode: failure.code, errorMessage: failure.message })
    .where(and(eq(jobs.orgId, ref.orgId), eq(jobs.id, ref.jobId), isOpen, condition))
    .returning({ kind: jobs.kind, subjectId: jobs.subjectId });
  const [job] = rows;
  if (!job) return;
  await failSubjectOf(tx, { ...job, orgId: ref.orgId }, failure);
  await announce(tx, ref);
}
