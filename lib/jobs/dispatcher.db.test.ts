import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { eventType, Inngest } from "inngest";
import { beforeAll, describe, expect, it } from "vitest";
import { asSystem, inOrg } from "@/db/client";
import { functionRuns, outbox } from "@/db/schema";
import { committed, committedWorld, type World } from "@/db/testing/db-test";
import { env } from "@/lib/env";
import { DeliveryError, deliverDueEvents, type EventSink, startDispatcher } from "./dispatcher";
import { type JobEvent, jobEvents } from "./events";
import { functionRegistry, inngestAppId } from "./local-runner/function-registry";
import { localSink } from "./local-runner/local-sink";
import { prepareQueue } from "./local-runner/queue-worker";
import { enqueue } from "./outbox";

const inngest = new Inngest({ id: inngestAppId });
const requested = eventType("analysis/run.requested", { schema: jobEvents["analysis/run.requested"] });
const listener = (id: string) => inngest.createFunction({ id, triggers: [requested] }, async () => null);
const sink = localSink(functionRegistry([listener("one"), listener("two")]));

function newEvent(world: World): JobEvent {
  return { name: "analysis/run.requested", data: { orgId: world.orgId, jobId: randomUUID() } };
}

function collectingSink(): EventSink & { readonly accepted: string[] } {
  const accepted: string[] = [];
  return {
    accepted,
    async accept(_tx, event) {
      accepted.push(event.data.jobId);
    },
  };
}

const outboxOf = (world: World) =>
  asSystem("test: outbox", (tx) => tx.select().from(outbox).where(eq(outbox.orgId, world.orgId)));

const runsOf = (world: World) =>
  asSystem("test: runs", (tx) => tx.select().from(functionRuns).where(eq(functionRuns.orgId, world.orgId)));

beforeAll(() => prepareQueue(env.DATABASE_SYSTEM_URL));

describe("the outbox", () => {
  it("delivers what was committed and nothing that was rolled back", async () => {
    const world = await committedWorld();
    const sent: string[] = [];
    for (let count = 0; count < 40; count += 1) {
      const event = newEvent(world);
      const isKept = count % 2 === 0;
      const work = inOrg(world, async (tx) => {
        await enqueue(tx, event);
        if (!isKept) throw new Error("rolled back");
      });
      await work.catch(() => undefined);
      if (isKept) sent.push(event.data.jobId);
    }
    const target = collectingSink();
    while ((await deliverDueEvents(target)) > 0);
    expect(target.accepted.toSorted()).toEqual(sent.toSorted());
  });

  it("refuses an event that is none of ours, before it is written", async () => {
    const world = await committedWorld();
    const event = { ...newEvent(world), data: { orgId: world.orgId, jobId: "seven" } };
    await expect(inOrg(world, (tx) => enqueue(tx, event))).rejects.toThrow(/malformed/);
    expect(await outboxOf(world)).toEqual([]);
  });

  it("cannot be written for another organization", async () => {
    const [world, other] = [await committedWorld(), await committedWorld()];
    await expect(inOrg(world, (tx) => enqueue(tx, newEvent(other)))).rejects.toMatchObject({
      cause: { code: "42501" },
    });
  });

  it("starts one run for each function that listens, however often an event is delivered", async () => {
    const world = await committedWorld();
    await committed((tx) => enqueue(tx, newEvent(world)));
    await deliverDueEvents(sink);
    await committed((tx) =>
      tx.update(outbox).set({ deliveredAt: null }).where(eq(outbox.orgId, world.orgId)),
    );
    await deliverDueEvents(sink);
    const runs = await runsOf(world);
    expect(runs.map((run) => run.functionId).toSorted()).toEqual(["opportune-one", "opportune-two"]);
    const [row] = await outboxOf(world);
    expect(runs.map((run) => run.eventId)).toEqual([row?.id, row?.id]);
    expect(row?.deliveredAt).not.toBeNull();
  });

  it("gives an event to one of several dispatchers", async () => {
    const world = await committedWorld();
    await committed(async (tx) => {
      for (let count = 0; count < 50; count += 1) await enqueue(tx, newEvent(world));
    });
    const targets = [collectingSink(), collectingSink(), collectingSink()];
    await Promise.all(targets.map((target) => deliverDueEvents(target)));
    while ((await deliverDueEvents(targets[0] ?? sink)) > 0);
    const all = targets.flatMap((target) => target.accepted);
    expect(all).toHaveLength(50);
    expect(new Set(all).size).toBe(50);
  });

  it("waits longer after each failure and parks the event in the end; others pass by", async () => {
    const world = await committedWorld();
    const bad = newEvent(world);
    const good = newEvent(world);
    await committed(async (tx) => {
      await enqueue(tx, bad);
      await enqueue(tx, good);
    });
    const arrived: string[] = [];
    const picky: EventSink = {
      async accept(_tx, event) {
        if (event.data.jobId === bad.data.jobId) throw new Error("no room");
        arrived.push(event.data.jobId);
      },
    };
    const waits: number[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1) {
      await deliverDueEvents(picky);
      await committed(async (tx) => {
        const [waiting] = await tx.execute<{ seconds: number }>(sql`
          select round(extract(epoch from retry_at - clock_timestamp()))::int as seconds from outbox
           where org_id = ${world.orgId} and delivered_at is null and parked_at is null`);
        if (waiting) waits.push(waiting.seconds);
        await tx.update(outbox).set({ retryAt: sql`now()` }).where(eq(outbox.orgId, world.orgId));
      });
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300]);
    expect(arrived).toEqual([good.data.jobId]);
    const [parked] = await asSystem("test: parked", (tx) =>
      tx
        .select()
        .from(outbox)
        .where(and(eq(outbox.orgId, world.orgId), sql`parked_at is not null`)),
    );
    expect(parked).toMatchObject({ attempt: 10, lastError: "no room", deliveredAt: null });
  });

  it("is delivered within moments of the commit, and not before", async () => {
    const world = await committedWorld();
    const target = collectingSink();
    const dispatcher = await startDispatcher(target);
    const event = newEvent(world);
    let committedAt = 0;
    await inOrg(world, async (tx) => {
      await enqueue(tx, event);
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(target.accepted).toEqual([]);
      committedAt = Date.now();
    });
    await expect.poll(() => target.accepted, { interval: 5, timeout: 5_000 }).toEqual([event.data.jobId]);
    expect(Date.now() - committedAt).toBeLessThan(1_500);
    await dispatcher.stop();
  });
});

describe("an outbox that is sent on to another machine", () => {
  const sending = (send: NonNullable<EventSink["send"]>): EventSink => ({
    accept: async () => undefined,
    send,
  });
  const enqueued = async () => {
    const world = await committedWorld();
    const event = newEvent(world);
    await committed((tx) => enqueue(tx, event));
    return { world, event };
  };
  const makeDue = (world: World) =>
    committed((tx) => tx.update(outbox).set({ retryAt: sql`now()` }).where(eq(outbox.orgId, world.orgId)));

  it("sends in batches, after the transaction that took the events", async () => {
    const { world, event } = await enqueued();
    const sent: string[] = [];
    const held: unknown[] = [];
    await deliverDueEvents(
      sending(async (events) => {
        sent.push(...events.map(({ data }) => data.jobId));
        // Nobody waits for us: the row is free.
        held.push(
          await committed((tx) =>
            tx.execute(sql`select 1 from outbox where org_id = ${world.orgId} for update nowait`),
          ),
        );
      }),
    );
    expect(sent).toEqual([event.data.jobId]);
    expect(held).toHaveLength(1);
    expect(await outboxOf(world)).toMatchObject([{ deliveredAt: expect.any(Date), lastError: null }]);
  });

  it("gives an event that is being sent to nobody else, and sends it again when its sender dies", async () => {
    const { world, event } = await enqueued();
    let letGo = (): void => undefined;
    const first = deliverDueEvents(
      sending(
        () =>
          new Promise((_resolve, reject) => {
            letGo = () => reject(Object.assign(new Error("gone"), { code: "CONNECTION_CLOSED" }));
          }),
      ),
    );
    await expect
      .poll(async () => (await outboxOf(world))[0]?.retryAt.getTime())
      .toBeGreaterThan(Date.now() + 60_000);
    const second: string[] = [];
    const other = sending(async (events) => {
      second.push(...events.map(({ data }) => data.jobId));
    });
    await deliverDueEvents(other);
    expect(second).toEqual([]);
    await makeDue(world);
    await deliverDueEvents(other);
    expect(second).toEqual([event.data.jobId]);
    letGo();
    await first;
    expect(await outboxOf(world)).toMatchObject([{ deliveredAt: expect.any(Date) }]);
  });

  it("waits without end for what will pass, and gives up at once what a person must put right", async () => {
    const [passing, wrong] = [await enqueued(), await enqueued()];
    await committed((tx) =>
      tx.update(outbox).set({ attempt: 50 }).where(eq(outbox.orgId, passing.world.orgId)),
    );
    const failWith = (error: Error) => sending(() => Promise.reject(error));
    await makeDue(wrong.world);
    await deliverDueEvents(failWith(new DeliveryError("wait", "The server is away.")));
    expect(await outboxOf(passing.world)).toMatchObject([{ parkedAt: null, attempt: 51 }]);
    await makeDue(wrong.world);
    await deliverDueEvents(failWith(new DeliveryError("person", "The key is wrong.")));
    expect(await outboxOf(wrong.world)).toMatchObject([
      { parkedAt: expect.any(Date), lastError: "The key is wrong." },
    ]);
  });
});
