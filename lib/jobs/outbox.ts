import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { outbox } from "@/db/schema";
import { outboxChannel } from "./channels";
import { type JobEvent, parseJobEvent } from "./events";

/**
 * Writes an event into the outbox in the caller's transaction: it is delivered if, and only if, that commits.
 * @param id given where a repeated write must not become a second event
 */
export async function enqueue(tx: Tx, event: JobEvent, id?: string): Promise<void> {
  const { name, data } = parseJobEvent(event.name, event.data);
  await tx.insert(outbox).values({ orgId: data.orgId, id, name, data }).onConflictDoNothing();
  await tx.execute(sql`select pg_notify(${outboxChannel}, '')`);
}

/** The same for many events at once, each of which is a new one; as one JSON parameter, however many they are. */
export async function enqueueAll(tx: Tx, events: readonly JobEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => {
    const { name, data } = parseJobEvent(event.name, event.data);
    return { orgId: data.orgId, name, data };
  });
  await tx.execute(sql`
    insert into outbox (org_id, name, data)
    select given."orgId", given.name, given.data
      from json_to_recordset(${JSON.stringify(rows)}::json) as given ("orgId" uuid, name text, data jsonb)`);
  await tx.execute(sql`select pg_notify(${outboxChannel}, '')`);
}
