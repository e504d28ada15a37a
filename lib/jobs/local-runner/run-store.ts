import "server-only";
import { and, eq, isNull, or, sql } from "drizzle-orm";
import { asSystem, type Tx } from "@/db/client";
import { functionRuns, functionSteps } from "@/db/schema";
import { enqueue } from "../outbox";
import { queueRun, type RunRef } from "./run-queue";
import type { SentEvent, StepResult } from "./sdk-handler";
import type { StoredError } from "./stored-error";

export type RunRow = typeof functionRuns.$inferSelect;
export type StepRow = typeof functionSteps.$inferSelect;

/** A run in this worker's hands. Every write names the claim; once another worker has claimed it, they are refused. */
export interface Claim extends RunRef {
  readonly claim: number;
  readonly workerId: string;
}

/** Another worker has the run, or it has ended. Nothing was written. */
export class ClaimLost extends Error {
  constructor() {
    super("The run is in other hands.");
  }
}

const isOpen = sql`${functionRuns.finishedAt} is null and ${functionRuns.failedAt} is null`;
const clock = sql`clock_timestamp()`;

/** Takes an open run that nobody holds (or that this very worker holds already) and reads its memory. */
export async function claimRun(
  { orgId, runId }: RunRef,
  workerId: string,
): Promise<{ readonly claim: Claim; readonly run: RunRow; readonly steps: StepRow[] } | undefined> {
  return asSystem("claim a run", async (tx) => {
    const [run] = await tx
      .update(functionRuns)
      .set({
        claimedBy: workerId,
        claim: sql`${functionRuns.claim} + 1`,
        startedAt: sql`coalesce(${functionRuns.startedAt}, ${clock})`,
      })
      .where(
        and(
          eq(functionRuns.orgId, orgId),
          eq(functionRuns.id, runId),
          isOpen,
          or(isNull(functionRuns.claimedBy), eq(functionRuns.claimedBy, workerId)),
        ),
      )
      .returning();
    if (!run) return undefined;
    const steps = await tx
      .select()
      .from(functionSteps)
      .where(and(eq(functionSteps.orgId, orgId), eq(functionSteps.runId, runId)));
    return { claim: { orgId, runId, workerId, claim: run.claim }, run, steps };
  });
}

/** One transaction that holds the run's row and has seen that the claim still stands. */
async function underClaim<T>(claim: Claim, work: (tx: Tx, run: RunRow) => Promise<T>): Promise<T> {
  return asSystem("drive a run", async (tx) => {
    const [run] = await tx.select().from(functionRuns).where(rowOf(claim)).for("update");
    if (!run) throw new ClaimLost();
    return work(tx, run);
  });
}

function rowOf(claim: Claim) {
  return and(
    eq(functionRuns.orgId, claim.orgId),
    eq(functionRuns.id, claim.runId),
    eq(functionRuns.claim, claim.claim),
    eq(functionRuns.claimedBy, claim.workerId),
    isOpen,
  );
}

export interface Settled {
  readonly hash: string;
  readonly name: string;
  readonly op: StepRow["op"];
  readonly result: StepResult;
  /** Events that the step sent; they go out with its result or not at all. */
  readonly sent: readonly SentEvent[];
}

/**
 * Stores what steps returned or threw, together with the events they sent. A step that is settled already keeps its
 * result, so this may be repeated after a lost answer. The run has got somewhere: tries and crashes count anew.
 */
export async function storeSettled(claim: Claim, settled: readonly Settled[]): Promise<void> {
  await underClaim(claim, async (tx, run) => {
    const added: string[] = [];
    for (const step of settled) {
      const [stored] = await tx
        .insert(functionSteps)
        .values({
          orgId: claim.orgId,
          runId: claim.runId,
          stepHash: step.hash,
          name: step.name,
          op: step.op,
          result: step.result,
          settledAt: clock,
        })
        .onConflictDoUpdate({
          target: [functionSteps.orgId, functionSteps.runId, functionSteps.stepHash],
          set: { result: step.result, settledAt: clock },
          setWhere: isNull(functionSteps.result),
        })
        .returning({ hash: functionSteps.stepHash });
      if (!stored) continue;
      added.push(stored.hash);
      for (const event of step.sent) await enqueue(tx, event, event.id);
    }
    await tx
      .update(functionRuns)
      .set({ stack: [...run.stack, ...added], attempt: 0, crashes: 0 })
      .where(rowOf(claim));
  });
}

export interface Pending {
  readonly hash: string;
  readonly name: string;
  readonly op: StepRow["op"];
  readonly wakeAt: Date;
}

/** Writes down steps that the function has planned and sleeps it has begun. Known ones stay as they are. */
export async function storePending(claim: Claim, pending: readonly Pending[]): Promise<void> {
  const { orgId, runId } = claim;
  await underClaim(claim, async (tx) => {
    await tx
      .insert(functionSteps)
      .values(pending.map(({ hash, ...step }) => ({ orgId, runId, stepHash: hash, ...step })))
      .onConflictDoNothing();
  });
}

export interface FailedTry {
  readonly hash: string;
  readonly name: string;
  readonly op: StepRow["op"];
  readonly attempt: number;
  readonly error: StoredError;
  readonly wakeAt: Date;
}

/** Counts a failed try of a step that will be tried again. */
export async function storeFailedTry(claim: Claim, failed: FailedTry): Promise<void> {
  const { orgId, runId } = claim;
  const { attempt, error: lastError, wakeAt } = failed;
  await underClaim(claim, async (tx) => {
    await tx
      .insert(functionSteps)
      .values({
        orgId,
        runId,
        stepHash: failed.hash,
        name: failed.name,
        op: failed.op,
        attempt,
        lastError,
        wakeAt,
      })
      .onConflictDoUpdate({
        target: [functionSteps.orgId, functionSteps.runId, functionSteps.stepHash],
        set: { attempt, lastError, wakeAt },
        setWhere: isNull(functionSteps.result),
      });
    // A step that is run as it is found retries with the whole call; a planned one retries alone.
    if (failed.op === "run") await tx.update(functionRuns).set({ attempt, wakeAt }).where(rowOf(claim));
  });
}

/** Counts a failed try of the function's own code. */
export async function storeFailedCall(
  claim: Claim,
  failed: { readonly attempt: number; readonly error: StoredError; readonly wakeAt: Date },
): Promise<void> {
  await underClaim(claim, (tx) => tx.update(functionRuns).set(failed).where(rowOf(claim)));
}

/** Lets go of the run until a moment; whoever is free then takes it up. */
export async function suspendRun(claim: Claim, wakeAt: Date): Promise<void> {
  await underClaim(claim, async (tx) => {
    await tx.update(functionRuns).set({ claimedBy: null, wakeAt }).where(rowOf(claim));
    await queueRun(tx, claim, wakeAt);
  });
}

export async function finishRun(claim: Claim, output: unknown): Promise<void> {
  await asSystem("finish a run", async (tx) => {
    const rows = await tx
      .update(functionRuns)
      .set({ finishedAt: clock, claimedBy: null, output, error: null })
      .where(rowOf(claim))
      .returning({ id: functionRuns.id });
    if (rows.length === 0) throw new ClaimLost();
  });
}

/** Ends the run as failed, for good, and starts its failure function where it has one. */
export async function failRun(
  claim: Claim,
  error: StoredError,
  failureId: string | undefined,
): Promise<void> {
  await underClaim(claim, (tx, run) => failRunIn(tx, run, error, failureId));
}

/** The same in a caller's transaction that holds the row: for runs whose worker is dead. */
export async function failRunIn(
  tx: Tx,
  run: RunRow,
  error: StoredError,
  failureId: string | undefined,
): Promise<void> {
  await tx
    .update(functionRuns)
    .set({ failedAt: clock, claimedBy: null, error })
    .where(and(eq(functionRuns.orgId, run.orgId), eq(functionRuns.id, run.id)));
  if (!failureId) return;
  const data = { function_id: run.functionId, run_id: run.id, error, event: run.event };
  await startRun(tx, {
    orgId: run.orgId,
    functionId: failureId,
    eventId: run.id,
    event: { id: run.id, name: "inngest/function.failed", data, ts: Date.now() },
  });
}

/** Creates a run and queues it, once per function and event for ever. @returns false when it was there already */
export async function startRun(
  tx: Tx,
  run: Pick<typeof functionRuns.$inferInsert, "orgId" | "functionId" | "eventId" | "event">,
): Promise<boolean> {
  const [row] = await tx
    .insert(functionRuns)
    .values(run)
    .onConflictDoNothing()
    .returning({ id: functionRuns.id, wakeAt: functionRuns.wakeAt });
  if (!row) return false;
  await queueRun(tx, { orgId: run.orgId, runId: row.id }, row.wakeAt);
  return true;
}
