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

/** Where events go. Accepting or sending the same event again must change nothing. */
export interface EventSink {
  /** Called in the transaction that takes the event from the outbox; without `send` that delivers it. */
  accept(tx: Tx, event: OutgoingEvent): Promise<void>;
  /**
   * Passes what was accepted on to another machine, outside of any transaction.
   * @throws DeliveryError when it knows what to make of the failure
   */
  readonly send?: (events: readonly OutgoingEvent[]) => Promise<void>;
}

/** A delivery that failed in a way that another try will not change, or that waiting alone will. */
export class DeliveryError extends Error {
  readonly remedy: "wait" | "person";

  constructor(remedy: DeliveryError["remedy"], message: string) {
    super(message);
    this.name = "DeliveryError";
    this.remedy = remedy;
  }
}

type OutboxRow = typeof outbox.$inferSelect;

const batchSize = 100;
/** After this many failed deliveries an event is parked with its error, for a person to look at. */
const deliveryLimit = 10;
const longestWaitSeconds = 300;
const pollMs = 2_000;
/** Events at hand are nobody else's for this long; when their sender dies, another sends them again. */
const sendingSeconds = 120;

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

interface Accepted {
  readonly row: OutboxRow;
  readonly event: OutgoingEvent;
}

async function accept(tx: Tx, row: OutboxRow, sink: EventSink): Promise<Accepted> {
  const event = { id: row.id, createdAt: row.createdAt, ...parseJobEvent(row.name, row.data) };
  await sink.accept(tx, event);
  const taken = sink.send
    ? { retryAt: sql`clock_timestamp() + make_interval(secs => ${sendingSeconds})` }
    : { deliveredAt: sql`clock_timestamp()`, lastError: null };
  await tx.update(outbox).set(taken).where(rowOf(row));
  return { row, event };
}

function isGivenUp(error: unknown, attempt: number): boolean {
  if (error instanceof DeliveryError) return error.remedy === "person";
  return attempt >= deliveryLimit;
}

async function recordFailure(tx: Tx, row: OutboxRow, error: unknown): Promise<void> {
  const attempt = row.attempt + 1;
  const lastError = storedError(error).message;
  const isParked = isGivenUp(error, attempt);
  const waitSeconds = Math.min(2 ** attempt, longestWaitSeconds);
  await tx
    .update(outbox)
    .set({
      attempt,
      lastError,
      retryAt: sql`clock_timestamp() + make_interval(secs => ${waitSeconds})`,
      parkedAt: isParked ? sql`clock_timestamp()` : null,
    })
    .where(and(rowOf(row), isNull(outbox.deliveredAt)));
  log.warn({ event: row.name, eventId: row.id, attempt, isParked, lastError }, "an event was not delivered");
}

/** Takes due events, oldest first. One that cannot be accepted holds up no other. */
async function acceptDueEvents(tx: Tx, sink: EventSink): Promise<{ looked: number; accepted: Accepted[] }> {
  const rows = await tx
    .select()
    .from(outbox)
    .where(isDue())
    .orderBy(asc(outbox.retryAt), asc(outbox.id))
    .limit(batchSize)
    .for("update", { skipLocked: true });
  const accepted: Accepted[] = [];
  for (const row of rows) {
    try {
      // A savepoint, so that one bad event does not undo the others.
      accepted.push(await tx.transaction((inner) => accept(inner, row, sink)));
    } catch (error) {
      if (isConnectionError(error)) throw error;
      await recordFailure(tx, row, error);
    }
  }
  return { looked: rows.length, accepted };
}

async function sendOn(accepted: readonly Accepted[], send: NonNullable<EventSink["send"]>): Promise<void> {
  const failure = await send(accepted.map(({ event }) => event)).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  await asSystem("note what became of events", async (tx) => {
    for (const { row } of accepted) {
      if (failure) await recordFailure(tx, row, failure.error);
      else
        await tx
          .update(outbox)
          .set({ deliveredAt: sql`clock_timestamp()`, lastError: null })
          .where(rowOf(row));
    }
  });
}

/**
 * Delivers due events. One that cannot be delivered waits longer each time and is parked in the end.
 * @returns how many were looked at
 */
export async function deliverDueEvents(sink: EventSink): Promise<number> {
  const { looked, accepted } = await asSystem("deliver events", (tx) => acceptDueEvents(tx, sink));
  if (sink.send && accepted.length > 0) await sendOn(accepted, sink.send);
  return looked;
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
