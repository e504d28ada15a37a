import "server-only";
import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { z } from "zod";
import { asSystem, type Tx } from "@/db/client";
import { functionRuns, functionSteps } from "@/db/schema";
import { noOrgId, type RunRef } from "../local-runner/run-queue";
import { storedError } from "../local-runner/stored-error";
import { insertRun, isOpenRun } from "../open-runs";
import { stableUuid } from "../stable-uuid";

/** A call that the server makes. */
export interface EngineCall {
  readonly functionId: string;
  /** The server's own number for the run. */
  readonly engineRunId: string;
  readonly event: unknown;
  /** Steps whose results the server sent along: they are over. */
  readonly settledHashes: readonly string[];
}

const clock = sql`clock_timestamp()`;
/** Stands in the place of a worker while a call is at work. */
const heldByServer = "inngest";
/** Results lie with the server, which hands them back to the function; what is kept here is that there is one. */
export const resultAtServer = { type: "data", data: null };

const Uuid = z.uuid();
const Origin = z.looseObject({ id: z.string().nullish(), data: z.looseObject({ orgId: Uuid }) });
const Failure = z.looseObject({
  data: z.looseObject({ run_id: z.string(), error: z.unknown(), event: Origin }),
});

/** Whose run it is and what started it. Outbox rows have UUIDs; the server's own events (ticks) do not. */
function originOf({ event, engineRunId }: EngineCall): { readonly orgId: string; readonly eventId: string } {
  const origin = Origin.safeParse(event).data;
  const given = Uuid.safeParse(origin?.id).data;
  return { orgId: origin?.data.orgId ?? noOrgId, eventId: given ?? stableUuid(engineRunId) };
}

/** The run whose failure this event tells of. It has ended, also when its last answer was not seen. */
async function endFailedRun(tx: Tx, failure: z.infer<typeof Failure>): Promise<RunRef | undefined> {
  const { run_id: engineRunId, error, event } = failure.data;
  const isIt = and(eq(functionRuns.orgId, event.data.orgId), eq(functionRuns.engineRunId, engineRunId));
  await tx
    .update(functionRuns)
    .set({ failedAt: clock, updatedAt: clock, claimedBy: null, error: storedError(error) })
    .where(and(isIt, isOpenRun));
  const [run] = await tx.select({ id: functionRuns.id }).from(functionRuns).where(isIt);
  return run && { orgId: event.data.orgId, runId: run.id };
}

async function originIn(tx: Tx, call: EngineCall): Promise<{ orgId: string; eventId: string }> {
  const failure = Failure.safeParse(call.event).data;
  if (!failure) return originOf(call);
  const failed = await endFailedRun(tx, failure);
  return { orgId: failure.data.event.data.orgId, eventId: failed?.runId ?? stableUuid(call.engineRunId) };
}

/**
 * Finds or makes the row of the run that is called.
 * @returns undefined for a run that is not to be written down: it has ended in our eyes, or it is a second delivery of
 * an event whose first run has the row
 */
export async function openRun(call: EngineCall): Promise<RunRef | undefined> {
  return asSystem("history: a call begins", async (tx) => {
    const { orgId, eventId } = await originIn(tx, call);
    const { functionId, engineRunId, event } = call;
    const alive = { claimedBy: heldByServer, updatedAt: clock };
    const isWaiting = and(
      eq(functionRuns.functionId, functionId),
      eq(functionRuns.eventId, eventId),
      isNull(functionRuns.engineRunId),
    );
    const [known] = await tx
      .update(functionRuns)
      .set({ ...alive, engineRunId, startedAt: sql`coalesce(${functionRuns.startedAt}, ${clock})` })
      .where(
        and(
          eq(functionRuns.orgId, orgId),
          isOpenRun,
          or(eq(functionRuns.engineRunId, engineRunId), isWaiting),
        ),
      )
      .returning({ id: functionRuns.id });
    const run =
      known ??
      (await insertRun(tx, { orgId, functionId, eventId, event, engineRunId, ...alive, startedAt: clock }));
    if (!run) return undefined;
    const ref = { orgId, runId: run.id };
    await settleKnownSteps(tx, ref, call.settledHashes);
    return ref;
  });
}

/** The ends of sleeps, which only the server sees. */
async function settleKnownSteps(tx: Tx, { orgId, runId }: RunRef, hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return;
  await tx
    .update(functionSteps)
    .set({ settledAt: clock, result: resultAtServer })
    .where(
      and(
        eq(functionSteps.orgId, orgId),
        eq(functionSteps.runId, runId),
        inArray(functionSteps.stepHash, [...hashes]),
        isNull(functionSteps.settledAt),
      ),
    );
}
