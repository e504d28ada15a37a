import "server-only";
import { sql } from "drizzle-orm";
import { asSystem } from "@/db/client";
import { authorize, type Ctx } from "@/lib/auth/context";
import { conflict, notFound } from "@/lib/errors";
import { recordChanges } from "@/lib/history/record-change";
import { outboxChannel } from "../channels";
import { type ReplayCounts, ReplayEventsInput } from "../dead-letters";
import { isWanted, jobOfEvent } from "../queries/dead-letters";

/**
 * Sends events again that were given up, one or all of the organization. One whose job has ended stays where it is:
 * it would start a run that finds nothing to do.
 * @throws AppError `forbidden`; for one event `not_found`, or `conflict` when nothing waits for it
 */
export async function replayEvents(ctx: Ctx, input: unknown): Promise<ReplayCounts> {
  authorize(ctx, "job:control-any");
  const { eventId } = ReplayEventsInput.parse(input);
  // The application's role may only add events; the tenant is named in every statement here.
  return asSystem("replay events", async (tx) => {
    const given = sql`e.org_id = ${ctx.orgId} and e.parked_at is not null
      and ${eventId ? sql`e.id = ${eventId}` : sql`true`}`;
    const parked = await tx.execute<{ id: string; isWanted: boolean }>(sql`
      select e.id, ${isWanted} as "isWanted" from outbox e ${jobOfEvent}
       where ${given} order by e.id for update of e`);
    if (eventId && parked.length === 0) throw notFound("event");
    const wanted = parked.filter((event) => event.isWanted).map(({ id }) => id);
    if (eventId && wanted.length === 0) {
      throw conflict("The job this was for has ended, so nothing was sent. Start the job again instead.");
    }
    const replayed = await tx.execute<{ id: string; name: string }>(sql`
      update outbox e set parked_at = null, attempt = 0, retry_at = clock_timestamp()
       where ${given} and e.id = any(${sql.param(wanted)}::uuid[])
      returning e.id, e.name`);
    await recordChanges(
      tx,
      ctx,
      replayed.map(({ id, name }) => ({
        name: "job.event_replayed",
        subjectKind: "event",
        subjectId: id,
        data: { event: name },
      })),
    );
    await tx.execute(sql`select pg_notify(${outboxChannel}, '')`);
    return { replayed: replayed.length, skipped: parked.length - replayed.length };
  });
}
