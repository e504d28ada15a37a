import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/** graphile-worker's own schema, owned by the system role. */
export const queueSchema = "graphile_worker";
/** The queue's task that drives a run. */
export const runTask = "run-function";
/** The queue's task that a clock starts. */
export const tickTask = "cron-tick";

/** The organization of runs that belong to none: those a clock starts. */
export const noOrgId = "00000000-0000-0000-0000-000000000000";

export interface RunRef {
  readonly orgId: string;
  readonly runId: string;
}

/**
 * Puts a run into the queue, in the caller's transaction. There is one entry per run: a waiting one is moved, one
 * that is being worked on is replaced.
 */
export async function queueRun(tx: Tx, { orgId, runId }: RunRef, wakeAt: Date): Promise<void> {
  const payload = JSON.stringify({ orgId, runId });
  await tx.execute(sql`
    select 1 from graphile_worker.add_job(
      ${runTask}, ${payload}::json, run_at => ${wakeAt.toISOString()}::timestamptz, job_key => ${`run:${runId}`})`);
}

/** Gives the entries that dead workers hold back to the queue, and wakes the living. */
export async function unlockPools(tx: Tx, poolIds: readonly string[]): Promise<void> {
  if (poolIds.length === 0) return;
  await tx.execute(sql`select graphile_worker.force_unlock_workers(${sql.param([...poolIds])}::text[])`);
  await tx.execute(sql`select pg_notify('jobs:insert', '{"count":8}')`);
}

/**
 * Unlocks entries whose holder is in no list: it died before it could write its name down. They are left alone for
 * as long as a living worker may need for that.
 */
export async function unlockStrangers(tx: Tx, graceSeconds: number): Promise<void> {
  const held = await tx.execute<{ pool: string }>(sql`
    select distinct j.locked_by as pool from graphile_worker.jobs j
     where j.locked_by is not null and j.locked_at < now() - make_interval(secs => ${graceSeconds})
       and not exists (select 1 from workers w where w.pool_id = j.locked_by)`);
  await unlockPools(
    tx,
    held.map((row) => row.pool),
  );
}

/** Entries that were replaced while their worker died: they will never run, and nobody deletes them. */
export async function removeSpentEntries(tx: Tx): Promise<void> {
  await tx.execute(sql`
    select 1 from graphile_worker.complete_jobs(array(
      select id from graphile_worker.jobs where key is null and attempts >= max_attempts and locked_at is null))`);
}
