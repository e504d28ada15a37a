import { and, eq, sql } from "drizzle-orm";
import { eventType, Inngest } from "inngest";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { functionRuns, jobs } from "@/db/schema";
import { committed } from "@/db/testing/db-test";
import { ctxForJob } from "@/lib/auth/job-context";
import { env } from "@/lib/env";
import { deliverDueEvents } from "./dispatcher";
import { JobRef } from "./events";
import { type ConnectedServer, connectServer } from "./inngest/testing/drain-on-inngest";
import { functionRegistry, inngestAppId } from "./local-runner/function-registry";
import { localSink } from "./local-runner/local-sink";
import { prepareQueue } from "./local-runner/queue-worker";
import { claimJob } from "./mutations/claim-job";
import { failJob } from "./mutations/fail-job";
import { finishJob } from "./mutations/finish-job";
import { sweepJobs } from "./sweep";
import { drainJobs } from "./testing/drain-jobs";
import { type RequestedJob, requestedJob } from "./testing/requested-job";

const inngest = new Inngest({ id: inngestAppId });
/** What the step that works does, and the runs that came through it with their job still in hand. */
let work: () => Promise<void>;
const saved: { readonly jobId: string; readonly runId: string }[] = [];

const fn = inngest.createFunction(
  {
    id: "work",
    triggers: [eventType("analysis/run.requested", { schema: JobRef })],
    retries: 0,
    onFailure: async ({ event, error }) => {
      const ref = JobRef.parse(event.data.event.data);
      await failJob(ref, { code: "internal", message: error.message }, event.data.run_id);
    },
  },
  async ({ event, step, runId }) => {
    const job = await step.run("claim", () => claimJob(event.data, runId));
    if (!job) return;
    await step.run("work", () => work());
    await step.run("save", async () => {
      await ctxForJob(job);
      saved.push({ jobId: job.jobId, runId });
    });
    await step.run("finish", () => finishJob(job));
  },
);

const savedOf = ({ jobId }: RequestedJob) =>
  saved.filter((each) => each.jobId === jobId).map(({ runId }) => runId);
const jobOf = async ({ jobId }: RequestedJob) =>
  (await committed((tx) => tx.select().from(jobs).where(eq(jobs.id, jobId))))[0];
const runsOf = ({ ctx }: RequestedJob) =>
  committed((tx) =>
    tx
      .select()
      .from(functionRuns)
      .where(and(eq(functionRuns.orgId, ctx.orgId), eq(functionRuns.functionId, "opportune-work")))
      .orderBy(functionRuns.createdAt),
  );

/** As if nothing had been heard of the job and its runs for this long. */
async function age({ ctx: { orgId } }: RequestedJob, minutes: number): Promise<void> {
  await committed(async (tx) => {
    const then = sql`now() - make_interval(mins => ${minutes})`;
    await tx.update(jobs).set({ updatedAt: then }).where(eq(jobs.orgId, orgId));
    await tx
      .update(functionRuns)
      .set({ createdAt: then, updatedAt: then, wakeAt: sql`least(${functionRuns.wakeAt}, ${then})` })
      .where(eq(functionRuns.orgId, orgId));
  });
}

let connected: ConnectedServer;

beforeAll(async () => {
  await prepareQueue(env.DATABASE_SYSTEM_URL);
  connected = await connectServer([fn]);
});
beforeEach(() => {
  work = async () => undefined;
});
afterAll(() => connected.server.stop());

/** A run on the server whose step is at work until it is let go. */
async function hangingRun(): Promise<{ job: RequestedJob; letGo: () => void; ended: Promise<void> }> {
  const job = await requestedJob();
  let letGo: () => void = () => undefined;
  const begun = new Promise<void>((atWork) => {
    work = () =>
      new Promise<void>((resolve) => {
        work = async () => undefined;
        letGo = resolve;
        atWork();
      });
  });
  const ended = connected.drain();
  await begun;
  return { job, letGo: () => letGo(), ended };
}

describe("on an Inngest server, a run", () => {
  it("of which nothing is heard for half an hour is lost, and its job goes to another one alone", async () => {
    const { job, letGo, ended } = await hangingRun();
    await age(job, 31);
    expect(await sweepJobs("inngest")).toMatchObject({ runsLost: 1, jobsSent: 1 });
    await connected.drain();
    const finishedAt = (await jobOf(job))?.finishedAt;
    expect(finishedAt).not.toBeNull();
    // The lost one comes back: its next step sees that the job is not its own any more.
    letGo();
    await ended;
    const [lost, second] = await runsOf(job);
    expect(savedOf(job)).toEqual([second?.engineRunId]);
    expect(lost).toMatchObject({ status: "failed", error: { name: "RunLost" } });
    expect(second?.status).toBe("finished");
    expect(await jobOf(job)).toMatchObject({ finishedAt, failedAt: null, claimedByRun: second?.engineRunId });
  });

  it("is not lost while its job moves on, sleeps, or was heard of lately", async () => {
    const { job, letGo, ended } = await hangingRun();
    await age(job, 31);
    const touch = (table: typeof jobs | typeof functionRuns) =>
      committed((tx) =>
        tx.update(table).set({ updatedAt: sql`now()` }).where(eq(table.orgId, job.ctx.orgId)),
      );
    await touch(jobs);
    expect(await sweepJobs("inngest")).toMatchObject({ runsLost: 0, jobsSent: 0 });
    await age(job, 31);
    await touch(functionRuns);
    expect(await sweepJobs("inngest")).toMatchObject({ runsLost: 0, jobsSent: 0 });
    await age(job, 31);
    await committed((tx) =>
      tx
        .update(functionRuns)
        .set({ wakeAt: sql`now() + interval '2 hours'` })
        .where(eq(functionRuns.orgId, job.ctx.orgId)),
    );
    expect(await sweepJobs("inngest")).toMatchObject({ runsLost: 0, jobsSent: 0 });
    letGo();
    await ended;
    expect((await jobOf(job))?.finishedAt).not.toBeNull();
  });

  it("that the server has not begun gets its event sent again under the same id", async () => {
    const job = await requestedJob();
    await connected.deliver();
    const eventIds = () =>
      connected.server.events.filter(({ data }) => data.jobId === job.jobId).map(({ id }) => id);
    const [sentId] = eventIds();
    await age(job, 31);
    expect(await sweepJobs("inngest")).toMatchObject({ runsQueued: 1, runsLost: 0, jobsSent: 0 });
    expect(await sweepJobs("inngest")).toMatchObject({ runsQueued: 0 });
    // The server still has it, and drops it.
    await connected.deliver();
    expect(eventIds()).toEqual([sentId]);
    // A server that has lost its memory takes it.
    connected.server.forget();
    await age(job, 31);
    await sweepJobs("inngest");
    await connected.drain();
    expect(eventIds()).toEqual([sentId]);
    expect((await jobOf(job))?.finishedAt).not.toBeNull();
    expect(savedOf(job)).toHaveLength(1);
  });

  it("that the server has not begun in a day counts as lost, and its job gets another", async () => {
    const job = await requestedJob();
    await connected.deliver();
    connected.server.forget();
    await age(job, 24 * 60 + 1);
    expect(await sweepJobs("inngest")).toMatchObject({ runsQueued: 0, runsLost: 1, jobsSent: 1 });
    await connected.drain();
    expect((await runsOf(job)).map(({ status }) => status)).toEqual(["failed", "finished"]);
    expect(savedOf(job)).toHaveLength(1);
  });
});

describe("when the engine is changed", () => {
  it("runs that the server drove are lost, and the local runner takes their jobs", async () => {
    const { job, letGo, ended } = await hangingRun();
    await age(job, 31);
    expect(await sweepJobs("local")).toMatchObject({ runsLost: 1, jobsSent: 1 });
    await drainJobs([fn]);
    expect((await jobOf(job))?.finishedAt).not.toBeNull();
    letGo();
    await ended;
    expect(savedOf(job)).toHaveLength(1);
  });

  it("runs that the local runner drove are lost, and the server takes their jobs", async () => {
    const job = await requestedJob();
    await deliverDueEvents(localSink(functionRegistry([fn])));
    const [run] = await runsOf(job);
    await committed((tx) =>
      tx.update(functionRuns).set({ startedAt: sql`now()` }).where(eq(functionRuns.orgId, job.ctx.orgId)),
    );
    await claimJob({ orgId: job.ctx.orgId, jobId: job.jobId }, run?.id ?? "");
    await age(job, 31);
    expect(await sweepJobs("inngest")).toMatchObject({ runsLost: 1, jobsSent: 1 });
    await connected.drain();
    expect((await jobOf(job))?.finishedAt).not.toBeNull();
    expect(savedOf(job)).toHaveLength(1);
  });
});
