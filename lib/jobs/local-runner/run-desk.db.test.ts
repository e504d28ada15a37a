import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { eventType, Inngest } from "inngest";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { functionRuns } from "@/db/schema";
import { committed } from "@/db/testing/db-test";
import { env } from "@/lib/env";
import { JobRef } from "../events";
import { functionRegistry, inngestAppId } from "./function-registry";
import { oneStatement } from "./one-statement";
import { prepareQueue } from "./queue-worker";
import { RunDesk } from "./run-desk";
import { startRun } from "./run-start";
import type { CallHandler } from "./sdk-handler";

const inngest = new Inngest({ id: inngestAppId });
const registry = functionRegistry([
  inngest.createFunction(
    { id: "work", triggers: [eventType("analysis/run.requested", { schema: JobRef })] },
    async () => null,
  ),
]);
const finished = { status: 200, headers: new Headers(), body: null };

/** A desk whose functions take as long as they are let. */
function slowDesk(lanes: number) {
  const atWork: { readonly orgId: string | undefined; readonly finish: () => void }[] = [];
  const call: CallHandler = ({ orgId }) =>
    new Promise((resolve) => {
      atWork.push({ orgId, finish: () => resolve({ reply: finished, sent: [] }) });
    });
  const desk = new RunDesk({ registry, call, now: () => new Date(), random: () => 0 }, randomUUID(), lanes);
  return { desk, atWork };
}

async function addRuns(orgId: string, count: number): Promise<void> {
  const [fn] = registry.all;
  if (!fn) throw new Error("there is no function");
  await committed(async (tx) => {
    for (let index = 0; index < count; index += 1) {
      await startRun(tx, fn, { orgId, event: { id: randomUUID() } });
    }
  });
}

async function entries(): Promise<number> {
  const [row] = await oneStatement<{ count: number }>(
    sql`select count(*)::int as count from graphile_worker.jobs`,
  );
  return row?.count ?? 0;
}

const statusesOf = (orgId: string) =>
  committed(async (tx) => {
    const rows = await tx.select().from(functionRuns).where(eq(functionRuns.orgId, orgId));
    return rows.map((row) => row.status).toSorted();
  });

const [busy, newcomer] = [randomUUID(), randomUUID()];

beforeAll(() => prepareQueue(env.DATABASE_SYSTEM_URL));
afterEach(() =>
  committed(async (tx) => {
    await tx.delete(functionRuns);
    await tx.execute(sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`);
  }),
);

describe("a desk whose lanes are all taken", () => {
  it("has one more for an organization that has nothing in hand", async () => {
    const { desk, atWork } = slowDesk(2);
    await addRuns(busy, 5);
    const calls = [desk.take(), desk.take(), desk.take()];
    await expect.poll(() => atWork.length).toBe(2);
    await addRuns(newcomer, 1);
    await expect.poll(() => atWork.map(({ orgId }) => orgId)).toEqual([busy, busy, newcomer]);
    for (const { finish } of atWork) finish();
    await Promise.all(calls);
    expect(await statusesOf(busy)).toEqual(["finished", "finished", "queued", "queued", "queued"]);
    expect(await statusesOf(newcomer)).toEqual(["finished"]);
  });

  it("takes up the next run when a lane is free again", async () => {
    const { desk, atWork } = slowDesk(1);
    await addRuns(busy, 2);
    const calls = [desk.take(), desk.take()];
    await expect.poll(() => atWork.length).toBe(1);
    atWork[0]?.finish();
    await expect.poll(() => atWork.length).toBe(2);
    atWork[1]?.finish();
    await Promise.all(calls);
    expect(await statusesOf(busy)).toEqual(["finished", "finished"]);
  });

  it("passes a wake-up call on, after a moment for another worker and at once when it closes", async () => {
    const { desk, atWork } = slowDesk(1);
    await addRuns(busy, 2);
    const work = desk.take();
    await expect.poll(() => atWork.length).toBe(1);
    const before = await entries();
    await desk.take();
    expect(await entries()).toBe(before + 1);
    desk.close();
    await desk.take();
    expect(await entries()).toBe(before + 2);
    atWork[0]?.finish();
    await work;
  });
});

describe("two desks", () => {
  it("work on everything, and on nothing twice", async () => {
    const calls: string[] = [];
    const call: CallHandler = async ({ runId }) => {
      calls.push(runId);
      await new Promise((resolve) => setTimeout(resolve, 1));
      return { reply: finished, sent: [] };
    };
    const desks = ["one", "two"].map(
      (id) => new RunDesk({ registry, call, now: () => new Date(), random: () => 0 }, id, 4),
    );
    await addRuns(busy, 60);
    await addRuns(newcomer, 20);
    const lanes = desks.flatMap((desk) => Array.from({ length: 4 }, () => desk));
    await Promise.all(
      lanes.map(async (desk) => {
        for (let entry = 0; entry < 15; entry += 1) await desk.take();
      }),
    );
    expect(calls).toHaveLength(80);
    expect(new Set(calls).size).toBe(80);
    expect(new Set([...(await statusesOf(busy)), ...(await statusesOf(newcomer))])).toEqual(
      new Set(["finished"]),
    );
  });
});

describe("a worker that cannot go on with a run", () => {
  it("counts trouble of its own as a failed try", async () => {
    await addRuns(busy, 1);
    const call: CallHandler = async () => {
      throw new Error("the handler fell over");
    };
    const ports = { registry, call, now: () => new Date(), random: () => 0 };
    await new RunDesk(ports, "clumsy", 1).take();
    const [run] = await committed((tx) => tx.select().from(functionRuns));
    expect(run).toMatchObject({ status: "waiting", attempt: 1, failedTries: 1, claimedBy: null });
    expect(Number(run?.wakeAt)).toBeGreaterThan(Date.now() + 10_000);
  });

  it("lets suspects go one after the other", async () => {
    const { desk, atWork } = slowDesk(4);
    await addRuns(busy, 3);
    await committed((tx) => tx.update(functionRuns).set({ crashes: 1 }));
    let answered = 0;
    const calls = [1, 2, 3].map(() => desk.take().then(() => (answered += 1)));
    await expect.poll(() => answered).toBe(2);
    expect(atWork).toHaveLength(1);
    expect((await statusesOf(busy)).sort()).toEqual(["queued", "queued", "running"]);
    atWork[0]?.finish();
    await Promise.all(calls);
  });
});
