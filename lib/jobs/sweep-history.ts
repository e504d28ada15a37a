import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { asSystem } from "@/db/client";
import { log } from "@/lib/log";
import { defaultJobHistoryDays } from "./job-history";
import { noOrgId } from "./local-runner/run-queue";

/** Runs that a clock started belong to no organization whose setting could count. */
const clockRunDays = 30;
/** Rows per transaction, and transactions per table and sweep: what is left is for the next one. */
const batchSize = 1_000;
const batchLimit = 100;

/** Until when each organization's history is deleted. */
const limits = sql`
  select o.id as org_id, now() - make_interval(days => coalesce(s.job_history_days, ${defaultJobHistoryDays})) as until
    from organizations o left join organization_settings s on s.org_id = o.id
  union all
  select ${noOrgId}::uuid, now() - make_interval(days => ${clockRunDays})`;

/** A table, and the condition (of its row `t`) under which it was over before the limit `l`. Created before it, too. */
const tables: readonly { readonly name: string; readonly isOver: SQL }[] = [
  { name: "function_runs", isOver: sql`coalesce(t.finished_at, t.failed_at, t.cancelled_at) < l.until` },
  { name: "outbox", isOver: sql`coalesce(t.delivered_at, t.parked_at) < l.until` },
  { name: "jobs", isOver: sql`coalesce(t.finished_at, t.failed_at, t.cancelled_at) < l.until` },
];

async function forgetBatch({ name, isOver }: (typeof tables)[number]): Promise<number> {
  const table = sql.identifier(name);
  const gone = await asSystem(`sweep: old ${name}`, (tx) =>
    tx.execute(sql`
      delete from ${table} d using (
        select old.org_id, old.id from (${limits}) l cross join lateral (
          select t.org_id, t.id from ${table} t
           where t.org_id = l.org_id and t.created_at < l.until and ${isOver}
           limit ${batchSize}) old
         limit ${batchSize}) old
       where d.org_id = old.org_id and d.id = old.id returning 1`),
  );
  return gone.length;
}

/** Runs of organizations that are gone: their key has no foreign end that would take them along. */
async function forgetOrphans(): Promise<number> {
  const gone = await asSystem("sweep: runs of removed organizations", (tx) =>
    tx.execute(sql`
      delete from function_runs r where r.org_id in (
        select distinct f.org_id from function_runs f
         where f.org_id <> ${noOrgId} and not exists (select 1 from organizations o where o.id = f.org_id))
      returning 1`),
  );
  return gone.length;
}

/**
 * Deletes what ended longer ago than an organization keeps it: runs with their steps and tries, events that were
 * delivered or given up, jobs. Harmless to repeat.
 */
export async function sweepHistory(): Promise<{ readonly forgotten: number }> {
  let forgotten = await forgetOrphans();
  for (const table of tables) {
    for (let batch = 0; batch < batchLimit; batch += 1) {
      const count = await forgetBatch(table);
      forgotten += count;
      if (count < batchSize) break;
    }
  }
  await asSystem("sweep: dead workers", (tx) =>
    tx.execute(sql`delete from workers where heartbeat_at < now() - interval '1 day'`),
  );
  if (forgotten > 0) log.info({ forgotten }, "old records of background work are gone");
  return { forgotten };
}
