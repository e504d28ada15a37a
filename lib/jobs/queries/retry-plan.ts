import "server-only";
import { sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import type { Ctx } from "@/lib/auth/context";
import type { RetryCounts, RetrySkip } from "../retry-rules";
import { RunFilter } from "../run-filters";
import { retryVerdicts } from "./retry-verdicts";
import { runConditions } from "./run-conditions";
import { sightOf } from "./run-sight";

/** What starting all again that a filter leaves comes to. */
export interface RetryPlan extends RetryCounts {
  readonly jobIds: readonly string[];
}

/** The jobs behind the runs that the person sees under this filter, each once. */
export async function planRetry(tx: Tx, ctx: Ctx, filter: RunFilter): Promise<RetryPlan> {
  const sight = sightOf(ctx, "organization");
  const rows = await tx.execute<{ reason: RetrySkip | null; count: number; ids: string[] | null }>(sql`
    with matched as materialized (
      select distinct r.job_id from function_runs r where ${runConditions(sight, filter, filter.status)}
    ), judged as (
      select case when m.job_id is null then 'scheduled' when verdict.id is null then 'gone' else verdict.reason end
               as reason, verdict.id
        from matched m
        left join (${retryVerdicts(ctx, sql`select job_id from matched`)}) verdict on verdict.id = m.job_id
    )
    select reason, count(*)::int as count, array_agg(id) filter (where reason is null) as ids
      from judged group by reason order by count(*) desc, reason`);
  const jobIds = rows.find(({ reason }) => reason === null)?.ids ?? [];
  return {
    jobIds,
    queued: jobIds.length,
    skipped: rows.flatMap(({ reason, count }) => (reason === null ? [] : [{ reason, count }])),
  };
}

/** What would be started again, before anything is. */
export async function previewRetry(ctx: Ctx, input: unknown): Promise<RetryCounts> {
  const filter = RunFilter.parse(input);
  const { queued, skipped } = await inOrg(ctx, (tx) => planRetry(tx, ctx, filter));
  return { queued, skipped };
}
