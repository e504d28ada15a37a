import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { discoverySessions, exports, history, jobs, organizations } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { makeMembership } from "@/db/testing/factories";
import { functions } from "@/inngest";
import { publishRun } from "@/lib/analysis/mutations/publish-run";
import { finishRun, makeMappedSession } from "@/lib/analysis/testing/run-fixtures";
import type { Ctx } from "@/lib/auth/context";
import { ctxForJob } from "@/lib/auth/job-context";
import { committedRoadmap } from "@/lib/candidates/testing/roadmap-fixtures";
import { exportFiles } from "@/lib/files/rooms";
import { cancelJob } from "@/lib/jobs/mutations/cancel-job";
import { type ClaimedJob, claimJob } from "@/lib/jobs/mutations/claim-job";
import { finishJob } from "@/lib/jobs/mutations/finish-job";
import { retryJob } from "@/lib/jobs/mutations/retry-job";
import { listJobs } from "@/lib/jobs/queries";
import { drainJobs } from "@/lib/jobs/testing/drain-jobs";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { listRecentExports } from "../queries";
import { fetchExport } from "./fetch-export";
import { requestExport } from "./request-export";
import { sweepExports } from "./sweep-exports";
import { writeExport } from "./write-export";

// Before lib/env is read: a bucket of this file's own.
const stub = await vi.hoisted(async () => {
  const { S3Stub } = await import("@/e2e/stubs/s3-stub");
  const started = new S3Stub();
  await started.start();
  vi.stubEnv("OPPORTUNE_HOME", `/tmp/opportune-exports-${process.pid}`);
  vi.stubEnv("S3_ENDPOINT", started.endpoint);
  vi.stubEnv("S3_BUCKET", started.bucketName);
  vi.stubEnv("S3_REGION", started.key.region);
  vi.stubEnv("S3_ACCESS_KEY_ID", started.key.accessKeyId);
  vi.stubEnv("S3_SECRET_ACCESS_KEY", started.key.secretAccessKey);
  return started;
});
beforeEach(() => stub.reset());
afterAll(async () => {
  await stub.stop();
  await rm(`/tmp/opportune-exports-${process.pid}`, { recursive: true, force: true });
});

const anAnalysis = { kind: "session_ranking", params: {} } as const;
const theRanking = { kind: "organization_ranking", params: {} } as const;

/** An organization with twelve candidates in its ranking. */
async function scene(): Promise<{ ctx: Ctx }> {
  const { ctx, runId } = await committedRoadmap(12);
  await publishRun(ctx, { runId });
  return { ctx };
}

/** A session of twelve roles with a finished run. */
async function sessionScene(): Promise<{ ctx: Ctx; sessionId: string }> {
  const { orgId } = await committedWorld();
  const { ctx, sessionId } = await committed((tx) => makeMappedSession(tx, orgId));
  await finishRun(ctx, sessionId);
  return { ctx, sessionId };
}

async function colleagueOf(ctx: Ctx): Promise<Ctx> {
  const { userId } = await committed((tx) => makeMembership(tx, { orgId: ctx.orgId, role: "manager" }));
  return memberCtx(ctx.orgId, userId, "manager");
}

const historyOf = (ctx: Ctx) =>
  committed((tx) =>
    tx
      .select({ name: history.name, subjectKind: history.subjectKind, data: history.data })
      .from(history)
      .where(
        sql`${history.orgId} = ${ctx.orgId} and ${history.name} in ('ranking.exported', 'export.fetched')`,
      )
      .orderBy(history.position),
  );

const rowsOf = (ctx: Ctx) => committed((tx) => tx.select().from(exports).where(eq(exports.orgId, ctx.orgId)));

const setExport = (exportId: string, values: Partial<typeof exports.$inferInsert>) =>
  committed((tx) => tx.update(exports).set(values).where(eq(exports.id, exportId)));

async function fetched(ctx: Ctx, exportId: string) {
  const { stream, ...rest } = await fetchExport(ctx, exportId);
  const text = Buffer.concat(await stream.toArray()).toString();
  const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
  return { ...rest, text, rows };
}

/** An export in the hands of a run, as the function has it after its first step. */
async function claimed(ctx: Ctx): Promise<{ exportId: string; job: ClaimedJob; jobCtx: Ctx }> {
  const { exportId, jobId } = await requestExport(ctx, theRanking);
  const job = await claimJob({ orgId: ctx.orgId, jobId }, randomUUID());
  if (!job) throw new Error("The job could not be claimed.");
  return { exportId, job, jobCtx: await ctxForJob(job) };
}

const keysInStore = () => [...stub.bucket.objects.keys(), ...stub.bucket.uploads.keys()];

describe("an export", () => {
  it("is written by a job and fetched afterwards, with two lines of history", async () => {
    const { ctx, sessionId } = await sessionScene();
    const { exportId } = await requestExport(ctx, { ...anAnalysis, sessionId, params: { sort: "title" } });
    await expect(fetchExport(ctx, exportId)).rejects.toMatchObject({ code: "conflict" });
    await drainJobs(functions);
    expect(await listJobs(ctx)).toContainEqual(
      expect.objectContaining({ kind: "export.write", sessionId, state: "finished", done: 12, total: 12 }),
    );
    const [view] = await listRecentExports(ctx, { kind: "session_ranking", sessionId });
    const { text, rows, fileName, byteSize } = await fetched(ctx, exportId);
    expect(rows).toHaveLength(12);
    expect(byteSize).toBe(Buffer.byteLength(text));
    expect(view).toMatchObject({ id: exportId, file: { name: fileName, byteSize, rowCount: 12 } });
    const days = ((view?.file?.expiresAt.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThanOrEqual(7);
    expect(await historyOf(ctx)).toEqual([
      { name: "ranking.exported", subjectKind: "analysis_run", data: { filters: [], sort: "title" } },
      { name: "export.fetched", subjectKind: "export", data: {} },
    ]);
  });

  it("belongs to no session when it is the organization's ranking", async () => {
    const { ctx } = await scene();
    const { exportId } = await requestExport(ctx, { ...theRanking, params: { q: "Clerk 1" } });
    await drainJobs(functions);
    expect(await listJobs(ctx)).toContainEqual(
      expect.objectContaining({ kind: "export.write", sessionId: null, state: "finished" }),
    );
    const { rows } = await fetched(ctx, exportId);
    expect(rows.map(({ title }) => title)).toContain("Clerk 12");
    expect(rows[0]?.filters).toBe("q=Clerk 1");
  });

  it("with nothing in it is a file with a header", async () => {
    const { ctx } = await scene();
    const { exportId } = await requestExport(ctx, { ...theRanking, params: { q: "nobody" } });
    await drainJobs(functions);
    const { text } = await fetched(ctx, exportId);
    expect(text.split("\r\n")).toHaveLength(2);
    expect(await rowsOf(ctx)).toMatchObject([{ rowCount: 0 }]);
  });
});

describe("asking for one", () => {
  it("is asking once, however often one person clicks; others have their own", async () => {
    const { ctx, sessionId } = await sessionScene();
    const clicks = await Promise.all(Array.from({ length: 6 }, () => requestExport(ctx, theRanking)));
    expect(new Set(clicks.map(({ exportId }) => exportId)).size).toBe(1);
    const again = { ...theRanking, params: { page: "3", sort: "rank" } };
    expect(await requestExport(ctx, again)).toEqual(clicks[0]);
    const others = [
      await requestExport(ctx, { ...theRanking, params: { q: "x" } }),
      await requestExport(ctx, { ...anAnalysis, sessionId }),
      await requestExport(await colleagueOf(ctx), theRanking),
    ];
    expect(new Set([...clicks, ...others].map(({ exportId }) => exportId)).size).toBe(4);
    expect(await historyOf(ctx)).toHaveLength(4);
  });

  it("gives a new one once the last has ended", async () => {
    const { ctx } = await scene();
    const { job } = await claimed(ctx);
    await finishJob(job);
    expect((await requestExport(ctx, theRanking)).exportId).not.toBe(job.subjectId);
  });

  it("is refused without the right, elsewhere, and for filters that mean nothing; nothing is left then", async () => {
    const { ctx, sessionId } = await sessionScene();
    const { ctx: stranger } = await scene();
    const asked = { ...anAnalysis, sessionId };
    const nobody = { ...ctx, rights: new Set(["ranking:read", "session:read"] as const) };
    await expect(requestExport(nobody, asked)).rejects.toMatchObject({ code: "forbidden" });
    await expect(requestExport(stranger, asked)).rejects.toMatchObject({ code: "not_found" });
    await expect(requestExport(ctx, { ...asked, params: { tier: "soon" } })).rejects.toThrow();
    await expect(requestExport(ctx, { ...theRanking, params: { tier: "someday" } })).rejects.toThrow();
    await expect(requestExport(ctx, { ...theRanking, kind: "everything" })).rejects.toThrow();
    expect([...(await rowsOf(ctx)), ...(await rowsOf(stranger)), ...(await historyOf(ctx))]).toEqual([]);
  });
});

describe("fetching one", () => {
  it("is for whoever may export in this organization, and leaves their name", async () => {
    const { ctx } = await scene();
    const { ctx: stranger } = await scene();
    const { exportId } = await requestExport(ctx, theRanking);
    await drainJobs(functions);
    await expect(fetchExport(stranger, exportId)).rejects.toMatchObject({ code: "not_found" });
    for (const id of ["no-uuid", "\0"]) {
      await expect(fetchExport(ctx, id)).rejects.toMatchObject({ code: "not_found" });
    }
    const nobody = { ...ctx, rights: new Set(["ranking:read"] as const) };
    await expect(fetchExport(nobody, exportId)).rejects.toMatchObject({ code: "forbidden" });
    const colleague = await colleagueOf(ctx);
    expect((await fetched(colleague, exportId)).rows).toHaveLength(12);
    expect(await listRecentExports(colleague, { kind: "organization_ranking", sessionId: null })).toEqual([]);
    expect((await historyOf(ctx)).map(({ name }) => name)).toEqual(["ranking.exported", "export.fetched"]);
  });

  it("ends with its days, and says so", async () => {
    const { ctx } = await scene();
    const { exportId } = await requestExport(ctx, theRanking);
    await drainJobs(functions);
    await setExport(exportId, { expiresAt: new Date(Date.now() - 1000) });
    const told = {
      code: "not_found",
      message: "Files are kept for 7 days; this one was deleted. Export it again.",
    };
    await expect(fetchExport(ctx, exportId)).rejects.toMatchObject(told);
    await sweepExports();
    await expect(fetchExport(ctx, exportId)).rejects.toMatchObject(told);
    const [view] = await listRecentExports(ctx, { kind: "organization_ranking", sessionId: null });
    expect(view).toMatchObject({ id: exportId, file: null, job: { state: "finished" } });
  });

  it("ends with its session", async () => {
    const { ctx, sessionId } = await sessionScene();
    const { exportId } = await requestExport(ctx, { ...anAnalysis, sessionId });
    await drainJobs(functions);
    await committed((tx) =>
      tx.update(discoverySessions).set({ deletedAt: new Date() }).where(eq(discoverySessions.id, sessionId)),
    );
    await expect(fetchExport(ctx, exportId)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("writing one", () => {
  it("fails in words while the store is away, and a retry ends well, with one file", async () => {
    const { ctx } = await scene();
    const { exportId, jobId } = await requestExport(ctx, theRanking);
    stub.fail("PutObject", { status: 500, code: "InternalError" });
    await drainJobs(functions);
    const [failed] = await listJobs(ctx);
    expect(failed).toMatchObject({
      state: "failed",
      errorCode: "unavailable",
      errorMessage: expect.stringContaining("The file store does not answer."),
    });
    await expect(fetchExport(ctx, exportId)).rejects.toMatchObject({ code: "conflict" });
    expect(keysInStore()).toEqual([]);
    stub.reset();
    await retryJob(ctx, { jobId });
    await drainJobs(functions);
    const [retried] = await listJobs(ctx);
    expect(retried).toMatchObject({ id: jobId, state: "finished" });
    expect((await fetched(ctx, exportId)).rows).toHaveLength(12);
    expect(keysInStore()).toEqual([`exports/${exportId}`]);
  });

  it("may be done again: what a killed try left is written over, what is ready stays", async () => {
    const { ctx } = await scene();
    const { exportId, job, jobCtx } = await claimed(ctx);
    const half = (async function* () {
      yield Buffer.from("half a file");
    })();
    await exportFiles.put(exportId, half, { maxBytes: 100 });
    await writeExport(jobCtx, job);
    const first = await fetched(ctx, exportId);
    expect(first.rows).toHaveLength(12);
    await writeExport(jobCtx, job);
    expect((await fetched(ctx, exportId)).text).toBe(first.text);
    expect(keysInStore()).toEqual([`exports/${exportId}`]);
  });

  it("stops when the job is cancelled, and leaves nothing", async () => {
    const { ctx } = await scene();
    const { exportId, job, jobCtx } = await claimed(ctx);
    await cancelJob(ctx, { jobId: job.jobId });
    await expect(writeExport(jobCtx, job)).rejects.toMatchObject({ code: "conflict" });
    expect(stub.asked).toEqual([]);
    await expect(fetchExport(ctx, exportId)).rejects.toMatchObject({ code: "conflict" });
  });

  it("takes the file back when the job is cancelled at the last moment", async () => {
    const { ctx } = await scene();
    const { job, jobCtx } = await claimed(ctx);
    stub.onAsked = async (operation) => {
      if (operation === "PutObject") await cancelJob(ctx, { jobId: job.jobId });
    };
    await expect(writeExport(jobCtx, job)).rejects.toMatchObject({ code: "conflict" });
    expect(stub.asked).toEqual(["PutObject", "DeleteObject"]);
    expect(keysInStore()).toEqual([]);
  });

  it("leaves the file to the run that has taken over", async () => {
    const { ctx } = await scene();
    const { exportId, job, jobCtx } = await claimed(ctx);
    const another = { ...job, runId: randomUUID() };
    stub.onAsked = async (operation) => {
      if (operation !== "PutObject") return;
      stub.onAsked = () => undefined;
      await committed((tx) =>
        tx.update(jobs).set({ claimedByRun: another.runId }).where(eq(jobs.id, job.jobId)),
      );
      await writeExport(jobCtx, another);
    };
    await expect(writeExport(jobCtx, job)).rejects.toMatchObject({ code: "conflict" });
    expect((await fetched(ctx, exportId)).rows).toHaveLength(12);
  });

  it("asks for the rights that the person has now", async () => {
    const { ctx } = await scene();
    const { job, jobCtx } = await claimed(ctx);
    const nobody = { ...jobCtx, rights: new Set(["ranking:read"] as const) };
    await expect(writeExport(nobody, job)).rejects.toMatchObject({ code: "forbidden" });
    expect(stub.asked).toEqual([]);
  });
});

describe("the sweep", () => {
  it("deletes files whose days are over and those that nobody names, and forgets old rows", async () => {
    const { ctx } = await scene();
    const ids: string[] = [];
    for (const q of ["a", "b", "c"]) {
      ids.push((await requestExport(ctx, { ...theRanking, params: { q } })).exportId);
    }
    await drainJobs(functions);
    const [fresh = "", over = "", old = ""] = ids;
    const aDay = 86_400_000;
    await setExport(over, { expiresAt: new Date(Date.now() - 1000) });
    await setExport(old, { expiresAt: new Date(0), createdAt: new Date(Date.now() - 31 * aDay) });
    const orphan = `exports/${randomUUID()}`;
    stub.bucket.objects.set(orphan, { bytes: Buffer.alloc(1), modifiedAt: new Date(Date.now() - 2 * aDay) });
    const unfinished = { key: orphan, initiatedAt: new Date(Date.now() - 2 * aDay), parts: new Map() };
    stub.bucket.uploads.set(randomUUID(), unfinished);
    expect(await sweepExports()).toEqual({ deletedCount: 3 });
    expect(keysInStore()).toEqual([`exports/${fresh}`]);
    expect((await rowsOf(ctx)).map(({ id }) => id).sort()).toEqual([fresh, over].sort());
    expect(await sweepExports()).toEqual({ deletedCount: 0 });
    expect((await fetched(ctx, fresh)).rows).toHaveLength(12);
  });

  it("finds files that it could not delete the last time", async () => {
    const { ctx } = await scene();
    const { exportId } = await requestExport(ctx, theRanking);
    await drainJobs(functions);
    await setExport(exportId, { expiresAt: new Date(0) });
    stub.fail("DeleteObject", { status: 403, code: "AccessDenied" }, 1);
    await expect(sweepExports()).rejects.toMatchObject({ code: "unavailable" });
    const left = stub.bucket.objects.get(`exports/${exportId}`);
    if (left) left.modifiedAt = new Date(Date.now() - 2 * 86_400_000);
    await sweepExports();
    expect(keysInStore()).toEqual([]);
  });
});

it("goes with its organization, job and all, and with no other", async () => {
  const [{ ctx }, { ctx: other }] = [await scene(), await scene()];
  for (const asking of [ctx, other]) await requestExport(asking, theRanking);
  await committed((tx) => tx.delete(organizations).where(eq(organizations.id, ctx.orgId)));
  expect(await rowsOf(ctx)).toEqual([]);
  expect(await committed((tx) => tx.select().from(jobs).where(eq(jobs.orgId, ctx.orgId)))).toEqual([]);
  expect(await rowsOf(other)).toHaveLength(1);
});
