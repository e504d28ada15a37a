import { randomUUID } from "node:crypto";
import type { InngestFunction } from "inngest";
import { log } from "@/lib/log";
import { startDispatcher } from "./dispatcher";
import { functionRegistry } from "./local-runner/function-registry";
import { localSink } from "./local-runner/local-sink";
import { pause } from "./local-runner/patience";
import { prepareQueue, type QueueWorker, startQueueWorker } from "./local-runner/queue-worker";
import { RunDesk } from "./local-runner/run-desk";
import { sdkHandler } from "./local-runner/sdk-handler";
import { storedError } from "./local-runner/stored-error";
import {
  beat,
  HeartbeatWatch,
  heartbeatMs,
  hostIdentity,
  recoverFromDead,
  signOff,
  type WorkerIdentity,
} from "./local-runner/workers";

export interface JobWorker {
  readonly id: string;
  /** Takes no new work, waits for the steps at hand, hands back what takes too long, says goodbye. */
  stop(): Promise<void>;
}

export interface JobWorkerOptions {
  readonly functions: readonly InngestFunction.Any[];
  /** The system role's address, for the queue's own connections. */
  readonly queueUrl: string;
  /** Runs worked on at once. */
  readonly concurrency?: number;
  /** How long `stop` waits for steps at hand before it hands them back. */
  readonly graceMs?: number;
}

/** Scorings take 64 at most (inngest/score-profile.ts): they wait for a model most of the time. Eight are left for all else. */
const defaultConcurrency = 72;
/** SIGTERM leaves 25 seconds in all. */
const defaultGraceMs = 20_000;
const restartPauseMs = 1_000;

/** Starts everything that background work needs in this process: dispatcher, queue, functions, heartbeat. */
export async function startJobWorker(options: JobWorkerOptions): Promise<JobWorker> {
  const { functions, queueUrl, concurrency = defaultConcurrency, graceMs = defaultGraceMs } = options;
  const registry = functionRegistry(functions);
  const id = randomUUID();
  const desk = new RunDesk(
    { registry, call: sdkHandler(functions), now: () => new Date(), random: Math.random },
    id,
    concurrency,
  );
  let self: WorkerIdentity = { id, host: hostIdentity(), pid: process.pid, poolId: null };
  let isStopping = false;

  await prepareQueue(queueUrl);
  await beat(self);
  const clock = clockWatch();
  const watch = new HeartbeatWatch();
  await recoverFromDead(self, registry, watch);

  let queue: QueueWorker;
  const openQueue = async () => {
    queue = await startQueueWorker({
      connectionString: queueUrl,
      // One more than the lanes, for newcomers.
      concurrency: concurrency + 1,
      registry,
      take: () => desk.take(),
    });
    self = { ...self, poolId: queue.poolId };
    await beat(self);
    const reopen = async () => {
      while (!isStopping) {
        await pause(restartPauseMs);
        const isOpen = await openQueue().then(
          () => true,
          () => false,
        );
        if (isOpen) return;
      }
    };
    void queue.ended.then(reopen);
  };
  await openQueue();

  const dispatcher = await startDispatcher(localSink(registry));
  const pulse = startPulse(async () => {
    // The queue's clock would wait until the moment comes for the second time; a new one begins at the present.
    if (clock.isSetBack()) void queue.stop();
    await beat(self);
    await recoverFromDead(self, registry, watch);
    await desk.releaseStrays();
  });
  log.info({ workerId: id, functions: registry.all.length, concurrency }, "worker ready");

  return {
    id,
    async stop() {
      isStopping = true;
      desk.close();
      await dispatcher.stop();
      const isDone = queue.stop().then(() => true);
      const isLate = pause(graceMs).then(() => false);
      if (!(await Promise.race([isDone, isLate]))) {
        const count = await desk.handBackAll();
        log.warn({ runs: count }, "handed back runs whose step takes too long");
      }
      await pulse.stop();
      await signOff(self).catch(() => undefined);
      log.info({ workerId: id }, "worker ended");
    },
  };
}

/** Compares the clock with the time since this process began, which nobody can set. */
function clockWatch() {
  const offset = () => Date.now() - performance.now();
  let latest = offset();
  return {
    /** Whether it went back by more than a minute since the last call. */
    isSetBack(): boolean {
      const before = latest;
      latest = offset();
      return latest < before - 60_000;
    },
  };
}

/** The heartbeat, and after each beat a look for the dead and for what was lost between us and the database. */
function startPulse(work: () => Promise<void>) {
  let beating: Promise<void> | undefined;
  const tick = async () => {
    try {
      await work();
    } catch (error) {
      log.warn({ error: storedError(error).message }, "no heartbeat");
    }
  };
  const timer = setInterval(() => {
    beating ??= tick().finally(() => {
      beating = undefined;
    });
  }, heartbeatMs);
  return {
    async stop() {
      clearInterval(timer);
      await beating;
    },
  };
}
