import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/** graphile-worker's own schema, owned by the system role. */
export const queueSchema = "graphile_worker";
/** The queue's task that takes up a run. */
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
 * A call of graphile-worker's `add_job`, for the list of a `select`. An entry of the queue is a wake-up call: it says
 * that some run is due at a moment, not which; whoever answers it takes the run that is next in all fairness. There is
 * at least one entry for every run that is due, and one that finds nothing to do is harmless.
 */
export function wakeUpCall(wakeAt: SQL): SQL {
  return sql`graphile_worker.add_job(${sql.raw(`'${runTask}'`)}, '{}'::json, run_at => ${wakeAt})`;
}

/** Puts a wake-up call into the queue, in the caller's transaction. */
export async function queueRun(tx: Tx, wakeAt: Date): Promise<void> {
  await tx.execute(sql`select 1 from ${wakeUpCall(sql`${wakeAt.toISOString()}::timestamptz`)}`);
}

/** Slots have become free: as many runs may have waited for them. */
export async function callForSlots(tx: Tx, slotCount: number): Promise<void> {
  if (slotCount === 0) return;
  await tx.execute(sql`select ${wakeUpCall(sql`now()`)} is null from generate_series(1, ${slotCount}::int)`);
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

/** Entries whose worker died every time: they will never be answered, and nobody deletes them. */
export async function removeSpentEntries(tx: Tx): Promise<void> {
  await tx.execute(sql`
    select 1 from graphile_worker.complete_jobs(array(
      select id from graphile_worker.jobs where key is null and attempts >= max_attempts and locked_at is null))`);
}
