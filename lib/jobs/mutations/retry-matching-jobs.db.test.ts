import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { discoverySessions, functionRuns, history, jobs, outbox } from "@/db/schema";
import { committed, committedWorld, type World } from "@/db/testing/db-test";
import { makeMembership } from "@/db/testing/factories";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { canRetryAny, previewRetry } from "../queries/retry-plan";
import { type EndedJob, endedJob } from "../testing/ended-job";
import { ctxOf } from "../testing/requested-job";
import { retryJob } from "./retry-job";
import { retryMatchingJobs } from "./retry-matching-jobs";

const everything = { q: "" };

const openJobs = (world: World) =>
  committed((tx) =>
    tx
      .select({ id: jobs.id })
      .from(jobs)
      .where(
        and(
          eq(jobs.orgId, world.orgId),
          isNull(jobs.failedAt),
          isNull(jobs.finishedAt),
          isNull(jobs.cancelledAt),
        ),
      ),
  );

const countOf = async (world: World) => ({
  events: await committed((tx) =>
    tx.$count(outbox, and(eq(outbox.orgId, world.orgId), isNull(outbox.deliveredAt))),
  ),
  lines: await committed((tx) =>
    tx.$count(history, and(eq(history.orgId, world.orgId), eq(history.name, "job.retried"))),
  ),
});

/** Failed jobs of one organization with all that keeps some of them from being started again. */
async function mixture(world: World) {
  const failed: EndedJob[] = [];
  for (let count = 0; count < 3; count += 1) failed.push(await endedJob({ inWorld: world }));
  await endedJob({ inWorld: world, by: "finished" });
  await endedJob({ inWorld: world, kind: "analysis.run" });
  const open = await endedJob({ inWorld: world });
  await retryJob(open.ctx, { jobId: open.jobId });
  await committed(async (tx) => {
    await tx.execute(sql`update outbox set delivered_at = now() where org_id = ${world.orgId}`);
    await tx.delete(history).where(eq(history.orgId, world.orgId));
  });
  return failed;
}

describe("retryMatchingJobs", () => {
  it("says beforehand what it would do, does that, and says so", async () => {
    const world = await committedWorld();
    const ctx = ctxOf(world);
    const failed = await mixture(world);
    const expected = {
      queued: 3,
      skipped: expect.arrayContaining([
        { reason: "finished", count: 1 },
        { reason: "open", count: 1 },
        { reason: "subject_gone", count: 1 },
      ]),
    };
    const preview = await previewRetry(ctx, everything);
    expect(preview).toEqual(expected);
    expect(preview.skipped).toHaveLength(3);
    expect(await countOf(world)).toEqual({ events: 0, lines: 0 });

    expect(await retryMatchingJobs(ctx, everything)).toEqual(preview);
    expect(await countOf(world)).toEqual({ events: 3, lines: 3 });
    const open = new Set((await openJobs(world)).map(({ id }) => id));
    for (const { jobId } of failed) expect(open).toContain(jobId);

    expect(await retryMatchingJobs(ctx, everything)).toMatchObject({ queued: 0 });
    expect(await countOf(world)).toEqual({ events: 3, lines: 3 });
  });

  it("goes by the filter of the list", async () => {
    const world = await committedWorld();
    const ctx = ctxOf(world);
    const [wanted] = [
      await endedJob({ inWorld: world, error: { name: "TypeError", message: "The disk is full" } }),
      await endedJob({ inWorld: world, error: { name: "TypeError", message: "other" } }),
      await endedJob({ inWorld: world, by: "cancelled" }),
    ];
    expect(await previewRetry(ctx, everything)).toEqual({ queued: 3, skipped: [] });
    expect(await previewRetry(ctx, { q: "", status: "failed" })).toMatchObject({ queued: 2 });
    expect(await previewRetry(ctx, { q: "", status: "cancelled" })).toMatchObject({ queued: 1 });
    expect(await previewRetry(ctx, { q: "", error: "RangeError" })).toEqual({ queued: 0, skipped: [] });
    expect(await canRetryAny(ctx, everything)).toBe(true);
    expect(await canRetryAny(ctx, { q: "", error: "RangeError" })).toBe(false);
    expect(await canRetryAny(ctx, { q: "", status: "finished" })).toBe(false);
    expect(await retryMatchingJobs(ctx, { q: "DISK is" })).toEqual({ queued: 1, skipped: [] });
    expect(await openJobs(world)).toMatchObject([{ id: wanted.jobId }]);
    expect(await canRetryAny(ctx, { q: "DISK is" })).toBe(false);
    await expect(retryMatchingJobs(ctx, { q: "", status: "someday" })).rejects.toThrow();
  });

  it("starts of several jobs for one thing the newest, and of several runs of one job the job once", async () => {
    const world = await committedWorld();
    const first = await endedJob({ inWorld: world });
    await committed(async (tx) => {
      const [job] = await tx.select().from(jobs).where(eq(jobs.id, first.jobId));
      const [run] = await tx.select().from(functionRuns).where(eq(functionRuns.id, first.runId));
      if (!(job && run)) throw new Error("No job.");
      const { id: _, ...later } = job;
      const [second] = await tx
        .insert(jobs)
        .values({ ...later, createdAt: new Date(Date.now() + 1_000) })
        .returning();
      const { id: __, status: ___, ...copy } = run;
      for (const eventId of [job.id, job.sessionId ?? "", second?.id ?? ""]) {
        await tx.insert(functionRuns).values({ ...copy, eventId, jobId: second?.id ?? null });
      }
    });
    expect(await retryMatchingJobs(ctxOf(world), everything)).toEqual({
      queued: 1,
      skipped: [{ reason: "replaced", count: 1 }],
    });
  });

  it("leaves alone what nobody asked for, and what went with its session", async () => {
    const world = await committedWorld();
    const deleted = await endedJob({ inWorld: world });
    await committed(async (tx) => {
      const [run] = await tx.select().from(functionRuns).where(eq(functionRuns.id, deleted.runId));
      if (!run) throw new Error("No run.");
      const { id: _, status: __, ...copy } = run;
      await tx.insert(functionRuns).values({ ...copy, eventId: deleted.sessionId, jobId: null });
      await tx.delete(discoverySessions).where(eq(discoverySessions.id, deleted.sessionId));
    });
    const { queued, skipped } = await retryMatchingJobs(ctxOf(world), everything);
    expect(queued).toBe(0);
    expect(skipped.toSorted((a, b) => (a.reason < b.reason ? -1 : 1))).toEqual([
      { reason: "gone", count: 1 },
      { reason: "scheduled", count: 1 },
    ]);
  });

  it("reaches one's own jobs only, without the right to those of others, and never another organization's", async () => {
    const world = await committedWorld();
    await endedJob({ inWorld: world });
    const elsewhere = await endedJob();
    const other = await committed((tx) => makeMembership(tx, { orgId: world.orgId, role: "analyst" }));
    expect(await retryMatchingJobs(memberCtx(world.orgId, other.userId), everything)).toEqual({
      queued: 0,
      skipped: [],
    });
    expect(await retryMatchingJobs(memberCtx(world.orgId, world.user.id), everything)).toEqual({
      queued: 1,
      skipped: [],
    });
    const [untouched] = await committed((tx) => tx.select().from(jobs).where(eq(jobs.id, elsewhere.jobId)));
    expect(untouched).toMatchObject({ attempt: 1 });
  });

  it("gives every job one run, whoever clicks at once", async () => {
    const world = await committedWorld();
    const ctx = ctxOf(world);
    const failed = await Promise.all(Array.from({ length: 12 }, () => endedJob({ inWorld: world })));
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => retryMatchingJobs(ctx, everything)),
      ...failed.map(({ jobId }) =>
        retryJob(ctx, { jobId }).then(
          () => ({ queued: 1 }),
          () => ({ queued: 0 }),
        ),
      ),
    ]);
    expect(answers.reduce((sum, { queued }) => sum + queued, 0)).toBe(12);
    expect(await countOf(world)).toEqual({ events: 12, lines: 12 });
    const rows = await committed((tx) =>
      tx
        .select({ attempt: jobs.attempt })
        .from(jobs)
        .where(
          inArray(
            jobs.id,
            failed.map(({ jobId }) => jobId),
          ),
        ),
    );
    expect(rows.map(({ attempt }) => attempt)).toEqual(Array(12).fill(2));
  });
});
