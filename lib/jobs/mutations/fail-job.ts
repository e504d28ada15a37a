import "server-only";
import { and, eq } from "drizzle-orm";
import { asSystem, type Tx } from "@/db/client";
import { jobs } from "@/db/schema";
import { JobRef } from "../events";
import { announce, clock, isOpen } from "../open-jobs";

export interface JobFailure {
  readonly code: string;
  /** A sentence for the person who asked. */
  readonly message: string;
}

/**
 * Ends a job for good, with the sentence its requester reads. Only `onFailure` and the sweep call it: while tries
 * are left, a job is not failed.
 */
export async function failJob(event: JobRef, failure: JobFailure): Promise<void> {
  const ref = JobRef.parse(event);
  await asSystem("fail a job", (tx) => failJobIn(tx, ref, failure));
}

export async function failJobIn(tx: Tx, ref: JobRef, failure: JobFailure): Promise<void> {
  const rows = await tx
    .update(jobs)
    .set({ failedAt: clock, updatedAt: clock, errorCode: failure.code, errorMessage: failure.message })
    .where(and(eq(jobs.orgId, ref.orgId), eq(jobs.id, ref.jobId), isOpen))
    .returning({ id: jobs.id });
  if (rows.length > 0) await announce(tx, ref);
}
