import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { asSystem, inOrg } from "@/db/client";
import { makeMembership, makeOrg, makeSession } from "@/db/testing/factories";
import type { Ctx } from "@/lib/auth/context";
import { mintOrgId } from "@/lib/auth/org-id";
import { rightsOf } from "@/lib/auth/rights";
import { reopenJobs } from "@/lib/jobs/mutations/reopen-jobs";
import { requestJob } from "@/lib/jobs/mutations/request-job";
import { startKillableWorker } from "./killable-worker";
import type { OwnDatabase } from "./own-database";
import { type StubCall, scoreOf } from "./score-stub";

export const inFlight = 32;

export interface ItemOwner {
  readonly orgId: string;
  readonly userId: string;
  readonly sessionId: string;
}

/** A job for each item, asked for as the product does it, and a table for what the function finds. */
export async function makeItems({ addresses }: OwnDatabase, count: number): Promise<ItemOwner> {
  const dba = postgres(addresses.DATABASE_OWNER_URL, { max: 1, onnotice: () => undefined });
  await dba`create table bench_scores (item_id uuid, run_id text, score int, primary key (item_id, run_id))`;
  await dba`grant all on bench_scores to opportune_system`;
  await dba.end();
  const orgId = mintOrgId(randomUUID());
  const { userId, sessionId } = await asSystem("bench: arrange", async (tx) => {
    await makeOrg(tx, { id: orgId });
    const { userId } = await makeMembership(tx, { orgId });
    return { userId, sessionId: (await makeSession(tx, { orgId, ownerId: userId })).id };
  });
  const owner = { orgId, userId, sessionId };
  const ctx = ctxOf(owner);
  for (let made = 0; made < count; made += 500) {
    await inOrg(ctx, async (tx) => {
      for (let index = made; index < Math.min(made + 500, count); index += 1) {
        await requestJob(tx, ctx, { kind: "analysis.run", sessionId, subjectId: randomUUID() });
      }
    });
  }
  return owner;
}

function ctxOf({ orgId, userId }: ItemOwner): Ctx {
  const actor = { kind: "user", userId } as const;
  return { orgId: mintOrgId(orgId), actor, rights: rightsOf("admin", false), requestId: randomUUID() };
}

/** A worker process with the function of bench/workers/score-items.ts. */
export const startScoreWorker = (stubUrl: string) =>
  startKillableWorker("bench/workers/score-items.ts", [stubUrl, String(inFlight)]);

export async function countOpenItems(db: Sql): Promise<number> {
  const [row] = await db`
    select count(*)::int as n from jobs where finished_at is null and failed_at is null and cancelled_at is null`;
  return Number(row?.n);
}

/**
 * Waits until every item has ended. A run that three kills in a row have hit is put aside, as one that kills its worker
 * itself would be; like an admin would, starts its job again. @returns how many were
 */
export async function settleItems(db: Sql, owner: ItemOwner): Promise<number> {
  const ctx = ctxOf(owner);
  let retried = 0;
  for (;;) {
    const failed = await db<{ id: string }[]>`select id from jobs where failed_at is not null`;
    const ids = failed.map(({ id }) => id);
    if (ids.length > 0) retried += (await inOrg(ctx, (tx) => reopenJobs(tx, ctx, ids))).length;
    else if ((await countOpenItems(db)) === 0) return retried;
    await pause(250);
  }
}

export interface Finding {
  readonly what: string;
  readonly count: number;
}

/** What must be zero once every item has ended. */
export async function findFaults(db: Sql, calls: readonly StubCall[], items: number): Promise<Finding[]> {
  const [jobs] = await db`
    select count(*) filter (where num_nonnulls(finished_at, failed_at, cancelled_at) <> 1)::int as stateless,
           count(*) filter (where finished_at is null)::int as unfinished from jobs`;
  const [runs] = await db`
    select count(*) filter (where status not in ('finished', 'parked'))::int as open, count(*) - count(distinct event_id) as doubled
      from function_runs where function_id = 'opportune-score-item'`;
  const scores = await db<{ item_id: string; score: number }[]>`select item_id, score from bench_scores`;
  const settled = await db<{ item_id: string; settled_at: Date }[]>`
    select j.subject_id as item_id, s.settled_at from function_steps s
      join function_runs r on r.id = s.run_id join jobs j on j.id = r.job_id where s.name = 'score'`;
  const storedAt = new Map(settled.map((step) => [step.item_id, step.settled_at.getTime()]));
  const late = calls.filter(
    (call) => call.startedAt > (storedAt.get(call.itemId) ?? Number.POSITIVE_INFINITY),
  );
  const distinct = new Set(scores.map((score) => score.item_id));
  return [
    { what: "items lost (no result)", count: items - distinct.size },
    { what: "results doubled", count: scores.length - distinct.size },
    { what: "results wrong", count: scores.filter((row) => row.score !== scoreOf(row.item_id)).length },
    { what: "jobs not in exactly one end state", count: Number(jobs?.stateless) },
    { what: "jobs not finished", count: Number(jobs?.unfinished) },
    { what: "runs not finished", count: Number(runs?.open) },
    { what: "events run twice", count: Number(runs?.doubled) },
    { what: "steps run again after their result was stored", count: late.length },
  ];
}
