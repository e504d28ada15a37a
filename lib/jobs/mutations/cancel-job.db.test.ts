import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { history, jobs, outbox } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { makeMembership } from "@/db/testing/factories";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { ctxOf, type RequestedJob, requestedJob } from "../testing/requested-job";
import { cancelJob } from "./cancel-job";
import { claimJob } from "./claim-job";
import { finishJob } from "./finish-job";
import { reportProgress } from "./report-progress";

const jobOf = ({ jobId }: RequestedJob) =>
  committed(async (tx) => (await tx.select().from(jobs).where(eq(jobs.id, jobId)))[0]);

const eventsOf = ({ ctx }: RequestedJob) =>
  committed((tx) =>
    tx
      .select()
      .from(outbox)
      .where(and(eq(outbox.orgId, ctx.orgId), eq(outbox.name, "job/cancelled"))),
  );

describe("cancelJob", () => {
  it("ends an open job, tells its run, and says who did it", async () => {
    const requested = await requestedJob("roles.map");
    const { ctx, jobId, world } = requested;
    const job = await claimJob({ orgId: ctx.orgId, jobId }, randomUUID());
    if (!job) throw new Error("The job could not be claimed.");
    await cancelJob(ctx, { jobId });
    expect(await jobOf(requested)).toMatchObject({
      cancelledAt: expect.any(Date),
      cancelledBy: world.user.id,
      failedAt: null,
    });
    expect(await eventsOf(requested)).toMatchObject([{ data: { orgId: ctx.orgId, jobId } }]);
    const lines = await committed((tx) =>
      tx.select().from(history).where(eq(history.orgId, ctx.orgId)).orderBy(history.position),
    );
    expect(lines).toMatchObject([{ name: "job.cancelled", subjectId: jobId, actorId: world.user.id }]);
    // What the step at hand still wants to write to the job is refused.
    expect(await reportProgress(ctx, job, { done: 1, total: 2 })).toBe(false);
    await finishJob(job);
    expect(await jobOf(requested)).toMatchObject({ finishedAt: null, progressDone: 0 });
    expect(await claimJob({ orgId: ctx.orgId, jobId }, randomUUID())).toBeNull();
  });

  it("is done once, however many click", async () => {
    const requested = await requestedJob("roles.map");
    const { ctx, jobId } = requested;
    const clicks = await Promise.allSettled(Array.from({ length: 8 }, () => cancelJob(ctx, { jobId })));
    expect(clicks.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await eventsOf(requested)).toHaveLength(1);
    await expect(cancelJob(ctx, { jobId })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("ended already"),
    });
  });

  it("is for the person who asked and for admins; elsewhere the job does not exist", async () => {
    const requested = await requestedJob("roles.map");
    const { ctx, jobId, world } = requested;
    const other = await committed((tx) => makeMembership(tx, { orgId: ctx.orgId, role: "manager" }));
    const manager = memberCtx(ctx.orgId, other.userId, "manager");
    await expect(cancelJob(manager, { jobId })).rejects.toMatchObject({ code: "forbidden" });
    const stranger = ctxOf(await committedWorld());
    await expect(cancelJob(stranger, { jobId })).rejects.toMatchObject({ code: "not_found" });
    expect((await jobOf(requested))?.cancelledAt).toBeNull();
    await cancelJob(memberCtx(ctx.orgId, world.user.id), { jobId });
    expect((await jobOf(requested))?.cancelledAt).not.toBeNull();
  });
});
