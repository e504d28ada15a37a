import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { asSystem, type Tx } from "@/db/client";
import { functionRuns, functionTries } from "@/db/schema";
import { isOpenRun } from "../open-runs";
import type { KnownFunction } from "./function-registry";
import { oneStatement, withoutWaiting } from "./one-statement";
import type { Claim } from "./run-claims";
import { callForSlots, wakeUpCall } from "./run-queue";
import { startRun } from "./run-start";
import { ClaimLost, type FailedTry, heldBy } from "./run-store";
import type { StoredError } from "./stored-error";

export type RunRow = typeof functionRuns.$inferSelect;

const clock = sql`clock_timestamp()`;

export async function finishRun(claim: Claim, output: unknown): Promise<void> {
  const [row] = await oneStatement<{ is_held: boolean }>(sql`
    with run as (
      update function_runs r
         set finished_at = ${clock}, updated_at = ${clock}, claimed_by = null,
             error = null, output = ${JSON.stringify(output)}::jsonb
       where ${heldBy(claim)} returning r.concurrency_keys
    )
    select exists(select from run) as is_held, ${withoutWaiting},
      (select count(${wakeUpCall(sql`now()`)}) from run, generate_series(1, cardinality(run.concurrency_keys)))`);
  if (!row?.is_held) throw new ClaimLost();
}

/** How a run failed for good. */
export interface Failure {
  readonly error: StoredError;
  /** The try that was its last, unless that of a step has been recorded for it. */
  readonly failedTry?: FailedTry;
  /** It took its worker down too often: put aside until a person starts it again. */
  readonly isParked?: boolean;
}

/** Ends the run as failed, for good, and starts its failure function where it has one. */
export async function failRun(
  claim: Claim,
  failure: Failure,
  failureFunction: KnownFunction | undefined,
): Promise<void> {
  await asSystem("fail a run", async (tx) => {
    const [run] = await tx
      .select()
      .from(functionRuns)
      .where(
        and(
          eq(functionRuns.orgId, claim.orgId),
          eq(functionRuns.id, claim.runId),
          eq(functionRuns.claim, claim.claim),
          eq(functionRuns.claimedBy, claim.workerId),
          isOpenRun,
        ),
      )
      .for("update");
    if (!run) throw new ClaimLost();
    await callForSlots(tx, run.concurrencyKeys.length);
    await failRunIn(tx, run, failure, failureFunction);
  });
}

/** The same in a caller's transaction that holds the row: for runs whose worker is dead. */
export async function failRunIn(
  tx: Tx,
  run: RunRow,
  { error, failedTry, isParked }: Failure,
  failureFunction: KnownFunction | undefined,
): Promise<void> {
  if (failedTry) await recordTry(tx, run, failedTry);
  await tx
    .update(functionRuns)
    .set({ failedAt: clock, parkedAt: isParked ? clock : null, updatedAt: clock, claimedBy: null, error })
    .where(and(eq(functionRuns.orgId, run.orgId), eq(functionRuns.id, run.id)));
  if (!failureFunction) return;
  const data = { function_id: run.functionId, run_id: run.id, error, event: run.event };
  const event = { id: run.id, name: "inngest/function.failed", data, ts: Date.now() };
  await startRun(tx, failureFunction, { orgId: run.orgId, event });
}

/** A failed try of the function's own code, or one that ended with its worker. */
export async function recordTry(tx: Tx, run: RunRow, failed: FailedTry): Promise<void> {
  await tx.insert(functionTries).values({ orgId: run.orgId, runId: run.id, ...failed, endedAt: clock });
  await tx
    .update(functionRuns)
    .set({ failedTries: sql`${functionRuns.failedTries} + 1`, error: failed.error })
    .where(and(eq(functionRuns.orgId, run.orgId), eq(functionRuns.id, run.id)));
}
