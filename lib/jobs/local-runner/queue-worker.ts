import { EventEmitter, once } from "node:events";
import {
  Logger,
  parseCronItems,
  type Runner,
  run,
  runMigrations,
  type TaskList,
  type WorkerEvents,
} from "graphile-worker";
import { Pool } from "pg";
import { z } from "zod";
import { systemSocket } from "@/db/client";
import { log } from "@/lib/log";
import type { FunctionRegistry } from "./function-registry";
import { startScheduledRun } from "./local-sink";
import { queueSchema, runTask, tickTask } from "./run-queue";

const TickPayload = z.object({
  functionId: z.string(),
  cron: z.string(),
  _cron: z.object({ ts: z.iso.datetime() }),
});

const pollIntervalMs = 1_000;
/** Of the queue alone; the database has a hundred for everybody. */
const mostConnections = 20;
/** What the queue warns of when lanes share connections. */
const sharingWarning = /having maxPoolSize/;

/** What it says about each job is noise; its warnings and errors are not. */
export const queueLogger = new Logger((scope) => (level, message) => {
  const line = { queue: scope.label ?? "queue" };
  if (level === "error") log.error(line, message);
  else if (level === "warning" && !sharingWarning.test(message)) log.warn(line, message);
  else log.debug(line, message);
});

/** Creates or updates the queue's own tables; its owner is the role of this address. */
export async function prepareQueue(connectionString: string): Promise<void> {
  await runMigrations({ connectionString, schema: queueSchema, logger: queueLogger, maxPoolSize: 1 });
}

export function queueTasks(registry: FunctionRegistry, take: () => Promise<void>): TaskList {
  return {
    [runTask]: take,
    async [tickTask](payload) {
      const tick = TickPayload.parse(payload);
      const fn = registry.find(tick.functionId);
      if (fn) await startScheduledRun(fn, tick.cron, new Date(tick._cron.ts));
    },
  };
}

const dayMs = 86_400_000;

/** A daily or weekly tick that was missed while nothing ran is made up for; of frequent ones the next is soon enough. */
function backfillPeriod(cron: string): number {
  const [minute = "*", hour = "*", , , weekday = "*"] = cron.split(/\s+/);
  if (!/^\d+$/.test(minute) || !/^\d+$/.test(hour)) return 0;
  return weekday === "*" ? dayMs : 7 * dayMs;
}

/** One schedule entry per function and cron. */
function cronItems(registry: FunctionRegistry) {
  return parseCronItems(
    registry.all.flatMap((fn) =>
      fn.crons.map((cron) => ({
        task: tickTask,
        match: cron,
        identifier: `${fn.id} ${cron}`,
        payload: { functionId: fn.id, cron },
        options: { backfillPeriod: backfillPeriod(cron) },
      })),
    ),
  );
}

export interface QueueWorker {
  /** The name under which its locks are held. */
  readonly poolId: string;
  /** Settles when it ends, by `stop` or by itself. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Its own would open connections that nobody watches (`db/half-open.ts`) and wait for new ones without end. */
export function queuePool(connectionString: string, max: number): Pool {
  const pool = new Pool({ connectionString, max, connectionTimeoutMillis: 5_000, stream: systemSocket });
  // The next query says so again; without a listener it would end the process.
  const note = (error: Error) => log.debug({ error: error.message }, "the queue lost a connection");
  return pool.on("error", note).on("connect", (client) => client.on("error", note));
}

/** graphile-worker over our tasks: queue, locks, delays, schedules. */
export async function startQueueWorker(options: {
  readonly connectionString: string;
  /** Entries answered at once. */
  readonly concurrency: number;
  readonly registry: FunctionRegistry;
  readonly take: () => Promise<void>;
}): Promise<QueueWorker> {
  const { connectionString, concurrency, registry, take } = options;
  const events: WorkerEvents = new EventEmitter();
  let poolId = "";
  events.once("pool:create", ({ workerPool }) => {
    poolId = workerPool.id;
  });
  // Two more for LISTEN and the clock. No connection is held while an entry is worked on, so many lanes share some.
  const pgPool = queuePool(connectionString, Math.min(concurrency + 2, mostConnections));
  // Without a database it shuts down, and may wait for ever for what it has lost: nobody should wait with it.
  const isLeaving = once(events, "pool:gracefulShutdown");
  const starting = run(
    {
      pgPool,
      schema: queueSchema,
      concurrency,
      pollInterval: pollIntervalMs,
      noHandleSignals: true,
      logger: queueLogger,
      events,
      // Entries are crossed off several at a time; only so it tries again when the database is away. (Its local queue,
      // which would fetch several at a time, falls over in 0.17.3 when it is to end with some in it.)
      preset: { worker: { completeJobBatchDelay: 20, failJobBatchDelay: 0 } },
    },
    queueTasks(registry, take),
    cronItems(registry),
  );
  const settled = starting
    .then((runner) => runner.promise)
    .catch((error: unknown) => log.error({ error: String(error) }, "the queue stopped by itself"))
    .finally(() => pgPool.end());
  const runner: Runner = await starting;
  const ended = Promise.race([isLeaving, settled]).then(() => undefined);
  const stop = async () => {
    await runner.stop().catch(() => undefined);
    await settled;
  };
  return { poolId, ended, stop };
}
