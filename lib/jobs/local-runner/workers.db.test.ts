import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { eventType, Inngest } from "inngest";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { functionRuns, functionTries, workers } from "@/db/schema";
import { committed } from "@/db/testing/db-test";
import { env } from "@/lib/env";
import { JobRef } from "../events";
import { functionRegistry, inngestAppId } from "./function-registry";
import { oneStatement } from "./one-statement";
import { prepareQueue } from "./queue-worker";
import { startRun } from "./run-start";
import { beat, HeartbeatWatch, hostIdentity, recoverFromDead, signOff, type WorkerIdentity } from "./workers";

const inngest = new Inngest({ id: inngestAppId });
const registry = functionRegistry([
  inngest.createFunction(
    {
      id: "work",
      triggers: [eventType("analysis/run.requested", { schema: JobRef })],
      concurrency: 1,
      onFailure: async () => undefined,
    },
    async () => null,
  ),
]);
const worker = (facts: Partial<WorkerIdentity> = {}): WorkerIdentity => ({
  id: randomUUID(),
  host: "another machine",
  pid: 1,
  poolId: null,
  ...facts,
});

const here = (pid: number) => worker({ host: hostIdentity(), pid });
/** Higher than any number that Linux gives. */
const noProcess = 2 ** 22 + 1;

/** A run in a worker's hands. */
async function addRun(holder: WorkerIdentity, crashes = 0): Promise<string> {
  const fn = registry.find("opportune-work");
  if (!fn) throw new Error("there is no function");
  return committed(async (tx) => {
    const eventId = randomUUID();
    await startRun(tx, fn, { orgId: randomUUID(), event: { id: eventId } });
    await tx.execute(sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`);
    await tx
      .update(functionRuns)
      .set({ claimedBy: holder.id, claim: 1, startedAt: sql`now()`, crashes })
      .where(eq(functionRuns.eventId, eventId));
    return eventId;
  });
}

const runOf = (eventId: string) =>
  committed(async (tx) => {
    const [run] = await tx.select().from(functionRuns).where(eq(functionRuns.eventId, eventId));
    return run;
  });

async function entries(): Promise<number> {
  const [row] = await oneStatement<{ count: number }>(
    sql`select count(*)::int as count from graphile_worker.jobs`,
  );
  return row?.count ?? 0;
}

beforeAll(() => prepareQueue(env.DATABASE_SYSTEM_URL));
afterEach(() =>
  committed(async (tx) => {
    await tx.delete(functionRuns);
    await tx.delete(workers);
    await tx.execute(sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`);
  }),
);

describe("a dead worker", () => {
  it("gives back what it had in hand: a try that failed, a wake-up call for the run and one for its slot", async () => {
    const [self, dead] = [here(process.ppid), here(noProcess)];
    await beat(dead);
    const eventId = await addRun(dead);
    await recoverFromDead(self, registry, new HeartbeatWatch());
    const run = await runOf(eventId);
    expect(run).toMatchObject({ status: "waiting", claimedBy: null, crashes: 1, failedTries: 1 });
    expect(await entries()).toBe(2);
    const tries = await committed((tx) => tx.select().from(functionTries));
    expect(tries).toMatchObject([
      { runId: run?.id, stepHash: null, attempt: 1, error: { name: "WorkerCrashed" } },
    ]);
    expect(await committed((tx) => tx.select().from(workers))).toEqual([]);
  });

  it("has what killed it three times put aside, and its failure function started", async () => {
    const [self, dead] = [here(process.ppid), here(noProcess)];
    await beat(dead);
    const eventId = await addRun(dead, 2);
    await recoverFromDead(self, registry, new HeartbeatWatch());
    const run = await runOf(eventId);
    expect(run).toMatchObject({ status: "parked", crashes: 3, failedTries: 1 });
    expect(run?.error).toMatchObject({
      name: "WorkerCrashed",
      message: expect.stringContaining("put aside"),
    });
    expect(await runOf(run?.id ?? "")).toMatchObject({ functionId: "opportune-work-failure" });
    // For the slot, and for the failure function.
    expect(await entries()).toBe(2);
  });

  it("is none that lives, here or elsewhere", async () => {
    const self = here(process.pid);
    const others = [worker(), here(process.ppid)];
    for (const other of [self, ...others]) await beat(other);
    const ids = await Promise.all(others.map((other) => addRun(other)));
    await recoverFromDead(self, registry, new HeartbeatWatch());
    const held = await Promise.all(ids.map(runOf));
    expect(held.map((run) => run?.claimedBy)).toEqual(others.map((other) => other.id));
  });
});

describe("a worker that signs off", () => {
  it("lets go of what it could not hand back, and it was no crash", async () => {
    const [self, other] = [worker(), worker()];
    for (const one of [self, other]) await beat(one);
    const [mine, theirs] = [await addRun(self), await addRun(other)];
    await signOff(self);
    expect(await runOf(mine)).toMatchObject({
      status: "waiting",
      claimedBy: null,
      crashes: 0,
      failedTries: 0,
    });
    expect(await runOf(theirs)).toMatchObject({ status: "running", claimedBy: other.id });
    expect(await entries()).toBe(2);
    expect((await committed((tx) => tx.select().from(workers))).map(({ id }) => id)).toEqual([other.id]);
  });
});
