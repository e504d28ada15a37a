import { eq, sql } from "drizzle-orm";
import { eventType, Inngest } from "inngest";
import { beforeAll, describe, expect, it } from "vitest";
import { functionRuns, jobs, outbox } from "@/db/schema";
import { committed } from "@/db/testing/db-test";
import { env } from "@/lib/env";
import { deliverDueEvents } from "./dispatcher";
import { JobRef } from "./events";
import { functionRegistry, inngestAppId } from "./local-runner/function-registry";
import { localSink } from "./local-runner/local-sink";
import { prepareQueue } from "./local-runner/queue-worker";
import { claimJob } from "./mutations/claim-job";
import { finishJob } from "./mutations/finish-job";
import { sweepJobs } from "./sweep";
import { drainJobs } from "./testing/drain-jobs";
import { type RequestedJob, requestedJob } from "./testing/requested-job";

const inngest = new Inngest({ id: inngestAppId });
const worked: string[] = [];
const fn = inngest.createFunction(
  { id: "work", triggers: [eventType("analysis/run.requested", { schema: JobRef })] },
  async ({ event, step, runId }) => {
    const job = await step.run("claim", () => claimJob(event.data, runId));
    if (!job) return;
    worked.push(job.jobId);
    await step.run("finish", () => finishJob(job));
  },
);

const jobOf = async ({ jobId }: RequestedJob) =>
  (await committed((tx) => tx.select().from(jobs).where(eq(jobs.id, jobId))))[0];

/** As if the job had lain around for this long. */
async function age({ jobId, ctx }: RequestedJob, minutes: number): Promise<void> {
  await committed(async (tx) => {
    const then = sql`now() - make_interval(mins => ${minutes})`;
    await tx.update(jobs).set({ createdAt: then, updatedAt: then }).where(eq(jobs.id, jobId));
    await tx.update(functionRuns).set({ wakeAt: then }).where(eq(functionRuns.orgId, ctx.orgId));
  });
}

const loseEvents = ({ ctx }: RequestedJob) =>
  committed((tx) => tx.delete(outbox).where(eq(outbox.orgId, ctx.orgId)));

beforeAll(() => prepareQueue(env.DATABASE_SYSTEM_URL));

describe("the sweep", () => {
  it("sends a job again whose event was lost, even when a lost run held it", async () => {
    const lost = await requestedJob();
    await claimJob({ orgId: lost.ctx.orgId, jobId: lost.jobId }, "a run that is gone");
    await loseEvents(lost);
    await age(lost, 15);
    expect(await sweepJobs()).toMatchObject({ jobsSent: 1, jobsGivenUp: 0 });
    expect(await sweepJobs()).toMatchObject({ jobsSent: 0 });
    await drainJobs([fn]);
    expect(worked).toContain(lost.jobId);
    expect((await jobOf(lost))?.finishedAt).not.toBeNull();
  });

  it("leaves jobs alone that are young, on their way or at work", async () => {
    await requestedJob();
    const underWay = await requestedJob();
    await age(underWay, 15);
    const atWork = await requestedJob();
    await deliverDueEvents(localSink(functionRegistry([fn])));
    await age(atWork, 15);
    expect(await sweepJobs()).toMatchObject({ jobsSent: 0, jobsGivenUp: 0 });
    await drainJobs([fn]);
  });

  it("gives a job up after ten times, with a sentence", async () => {
    const hopeless = await requestedJob();
    for (let time = 0; time < 10; time += 1) {
      await loseEvents(hopeless);
      await age(hopeless, 11);
      expect(await sweepJobs()).toMatchObject({ jobsSent: 1, jobsGivenUp: 0 });
    }
    await loseEvents(hopeless);
    await age(hopeless, 11);
    expect(await sweepJobs()).toMatchObject({ jobsSent: 0, jobsGivenUp: 1 });
    expect(await jobOf(hopeless)).toMatchObject({
      errorCode: "unavailable",
      errorMessage: expect.stringContaining("start it again"),
    });
  });

  it("tries the event that was put aside once more, instead of writing a second one", async () => {
    const job = await requestedJob();
    await committed((tx) =>
      tx.update(outbox).set({ parkedAt: sql`now()`, attempt: 10 }).where(eq(outbox.orgId, job.ctx.orgId)),
    );
    await age(job, 15);
    expect(await sweepJobs()).toMatchObject({ jobsSent: 1 });
    await drainJobs([fn]);
    expect((await jobOf(job))?.finishedAt).not.toBeNull();
    expect(
      await committed((tx) => tx.select().from(outbox).where(eq(outbox.orgId, job.ctx.orgId))),
    ).toMatchObject([{ attempt: 0, parkedAt: null }]);
  });

  it("queues a run again that has fallen out of the queue", async () => {
    const job = await requestedJob();
    await deliverDueEvents(localSink(functionRegistry([fn])));
    await committed(async (tx) => {
      await tx.execute(sql`
        select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`);
      await tx
        .update(functionRuns)
        .set({ claimedBy: "a worker that is gone" })
        .where(eq(functionRuns.orgId, job.ctx.orgId));
    });
    await age(job, 2);
    expect(await sweepJobs()).toMatchObject({ runsQueued: 1 });
    expect(await sweepJobs()).toMatchObject({ runsQueued: 0 });
    await drainJobs([fn]);
    expect(worked).toContain(job.jobId);
  });
});
