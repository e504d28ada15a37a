import { asc, eq } from "drizzle-orm";
import { eventType, Inngest, NonRetriableError } from "inngest";
import { describe, expect, it } from "vitest";
import { functionRuns, functionSteps, functionTries } from "@/db/schema";
import { committed } from "@/db/testing/db-test";
import { JobRef } from "../events";
import { drainJobs } from "../testing/drain-jobs";
import { type RequestedJob, requestedJob } from "../testing/requested-job";
import { inngestAppId } from "./function-registry";

const inngest = new Inngest({ id: inngestAppId });
const triggers = [eventType("analysis/run.requested", { schema: JobRef })];

async function recordOf({ ctx }: RequestedJob) {
  return committed(async (tx) => {
    const [run] = await tx.select().from(functionRuns).where(eq(functionRuns.orgId, ctx.orgId));
    const steps = await tx.select().from(functionSteps).where(eq(functionSteps.orgId, ctx.orgId));
    const tries = await tx
      .select()
      .from(functionTries)
      .where(eq(functionTries.orgId, ctx.orgId))
      .orderBy(asc(functionTries.endedAt));
    const nameOf = (hash: string | null) => steps.find((step) => step.stepHash === hash)?.name ?? null;
    return { run, steps, tries: tries.map((failed) => ({ ...failed, step: nameOf(failed.stepHash) })) };
  });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("a failed try", () => {
  it("is recorded for each step, found or planned, and for the function's own code", async () => {
    const job = await requestedJob();
    const fn = inngest.createFunction({ id: "tried", triggers }, async ({ step, attempt }) => {
      await step.run("flaky", async () => {
        await pause(20);
        if (attempt < 2) throw new RangeError(`busy ${attempt}`);
      });
      const [caught] = await Promise.allSettled([
        step.run("hopeless", () => {
          throw new NonRetriableError("never");
        }),
        step.run("sound", () => 1),
      ]);
      if (attempt < 1) throw new Error("stumbled");
      return caught.status;
    });
    await drainJobs([fn]);
    const { run, steps, tries } = await recordOf(job);
    expect(run).toMatchObject({ status: "finished", output: "rejected", failedTries: 4, error: null });
    expect(tries).toMatchObject([
      { step: "flaky", attempt: 1, error: { name: "RangeError", message: "busy 0" } },
      { step: "flaky", attempt: 2, error: { name: "RangeError", message: "busy 1" } },
      { step: "hopeless", attempt: 1, error: { name: "NonRetriableError", message: "never" } },
      { step: null, attempt: 1, error: { name: "Error", message: "stumbled" } },
    ]);
    const [first] = tries;
    expect(Number(first?.endedAt) - Number(first?.startedAt)).toBeGreaterThanOrEqual(19);
    const step = (name: string) => steps.find((one) => one.name === name);
    expect(step("flaky")).toMatchObject({ attempt: 2, lastError: { message: "busy 1" } });
    expect(Number(step("flaky")?.settledAt) - Number(step("flaky")?.startedAt)).toBeGreaterThanOrEqual(19);
    expect(step("hopeless")).toMatchObject({ attempt: 1, lastError: { message: "never" } });
    expect(step("sound")).toMatchObject({ attempt: 0, lastError: null });
  });

  it("stands with the run until the step goes well", async () => {
    const job = await requestedJob();
    const errors: unknown[] = [];
    const look = async () => void errors.push((await recordOf(job)).run?.error);
    const fn = inngest.createFunction({ id: "seen", triggers }, async ({ step, attempt }) => {
      await step.run("flaky", async () => {
        await look();
        if (attempt < 1) throw new RangeError("busy");
      });
      await step.run("after", look);
      if (attempt < 1) throw new Error("stumbled");
      await step.run("stumbled before", look);
    });
    await drainJobs([fn]);
    expect(errors).toMatchObject([
      null,
      { name: "RangeError", message: "busy" },
      null,
      { name: "Error", message: "stumbled" },
    ]);
    expect((await recordOf(job)).run).toMatchObject({ status: "finished", error: null });
  });

  it("of a step that nobody catches is not told again as one of the function's own code", async () => {
    const job = await requestedJob();
    const fn = inngest.createFunction({ id: "uncaught", triggers, retries: 1 }, async ({ step, attempt }) => {
      await step.run("always", () => {
        throw new Error(`broken ${attempt}`);
      });
    });
    await drainJobs([fn]);
    const { run, tries } = await recordOf(job);
    expect(run).toMatchObject({ status: "failed", failedTries: 2, error: { message: "broken 1" } });
    expect(tries.map(({ step, attempt }) => [step, attempt])).toEqual([
      ["always", 1],
      ["always", 2],
    ]);
  });

  it("of the function's own code that was its last is recorded with the end", async () => {
    const job = await requestedJob();
    const fn = inngest.createFunction({ id: "code", triggers, retries: 1 }, async ({ attempt }) => {
      throw new Error(`broken ${attempt}`);
    });
    await drainJobs([fn]);
    const { run, tries } = await recordOf(job);
    expect(run).toMatchObject({ status: "failed", failedTries: 2, parkedAt: null });
    expect(tries.map(({ step, attempt, error }) => [step, attempt, error])).toMatchObject([
      [null, 1, { message: "broken 0" }],
      [null, 2, { message: "broken 1" }],
    ]);
    expect(Number(run?.updatedAt)).toBeGreaterThanOrEqual(Number(run?.failedAt) - 5);
  });
});
