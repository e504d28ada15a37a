import { sql } from "drizzle-orm";
import { runOnce } from "graphile-worker";
import type { InngestFunction } from "inngest";
import { asSystem } from "@/db/client";
import { functionRuns, outbox } from "@/db/schema";
import { env } from "@/lib/env";
import { deliverDueEvents } from "../dispatcher";
import { functionRegistry } from "../local-runner/function-registry";
import { localSink } from "../local-runner/local-sink";
import { prepareQueue, queueLogger, queuePool, queueTasks } from "../local-runner/queue-worker";
import { RunDesk } from "../local-runner/run-desk";
import { queueRun, queueSchema } from "../local-runner/run-queue";
import { sdkHandler } from "../local-runner/sdk-handler";
import { isOpenRun } from "../open-runs";

/** A clock that jumps to the next wake-up instead of waiting for it. */
interface JumpingClock {
  now(): Date;
  jumpTo(moment: Date): void;
}

function jumpingClock(): JumpingClock {
  let aheadMs = 0;
  return {
    now: () => new Date(Date.now() + aheadMs),
    jumpTo(moment) {
      aheadMs = Math.max(aheadMs, moment.getTime() - Date.now());
    },
  };
}

async function nextWake(): Promise<Date | undefined> {
  return asSystem("test: next wake-up", async (tx) => {
    const [stuck] = await tx
      .select({ error: outbox.lastError })
      .from(outbox)
      .where(sql`delivered_at is null and attempt > 0`);
    if (stuck) throw new Error(`An event cannot be delivered: ${stuck.error}`);
    const [row] = await tx
      .select({ wakeAt: functionRuns.wakeAt })
      .from(functionRuns)
      .where(isOpenRun)
      .orderBy(functionRuns.wakeAt)
      .limit(1);
    return row?.wakeAt;
  });
}

/** A call that comes before its run is due is spent on nothing, so there is one more for the run that is due now. */
async function makeAllDue(): Promise<void> {
  await asSystem("test: make all due", async (tx) => {
    await tx.execute(sql`
      select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs where run_at > now()), run_at => now())`);
    await queueRun(tx, new Date());
  });
}

const roundLimit = 500;
const prepared = new Set<string>();

/**
 * Runs every job that committed rows ask for to its end: delivers the outbox, drives the runs with the real runner and
 * queue, and jumps over back-offs and sleeps. What the jobs ask for in turn is done as well. Needs committed rows.
 * @param options.from one run at a time as the queue gives them; `random` 0 ≤ r < 1 sets the jitter of retries
 */
export async function drainJobs(
  functions: readonly InngestFunction.Any[],
  options: { readonly random?: () => number; readonly onJump?: (moment: Date) => void } = {},
): Promise<void> {
  const connectionString = env.DATABASE_SYSTEM_URL;
  if (!prepared.has(connectionString)) await prepareQueue(connectionString);
  prepared.add(connectionString);
  const registry = functionRegistry(functions);
  const sink = localSink(registry);
  const clock = jumpingClock();
  const ports = {
    registry,
    call: sdkHandler(functions),
    now: clock.now,
    random: options.random ?? (() => 0),
  };
  const desk = new RunDesk(ports, "drain", 1);
  const tasks = queueTasks(registry, () => desk.take());
  const pgPool = queuePool(connectionString, 2);
  const queue = { pgPool, schema: queueSchema, noHandleSignals: true, logger: queueLogger };
  try {
    for (let round = 0; round < roundLimit; round += 1) {
      while ((await deliverDueEvents(sink)) > 0);
      await runOnce(queue, tasks);
      if ((await deliverDueEvents(sink)) > 0) continue;
      const wakeAt = await nextWake();
      if (!wakeAt) return;
      if (wakeAt > clock.now()) {
        clock.jumpTo(wakeAt);
        options.onJump?.(wakeAt);
      }
      await makeAllDue();
    }
  } finally {
    await pgPool.end();
  }
  throw new Error(`Jobs were still asking for more after ${roundLimit} rounds.`);
}
