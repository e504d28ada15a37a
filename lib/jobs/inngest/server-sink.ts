import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { functionRuns } from "@/db/schema";
import { DeliveryError, type EventSink, type OutgoingEvent } from "../dispatcher";
import type { InngestServer } from "../engine";
import type { JobRef } from "../events";
import type { FunctionRegistry } from "../local-runner/function-registry";
import { insertRun, isOpenRun } from "../open-runs";
import { inngestClient } from "./inngest-client";

/** For all attempts together: a worker that is asked to end waits for this. */
const sendTimeoutMs = 10_000;
const refusedKey = new Set([401, 403, 404]);

/** Sends events to an Inngest server. An event's id is its outbox row's, so the server drops what comes twice in a day. */
export function serverSink(registry: FunctionRegistry, server: InngestServer): EventSink {
  const address = server.baseUrl ?? "Inngest's cloud";
  let deadline = AbortSignal.timeout(sendTimeoutMs);

  const client = inngestClient(server, {
    async fetch(url, init) {
      const response = await fetch(url, { ...init, signal: deadline }).catch(() => {
        throw new DeliveryError("wait", `The Inngest server (${address}) cannot be reached.`);
      });
      const { status } = response;
      if (refusedKey.has(status)) {
        const message = `The Inngest server (${address}) refuses the event key (${status}). Correct INNGEST_EVENT_KEY or INNGEST_BASE_URL, start again, then replay this event.`;
        throw new DeliveryError("person", message);
      }
      if (status === 429 || status >= 500) {
        throw new DeliveryError("wait", `The Inngest server (${address}) answered ${status}.`);
      }
      return response;
    },
  });

  return {
    async accept(tx, event) {
      if (event.name === "job/cancelled") await cancelRuns(tx, event.data);
      else await noteRuns(tx, event, registry);
    },
    async send(events) {
      deadline = AbortSignal.timeout(sendTimeoutMs);
      await client.send(
        events.map(({ id, name, data, createdAt }) => ({ id, name, data, ts: createdAt.getTime() })),
      );
    },
  };
}

/** One row for each function that listens: from now on the run can be seen, although the server has yet to begin it. */
async function noteRuns(tx: Tx, { id, name, data, createdAt }: OutgoingEvent, registry: FunctionRegistry) {
  const listeners = registry.listeningTo(name);
  if (listeners.length === 0) throw new Error(`No function listens to "${name}".`);
  const event = { id, name, data, ts: createdAt.getTime() };
  for (const fn of listeners)
    await insertRun(tx, { orgId: data.orgId, functionId: fn.id, eventId: id, event });
}

/** The server ends a cancelled run without a word to us. A job that was started anew meanwhile keeps its new run. */
async function cancelRuns(tx: Tx, { orgId, jobId }: JobRef): Promise<void> {
  await tx
    .update(functionRuns)
    .set({ cancelledAt: sql`clock_timestamp()`, claimedBy: null, updatedAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(functionRuns.orgId, orgId),
        eq(functionRuns.jobId, jobId),
        isOpenRun,
        sql`exists (select 1 from jobs j where j.org_id = ${orgId} and j.id = ${jobId} and j.cancelled_at is not null)`,
      ),
    );
}
