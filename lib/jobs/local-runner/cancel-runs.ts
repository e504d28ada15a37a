import "server-only";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { functionRuns } from "@/db/schema";
import type { JobEvent } from "../events";
import { isOpenRun } from "../open-runs";
import type { KnownFunction } from "./function-registry";
import { callForSlots } from "./run-queue";

/**
 * Ends the open runs of the event's organization whose functions name this event. A run that is in hand is taken out
 * of it: what its step still returns is not stored. Runs that were asked for after the event go on.
 */
export async function cancelRuns(
  tx: Tx,
  functions: readonly KnownFunction[],
  event: JobEvent & { readonly ts: number },
): Promise<void> {
  const rulesOf = new Map(functions.map((fn) => [fn.id, fn.cancelRules]));
  const open = await tx
    .select({
      id: functionRuns.id,
      functionId: functionRuns.functionId,
      event: functionRuns.event,
      createdAt: functionRuns.createdAt,
      isInHand: sql<boolean>`${functionRuns.claimedBy} is not null`,
      slotCount: sql<number>`cardinality(${functionRuns.concurrencyKeys})`,
    })
    .from(functionRuns)
    .where(
      and(
        eq(functionRuns.orgId, event.data.orgId),
        inArray(functionRuns.functionId, [...rulesOf.keys()]),
        isOpenRun,
        sql`(${functionRuns.event} ->> 'ts')::bigint <= ${event.ts}`,
      ),
    )
    .orderBy(asc(functionRuns.id))
    .for("update");
  const isMeant = (run: (typeof open)[number]) =>
    (rulesOf.get(run.functionId) ?? []).some(
      ({ event: name, condition, withinMs = Number.POSITIVE_INFINITY }) =>
        name === event.name &&
        event.ts - run.createdAt.getTime() <= withinMs &&
        (condition?.holds(run.event, event) ?? true),
    );
  const meant = open.filter(isMeant);
  if (meant.length === 0) return;
  const clock = sql`clock_timestamp()`;
  await tx
    .update(functionRuns)
    // It did not fail: what went wrong in a try stands with the try.
    .set({ cancelledAt: clock, updatedAt: clock, claimedBy: null, error: null })
    .where(
      and(
        eq(functionRuns.orgId, event.data.orgId),
        inArray(
          functionRuns.id,
          meant.map(({ id }) => id),
        ),
      ),
    );
  const freed = meant.filter(({ isInHand }) => isInHand);
  await callForSlots(
    tx,
    freed.reduce((sum, { slotCount }) => sum + slotCount, 0),
  );
}
