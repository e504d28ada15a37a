import "server-only";
import { randomUUID } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { asSystem, type Tx } from "@/db/client";
import { functionRuns, workers } from "@/db/schema";
import { log } from "@/lib/log";
import { workerCrashed } from "../error-class";
import { isOpenRun } from "../open-runs";
import type { FunctionRegistry } from "./function-registry";
import { failRunIn, recordTry } from "./run-ends";
import { callForSlots, queueRun, unlockPools, unlockStrangers } from "./run-queue";

export const heartbeatMs = 2_000;
/**
 * Looks in a row, one after each heartbeat of our own, at which another's stood still before it counts as dead; it may
 * come back, but its claims are gone. Not seconds: clocks jump, and while the database is away nobody is heard.
 */
const silentLooks = 5;
/** An entry of the queue whose holder is in no list is left alone for as long. */
const strangerSeconds = 10;
/** A run in whose hands a worker died this often without a step stored in between is given up. */
const crashLimit = 3;

/** This process as the others see it. */
export interface WorkerIdentity {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly poolId: string | null;
}

function read(reading: () => string): string {
  try {
    return reading().trim();
  } catch {
    return "";
  }
}

/** The machine since its last start, and its table of processes: only within one of these does a pid mean anything. */
export function hostIdentity(): string {
  const boot = read(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8"));
  const processes = read(() => readlinkSync("/proc/self/ns/pid"));
  return [hostname(), boot, processes].join("|");
}

function isProcessGone(pid: number): boolean {
  // The process that had our number is gone, or we would not have it.
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}

/** Says "alive"; also brings back a worker that was taken for dead. */
export async function beat(self: WorkerIdentity): Promise<void> {
  await asSystem("heartbeat", (tx) =>
    tx
      .insert(workers)
      .values({ ...self, heartbeatAt: sql`clock_timestamp()` })
      .onConflictDoUpdate({
        target: workers.id,
        set: { poolId: self.poolId, heartbeatAt: sql`clock_timestamp()` },
      }),
  );
}

/** What one worker has seen of the others' heartbeats. */
export class HeartbeatWatch {
  private readonly seen = new Map<string, { readonly beat: string; readonly looks: number }>();

  /** Notes a heartbeat. @returns whether it has stood still for too long */
  standsStill(workerId: string, beat: string): boolean {
    const before = this.seen.get(workerId);
    const looks = before?.beat === beat ? before.looks + 1 : 0;
    this.seen.set(workerId, { beat, looks });
    return looks >= silentLooks;
  }

  forget(workerIds: readonly string[]): void {
    for (const id of workerIds) this.seen.delete(id);
  }
}

/**
 * Frees what dead workers held: their queue entries and their runs, which go on from their last stored step. A run
 * that has taken its worker down too often is failed instead.
 */
export async function recoverFromDead(
  self: WorkerIdentity,
  registry: FunctionRegistry,
  watch: HeartbeatWatch,
): Promise<void> {
  await asSystem("recover from dead workers", async (tx) => {
    const others = await tx
      .select({
        id: workers.id,
        host: workers.host,
        pid: workers.pid,
        poolId: workers.poolId,
        beat: sql<string>`${workers.heartbeatAt}::text`,
      })
      .from(workers)
      .where(ne(workers.id, self.id))
      .for("update", { skipLocked: true });
    const dead = others.filter((other) => {
      const isSilent = watch.standsStill(other.id, other.beat);
      return isSilent || (other.host === self.host && isProcessGone(other.pid));
    });
    if (dead.length > 0) await bury(tx, dead, registry);
    watch.forget(dead.map(({ id }) => id));
    await unlockStrangers(tx, strangerSeconds);
  });
}

async function bury(
  tx: Tx,
  dead: readonly { readonly id: string; readonly poolId: string | null }[],
  registry: FunctionRegistry,
): Promise<void> {
  const ids = dead.map((worker) => worker.id);
  const orphans = await tx
    .update(functionRuns)
    .set({ claimedBy: null, crashes: sql`${functionRuns.crashes} + 1`, updatedAt: sql`clock_timestamp()` })
    .where(and(inArray(functionRuns.claimedBy, ids), isOpenRun))
    .returning();
  await unlockPools(
    tx,
    dead.flatMap((worker) => worker.poolId ?? []),
  );
  const now = new Date();
  for (const run of orphans) {
    const isLast = run.crashes >= crashLimit;
    const message = isLast
      ? `The worker died ${run.crashes} times in a row while it worked on this. It was put aside; the rest goes on.`
      : "The worker died while it worked on this.";
    const error = { name: workerCrashed, message };
    const failedTry = { id: randomUUID(), attempt: run.crashes, startedAt: null, error };
    await callForSlots(tx, run.concurrencyKeys.length);
    if (isLast) {
      await failRunIn(tx, run, { error, failedTry, isParked: true }, registry.failureOf(run.functionId));
    } else {
      await recordTry(tx, run, failedTry);
      await queueRun(tx, now);
    }
  }
  await tx.delete(workers).where(inArray(workers.id, ids));
  log.warn({ workers: ids, runs: orphans.length }, "freed the work of dead workers");
}

/** A goodbye. What could not be handed back before, because the database was away, goes back now; it was no crash. */
export async function signOff(self: WorkerIdentity): Promise<void> {
  await asSystem("worker signs off", async (tx) => {
    const left = await tx
      .update(functionRuns)
      .set({ claimedBy: null, updatedAt: sql`clock_timestamp()` })
      .where(and(eq(functionRuns.claimedBy, self.id), isOpenRun))
      .returning({ slots: functionRuns.concurrencyKeys });
    for (const { slots } of left) await callForSlots(tx, 1 + slots.length);
    await unlockPools(tx, self.poolId ? [self.poolId] : []);
    await tx.delete(workers).where(eq(workers.id, self.id));
  });
}
