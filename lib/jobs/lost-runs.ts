import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { functionRuns } from "@/db/schema";
import type { EngineMode } from "./engine";
import { queueRun, runTask } from "./local-runner/run-queue";
import { isOpenRun } from "./open-runs";

/** A run that should be at work but has no entry in the queue for this long is queued again. */
const unqueuedMinutes = 1;
/** On an Inngest server: a run of which nothing was heard for this long is lost. */
const silentMinutes = 30;
/** One that the server did not even begin may stand in its queue; it counts as lost after this. */
const patience = sql`interval '24 hours'`;
const batchSize = 200;

const ago = (minutes: number) => sql`now() - make_interval(mins => ${minutes})`;

/** Runs of the local runner that should be at work and that nobody will take up. */
export async function queueLostRuns(tx: Tx): Promise<number> {
  const lost = await tx
    .select({ orgId: functionRuns.orgId, runId: functionRuns.id })
    .from(functionRuns)
    .where(
      and(
        isOpenRun,
        sql`${functionRuns.engineRunId} is null and ${functionRuns.wakeAt} < ${ago(unqueuedMinutes)}`,
        // An entry names no run: as long as one waits to be answered, somebody will come and look for this run, too.
        sql`case when ${functionRuns.claimedBy} is null
              then not exists (select 1 from graphile_worker.jobs j where j.task_identifier = ${runTask}
                and j.run_at <= now() and j.locked_at is null and j.attempts < j.max_attempts)
              else not exists (select 1 from workers w where w.id = ${functionRuns.claimedBy}) end`,
      ),
    )
    .limit(batchSize)
    .for("update", { of: functionRuns, skipLocked: true });
  for (const { orgId, runId } of lost) {
    await tx
      .update(functionRuns)
      .set({ claimedBy: null })
      .where(and(eq(functionRuns.orgId, orgId), eq(functionRuns.id, runId)));
    await queueRun(tx, new Date());
  }
  return lost.length;
}

/**
 * Sends events again whose runs the server has not begun, under the same id: a server that still has them drops them,
 * and one that has lost its memory begins them now.
 */
export async function resendUnbegunEvents(tx: Tx): Promise<number> {
  const sent = await tx.execute(sql`
    with unbegun as (
      select r.org_id, r.id, r.event_id from function_runs r
       where r.finished_at is null and r.failed_at is null and r.cancelled_at is null and r.started_at is null
         and r.updated_at < ${ago(silentMinutes)} and r.created_at > now() - ${patience}
       order by r.updated_at limit ${batchSize} for update skip locked
    ), touched as (
      update function_runs r set updated_at = now() from unbegun u where r.org_id = u.org_id and r.id = u.id
    )
    update outbox o set delivered_at = null, retry_at = now() from unbegun u
     where o.org_id = u.org_id and o.id = u.event_id and o.delivered_at is not null
    returning o.id`);
  return sent.length;
}

/** Runs that an Inngest server drove, as far as this installation knows; also after it was given up for the local runner. */
function isServersRun(mode: EngineMode): SQL {
  if (mode === "local") return sql`${functionRuns.engineRunId} is not null`;
  return sql`(${functionRuns.startedAt} is not null or ${functionRuns.createdAt} < now() - ${patience})`;
}

/**
 * Ends runs of which nothing was heard for long: no call, no answer, no progress of their job. A sleep or a wait for
 * the next try is no silence. Their jobs are sent again, for a run that takes the job out of the hands of this one.
 */
export async function endSilentRuns(tx: Tx, mode: EngineMode): Promise<number> {
  const message = `Nothing was heard of this run for ${silentMinutes} minutes, so it counts as lost.`;
  const ended = await tx
    .update(functionRuns)
    .set({
      failedAt: sql`clock_timestamp()`,
      updatedAt: sql`clock_timestamp()`,
      claimedBy: null,
      error: { name: "RunLost", message },
    })
    .where(
      and(
        isOpenRun,
        isServersRun(mode),
        sql`greatest(${functionRuns.wakeAt}, ${functionRuns.updatedAt}) < ${ago(silentMinutes)}`,
        sql`not exists (select 1 from jobs j where j.org_id = ${functionRuns.orgId} and j.id = ${functionRuns.jobId}
              and j.updated_at > ${ago(silentMinutes)})`,
      ),
    )
    .returning({ id: functionRuns.id });
  return ended.length;
}
