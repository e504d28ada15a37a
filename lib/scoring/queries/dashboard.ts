import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { inOrg, type Tx } from "@/db/client";
import type { ModelErrorClass } from "@/db/enums";
import { authorize, type Ctx } from "@/lib/auth/context";
import type { DashboardDay, ScoringDashboard } from "../scoring-views";

/** In days; today (UTC) is the last of them. */
const DashboardRange = z.strictObject({ days: z.int().min(1).max(90).default(30) });

interface Volume {
  readonly day: string | null;
  readonly requested: number;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly reused: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

const since = (days: number) => sql`(date_trunc('day', now(), 'UTC') - make_interval(days => ${days - 1}))`;

/**
 * By the day it was asked for, and in total (a null day). Latency is of results that a model was asked for: what was
 * reused took no time, and would make the model look faster than it is.
 */
async function readVolumes(tx: Tx, ctx: Ctx, days: number): Promise<readonly Volume[]> {
  return tx.execute<Volume & Record<string, unknown>>(sql`
    select to_char(day, 'YYYY-MM-DD') as day,
           count(*)::int as requested,
           count(*) filter (where status = 'completed')::int as completed,
           count(*) filter (where status = 'failed')::int as failed,
           count(*) filter (where status = 'cancelled')::int as cancelled,
           count(*) filter (where status = 'completed' and is_reused)::int as reused,
           percentile_disc(0.5) within group (order by measured) as "p50Ms",
           percentile_disc(0.95) within group (order by measured) as "p95Ms"
      from (select (created_at at time zone 'UTC')::date as day, status,
                   reused_from_job_id is not null as is_reused,
                   case when status = 'completed' and reused_from_job_id is null then duration_ms end as measured
              from scoring_jobs
             where org_id = ${ctx.orgId} and created_at >= ${since(days)}) each
     group by grouping sets ((day), ())`);
}

/** By the ledger, so that calls of failed and cancelled jobs and calls in doubt are in it. */
async function readCosts(tx: Tx, ctx: Ctx, days: number) {
  return tx.execute<{ day: string; costNanos: number } & Record<string, unknown>>(sql`
    select to_char(day, 'YYYY-MM-DD') as day, cost::float8 as "costNanos"
      from (select (started_at at time zone 'UTC')::date as day, sum(cost_nanos) as cost
              from model_calls
             where org_id = ${ctx.orgId} and started_at >= ${since(days)} and purpose like 'scoring.%'
             group by 1) each`);
}

async function readErrors(tx: Tx, ctx: Ctx, days: number) {
  return tx.execute<
    { errorClass: ModelErrorClass; errorCode: string; count: number } & Record<string, unknown>
  >(sql`
    select error_class as "errorClass", coalesce(error_code, '') as "errorCode", count(*)::int as count
      from scoring_jobs
     where org_id = ${ctx.orgId} and error_class is not null and created_at >= ${since(days)} and status = 'failed'
     group by 1, 2
     order by 3 desc, 1, 2`);
}

const nothing = { requested: 0, completed: 0, failed: 0, cancelled: 0, reused: 0, p50Ms: null, p95Ms: null };

/** ISO dates (UTC), the oldest first, today the last. */
function datesOf(days: number, today: Date): string[] {
  const dayMs = 86_400_000;
  return Array.from({ length: days }, (_, back) =>
    new Date(today.getTime() - (days - 1 - back) * dayMs).toISOString().slice(0, 10),
  );
}

/** What scoring did, took and cost in the last days. */
export async function getScoringDashboard(ctx: Ctx, range: unknown = {}): Promise<ScoringDashboard> {
  authorize(ctx, "scoring:read");
  const { days } = DashboardRange.parse(range);
  const { volumes, costs, errors, today } = await inOrg(ctx, async (tx) => {
    const [volumes, costs, errors, [clock]] = await Promise.all([
      readVolumes(tx, ctx, days),
      readCosts(tx, ctx, days),
      readErrors(tx, ctx, days),
      tx.execute<{ now: string } & Record<string, unknown>>(sql`select now()::text as now`),
    ]);
    return { volumes, costs, errors, today: new Date(clock?.now ?? Date.now()) };
  });
  const costOf = new Map(costs.map(({ day, costNanos }) => [day, costNanos]));
  const volumeOf = new Map(volumes.map((volume) => [volume.day, volume]));
  const total = volumeOf.get(null) ?? nothing;
  return {
    days: datesOf(days, today).map((day): DashboardDay => {
      const { reused: _, ...volume } = volumeOf.get(day) ?? nothing;
      return { ...volume, day, costNanos: costOf.get(day) ?? 0 };
    }),
    total: {
      ...total,
      open: total.requested - total.completed - total.failed - total.cancelled,
      costNanos: [...costOf.values()].reduce((sum, cost) => sum + cost, 0),
    },
    errors: errors.map(({ errorClass, errorCode, count }) => ({ errorClass, errorCode, count })),
  };
}
