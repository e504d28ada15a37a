import { asc, eq } from "drizzle-orm";
import { eventType, Inngest } from "inngest";
import { describe, expect, it, vi } from "vitest";
import { functionRuns, functionSteps, outbox } from "@/db/schema";
import { committed } from "@/db/testing/db-test";
import { deliverDueEvents } from "../dispatcher";
import { JobRef } from "../events";
import { enqueue } from "../outbox";
import { drainJobs } from "../testing/drain-jobs";
import { type RequestedJob, requestedJob } from "../testing/requested-job";
import { functionRegistry, inngestAppId } from "./function-registry";
import { localSink } from "./local-sink";

const inngest = new Inngest({ id: inngestAppId });
const cancelOn = [{ event: "job/cancelled", if: "event.data.jobId == async.data.jobId" }];
const requested = eventType("analysis/run.requested", { schema: JobRef });

const refOf = ({ ctx, jobId }: RequestedJob) => ({ orgId: ctx.orgId, jobId });
const cancel = (job: RequestedJob) =>
  committed((tx) => enqueue(tx, { name: "job/cancelled", data: refOf(job) }));
const runsOf = ({ ctx }: RequestedJob) =>
  committed((tx) =>
    tx.select().from(functionRuns).where(eq(functionRuns.orgId, ctx.orgId)).orderBy(asc(functionRuns.id)),
  );

/** A function of two steps, the first of which does this while it is worked on. */
function cancellable(during: () => Promise<unknown>, ran: string[], failures: string[] = []) {
  return inngest.createFunction(
    {
      id: "cancellable",
      triggers: [requested],
      cancelOn,
      concurrency: { limit: 1, key: "event.data.orgId" },
      onFailure: async ({ error }) => void failures.push(error.message),
    },
    async ({ step }) => {
      await step.run("first", async () => {
        ran.push("first");
        await during();
        return "paid for";
      });
      await step.run("second", () => ran.push("second"));
    },
  );
}

describe("a cancel event", () => {
  it("ends a run that is in hand: what its step returns is not stored, nothing follows, no onFailure", async () => {
    const job = await requestedJob();
    const [ran, failures]: [string[], string[]] = [[], []];
    const during = async () => {
      await cancel(job);
      await deliverDueEvents(localSink(functionRegistry([fn])));
    };
    const fn = cancellable(during, ran, failures);
    await drainJobs([fn]);
    expect(ran).toEqual(["first"]);
    expect(failures).toEqual([]);
    const runs = await runsOf(job);
    expect(runs).toMatchObject([
      { status: "cancelled", claimedBy: null, finishedAt: null, failedAt: null, stack: [] },
    ]);
    expect(runs[0]?.cancelledAt).not.toBeNull();
    const steps = await committed((tx) =>
      tx.select().from(functionSteps).where(eq(functionSteps.orgId, job.ctx.orgId)),
    );
    expect(steps).toEqual([]);
  });

  it("ends a run that waits, of its own job and organization only", async () => {
    const [meant, other] = [await requestedJob(), await requestedJob()];
    const sibling = await requestedJob("analysis.run", meant.world);
    const ran: string[] = [];
    const fn = cancellable(async () => undefined, ran);
    await deliverDueEvents(localSink(functionRegistry([fn])));
    await cancel(meant);
    await drainJobs([fn]);
    const statusOf = (jobId: string, runs: Awaited<ReturnType<typeof runsOf>>) =>
      runs.filter((run) => run.jobId === jobId).map((run) => run.status);
    const runs = await runsOf(meant);
    expect(statusOf(meant.jobId, runs)).toEqual(["cancelled"]);
    expect(statusOf(sibling.jobId, runs)).toEqual(["finished"]);
    expect(statusOf(other.jobId, await runsOf(other))).toEqual(["finished"]);
  });

  it("frees the slot of the run, and wakes the one that waits for it", async () => {
    const first = await requestedJob();
    const ran: string[] = [];
    let second: RequestedJob | undefined;
    const during = vi.fn(async () => {
      if (second) return;
      second = await requestedJob("analysis.run", first.world);
      await cancel(first);
      await deliverDueEvents(localSink(functionRegistry([fn])));
    });
    const fn = cancellable(during, ran);
    await drainJobs([fn]);
    expect((await runsOf(first)).map((run) => run.status)).toEqual(["cancelled", "finished"]);
    expect(ran).toEqual(["first", "first", "second"]);
  });

  it("that comes late does not end what was asked for after it", async () => {
    const job = await requestedJob();
    const fn = cancellable(async () => undefined, []);
    const sink = localSink(functionRegistry([fn]));
    await deliverDueEvents(sink);
    await cancel(job);
    const [late] = await committed((tx) =>
      tx.select().from(outbox).where(eq(outbox.name, "job/cancelled")).orderBy(outbox.createdAt),
    );
    await committed((tx) =>
      tx
        .update(outbox)
        .set({ retryAt: new Date(Date.now() + 60_000) })
        .where(eq(outbox.id, late?.id ?? "")),
    );
    await committed((tx) => enqueue(tx, { name: "analysis/run.requested", data: refOf(job) }));
    await deliverDueEvents(sink);
    await committed((tx) =>
      tx
        .update(outbox)
        .set({ retryAt: new Date(0) })
        .where(eq(outbox.id, late?.id ?? "")),
    );
    await drainJobs([fn]);
    expect((await runsOf(job)).map((run) => run.status)).toEqual(["cancelled", "finished"]);
  });

  it("may ask for less than that, and only for a time", async () => {
    const job = await requestedJob();
    const anyOfOrg = inngest.createFunction(
      { id: "any", triggers: [requested], cancelOn: [{ event: "job/cancelled" }] },
      async () => null,
    );
    const briefly = inngest.createFunction(
      { id: "briefly", triggers: [requested], cancelOn: [{ event: "job/cancelled", timeout: "1m" }] },
      async () => null,
    );
    const sink = localSink(functionRegistry([anyOfOrg, briefly]));
    await deliverDueEvents(sink);
    await committed((tx) =>
      tx
        .update(functionRuns)
        .set({ createdAt: new Date(Date.now() - 120_000) })
        .where(eq(functionRuns.orgId, job.ctx.orgId)),
    );
    await cancel(job);
    await deliverDueEvents(sink);
    const statuses = (await runsOf(job)).map((run) => `${run.functionId} ${run.status}`);
    expect(statuses.toSorted()).toEqual(["opportune-any cancelled", "opportune-briefly queued"]);
  });

  it("is delivered although no function listens to it, and an event that nobody knows is not", async () => {
    const sink = (fns: Parameters<typeof functionRegistry>[0]) => localSink(functionRegistry(fns));
    const event = { id: crypto.randomUUID(), createdAt: new Date(), name: "job/cancelled" as const };
    const job = await requestedJob();
    const accept = (target: ReturnType<typeof sink>) =>
      committed((tx) => target.accept(tx, { ...event, data: refOf(job) }));
    await expect(accept(sink([cancellable(async () => undefined, [])]))).resolves.toBeUndefined();
    const deaf = inngest.createFunction({ id: "deaf", triggers: [requested] }, async () => null);
    await expect(accept(sink([deaf]))).rejects.toThrow('No function listens to "job/cancelled"');
  });
});
