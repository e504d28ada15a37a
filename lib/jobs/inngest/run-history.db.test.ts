import { randomUUID } from "node:crypto";
import { asc, eq, sql } from "drizzle-orm";
import { eventType, Inngest, NonRetriableError, RetryAfterError } from "inngest";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { functionRuns, functionSteps, functionTries, jobs, outbox } from "@/db/schema";
import { committed } from "@/db/testing/db-test";
import { JobRef } from "../events";
import { inngestAppId } from "../local-runner/function-registry";
import { noOrgId } from "../local-runner/run-queue";
import { claimJob } from "../mutations/claim-job";
import { failJob } from "../mutations/fail-job";
import { finishJob } from "../mutations/finish-job";
import { enqueue } from "../outbox";
import { type RequestedJob, requestedJob } from "../testing/requested-job";
import { type ConnectedServer, connectServer } from "./testing/drain-on-inngest";

const inngest = new Inngest({ id: inngestAppId });
const worked: string[] = [];
/** What the second step does. */
let part: () => Promise<string>;
/** Looked at after each answer, by the server. */
let statuses: string[] = [];

const work = inngest.createFunction(
  {
    id: "work",
    triggers: [eventType("analysis/run.requested", { schema: JobRef })],
    retries: 2,
    cancelOn: [{ event: "job/cancelled", if: "event.data.jobId == async.data.jobId" }],
    onFailure: async ({ event, error, step }) => {
      const data = JobRef.parse(event.data.event.data);
      await step.run("fail-job", () =>
        failJob(data, { code: "internal", message: error.message }, event.data.run_id),
      );
    },
  },
  async ({ event, step, runId }) => {
    const job = await step.run("claim", () => claimJob(event.data, runId));
    if (!job) return "nothing to do";
    await step.sleep("rest", "2h");
    const parts = await Promise.all([
      step.run("left", () => part()),
      step.run("right", async () => {
        worked.push(job.jobId);
        return "right";
      }),
    ]);
    await step.run("finish", () => finishJob(job));
    return parts.join(" and ");
  },
);
const tick = inngest.createFunction({ id: "tick", triggers: [{ cron: "*/5 * * * *" }] }, ({ step }) =>
  step.run("sweep", async () => 7),
);

let connected: ConnectedServer;

const runOf = async ({ ctx }: RequestedJob, functionId = "opportune-work") => {
  const rows = await committed((tx) =>
    tx.select().from(functionRuns).where(eq(functionRuns.orgId, ctx.orgId)),
  );
  const [run, ...others] = rows.filter((row) => row.functionId === functionId);
  if (!run || others.length > 0) throw new Error(`${others.length} other runs of ${functionId}`);
  return run;
};
const stepsOf = (runId: string) =>
  committed((tx) =>
    tx
      .select()
      .from(functionSteps)
      .where(eq(functionSteps.runId, runId))
      .orderBy(asc(functionSteps.settledAt)),
  );
const triesOf = (runId: string) =>
  committed((tx) =>
    tx.select().from(functionTries).where(eq(functionTries.runId, runId)).orderBy(asc(functionTries.endedAt)),
  );
const jobOf = async ({ jobId }: RequestedJob) =>
  (await committed((tx) => tx.select().from(jobs).where(eq(jobs.id, jobId))))[0];

beforeAll(async () => {
  connected = await connectServer([work, tick]);
});
beforeEach(() => {
  part = async () => "left";
  statuses = [];
});
afterAll(() => connected.server.stop());

describe("a run on an Inngest server", () => {
  it("is written down step by step, with its job and who asked", async () => {
    const job = await requestedJob();
    let failures = 2;
    const errors: unknown[] = [];
    part = async () => {
      // What went by is written down beside the answer, not before it.
      if (failures < 2) await expect.poll(async () => (await runOf(job)).error).not.toBeNull();
      errors.push((await runOf(job)).error);
      if (failures-- > 0) throw new Error("not yet");
      return "left";
    };
    await connected.drain();
    const run = await runOf(job);
    const notYet = expect.objectContaining({ name: "Error", message: "not yet" });
    expect(errors).toEqual([null, notYet, notYet]);
    expect(run).toMatchObject({
      status: "finished",
      jobId: job.jobId,
      requestedBy: job.world.user.id,
      engineRunId: connected.server.runs.at(-1)?.id,
      output: "left and right",
      failedTries: 2,
      attempt: 0,
      error: null,
    });
    expect((await jobOf(job))?.claimedByRun).toBe(run.engineRunId);
    const steps = await stepsOf(run.id);
    expect(new Map(steps.map((step) => [step.name, step.op]))).toEqual(
      new Map([
        ["claim", "run"],
        ["rest", "sleep"],
        ["left", "planned"],
        ["right", "planned"],
        ["finish", "run"],
      ]),
    );
    for (const step of steps) expect(step.settledAt, step.name).not.toBeNull();
    const left = steps.find((step) => step.name === "left");
    expect(left).toMatchObject({ attempt: 2, lastError: { message: "not yet" } });
    const tries = await triesOf(run.id);
    expect(tries.map(({ attempt, stepHash, error }) => [attempt, stepHash, error])).toEqual([
      [1, left?.stepHash, expect.objectContaining({ message: "not yet" })],
      [2, left?.stepHash, expect.objectContaining({ message: "not yet" })],
    ]);
  });

  it("is queued until the server calls, waits while it sleeps, and runs in between", async () => {
    const job = await requestedJob();
    const look = async () => statuses.push((await runOf(job)).status);
    const stop = connected.server.watch(look);
    part = async () => {
      await look();
      throw new RetryAfterError("later", "3h");
    };
    await connected.drain();
    stop();
    // Asleep; its two branches planned; one at work; that one waits for its next try.
    expect(statuses.slice(0, 3)).toEqual(["waiting", "running", "running"]);
    expect(statuses.slice(3)).toContain("waiting");
    const [slept] = (await stepsOf((await runOf(job)).id)).filter((step) => step.name === "rest");
    expect(Number(slept?.wakeAt) - Number(slept?.createdAt)).toBeGreaterThan(7_100_000);
  });

  it("fails after its last try, with its failure function's run beside it", async () => {
    const job = await requestedJob();
    part = async () => {
      throw new Error("broken");
    };
    await connected.drain();
    const run = await runOf(job);
    expect(run).toMatchObject({ status: "failed", error: { message: "broken" }, failedTries: 3 });
    expect(await runOf(job, "opportune-work-failure")).toMatchObject({
      status: "finished",
      eventId: run.id,
      jobId: job.jobId,
      requestedBy: job.world.user.id,
    });
    expect(await jobOf(job)).toMatchObject({ errorMessage: "broken", failedAt: expect.any(Date) });
  });

  it("is failed at once by what no other try can change", async () => {
    const job = await requestedJob();
    part = async () => {
      throw new NonRetriableError("never");
    };
    await connected.drain();
    expect(await runOf(job)).toMatchObject({ status: "failed", failedTries: 1 });
  });

  it("is shown as cancelled, and stays so, although the server says nothing", async () => {
    const job = await requestedJob();
    part = async () => {
      await committed(async (tx) => {
        await tx.update(jobs).set({ cancelledAt: sql`now()` }).where(eq(jobs.id, job.jobId));
        await enqueue(tx, { name: "job/cancelled", data: { orgId: job.ctx.orgId, jobId: job.jobId } });
      });
      await connected.deliver();
      return "left";
    };
    await connected.drain();
    const run = await runOf(job);
    expect(run).toMatchObject({ status: "cancelled", finishedAt: null, failedAt: null });
    expect(connected.server.runs.at(-1)?.end).toBe("cancelled");
    expect((await stepsOf(run.id)).map((step) => step.name)).not.toContain("finish");
  });

  it("that was asked for after the cancelling is not ended by it, however late that comes", async () => {
    const job = await requestedJob();
    const ref = { orgId: job.ctx.orgId, jobId: job.jobId };
    await committed(async (tx) => {
      await enqueue(tx, { name: "job/cancelled", data: ref });
      await tx
        .update(outbox)
        .set({ createdAt: sql`now() - interval '1 minute'` })
        .where(eq(outbox.name, "job/cancelled"));
    });
    await connected.drain();
    expect((await runOf(job)).status).toBe("finished");
    expect(
      connected.server.events.filter(
        ({ name, data }) => name === "job/cancelled" && data.jobId === job.jobId,
      ),
    ).toEqual([]);
  });

  it("that a clock starts belongs to no organization", async () => {
    const fn = connected.server.find("opportune-tick");
    const event = {
      id: `01K${randomUUID().slice(0, 8)}`,
      name: "inngest/scheduled.timer",
      data: { cron: "*/5 * * * *" },
    };
    const { id } = await connected.server.run(fn, event);
    const [row] = await committed((tx) =>
      tx.select().from(functionRuns).where(eq(functionRuns.engineRunId, id)),
    );
    expect(row).toMatchObject({
      orgId: noOrgId,
      status: "finished",
      output: 7,
      jobId: null,
      requestedBy: null,
    });
  });

  it("does nothing when its event comes again after the server has forgotten it", async () => {
    const job = await requestedJob();
    await connected.drain();
    const first = await runOf(job);
    const event = connected.server.runs.at(-1)?.event;
    if (!event) throw new Error("no event");
    const again = await connected.server.run(connected.server.find("opportune-work"), event);
    expect(again.output).toBe("nothing to do");
    expect(worked.filter((jobId) => jobId === job.jobId)).toHaveLength(1);
    expect(await runOf(job)).toEqual(first);
  });

  it("does nothing when its event comes again while the first run is at work", async () => {
    const job = await requestedJob();
    let again: unknown;
    part = async () => {
      const event = connected.server.runs.at(-1)?.event;
      part = async () => "second";
      if (event) again = (await connected.server.run(connected.server.find("opportune-work"), event)).output;
      return "left";
    };
    await connected.drain();
    expect(again).toBe("nothing to do");
    expect(worked.filter((jobId) => jobId === job.jobId)).toHaveLength(1);
    expect(await runOf(job)).toMatchObject({ status: "finished", output: "left and right" });
  });
});

describe("an event on its way to the server", () => {
  const eventOf = async ({ ctx }: RequestedJob) =>
    (await committed((tx) => tx.select().from(outbox).where(eq(outbox.orgId, ctx.orgId))))[0];
  const makeDue = ({ ctx }: RequestedJob) =>
    committed((tx) => tx.update(outbox).set({ retryAt: sql`now()` }).where(eq(outbox.orgId, ctx.orgId)));

  it("carries its outbox row's id, so that a second sending is dropped", async () => {
    const job = await requestedJob();
    await connected.drain();
    await committed((tx) =>
      tx.update(outbox).set({ deliveredAt: null }).where(eq(outbox.orgId, job.ctx.orgId)),
    );
    await makeDue(job);
    await connected.drain();
    const row = await eventOf(job);
    expect(connected.server.events.filter((event) => event.id === row?.id)).toHaveLength(1);
    expect(row?.deliveredAt).not.toBeNull();
    expect((await runOf(job)).status).toBe("finished");
  });

  it("shows as a queued run although the server is away, and waits for it as long as it takes", async () => {
    const job = await requestedJob();
    connected.server.nextStatus = 503;
    await committed((tx) => tx.update(outbox).set({ attempt: 20 }).where(eq(outbox.orgId, job.ctx.orgId)));
    await connected.deliver();
    await makeDue(job);
    expect(await eventOf(job)).toMatchObject({
      deliveredAt: null,
      parkedAt: null,
      attempt: 21,
      lastError: expect.stringContaining("answered 503"),
    });
    expect((await runOf(job)).status).toBe("queued");
    connected.server.nextStatus = 200;
    await connected.drain();
    expect((await runOf(job)).status).toBe("finished");
  });

  it("is put aside at once when the server refuses the key", async () => {
    const job = await requestedJob();
    connected.server.nextStatus = 401;
    await connected.deliver();
    connected.server.nextStatus = 200;
    expect(await eventOf(job)).toMatchObject({
      deliveredAt: null,
      parkedAt: expect.any(Date),
      lastError: expect.stringContaining("refuses the event key (401)"),
    });
  });
});
