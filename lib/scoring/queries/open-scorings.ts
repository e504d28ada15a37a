import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { scoringAttempts, scoringJobs } from "@/db/schema";

/** Pending or processing. */
export const isOpenScoring = sql`${scoringJobs.completedAt} is null and ${scoringJobs.failedAt} is null and ${scoringJobs.cancelledAt} is null`;

/** A job in the hands of a run. */
export interface HeldScoring {
  readonly orgId: string;
  readonly jobId: string;
  readonly runId: string;
}

/** Its row while the run still holds it: neither cancelled nor given to another one. */
export function heldScoring({ orgId, jobId, runId }: HeldScoring): SQL | undefined {
  return and(
    eq(scoringJobs.orgId, orgId),
    eq(scoringJobs.id, jobId),
    eq(scoringJobs.claimedByRun, runId),
    isOpenScoring,
  );
}

/** What the calls of a job have cost and used up so far, by the ledger: failed ones and those in doubt included. */
export const spentSoFar = {
  costNanos: sql`(select sum(c.cost_nanos) from model_calls c
    where c.org_id = ${scoringJobs.orgId} and c.subject_id = ${scoringJobs.id})`,
  promptTokens: sql`(select sum(c.prompt_tokens) from model_calls c
    where c.org_id = ${scoringJobs.orgId} and c.subject_id = ${scoringJobs.id})`,
  completionTokens: sql`(select sum(c.completion_tokens) from model_calls c
    where c.org_id = ${scoringJobs.orgId} and c.subject_id = ${scoringJobs.id})`,
  totalTokens: sql`(select sum(c.total_tokens) from model_calls c
    where c.org_id = ${scoringJobs.orgId} and c.subject_id = ${scoringJobs.id})`,
};

/** Of an attempt whose worker died: whether the provider was asked is not known. */
export const diedCode = "worker_died";

/** Of an attempt: something went to the provider, or may have; it counts against the limit of calls. */
export const wasSent = sql`(${scoringAttempts.endedAt} is null or ${scoringAttempts.callId} is not null
  or ${scoringAttempts.errorCode} = ${diedCode})`;
