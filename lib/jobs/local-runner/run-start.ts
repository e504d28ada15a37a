import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { log } from "@/lib/log";
import { insertRun } from "../open-runs";
import type { KnownFunction } from "./function-registry";
import { queueRun } from "./run-queue";

const idempotencyHours = 24;

/**
 * Creates a run of a function and calls for a worker: once per event for ever, and once a day where the function
 * names an idempotency key. @returns false when it was there already
 */
export async function startRun(
  tx: Tx,
  fn: KnownFunction,
  { orgId, event }: { readonly orgId: string; readonly event: { readonly id: string } },
): Promise<boolean> {
  const idempotencyKey = fn.idempotency?.value(event);
  if (idempotencyKey !== undefined && (await isRepeated(tx, orgId, fn.id, idempotencyKey))) {
    log.info(
      { functionId: fn.id, eventId: event.id },
      "not started: one with the same key was, within a day",
    );
    return false;
  }
  const { keys, limits } = fn.slotsFor(event);
  const run = await insertRun(tx, {
    orgId,
    functionId: fn.id,
    eventId: event.id,
    event,
    idempotencyKey,
    concurrencyKeys: [...keys],
    concurrencyLimits: [...limits],
  });
  if (!run) return false;
  await queueRun(tx, run.wakeAt);
  return true;
}

/** Whether the key was used within the last day. Until the transaction ends, nobody else can use it. */
async function isRepeated(tx: Tx, orgId: string, functionId: string, key: string): Promise<boolean> {
  const lock = `${functionId}/${orgId}/${key}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 1))`);
  const rows = await tx.execute(sql`
    select 1 from function_runs
     where org_id = ${orgId} and function_id = ${functionId} and idempotency_key = ${key}
       and created_at > clock_timestamp() - make_interval(hours => ${idempotencyHours}) limit 1`);
  return rows.length > 0;
}
