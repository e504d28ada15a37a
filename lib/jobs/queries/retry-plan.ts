import "server-only";
import { sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import type { Ctx } from "@/lib/auth/context";
import { functionIdOf, scoringFunction } from "../function-names";
import type { RetryCounts, RetrySkip } from "../retry-rules";
import { RunFilter } from "../run-filters";
import { listRetryVerdicts } from "./retry-verdicts";
import { runConditions } from "./run-conditions";
import { sightOf } from "./run-sight";

/** What starting all again that a filter leaves comes to. */
interface RetryPlan extends RetryCounts {
  readonly jobIds: readonly string[];
}

interface MatchedJob extends Record<string, unknown> {
  readonly id: string | null;
  /** A scoring is a job of its own kind, with no row among the jobs. */
  readonly isScoring: boolean;
}

/** The jobs behind the runs that the person sees under this filter, each once; null stands for runs without one. */
async function matchedJobs(tx: Tx, ctx: Ctx, filter: RunFilter): Promise<readonly MatchedJob[]> {
  const conditions = runConditions(sightOf(ctx, "organization"), filter, filter.status);
  return tx.execute<MatchedJob>(sql`
    select distinct r.job_id as id, r.function_id = ${functionIdOf(scoringFunction)} as "isScoring"
      from function_runs r where ${conditions}`);
}

function countEach(reasons: readonly RetrySkip[]): RetryCounts["skipped"] {
  const counts = new Map<RetrySkip, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => ({ reason, count })).toSorted((a, b) => b.count - a.count);
}

export async function planRetry(tx: Tx, ctx: Ctx, filter: RunFilter): Promise<RetryPlan> {
  const all = await matchedJobs(tx, ctx, filter);
  const matched = all.filter(({ isScoring }) => !isScoring);
  const present = matched.flatMap(({ id }) => id ?? []);
  const verdicts = await listRetryVerdicts(tx, ctx, present);
  const jobIds = verdicts.flatMap(({ id, reason }) => (reason === null ? [id] : []));
  const skips: RetrySkip[] = [
    ...verdicts.flatMap(({ reason }) => reason ?? []),
    ...Array<RetrySkip>(present.length - verdicts.length).fill("gone"),
    ...Array<RetrySkip>(matched.length - present.length).fill("scheduled"),
    ...Array<RetrySkip>(all.length - matched.length).fill("scoring"),
  ];
  return { jobIds, queued: jobIds.length, skipped: countEach(skips) };
}

/** Whether a run that the filter leaves is of a job that failed or was cancelled and has not been done since. */
export async function canRetryAny(ctx: Ctx, input: unknown): Promise<boolean> {
  const filter = RunFilter.parse(input);
  const conditions = runConditions(sightOf(ctx, "organization"), filter, filter.status);
  const [found] = await inOrg(ctx, (tx) =>
    tx.execute(sql`
      select 1 from function_runs r join jobs j on j.org_id = r.org_id and j.id = r.job_id
       where ${conditions} and r.status in ('failed', 'parked', 'cancelled') and j.finished_at is null
         and (j.failed_at is not null or j.cancelled_at is not null)
       limit 1`),
  );
  return found !== undefined;
}

/** What would be started again, before anything is. */
export async function previewRetry(ctx: Ctx, input: unknown): Promise<RetryCounts> {
  const filter = RunFilter.parse(input);
  const { queued, skipped } = await inOrg(ctx, (tx) => planRetry(tx, ctx, filter));
  return { queued, skipped };
}
