import "server-only";
import { and, eq, isNull, or, sql } from "drizzle-orm";
import { asSystem } from "@/db/client";
import { jobs } from "@/db/schema";
import { JobRef } from "../events";
import { announce, clock, isOpen } from "../open-jobs";
import type { JobRequest } from "./request-job";

/** A job in the hands of a run; plain data, so that a step may return it. */
export interface ClaimedJob extends JobRequest {
  readonly orgId: string;
  readonly jobId: string;
  readonly requestedBy: string;
  readonly requestId: string;
  /** The run that claimed it. Later writes are guarded by it. */
  readonly runId: string;
}

/**
 * The first step of a function: takes the job for this run. Organization and requester are read from the row.
 * @returns null when the job has ended or another run works on it; there is nothing to do then
 */
export async function claimJob(event: JobRef, runId: string): Promise<ClaimedJob | null> {
  const ref = JobRef.parse(event);
  return asSystem("claim a job", async (tx) => {
    const [row] = await tx
      .update(jobs)
      .set({ startedAt: sql`coalesce(${jobs.startedAt}, ${clock})`, claimedByRun: runId, updatedAt: clock })
      .where(
        and(
          eq(jobs.orgId, ref.orgId),
          eq(jobs.id, ref.jobId),
          isOpen,
          or(isNull(jobs.claimedByRun), eq(jobs.claimedByRun, runId)),
        ),
      )
      .returning({
        kind: jobs.kind,
        sessionId: jobs.sessionId,
        subjectId: jobs.subjectId,
        requestedBy: jobs.requestedBy,
        requestId: jobs.requestId,
      });
    if (!row) return null;
    await announce(tx, ref);
    return { ...ref, ...row, runId };
  });
}
