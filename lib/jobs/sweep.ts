import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { asSystem, type Tx } from "@/db/client";
import type { JobKind } from "@/db/enums";
import { jobs, outbox } from "@/db/schema";
import { log } from "@/lib/log";
import { type EngineMode, engineMode } from "./engine";
import { eventByKind, type JobRef } from "./events";
import { removeSpentEntries } from "./local-runner/run-queue";
import { endSilentRuns, queueLostRuns, resendUnbegunEvents } from "./lost-runs";
import { failJobIn } from "./mutations/fail-job";
import { isOpen } from "./open-jobs";
import { enqueue } from "./outbox";

/** An open job that nobody works on is sent again after this long, and given up after so many times. */
const stuckJobMinutes = 10;
const resendLimit = 10;
const batchSize = 200;

export interface SweepCounts {
  readonly runsQueued: number;
  readonly runsLost: number;
  readonly jobsSent: number;
  readonly jobsGivenUp: number;
}

/**
 * The third net under background work, after the row and the message: sends what got lost and gives up what cannot
 * succeed. Harmless to repeat. However often an event is sent, one run at a time has the job: the one that claimed it.
 */
export async function sweepJobs(mode: EngineMode = engineMode()): Promise<SweepCounts> {
  const isLocal = mode === "local";
  const runsQueued = await asSystem("sweep: lost runs", isLocal ? queueLostRuns : resendUnbegunEvents);
  const runsLost = await asSystem("sweep: silent runs", (tx) => endSilentRuns(tx, mode));
  const { jobsSent, jobsGivenUp } = await asSystem("sweep: stuck jobs", sendStuckJobs);
  if (isLocal) await asSystem("sweep: spent entries", removeSpentEntries);
  const counts = { runsQueued, runsLost, jobsSent, jobsGivenUp };
  if (Object.values(counts).some((count) => count > 0)) log.warn(counts, "the sweep found lost work");
  return counts;
}

/** Open jobs that no event on its way and no open run will ever touch again. */
async function sendStuckJobs(tx: Tx): Promise<{ jobsSent: number; jobsGivenUp: number }> {
  const stuck = await tx
    .select({ orgId: jobs.orgId, jobId: jobs.id, kind: jobs.kind, resends: jobs.resends })
    .from(jobs)
    .where(
      and(
        isOpen,
        sql`${jobs.updatedAt} < now() - make_interval(mins => ${stuckJobMinutes})`,
        sql`not exists (select 1 from outbox o where o.delivered_at is null and o.parked_at is null
              and o.org_id = ${jobs.orgId} and o.data ->> 'jobId' = ${jobs.id}::text)`,
        sql`not exists (select 1 from function_runs r where r.org_id = ${jobs.orgId} and r.job_id = ${jobs.id}
              and r.finished_at is null and r.failed_at is null and r.cancelled_at is null)`,
      ),
    )
    .orderBy(jobs.updatedAt)
    .limit(batchSize)
    .for("update", { of: jobs, skipLocked: true });
  const [hopeless, others] = [
    stuck.filter((job) => job.resends >= resendLimit),
    stuck.filter((job) => job.resends < resendLimit),
  ];
  for (const { orgId, jobId } of hopeless) {
    const message = `This was begun again ${resendLimit} times and never came to an end. What was saved before is kept; start it again.`;
    await failJobIn(tx, { orgId, jobId }, { code: "unavailable", message });
  }
  for (const { orgId, jobId, kind } of others) await sendAgain(tx, { orgId, jobId }, kind);
  return { jobsSent: others.length, jobsGivenUp: hopeless.length };
}

/** The event that could not be delivered is tried once more; where there is none, a new one is written. */
async function sendAgain(tx: Tx, ref: JobRef, kind: JobKind): Promise<void> {
  await tx
    .update(jobs)
    .set({ claimedByRun: null, resends: sql`${jobs.resends} + 1`, updatedAt: sql`clock_timestamp()` })
    .where(and(eq(jobs.orgId, ref.orgId), eq(jobs.id, ref.jobId)));
  const name = eventByKind[kind];
  const parked = await tx
    .update(outbox)
    .set({ parkedAt: null, attempt: 0, retryAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(outbox.orgId, ref.orgId),
        eq(outbox.name, name),
        sql`${outbox.data} ->> 'jobId' = ${ref.jobId} and ${outbox.parkedAt} is not null`,
      ),
    )
    .returning({ id: outbox.id });
  if (parked.length === 0) await enqueue(tx, { name, data: ref });
}
