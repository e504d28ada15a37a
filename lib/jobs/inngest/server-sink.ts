import "server-only";
import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { asSystem, type Tx } from "@/db/client";
import { functionRuns, jobs } from "@/db/schema";
import { DeliveryError, type EventSink, type OutgoingEvent } from "../dispatcher";
import type { InngestServer } from "../engine";
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
        const message = `The Inngest server (${address}) refuses the event key (${status}). Correct INNGEST_EVENT_KEY or INNGEST_BASE_URL, start again, then send this event again.`;
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
      if (event.name === "job/cancelled") await cancelRuns(tx, event);
      else await noteRuns(tx, event, registry);
    },
    async send(events) {
      deadline = AbortSignal.timeout(sendTimeoutMs);
      const current = await withoutStale(events);
      if (current.length === 0) return;
      await client.send(
        current.map(({ id, name, data, createdAt }) => ({ id, name, data, ts: createdAt.getTime() })),
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

/** The server ends a cancelled run without a word to us. A run that was asked for after the event goes on. */
async function cancelRuns(tx: Tx, { data, createdAt }: OutgoingEvent): Promise<void> {
  await tx
    .update(functionRuns)
    .set({ cancelledAt: sql`clock_timestamp()`, claimedBy: null, updatedAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(functionRuns.orgId, data.orgId),
        eq(functionRuns.jobId, data.jobId),
        isOpenRun,
        sql`(${functionRuns.event} ->> 'ts')::bigint <= ${createdAt.getTime()}`,
      ),
    );
}

/** A server ends whatever runs when it hears of a cancelling: one that comes late must not end the job's next attempt. */
async function withoutStale(events: readonly OutgoingEvent[]): Promise<readonly OutgoingEvent[]> {
  const cancellings = events.filter(({ name }) => name === "job/cancelled");
  if (cancellings.length === 0) return events;
  const ids = cancellings.map(({ data }) => data.jobId);
  const cancelled = await asSystem("events: cancelled jobs", (tx) =>
    tx
      .select({ id: jobs.id })
      .from(jobs)
      .where(and(inArray(jobs.id, ids), isNotNull(jobs.cancelledAt))),
  );
  const isStale = ({ name, data }: OutgoingEvent) =>
    name === "job/cancelled" && !cancelled.some(({ id }) => id === data.jobId);
  return events.filter((event) => !isStale(event));
}
