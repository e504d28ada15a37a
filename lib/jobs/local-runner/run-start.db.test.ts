import { randomUUID } from "node:crypto";
import { asc, eq, sql } from "drizzle-orm";
import { eventType, Inngest } from "inngest";
import { beforeAll, describe, expect, it } from "vitest";
import { functionRuns } from "@/db/schema";
import { committed } from "@/db/testing/db-test";
import { env } from "@/lib/env";
import { JobRef } from "../events";
import { drainJobs } from "../testing/drain-jobs";
import { requestedJob } from "../testing/requested-job";
import { functionRegistry, inngestAppId } from "./function-registry";
import { prepareQueue } from "./queue-worker";
import { startRun } from "./run-start";

const inngest = new Inngest({ id: inngestAppId });
const triggers = [eventType("analysis/run.requested", { schema: JobRef })];
const once = inngest.createFunction(
  { id: "once", triggers, idempotency: "event.data.orgId + event.data.jobId" },
  async () => null,
);
const [known] = functionRegistry([once]).all;

function start(orgId: string, jobId: string): Promise<boolean> {
  if (!known) throw new Error("there is no function");
  return committed((tx) =>
    startRun(tx, known, { orgId, event: { id: randomUUID(), ...{ data: { orgId, jobId } } } }),
  );
}

const countOf = (orgId: string) => committed((tx) => tx.$count(functionRuns, eq(functionRuns.orgId, orgId)));

beforeAll(() => prepareQueue(env.DATABASE_SYSTEM_URL));

describe("an idempotency key", () => {
  it("starts one run a day, however many events come at once", async () => {
    const [orgId, jobId] = [randomUUID(), randomUUID()];
    const started = await Promise.all(Array.from({ length: 4 }, () => start(orgId, jobId)));
    expect(started.filter(Boolean)).toHaveLength(1);
    expect(await countOf(orgId)).toBe(1);
    expect(await start(orgId, randomUUID())).toBe(true);
    await committed((tx) =>
      tx
        .update(functionRuns)
        .set({ createdAt: sql`now() - interval '24 hours 1 minute'` })
        .where(eq(functionRuns.orgId, orgId)),
    );
    expect(await start(orgId, jobId)).toBe(true);
    expect(await start(orgId, jobId)).toBe(false);
  });

  it("counts for its organization alone", async () => {
    const jobId = randomUUID();
    expect(await start(randomUUID(), jobId)).toBe(true);
    expect(await start(randomUUID(), jobId)).toBe(true);
  });
});

describe("a run", () => {
  it("is listed with its job and who asked for it, and so is its failure function", async () => {
    const { ctx, jobId, world } = await requestedJob();
    const fails = inngest.createFunction(
      { id: "fails", triggers, retries: 0, onFailure: async () => undefined },
      async () => {
        throw new Error("no");
      },
    );
    await drainJobs([fails]);
    const runs = await committed((tx) =>
      tx.select().from(functionRuns).where(eq(functionRuns.orgId, ctx.orgId)).orderBy(asc(functionRuns.id)),
    );
    const listed = { jobId, requestedBy: world.user.id };
    expect(runs).toMatchObject([
      { functionId: "opportune-fails", status: "failed", ...listed },
      { functionId: "opportune-fails-failure", status: "finished", ...listed },
    ]);
  });
});
