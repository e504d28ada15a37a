import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { history, jobs, outbox } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { listDeadLetters } from "../queries/dead-letters";
import { ctxOf, type RequestedJob, requestedJob } from "../testing/requested-job";
import { cancelJob } from "./cancel-job";
import { failJob } from "./fail-job";
import { replayEvents } from "./replay-events";

/** A job whose event was given up. */
async function parked(inWorld?: RequestedJob["world"]) {
  const requested = await requestedJob("roles.map", inWorld);
  const { ctx, jobId } = requested;
  const [row] = await committed((tx) =>
    tx
      .update(outbox)
      .set({ parkedAt: sql`now()`, attempt: 10, lastError: "Nobody listens there." })
      .where(and(eq(outbox.orgId, ctx.orgId), sql`data ->> 'jobId' = ${jobId}`))
      .returning({ id: outbox.id }),
  );
  return { ...requested, eventId: row?.id ?? "" };
}

const eventOf = (id: string) =>
  committed(async (tx) => (await tx.select().from(outbox).where(eq(outbox.id, id)))[0]);

describe("events that were given up", () => {
  it("are listed with what went wrong, and sent again as if new", async () => {
    const { ctx, jobId, eventId, world } = await parked();
    expect(await listDeadLetters(ctx, "organization")).toMatchObject([
      {
        id: eventId,
        name: "roles/mapping.requested",
        tries: 10,
        lastError: "Nobody listens there.",
        jobId,
        jobState: "queued",
        isWanted: true,
      },
    ]);
    expect(await replayEvents(ctx, { eventId })).toEqual({ replayed: 1, skipped: 0 });
    expect(await eventOf(eventId)).toMatchObject({ parkedAt: null, attempt: 0 });
    expect(await listDeadLetters(ctx, "organization")).toEqual([]);
    const lines = await committed((tx) => tx.select().from(history).where(eq(history.orgId, ctx.orgId)));
    expect(lines).toMatchObject([{ name: "job.event_replayed", subjectId: eventId, actorId: world.user.id }]);
    await expect(replayEvents(ctx, { eventId })).rejects.toMatchObject({ code: "not_found" });
  });

  it("are sent again all at once, but for those nothing waits for", async () => {
    const first = await parked();
    const { ctx, world } = first;
    const second = await parked(world);
    const third = await parked(world);
    await failJob(
      { orgId: ctx.orgId, jobId: third.jobId },
      { code: "unavailable", message: "Given up." },
      "a run",
    );
    await expect(replayEvents(ctx, { eventId: third.eventId })).rejects.toMatchObject({ code: "conflict" });
    expect(await replayEvents(ctx, {})).toEqual({ replayed: 2, skipped: 1 });
    expect((await eventOf(second.eventId))?.parkedAt).toBeNull();
    expect(await listDeadLetters(ctx, "organization")).toMatchObject([
      { id: third.eventId, jobState: "failed", isWanted: false },
    ]);
    const fourth = await parked(world);
    await committed((tx) => tx.delete(jobs).where(eq(jobs.id, third.jobId)));
    expect(await listDeadLetters(ctx, "organization")).toMatchObject([
      { id: fourth.eventId, isWanted: true },
      { id: third.eventId, jobState: null, isWanted: false },
    ]);
  });

  it("include those that tell of a cancelled job", async () => {
    const { ctx, jobId } = await requestedJob("roles.map");
    await cancelJob(ctx, { jobId });
    await committed((tx) =>
      tx
        .update(outbox)
        .set({ parkedAt: sql`now()` })
        .where(and(eq(outbox.orgId, ctx.orgId), eq(outbox.name, "job/cancelled"))),
    );
    expect(await replayEvents(ctx, {})).toEqual({ replayed: 1, skipped: 0 });
  });

  it("are the organization's own, and its admins' business", async () => {
    const { ctx, eventId, world } = await parked();
    const stranger = ctxOf(await committedWorld());
    expect(await listDeadLetters(stranger, "organization")).toEqual([]);
    await expect(replayEvents(stranger, { eventId })).rejects.toMatchObject({ code: "not_found" });
    expect(await replayEvents(stranger, {})).toEqual({ replayed: 0, skipped: 0 });
    const analyst = memberCtx(ctx.orgId, world.user.id);
    await expect(replayEvents(analyst, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(listDeadLetters(analyst, "organization")).rejects.toMatchObject({ code: "forbidden" });
    await expect(listDeadLetters(ctx, "installation")).rejects.toMatchObject({ code: "forbidden" });
    expect((await eventOf(eventId))?.parkedAt).not.toBeNull();
  });

  it("are shown to operators with the organization's name, and without what went wrong there", async () => {
    const { eventId, world } = await parked();
    const operator = { ...ctxOf(await committedWorld()) };
    const rights = new Set([...operator.rights, "installation:manage" as const]);
    const seen = await listDeadLetters({ ...operator, rights }, "installation");
    expect(seen.find(({ id }) => id === eventId)).toMatchObject({
      organizationName: world.org.name,
      lastError: null,
      jobId: null,
    });
  });
});
