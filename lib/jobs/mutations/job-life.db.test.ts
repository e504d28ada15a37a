import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { asSystem, inOrg, systemClient } from "@/db/client";
import { jobs, outbox } from "@/db/schema";
import { committedWorld, dbTest } from "@/db/testing/db-test";
import { makeSession } from "@/db/testing/factories";
import { jobsChannel } from "../channels";
import { listOpenAndChangedJobs } from "../progress-queries";
import { listJobs } from "../queries";
import { ctxOf, requestedJob } from "../testing/requested-job";
import { type ClaimedJob, claimJob } from "./claim-job";
import { failJob } from "./fail-job";
import { finishJob } from "./finish-job";
import { reportProgress } from "./report-progress";
import { requestJob } from "./request-job";

async function claimed(runId = randomUUID()) {
  const { ctx, jobId, ...rest } = await requestedJob();
  const job = await claimJob({ orgId: ctx.orgId, jobId }, runId);
  if (!job) throw new Error("The job could not be claimed.");
  return { ctx, jobId, job, ...rest };
}

describe("requestJob", () => {
  dbTest("gives the open job to the second click, and one event to both", async ({ tx, ...world }) => {
    const ctx = ctxOf(world);
    const { id: sessionId } = await makeSession(tx, { orgId: world.orgId });
    const request = { kind: "roles.map", sessionId, subjectId: sessionId } as const;
    const first = await requestJob(tx, ctx, request);
    const second = await requestJob(tx, ctx, request);
    const other = await requestJob(tx, ctx, { ...request, kind: "analysis.run" });
    expect(second).toEqual({ jobId: first.jobId, isNew: false });
    expect(other.isNew).toBe(true);
    const events = await tx.select().from(outbox).where(eq(outbox.orgId, world.orgId)).orderBy(outbox.id);
    expect(events.map(({ name, data }) => ({ name, data }))).toEqual([
      { name: "roles/mapping.requested", data: { orgId: world.orgId, jobId: first.jobId } },
      { name: "analysis/run.requested", data: { orgId: world.orgId, jobId: other.jobId } },
    ]);
  });

  it("makes one job of many clicks at once", async () => {
    const world = await committedWorld();
    const ctx = ctxOf(world);
    const { id: sessionId } = await inOrg(world, (tx) => makeSession(tx, { orgId: world.orgId }));
    const click = () =>
      inOrg(world, (tx) => requestJob(tx, ctx, { kind: "roles.map", sessionId, subjectId: sessionId }));
    const answers = await Promise.all(Array.from({ length: 12 }, click));
    expect(new Set(answers.map((answer) => answer.jobId)).size).toBe(1);
    expect(answers.filter((answer) => answer.isNew)).toHaveLength(1);
  });

  it("starts a new job once the old one has ended", async () => {
    const { ctx, job, sessionId } = await claimed();
    await finishJob(job);
    const again = await inOrg(ctx, (tx) =>
      requestJob(tx, ctx, { kind: "analysis.run", sessionId, subjectId: sessionId }),
    );
    expect(again.isNew).toBe(true);
  });
});

const refOf = ({ orgId, jobId }: ClaimedJob) => ({ orgId, jobId });

describe("a job in the hands of a run", () => {
  it("reads organization and requester from the row, and belongs to one run", async () => {
    const runId = randomUUID();
    const { ctx, job, jobId, world, sessionId } = await claimed(runId);
    expect(job).toEqual({
      orgId: ctx.orgId,
      jobId,
      kind: "analysis.run",
      sessionId,
      subjectId: sessionId,
      requestedBy: world.user.id,
      requestId: ctx.requestId,
      runId,
    });
    expect(await claimJob({ orgId: ctx.orgId, jobId }, runId)).toEqual(job);
    expect(await claimJob({ orgId: ctx.orgId, jobId }, randomUUID())).toBeNull();
  });

  it("cannot be claimed through another organization's id", async () => {
    const { jobId } = await requestedJob();
    const other = await committedWorld();
    expect(await claimJob({ orgId: other.orgId, jobId }, randomUUID())).toBeNull();
  });

  it("shows its progress, and ends once", async () => {
    const { ctx, job, sessionId } = await claimed();
    expect(await reportProgress(ctx, job, { done: 250, total: 3_000 })).toBe(true);
    expect(await listJobs(ctx, { session: sessionId })).toMatchObject([
      { state: "running", done: 250, total: 3_000, endedAt: null },
    ]);
    await finishJob(job);
    await finishJob(job);
    await failJob(refOf(job), { code: "internal", message: "too late" }, job.runId);
    expect(await reportProgress(ctx, job, { done: 1, total: 2 })).toBe(false);
    expect(await listJobs(ctx)).toMatchObject([{ state: "finished", done: 250, errorMessage: null }]);
  });

  it("takes no word from a run that lost it", async () => {
    const { ctx, job } = await claimed();
    await finishJob({ ...job, runId: randomUUID() });
    expect(await reportProgress(ctx, { ...job, runId: randomUUID() }, { done: 1, total: 2 })).toBe(false);
    await failJob(refOf(job), { code: "internal", message: "not mine any more" }, randomUUID());
    expect(await listJobs(ctx)).toMatchObject([{ state: "running", done: 0 }]);
  });

  it("fails with the sentence its requester reads", async () => {
    const { ctx, job } = await claimed();
    await failJob(refOf(job), { code: "invalid", message: "Line 17 has no title." }, job.runId);
    expect(await listJobs(ctx)).toMatchObject([
      { state: "failed", errorCode: "invalid", errorMessage: "Line 17 has no title." },
    ]);
  });
});

describe("listOpenAndChangedJobs", () => {
  it("gives what is open, and what ended since", async () => {
    const { ctx, job } = await claimed();
    const later = new Date(Date.now() + 60_000);
    expect(await listOpenAndChangedJobs(ctx, later)).toMatchObject([{ id: job.jobId, state: "running" }]);
    await finishJob(job);
    expect(await listOpenAndChangedJobs(ctx, later)).toEqual([]);
    expect(await listOpenAndChangedJobs(ctx, new Date(0))).toMatchObject([{ state: "finished" }]);
  });

  it("announces each write by ids alone, after its commit", async () => {
    const heard: string[] = [];
    const listening = await systemClient().listen(jobsChannel, (payload) => heard.push(payload));
    const { ctx, job } = await claimed();
    await inOrg(ctx, async () => {
      await reportProgress(ctx, job, { done: 1, total: 2 });
      throw new Error("rolled back");
    }).catch(() => undefined);
    await finishJob(job);
    const payload = JSON.stringify({ orgId: job.orgId, jobId: job.jobId });
    // Requested, claimed, finished.
    await expect.poll(() => heard.filter((said) => said === payload)).toHaveLength(3);
    await listening.unlisten();
  });

  it("shows an organization its own jobs only", async () => {
    const { ctx } = await claimed();
    const other = ctxOf(await committedWorld());
    expect(await listJobs(other)).toEqual([]);
    expect(await listOpenAndChangedJobs(other, new Date(0))).toEqual([]);
    expect(await listJobs(ctx)).toHaveLength(1);
    const all = await asSystem("test: all jobs", (tx) => tx.select().from(jobs));
    expect(all.length).toBeGreaterThan(1);
  });
});
