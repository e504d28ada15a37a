import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { eventType, Inngest } from "inngest";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { asSystem } from "@/db/client";
import { functionRuns } from "@/db/schema";
import { committed } from "@/db/testing/db-test";
import { env } from "@/lib/env";
import { JobRef } from "../events";
import { functionRegistry, inngestAppId } from "./function-registry";
import { oneStatement } from "./one-statement";
import { prepareQueue } from "./queue-worker";
import { chooseStatement, releaseStrays, type TakenRun, takeRun } from "./run-claims";
import { finishRun } from "./run-ends";
import { startRun } from "./run-start";
import { suspendRun } from "./run-store";

const inngest = new Inngest({ id: inngestAppId });
const triggers = [eventType("analysis/run.requested", { schema: JobRef })];
const registry = functionRegistry([
  inngest.createFunction({ id: "free", triggers }, async () => null),
  inngest.createFunction({ id: "two", triggers, concurrency: 2 }, async () => null),
  inngest.createFunction(
    { id: "per-org", triggers, concurrency: { limit: 1, key: "event.data.orgId" } },
    async () => null,
  ),
  inngest.createFunction(
    { id: "model-a", triggers, concurrency: [{ limit: 3, key: "'model'", scope: "env" }, { limit: 2 }] },
    async () => null,
  ),
  inngest.createFunction(
    { id: "model-b", triggers, concurrency: { limit: 3, key: "'model'", scope: "account" } },
    async () => null,
  ),
]);

/** Runs of a function that are due, the first the oldest. @returns their ids */
async function addRuns(orgId: string, name: string, count: number): Promise<string[]> {
  const fn = registry.find(`opportune-${name}`);
  if (!fn) throw new Error(`no function ${name}`);
  const events = Array.from({ length: count }, () => ({
    id: randomUUID(),
    data: { orgId, jobId: randomUUID() },
  }));
  await committed(async (tx) => {
    for (const event of events) await startRun(tx, fn, { orgId, event });
  });
  const rows = await committed((tx) =>
    tx.select().from(functionRuns).where(eq(functionRuns.orgId, orgId)).orderBy(functionRuns.id),
  );
  const ids = new Set<string>(events.map((event) => event.id));
  return rows.filter((row) => ids.has(row.eventId)).map((row) => row.id);
}

const take = (request: Partial<Parameters<typeof takeRun>[0]> = {}) =>
  takeRun({
    workerId: "w1",
    now: new Date(),
    onlyNewcomers: false,
    withSuspects: true,
    served: [],
    ...request,
  });

async function takeAll(workerId = "w1"): Promise<TakenRun[]> {
  const taken: TakenRun[] = [];
  for (let run = await take({ workerId }); run; run = await take({ workerId })) taken.push(run);
  return taken;
}

const namesOf = (runs: readonly TakenRun[]) => runs.map((run) => run.functionId.replace("opportune-", ""));
const orgOf = (run: TakenRun | undefined) => run?.claim.orgId;
const [a = "", b = "", c = ""] = [randomUUID(), randomUUID(), randomUUID()].sort();

async function dueEntries(): Promise<number> {
  const [row] = await oneStatement<{ entries: number }>(
    sql`select count(*)::int as entries from graphile_worker.jobs where run_at <= now()`,
  );
  return row?.entries ?? 0;
}

beforeAll(() => prepareQueue(env.DATABASE_SYSTEM_URL));
afterEach(async () => {
  await committed(async (tx) => {
    await tx.delete(functionRuns);
    await tx.execute(sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`);
  });
});

describe("the next run", () => {
  it("is the oldest of the organization with the fewest in hand", async () => {
    const [first, second, third] = await addRuns(b, "free", 3);
    const [other] = await addRuns(a, "free", 2);
    const taken = [await take(), await take(), await take(), await take()];
    expect(taken.map((run) => run?.claim.runId).slice(0, 3)).toEqual([first, other, second]);
    expect(taken.map(orgOf).toSorted()).toEqual([a, a, b, b]);
    expect((await take())?.claim.runId).toBe(third);
    expect(await take()).toBeUndefined();
  });

  it("goes round where nobody has more in hand", async () => {
    await addRuns(a, "free", 3);
    await addRuns(b, "free", 3);
    await addRuns(c, "free", 3);
    const turns: (string | undefined)[] = [];
    const served: string[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      const run = await take({ served });
      if (!run) break;
      await finishRun(run.claim, null);
      turns.push(orgOf(run));
      served.splice(0, served.length, ...served.filter((id) => id !== orgOf(run)), run.claim.orgId);
    }
    expect(turns).toEqual([a, b, c, a, b, c]);
  });

  it("is a newcomer's where only these may be taken", async () => {
    await addRuns(a, "free", 2);
    expect(orgOf(await take())).toBe(a);
    expect(await take({ onlyNewcomers: true })).toBeUndefined();
    await addRuns(b, "free", 1);
    expect(orgOf(await take({ onlyNewcomers: true }))).toBe(b);
    expect(orgOf(await take())).toBe(a);
  });

  it("is none that sleeps, has ended or is driven by another engine", async () => {
    const [asleep = "", ended = "", elsewhere = ""] = await addRuns(a, "free", 3);
    await committed(async (tx) => {
      const set = (id: string, facts: object) =>
        tx.update(functionRuns).set(facts).where(eq(functionRuns.id, id));
      await set(asleep, { wakeAt: sql`now() + interval '1 hour'` });
      await set(ended, { cancelledAt: sql`now()` });
      await set(elsewhere, { engineRunId: "01ABC" });
    });
    expect(await take()).toBeUndefined();
    expect((await take({ now: new Date(Date.now() + 3_600_000) }))?.claim.runId).toBe(asleep);
  });

  it("is in one worker's hands only, however many ask", async () => {
    const runs = [
      ...(await addRuns(a, "free", 40)),
      ...(await addRuns(b, "two", 4)),
      ...(await addRuns(c, "free", 20)),
    ];
    const workers = ["w1", "w2", "w3", "w4", "w5", "w6"];
    const taken = (await Promise.all(workers.map((workerId) => takeAll(workerId)))).flat();
    const ids = taken.map((run) => run.claim.runId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(runs.length - 2);
  });

  it("costs the same behind 20,000 of another organization", async () => {
    await committed((tx) =>
      tx.execute(sql`
        insert into function_runs (org_id, function_id, event_id, event, concurrency_keys, concurrency_limits)
        select ${a}::uuid, 'opportune-two', uuidv7(), '{}', '{opportune-two/0/}', '{2}' from generate_series(1, 20000)`),
    );
    await addRuns(b, "free", 1);
    await takeAll("w0");
    await addRuns(b, "free", 1);
    const request = { workerId: "w1", now: new Date(), onlyNewcomers: false, withSuspects: true, served: [] };
    const blocks = await asSystem("test: explain", async (tx) => {
      const [row] = await tx.execute<{ "QUERY PLAN": readonly { Plan: Record<string, number> }[] }>(
        sql`explain (analyze, buffers, format json) ${chooseStatement(request)}`,
      );
      const plan = row?.["QUERY PLAN"][0]?.Plan ?? {};
      return (plan["Shared Hit Blocks"] ?? 0) + (plan["Shared Read Blocks"] ?? 0);
    });
    expect(blocks).toBeGreaterThan(0);
    // The table has more than a thousand.
    expect(blocks).toBeLessThan(200);
  });
});

describe("slots", () => {
  it("limit the runs of a function that are in hand, between workers too, and hold up no other", async () => {
    await addRuns(a, "two", 10);
    await addRuns(a, "free", 2);
    const taken = (await Promise.all(["w1", "w2", "w3", "w4"].map((workerId) => takeAll(workerId)))).flat();
    expect(namesOf(taken).toSorted()).toEqual(["free", "free", "two", "two"]);
  });

  it("are counted by key", async () => {
    await addRuns(a, "per-org", 3);
    await addRuns(b, "per-org", 3);
    expect((await takeAll()).map(orgOf).toSorted()).toEqual([a, b]);
  });

  it("are shared by functions whose scope says so, and all rules hold", async () => {
    await addRuns(a, "model-a", 5);
    await addRuns(b, "model-b", 5);
    const names = namesOf(await takeAll());
    expect(names).toHaveLength(3);
    expect(names.filter((name) => name === "model-a").length).toBeLessThanOrEqual(2);
  });

  it("are free again when a run sleeps or ends, and wake one that waits for each", async () => {
    await addRuns(a, "per-org", 3);
    await committed((tx) =>
      tx.execute(sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`),
    );
    const first = await take();
    expect(await take()).toBeUndefined();
    if (!first) throw new Error("nothing was due");
    await suspendRun(first.claim, new Date(Date.now() + 60_000));
    expect(await dueEntries()).toBe(1);
    const second = await take();
    expect(second?.claim.runId).not.toBe(first.claim.runId);
    if (!second) throw new Error("the slot was not free");
    await finishRun(second.claim, null);
    expect(await dueEntries()).toBe(2);
    expect(await take()).toBeDefined();
    expect(await take()).toBeUndefined();
  });
});

describe("a stray", () => {
  it("is given up by the worker that holds it without knowing; what it knows it keeps", async () => {
    await addRuns(a, "per-org", 1);
    await addRuns(b, "free", 2);
    const taken = await takeAll();
    const known = taken.find((run) => orgOf(run) === b);
    if (!known) throw new Error("nothing was taken");
    await releaseStrays("w1", [known.claim]);
    expect(await take()).toBeUndefined();
    await committed((tx) => tx.update(functionRuns).set({ updatedAt: sql`now() - interval '6 seconds'` }));
    const before = await dueEntries();
    await releaseStrays("w1", [known.claim]);
    // One for each of the two runs, and one for the slot of the first.
    expect((await dueEntries()) - before).toBe(3);
    expect((await takeAll("w2")).map((run) => run.claim.claim)).toEqual([2, 2]);
  });
});
