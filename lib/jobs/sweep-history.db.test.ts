import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  functionRuns,
  functionSteps,
  functionTries,
  jobs,
  organizationSettings,
  organizations,
  outbox,
  workers,
} from "@/db/schema";
import { committed } from "@/db/testing/db-test";
import { noOrgId } from "./local-runner/run-queue";
import { sweepHistory } from "./sweep-history";
import { type EndedJob, endedJob } from "./testing/ended-job";
import { type RequestedJob, requestedJob } from "./testing/requested-job";

const daysAgo = (days: number) => sql`now() - make_interval(days => ${days})`;

/** A job, its event and its run with a step and a try, all over for this long. */
async function endedBefore(
  days: number,
  by: "failed" | "finished" | "cancelled" = "finished",
): Promise<EndedJob> {
  const job = await endedJob({ by });
  const { orgId } = job.ctx;
  await committed(async (tx) => {
    const then = daysAgo(days);
    const ended = { [`${by}At`]: then, createdAt: then, updatedAt: then };
    await tx.update(functionRuns).set(ended).where(eq(functionRuns.orgId, orgId));
    await tx.update(jobs).set(ended).where(eq(jobs.orgId, orgId));
    await tx.update(outbox).set({ deliveredAt: then, createdAt: then }).where(eq(outbox.orgId, orgId));
    await tx.insert(functionSteps).values({ orgId, runId: job.runId, stepHash: "a", name: "a", op: "run" });
    await tx.insert(functionTries).values({ orgId, runId: job.runId, attempt: 1, error: {} });
  });
  return job;
}

/** Rows that are left: jobs, events, runs, steps, tries. */
const leftOf = ({ ctx: { orgId } }: RequestedJob) =>
  committed((tx) =>
    Promise.all(
      [jobs, outbox, functionRuns, functionSteps, functionTries].map(
        async (table) => (await tx.select().from(table).where(eq(table.orgId, orgId))).length,
      ),
    ),
  );

const keepFor = ({ ctx: { orgId } }: RequestedJob, jobHistoryDays: number) =>
  committed((tx) => tx.insert(organizationSettings).values({ orgId, jobHistoryDays }));

const all = [1, 1, 1, 1, 1];
const nothing = [0, 0, 0, 0, 0];

describe("the sweep of history", () => {
  it("keeps everything for ninety days where nothing is settled", async () => {
    const [kept, gone] = [await endedBefore(89), await endedBefore(91)];
    await sweepHistory();
    expect(await leftOf(kept)).toEqual(all);
    expect(await leftOf(gone)).toEqual(nothing);
  });

  it("keeps it for as long as each organization says, however it ended", async () => {
    const [short, long] = [await endedBefore(8, "failed"), await endedBefore(3_000, "cancelled")];
    await keepFor(short, 7);
    await keepFor(long, 3_650);
    await sweepHistory();
    expect(await leftOf(short)).toEqual(nothing);
    expect(await leftOf(long)).toEqual(all);
  });

  it("leaves alone what has not ended, however old it is", async () => {
    const open = await requestedJob();
    await committed(async (tx) => {
      const { orgId } = open.ctx;
      await tx
        .update(jobs)
        .set({ createdAt: daysAgo(400), updatedAt: daysAgo(400) })
        .where(eq(jobs.orgId, orgId));
      await tx
        .update(outbox)
        .set({ createdAt: daysAgo(400) })
        .where(eq(outbox.orgId, orgId));
      await tx.insert(functionRuns).values({
        orgId,
        functionId: "opportune-map-roles",
        eventId: randomUUID(),
        event: {},
        createdAt: daysAgo(400),
        updatedAt: daysAgo(400),
      });
    });
    await sweepHistory();
    expect(await leftOf(open)).toEqual([1, 1, 1, 0, 0]);
  });

  it("waits for somebody to send an event that was given up, but not for ever", async () => {
    const [kept, gone] = [await requestedJob(), await requestedJob()];
    const giveUp = ({ ctx }: RequestedJob, days: number) =>
      committed((tx) =>
        tx
          .update(outbox)
          .set({ parkedAt: daysAgo(days), createdAt: daysAgo(days) })
          .where(eq(outbox.orgId, ctx.orgId)),
      );
    await giveUp(kept, 89);
    await giveUp(gone, 91);
    await sweepHistory();
    expect(await leftOf(kept)).toEqual([1, 1, 0, 0, 0]);
    expect(await leftOf(gone)).toEqual([1, 0, 0, 0, 0]);
  });

  it("forgets more than one batch", async () => {
    const job = await endedBefore(91);
    await committed((tx) =>
      tx.insert(functionRuns).values(
        Array.from({ length: 1_500 }, () => ({
          orgId: job.ctx.orgId,
          functionId: "opportune-map-roles",
          eventId: randomUUID(),
          event: {},
          finishedAt: daysAgo(91),
          createdAt: daysAgo(92),
        })),
      ),
    );
    await sweepHistory();
    expect(await leftOf(job)).toEqual(nothing);
  });

  it("keeps runs that a clock started for thirty days, and nothing of an organization that is gone", async () => {
    const gone = await endedBefore(0);
    const tick = (days: number) => ({
      orgId: noOrgId,
      functionId: "opportune-sweep-jobs",
      eventId: randomUUID(),
      event: {},
      createdAt: daysAgo(days),
      finishedAt: daysAgo(days),
    });
    await committed(async (tx) => {
      await tx.insert(functionRuns).values([tick(29), tick(31)]);
      await tx.insert(workers).values({ id: "long dead", host: "h", pid: 1, heartbeatAt: daysAgo(2) });
      await tx.delete(organizations).where(eq(organizations.id, gone.ctx.orgId));
    });
    await sweepHistory();
    expect(await leftOf(gone)).toEqual(nothing);
    await committed(async (tx) => {
      expect(await tx.select().from(functionRuns).where(eq(functionRuns.orgId, noOrgId))).toHaveLength(1);
      expect(await tx.select().from(workers)).toEqual([]);
    });
  });

  it("finds nothing the second time", async () => {
    await endedBefore(100);
    expect((await sweepHistory()).forgotten).toBeGreaterThan(0);
    expect(await sweepHistory()).toEqual({ forgotten: 0 });
  });
});
