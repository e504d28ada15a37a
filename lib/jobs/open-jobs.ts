import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { jobs } from "@/db/schema";
import { jobsChannel } from "./channels";
import type { JobRef } from "./events";
import type { ClaimedJob } from "./mutations/claim-job";

export const isOpen = sql`${jobs.finishedAt} is null and ${jobs.failedAt} is null and ${jobs.cancelledAt} is null`;
/** Not `now()`, which stands still in a transaction: readers ask for what changed since. */
export const clock = sql`clock_timestamp()`;

/** The job's row while this run still holds it. */
export function heldBy(job: ClaimedJob): SQL | undefined {
  return and(eq(jobs.orgId, job.orgId), eq(jobs.id, job.jobId), eq(jobs.claimedByRun, job.runId), isOpen);
}

/** Tells open pages, once this transaction commits. */
export async function announce(tx: Tx, ref: JobRef): Promise<void> {
  const payload = JSON.stringify({ orgId: ref.orgId, jobId: ref.jobId });
  await tx.execute(sql`select pg_notify(${jobsChannel}, ${payload})`);
}
