import "server-only";
import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import { asSystem, systemClient, type Tx } from "@/db/client";
import { outbox } from "@/db/schema";
import { log } from "@/lib/log";
import { outboxChannel } from "./channels";
import { type JobEvent, parseJobEvent } from "./events";
import { isConnectionError } from "./local-runner/patience";
import { storedError } from "./local-runner/stored-error";

/** An event on its way: the outbox row's id names it for ever. */
export interface OutgoingEvent extends JobEvent {
  readonly id: string;
  readonly createdAt: Date;
}

/** Where events go. Accepting the same event again must change nothing. */
export interface EventSink {
  /** Called in the transaction that marks the event as delivered. */
  accept(tx: Tx, event: OutgoingEvent): Promise<void>;
}

type OutboxRow = typeof outbox.$inferSelect;

const batchSize = 100;
/** After this many failed deliveries an event is parked with its error, for a person to look at. */
const deliveryLimit = 10;
const longestWaitSeconds = 300;
const pollMs = 2_000;

function isDue() {
  return and(
    isNull(outbox.deliveredAt),
    isNull(outbox.parkedAt),
    lte(outbox.retryAt, sql`clock_timestamp()`),
  );
}

function rowOf(row: OutboxRow) {
  return and(eq(outbox.orgId, row.orgId), eq(outbox.id, row.id));
}

async function deliver(tx: Tx, row: OutboxRow, sink: EventSink): Promise<void> {
  const event = parseJobEvent(row.name, row.data);
  await sink.accept(tx, { id: row.id, createdAt: row.createdAt, ...event });
  await tx.update(outbox).set({ deliveredAt: sql`clock_timestamp()`, lastError: null }).where(rowOf(row));
}

async function recordFailure(tx: Tx, row: OutboxRow, error: unknown): Promise<void> {
  const attempt = row.attempt + 1;
  const lastError = storedError(error).message;
  const isParked = attempt >= deliveryLimit;
  const waitSeconds = Math.min(2 ** attempt, longestWaitSeconds);
  await tx
    .update(outbox)
    .set({
      attempt,
      lastError,
      retryAt: sql`clock_timestamp() + make_interval(secs => ${waitSeconds})`,
      parkedAt: isParked ? sql`clock_timestamp()` : null,
    })
    .where(rowOf(row));
  log.warn({ event: row.name, eventId: row.id, attempt, isParked, lastError }, "an event was not delivered");
}

/**
 * Delivers due events, oldest first, each with its mark in one transaction. An event that cannot be delivered waits
 * longer each time and is parked in the end; it holds up no other.
 * @returns how many were looked at
 */
export async function deliverDueEvents(sink: EventSink): Promise<number> {
  return asSystem("deliver events", async (tx) => {
    const rows = await tx
      .select()
      .from(outbox)
      .where(isDue())
      .orderBy(asc(outbox.retryAt), asc(outbox.id))
      .limit(batchSize)
      .for("update", { skipLocked: true });
    for (const row of rows) {
      try {
        // A savepoint, so that one bad event does not undo the others.
        await tx.transaction((inner) => deliver(inner, row, sink));
      } catch (error) {
        if (isConnectionError(error)) throw error;
        await recordFailure(tx, row, error);
      }
    }
    return rows.length;
  });
}

export interface Dispatcher {
  stop(): Promise<void>;
}

/** Delivers events as they are committed: woken by NOTIFY, and every two seconds in case a message was lost. */
export async function startDispatcher(sink: EventSink): Promise<Dispatcher> {
  let isStopped = false;
  let isAskedAgain = false;
  let working: Promise<void> | undefined;

  const work = async () => {
    do {
      isAskedAgain = false;
      try {
        while (!isStopped && (await deliverDueEvents(sink)) === batchSize);
      } catch (error) {
        // The next poll tries again; nothing is lost, since nothing was marked.
        log.warn({ error: storedError(error).message }, "the outbox could not be read");
      }
    } while (isAskedAgain && !isStopped);
  };
  const wake = () => {
    isAskedAgain = true;
    working ??= work().finally(() => {
      working = undefined;
    });
  };

  const listening = await systemClient().listen(outboxChannel, wake, wake);
  const timer = setInterval(wake, pollMs);
  return {
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await listening.unlisten().catch(() => undefined);
      await working;
    },
  };
}
