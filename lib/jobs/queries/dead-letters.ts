import "server-only";
import { sql } from "drizzle-orm";
import { asSystem, inOrg, type Tx } from "@/db/client";
import { authorize, type Ctx, may } from "@/lib/auth/context";
import type { DeadLetter } from "../dead-letters";
import type { RunScope } from "../run-filters";
import type { JobState } from "../schema";

const mostListed = 100;

/** Over `outbox e` and its job `j`: somebody waits for what it would start, or for what it would end. */
export const isWanted = sql`coalesce(case when e.name = 'job/cancelled' then j.cancelled_at is not null
  else j.finished_at is null and j.failed_at is null and j.cancelled_at is null and j.id is not null end, false)`;

const idInEvent = sql`case when pg_input_is_valid(e.data ->> 'jobId', 'uuid') then (e.data ->> 'jobId')::uuid end`;

/** A scoring is a job of its own kind. */
export const jobOfEvent = sql`left join lateral (
    select o.id, o.started_at, o.finished_at, o.failed_at, o.cancelled_at from jobs o
     where o.org_id = e.org_id and o.id = ${idInEvent}
    union all
    select s.id, s.started_at, s.completed_at, s.failed_at, s.cancelled_at from scoring_jobs s
     where s.org_id = e.org_id and s.id = ${idInEvent}
  ) j on true`;

interface ListedEvent {
  readonly id: string;
  readonly name: string;
  readonly organizationName: string | null;
  readonly createdAt: string;
  readonly parkedAt: string;
  readonly tries: number;
  readonly lastError: string | null;
  readonly jobId: string | null;
  readonly jobState: JobState | null;
  readonly isWanted: boolean;
}

const jobState = sql`case when j.id is null then null when j.finished_at is not null then 'finished'
  when j.failed_at is not null then 'failed' when j.cancelled_at is not null then 'cancelled'
  when j.started_at is not null then 'running' else 'queued' end`;

async function readEvents(tx: Tx, ctx: Ctx, scope: RunScope): Promise<DeadLetter[]> {
  const isInstallation = scope === "installation";
  const isReadable = may(ctx, "job:read-any") ? sql`e.org_id = ${ctx.orgId}` : sql`false`;
  const rows = await tx.execute<ListedEvent & Record<string, unknown>>(sql`
    select e.id, e.name, o.name as "organizationName", e.created_at as "createdAt", e.parked_at as "parkedAt",
           e.attempt as tries, ${isWanted} as "isWanted",
           case when ${isReadable} then e.last_error end as "lastError",
           case when ${isReadable} then e.data ->> 'jobId' end as "jobId",
           case when ${isReadable} then ${jobState} end as "jobState"
      from outbox e ${jobOfEvent}
      left join organizations o on ${isInstallation ? sql`o.id = e.org_id` : sql`false`}
     where e.parked_at is not null and ${isInstallation ? sql`true` : sql`e.org_id = ${ctx.orgId}`}
     order by ${isWanted} desc, e.parked_at desc, e.id desc limit ${mostListed}`);
  return rows.map((row) => ({
    ...row,
    createdAt: new Date(row.createdAt),
    parkedAt: new Date(row.parkedAt),
  }));
}

/**
 * Events that were given up, those that can be sent before the others, the latest first; at most 100. Operators see those of all organizations, without what
 * went wrong there.
 * @throws AppError `forbidden`
 */
export async function listDeadLetters(ctx: Ctx, scope: RunScope): Promise<DeadLetter[]> {
  if (scope === "installation") {
    authorize(ctx, "installation:manage");
    return asSystem("events given up", (tx) => readEvents(tx, ctx, scope));
  }
  authorize(ctx, "job:read-any");
  return inOrg(ctx, (tx) => readEvents(tx, ctx, scope));
}
