import { setTimeout as pause } from "node:timers/promises";
import type { Sql } from "postgres";

export interface RunsToAdd {
  readonly orgId: string;
  readonly functionId: string;
  /** The name of the event they answer. */
  readonly event: string;
  readonly count: number;
}

/** Runs that are due at once, as the dispatcher leaves them behind. @returns the moment they became visible */
export async function addDueRuns(db: Sql, { orgId, functionId, event, count }: RunsToAdd): Promise<Date> {
  await db.begin(async (tx) => {
    await tx`
      insert into function_runs (org_id, function_id, event_id, event)
      select ${orgId}, ${functionId}, made.id, jsonb_build_object('id', made.id, 'name', ${event}::text,
               'data', jsonb_build_object('orgId', ${orgId}::text, 'jobId', made.id), 'ts', 0)
        from (select uuidv7() as id from generate_series(1, ${count})) made`;
    await tx`
      select count(*) from graphile_worker.add_jobs(array(
        select ('run-function', '{}', null, now(), null, null, null, null)::graphile_worker.job_spec
          from generate_series(1, ${count})))`;
  });
  return new Date();
}

/** Events in the outbox, for functions that are to be started by them. @returns the moment they became visible */
export async function addEvents(db: Sql, { orgId, event, count }: RunsToAdd): Promise<Date> {
  await db`
    insert into outbox (org_id, name, data)
    select ${orgId}, ${event}, jsonb_build_object('orgId', ${orgId}::text, 'jobId', uuidv7())
      from generate_series(1, ${count})`;
  await db`select pg_notify('opportune_outbox', '')`;
  return new Date();
}

/**
 * Seconds until all of them have finished; forgets them.
 * @throws Error when one has failed
 */
export async function untilAllFinished(db: Sql, { orgId, count }: RunsToAdd, since: Date): Promise<number> {
  for (;;) {
    const [row] = await db<{ finished: number; failed: number; last: Date }[]>`
      select count(finished_at)::int as finished, count(failed_at)::int as failed, max(finished_at) as last
        from function_runs where org_id = ${orgId}`;
    if (row && row.failed > 0) throw new Error(`${row.failed} runs have failed.`);
    if (row && row.finished >= count) {
      await db`delete from function_runs where org_id = ${orgId}`;
      return (row.last.getTime() - since.getTime()) / 1_000;
    }
    await pause(100);
  }
}
