import { randomUUID } from "node:crypto";
import { and, asc, eq, isNull } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inOrg } from "@/db/client";
import { discoverySessions, history, jobs, memberships, outbox, uploads } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { makeMembership } from "@/db/testing/factories";
import type { Ctx } from "@/lib/auth/context";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { type EndedJob, endedJob } from "../testing/ended-job";
import { cancelJob } from "./cancel-job";
import { claimJob } from "./claim-job";
import { finishJob } from "./finish-job";
import { requestJob } from "./request-job";
import { retryJob } from "./retry-job";

const retry = (ctx: Ctx, { jobId }: Pick<EndedJob, "jobId">) => retryJob(ctx, { jobId });

const jobOf = ({ jobId }: Pick<EndedJob, "jobId">) =>
  committed(async (tx) => (await tx.select().from(jobs).where(eq(jobs.id, jobId)))[0]);

const eventsOf = ({ ctx }: Pick<EndedJob, "ctx">) =>
  committed((tx) =>
    tx
      .select({ name: outbox.name, data: outbox.data })
      .from(outbox)
      .where(and(eq(outbox.orgId, ctx.orgId), isNull(outbox.deliveredAt)))
      .orderBy(asc(outbox.id)),
  );

const historyOf = ({ ctx }: Pick<EndedJob, "ctx">) =>
  committed((tx) =>
    tx.select().from(history).where(eq(history.orgId, ctx.orgId)).orderBy(asc(history.position)),
  );

describe("retryJob", () => {
  it("opens a failed job again with a new event, for its requester, and tells who did it", async () => {
    const failed = await endedJob();
    const { ctx, jobId, world } = failed;
    const admin = await committed((tx) => makeMembership(tx, { orgId: ctx.orgId, role: "admin" }));
    expect(await retry(memberCtx(ctx.orgId, admin.userId, "admin"), { jobId })).toEqual({
      id: jobId,
      kind: "roles.map",
      attempt: 2,
    });
    expect(await jobOf(failed)).toMatchObject({
      requestedBy: world.user.id,
      attempt: 2,
      startedAt: null,
      failedAt: null,
      claimedByRun: null,
      errorCode: null,
      errorMessage: null,
      progressTotal: null,
    });
    expect(await eventsOf(failed)).toEqual([
      { name: "roles/mapping.requested", data: { orgId: ctx.orgId, jobId } },
    ]);
    expect(await historyOf(failed)).toMatchObject([
      {
        name: "job.retried",
        subjectId: jobId,
        actorId: admin.userId,
        data: { kind: "roles.map", attempt: 2 },
      },
    ]);
    const job = await claimJob({ orgId: ctx.orgId, jobId }, randomUUID());
    expect(job).toMatchObject({ requestedBy: world.user.id });
    if (job) await finishJob(job);
    expect((await jobOf(failed))?.finishedAt).not.toBeNull();
  });

  it("takes a cancelled job up again, too", async () => {
    const cancelled = await endedJob({ by: "cancelled" });
    await retry(cancelled.ctx, cancelled);
    expect(await jobOf(cancelled)).toMatchObject({ cancelledAt: null, attempt: 2 });
  });

  it("makes one run of 20 clicks at once, and tells the other 19", async () => {
    const failed = await endedJob();
    const clicks = await Promise.allSettled(Array.from({ length: 20 }, () => retry(failed.ctx, failed)));
    expect(clicks.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const click of clicks) {
      if (click.status === "rejected")
        expect(click.reason).toMatchObject({
          code: "conflict",
          message: expect.stringContaining("under way"),
        });
    }
    expect(await eventsOf(failed)).toHaveLength(1);
    expect(await historyOf(failed)).toHaveLength(1);
    expect((await jobOf(failed))?.attempt).toBe(2);
  });

  it("conflicts with work that ended well, that runs, or that another job does meanwhile", async () => {
    const finished = await endedJob({ by: "finished" });
    await expect(retry(finished.ctx, finished)).rejects.toMatchObject({
      message: expect.stringContaining("ended well"),
    });
    const failed = await endedJob();
    const { ctx, sessionId } = failed;
    const again = await inOrg(ctx, (tx) =>
      requestJob(tx, ctx, { kind: "roles.map", sessionId, subjectId: sessionId }),
    );
    await expect(retry(ctx, again)).rejects.toMatchObject({ message: expect.stringContaining("under way") });
    await expect(retry(ctx, failed)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("started later"),
    });
    // Once that one has ended, whichever way, the older may be taken up again.
    await cancelJob(ctx, { jobId: again.jobId });
    await expect(retry(ctx, failed)).resolves.toMatchObject({ attempt: 2 });
  });

  it("leaves one open job when a new request and a retry meet", async () => {
    const failed = await endedJob();
    const { ctx, sessionId } = failed;
    const request = { kind: "roles.map", sessionId, subjectId: sessionId } as const;
    await Promise.allSettled([
      ...Array.from({ length: 5 }, () => retry(ctx, failed)),
      ...Array.from({ length: 5 }, () => inOrg(ctx, (tx) => requestJob(tx, ctx, request))),
    ]);
    const open = await committed((tx) =>
      tx
        .select()
        .from(jobs)
        .where(and(eq(jobs.sessionId, sessionId), isNull(jobs.failedAt))),
    );
    expect(open).toHaveLength(1);
    expect(await eventsOf(failed)).toHaveLength(1);
  });

  it("is refused when what it needs is gone, and says what", async () => {
    const leftAlone = async (kind: EndedJob, sentence: string) => {
      await expect(retry(kind.ctx, kind)).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining(sentence),
      });
      expect((await jobOf(kind))?.attempt).toBe(1);
    };
    const lonely = await endedJob();
    await committed((tx) =>
      tx.update(memberships).set({ disabledAt: new Date() }).where(eq(memberships.orgId, lonely.ctx.orgId)),
    );
    await leftAlone(lonely, "no longer a member");
    const closed = await endedJob();
    await committed((tx) =>
      tx
        .update(discoverySessions)
        .set({ archivedAt: new Date() })
        .where(eq(discoverySessions.id, closed.sessionId)),
    );
    await leftAlone(closed, "in the archive");
    // Their subjects are the session itself here, which is no upload, no analysis run and no export.
    for (const kind of ["roster.import", "analysis.run", "export.write"] as const) {
      await leftAlone(await endedJob({ kind }), "no longer there");
    }
    expect(await committed((tx) => tx.$count(uploads))).toBe(0);
  });

  it("is for the person who asked and for admins; elsewhere the job does not exist", async () => {
    const failed = await endedJob();
    const { ctx, world } = failed;
    const other = await committed((tx) => makeMembership(tx, { orgId: ctx.orgId, role: "analyst" }));
    const analyst = memberCtx(ctx.orgId, other.userId);
    await expect(retry(analyst, failed)).rejects.toMatchObject({ code: "forbidden" });
    const { orgId, user } = await committedWorld();
    const stranger: Ctx = memberCtx(orgId, user.id, "admin");
    await expect(retry(stranger, failed)).rejects.toMatchObject({ code: "not_found" });
    await expect(retry(stranger, { jobId: randomUUID() })).rejects.toMatchObject({ code: "not_found" });
    await expect(retry(memberCtx(ctx.orgId, world.user.id), failed)).resolves.toMatchObject({ attempt: 2 });
  });
});
