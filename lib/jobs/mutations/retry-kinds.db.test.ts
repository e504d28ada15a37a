import { rm } from "node:fs/promises";
import { and, eq } from "drizzle-orm";
import { eventType, Inngest } from "inngest";
import { afterAll, describe, expect, it, vi } from "vitest";
import type { MemberRole } from "@/db/enums";
import {
  analysisResults,
  discoverySessions,
  functionRuns,
  jobs,
  memberships,
  roleSuggestions,
  uploads,
} from "@/db/schema";
import { committed, committedWorld, type World } from "@/db/testing/db-test";
import {
  makeRole,
  makeRoleDecision,
  makeRun,
  makeSegment,
  makeSession,
  makeStaffedRole,
} from "@/db/testing/factories";
import { functions } from "@/inngest";
import { failTheJob } from "@/inngest/fail-job";
import { requestAnalysis } from "@/lib/analysis/mutations/request-analysis";
import { requestMapping } from "@/lib/roles/mutations/request-mapping";
import { receiveUpload } from "@/lib/rosters/mutations/receive-upload";
import { requestImport } from "@/lib/rosters/mutations/request-import";
import { JobRef } from "../events";
import { inngestAppId } from "../local-runner/function-registry";
import { listJobs } from "../queries";
import { drainJobs } from "../testing/drain-jobs";
import { ctxOf, requestedJob } from "../testing/requested-job";
import { claimJob } from "./claim-job";
import { finishJob } from "./finish-job";
import { retryJob } from "./retry-job";

// Before lib/env is read: files of this test's own.
vi.hoisted(() => vi.stubEnv("OPPORTUNE_HOME", `/tmp/opportune-retries-${process.pid}`));
afterAll(() => rm(`/tmp/opportune-retries-${process.pid}`, { recursive: true, force: true }));

async function scene() {
  const world = await committedWorld();
  const session = await committed((tx) => makeSession(tx, { orgId: world.orgId, ownerId: world.user.id }));
  return { world, ctx: ctxOf(world), sessionId: session.id };
}

const archive = (sessionId: string, archivedAt: Date | null) =>
  committed((tx) =>
    tx.update(discoverySessions).set({ archivedAt }).where(eq(discoverySessions.id, sessionId)),
  );

const giveRole = ({ orgId, user }: World, role: MemberRole) =>
  committed((tx) =>
    tx
      .update(memberships)
      .set({ role })
      .where(and(eq(memberships.orgId, orgId), eq(memberships.userId, user.id))),
  );

const jobOf = (jobId: string) =>
  committed(async (tx) => (await tx.select().from(jobs).where(eq(jobs.id, jobId)))[0]);

const mainRunsOf = (jobId: string) =>
  committed(async (tx) => {
    const rows = await tx.select().from(functionRuns).where(eq(functionRuns.jobId, jobId));
    return rows.filter(({ functionId }) => !functionId.endsWith("-failure"));
  });

/** Fails, is started again once the cause is gone, and ends finished, in a run of its own. */
async function expectSecondLife(
  jobId: string,
  world: World,
  clearCause: () => Promise<unknown>,
): Promise<void> {
  await drainJobs(functions);
  expect(await jobOf(jobId)).toMatchObject({ failedAt: expect.any(Date), finishedAt: null });
  await clearCause();
  await retryJob(ctxOf(world), { jobId });
  await drainJobs(functions);
  expect(await jobOf(jobId)).toMatchObject({
    failedAt: null,
    finishedAt: expect.any(Date),
    attempt: 2,
    errorCode: null,
  });
  const runs = await mainRunsOf(jobId);
  expect(runs.map(({ status }) => status).toSorted()).toEqual(["failed", "finished"]);
}

describe("a failed job that is started again once the cause is gone", () => {
  it("maps the roles", async () => {
    const { world, ctx, sessionId } = await scene();
    await committed((tx) =>
      makeStaffedRole(tx, { orgId: world.orgId, sessionId, title: "Registered Nurse" }),
    );
    const { jobId } = await requestMapping(ctx, { sessionId });
    await archive(sessionId, new Date());
    await expectSecondLife(jobId, world, () => archive(sessionId, null));
    const found = await committed((tx) =>
      tx.select().from(roleSuggestions).where(eq(roleSuggestions.orgId, world.orgId)),
    );
    expect(found.map(({ bestCode }) => bestCode)).toEqual(["29-1141.00"]);
  });

  it("imports the roster", async () => {
    const { world, ctx, sessionId } = await scene();
    const body = new Blob(["Job Title,Department\nNurse,Care\nClerk,Finance\n"]).stream();
    const { uploadId } = await receiveUpload(ctx, {
      sessionId,
      fileName: "roster.csv",
      body: body as unknown as Parameters<typeof receiveUpload>[1]["body"],
    });
    const { jobId } = await requestImport(ctx, { uploadId });
    await archive(sessionId, new Date());
    await expectSecondLife(jobId, world, () => archive(sessionId, null));
    const [upload] = await committed((tx) => tx.select().from(uploads).where(eq(uploads.id, uploadId)));
    expect(upload).toMatchObject({ rowCount: 2, roleCount: 2 });
    // The import asks for the mapping, once.
    expect((await listJobs(ctx, { session: sessionId })).map(({ kind, state }) => [kind, state])).toEqual([
      ["roles.map", "finished"],
      ["roster.import", "finished"],
    ]);
  });

  it("computes the analysis", async () => {
    const { world, ctx, sessionId } = await scene();
    const { orgId } = world;
    await committed(async (tx) => {
      const role = await makeRole(tx, { orgId, sessionId, title: "Nurse" });
      await makeSegment(tx, { orgId, sessionId, roleId: role.id, headcount: 12 });
      await makeRoleDecision(tx, { orgId, roleId: role.id, onetCode: "29-1141.00" });
    });
    const { runId } = await requestAnalysis(ctx, { sessionId });
    const [job] = await listJobs(ctx, { session: sessionId });
    // Its requester may no longer change the session by the time it runs.
    await giveRole(world, "manager");
    await expectSecondLife(job?.id ?? "", world, () => giveRole(world, "admin"));
    const results = await committed((tx) =>
      tx.select().from(analysisResults).where(eq(analysisResults.runId, runId)),
    );
    expect(results).toHaveLength(1);
  });
});

describe("a job that fails with every try", () => {
  const inngest = new Inngest({ id: inngestAppId });
  const seen: unknown[] = [];
  let isBroken = true;
  const shaky = inngest.createFunction(
    {
      id: "run-analysis",
      retries: 3,
      triggers: [eventType("analysis/run.requested", { schema: JobRef })],
      onFailure: failTheJob,
    },
    async ({ event, step, runId }) => {
      const job = await step.run("claim-job", () => claimJob(event.data, runId));
      if (!job) return;
      await step.run("shake", async () => {
        seen.push((await jobOf(job.jobId))?.failedAt);
        if (isBroken) throw new Error("Not yet.");
      });
      await step.run("finish-job", () => finishJob(job));
    },
  );

  it("is failed after the last and not before, and of 20 clicks on retry gets one run", async () => {
    const { ctx, jobId, world } = await requestedJob("analysis.run");
    await committed(async (tx) => {
      const run = await makeRun(tx, { orgId: world.orgId });
      await tx.update(jobs).set({ subjectId: run.id }).where(eq(jobs.id, jobId));
    });
    await drainJobs([shaky]);
    expect(seen).toEqual([null, null, null, null]);
    expect(await jobOf(jobId)).toMatchObject({ failedAt: expect.any(Date), errorCode: "internal" });

    isBroken = false;
    const clicks = await Promise.allSettled(Array.from({ length: 20 }, () => retryJob(ctx, { jobId })));
    expect(clicks.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await drainJobs([shaky]);
    expect(seen).toHaveLength(5);
    expect(await jobOf(jobId)).toMatchObject({ finishedAt: expect.any(Date), attempt: 2 });
    expect(await mainRunsOf(jobId)).toHaveLength(2);
  });
});
