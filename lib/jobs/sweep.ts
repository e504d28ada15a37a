import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { asSystem, type Tx } from "@/db/client";
import { functionRuns, jobs } from "@/db/schema";
import { log } from "@/lib/log";
import { eventByKind } from "./events";
import { noOrgId, queueRun, removeSpentEntries, runTask } from "./local-runner/run-queue";
import { failJobIn } from "./mutations/fail-job";
import { isOpenRun } from "./open-runs";
import { enqueue } from "./outbox";

/** A run that should be at work but has no entry in the queue for this long is queued again. */
const lostRunMinutes = 1;
/** An open job that nobody works on is sent again after this, and given up after the second. */
const stuckJobMinutes = 10;
const hopelessJobMinutes = 120;
const retentionDays = 30;
const batchSize = 200;

export interface SweepCounts {
  readonly runsQueued: number;
  readonly jobsSent: number;
  readonly jobsGivenUp: number;
}

/**
 * The third net under background work, after the row and the message: sends what got lost, gives up what cannot
 * succeed, forgets what is old. Harmless to repeat.
 */
export async function sweepJobs(): Promise<SweepCounts> {
  const runsQueued = await asSystem("sweep: lost runs", queueLostRuns);
  const { jobsSent, jobsGivenUp } = await asSystem("sweep: stuck jobs", sendStuckJobs);
  await asSystem("sweep: old records", forgetOld);
  const counts = { runsQueued, jobsSent, jobsGivenUp };
  if (runsQueued + jobsSent + jobsGivenUp > 0) log.warn(counts, "the sweep found lost work");
  return counts;
}

async function queueLostRuns(tx: Tx): Promise<number> {
  const lost = await tx
    .select({ orgId: functionRuns.orgId, runId: functionRuns.id })
    .from(functionRuns)
    .where(
      and(
        isOpenRun,
        sql`${functionRuns.wakeAt} < now() - make_interval(mins => ${lostRunMinutes})`,
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

/** Open jobs that no event on its way and no open run will ever touch again. */
async function sendStuckJobs(tx: Tx): Promise<{ jobsSent: number; jobsGivenUp: number }> {
  const stuck = await tx
    .select({
      orgId: jobs.orgId,
      jobId: jobs.id,
      kind: jobs.kind,
      isHopeless: sql<boolean>`${jobs.createdAt} < now() - make_interval(mins => ${hopelessJobMinutes})`,
    })
    .from(jobs)
    .where(
      and(
        sql`${jobs.finishedAt} is null and ${jobs.failedAt} is null and ${jobs.cancelledAt} is null`,
        sql`${jobs.updatedAt} < now() - make_interval(mins => ${stuckJobMinutes})`,
        sql`not exists (select 1 from outbox o where o.delivered_at is null and o.parked_at is null
              and o.org_id = ${jobs.orgId} and o.data ->> 'jobId' = ${jobs.id}::text)`,
        sql`not exists (select 1 from function_runs r where r.finished_at is null and r.failed_at is null
              and r.org_id = ${jobs.orgId}
              and coalesce(r.event #>> '{data,jobId}', r.event #>> '{data,event,data,jobId}') = ${jobs.id}::text)`,
      ),
    )
    .orderBy(jobs.updatedAt)
    .limit(batchSize)
    .for("update", { of: jobs, skipLocked: true });
  for (const { orgId, jobId, kind, isHopeless } of stuck) {
    const ref = { orgId, jobId };
    if (isHopeless) {
      const message =
        "This could not be carried out in two hours of trying. What was saved before is kept; start it again.";
      await failJobIn(tx, ref, { code: "unavailable", message });
      continue;
    }
    await tx
      .update(jobs)
      .set({ claimedByRun: null, updatedAt: sql`clock_timestamp()` })
      .where(and(eq(jobs.orgId, orgId), eq(jobs.id, jobId)));
    await enqueue(tx, { name: eventByKind[kind], data: ref });
  }
  const jobsGivenUp = stuck.filter((job) => job.isHopeless).length;
  return { jobsSent: stuck.length - jobsGivenUp, jobsGivenUp };
}

async function forgetOld(tx: Tx): Promise<void> {
  const age = sql`make_interval(days => ${retentionDays})`;
  await tx.execute(sql`
    delete from function_runs r
     where coalesce(r.finished_at, r.failed_at) < now() - ${age}
        or (r.org_id <> ${noOrgId} and not exists (select 1 from organizations o where o.id = r.org_id))`);
  await tx.execute(sql`delete from outbox where delivered_at < now() - ${age}`);
  await removeSpentEntries(tx);
}
