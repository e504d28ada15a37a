import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { history, memberships, outbox, scoringJobs, scoringPoints } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { makeScoringJob, makeTemplate } from "@/db/testing/scoring-factories";
import type { Ctx } from "@/lib/auth/context";
import { rightsOf } from "@/lib/auth/rights";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { generalTemplate } from "../house/general";
import { readJob, readPoints, type ScoringScene, scoringScene } from "../testing/scoring-scene";
import { cancelScoring } from "./cancel-scoring";
import { failScoring } from "./fail-scoring";
import { requestScoring } from "./request-scoring";
import { previewScoringRetry, retryMatchingScorings } from "./retry-matching-scorings";
import { retryScoring } from "./retry-scoring";
import { scoringLimits } from "./scoring-limits";
import { takeUpScoring } from "./take-up-scoring";

// Before lib/env is read. Nothing here calls it.
vi.hoisted(() => {
  vi.stubEnv("OPENAI_API_KEY", "sk-life-4vB8nQ2xW7kP9zLm");
  vi.stubEnv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1");
});

const eventsOf = (ctx: Ctx) =>
  committed((tx) =>
    tx
      .select()
      .from(outbox)
      .where(and(eq(outbox.orgId, ctx.orgId), eq(outbox.name, "scoring/job.requested"))),
  );

const jobsOf = (ctx: Ctx) =>
  committed((tx) => tx.select().from(scoringJobs).where(eq(scoringJobs.orgId, ctx.orgId)));

const linesOf = async (ctx: Ctx) => {
  const lines = await committed((tx) =>
    tx.select().from(history).where(eq(history.orgId, ctx.orgId)).orderBy(history.position),
  );
  return lines.map(({ name, subjectId }) => `${name} ${subjectId}`);
};

const failedBy = (code: string) => ({ code, message: "It could not be done. Retry it." });

async function failedJob(scene: ScoringScene, values: Partial<typeof scoringJobs.$inferInsert> = {}) {
  const { orgId } = scene.ctx;
  return committed((tx) =>
    makeScoringJob(tx, {
      ...{ orgId, profileId: scene.profileId, requestedBy: scene.world.user.id },
      ...{ startedAt: new Date(), failedAt: new Date(), claimedByRun: "old" },
      ...{ errorClass: "retry_later", errorCode: "timed_out", errorMessage: "Too slow." },
      ...values,
    }),
  );
}

describe("requestScoring", () => {
  it("writes down all that is needed, with the event and a line of the history", async () => {
    const { ctx, profileId, templateId, world } = await scoringScene();
    const { jobId, isReused } = await requestScoring(ctx, { profileId, templateId });
    expect(isReused).toBe(false);
    expect(await readJob(jobId)).toMatchObject({
      ...{ profileId, templateId, templateVersion: 1, source: "template", profileVersion: 1 },
      ...{ requestedBy: world.user.id, status: "pending", isBlind: true, scaleMin: 0, scaleMax: 10 },
      requestedModel: "gpt-4.1",
      prompt: expect.stringContaining("Technical Skills"),
      profileText: expect.stringContaining("forty engineers"),
      estimateNanos: expect.any(Number),
    });
    expect(await eventsOf(ctx)).toMatchObject([{ data: { orgId: ctx.orgId, jobId } }]);
    expect(await linesOf(ctx)).toEqual([`scoring.requested ${jobId}`]);
  });

  it("takes the default template of a role, and the general criteria for a free prompt", async () => {
    const { ctx, profileId, templateId } = await scoringScene();
    const { jobId: byRole } = await requestScoring(ctx, { profileId, role: "general" });
    expect(await readJob(byRole)).toMatchObject({ source: "role", templateId });
    const prompt = "Somebody who can run a harbour.";
    const { jobId: free } = await requestScoring(ctx, { profileId, prompt });
    expect(await readJob(free)).toMatchObject({
      ...{ source: "prompt", templateId: null, templateVersion: null },
      prompt: expect.stringContaining(prompt),
    });
    await expect(requestScoring(ctx, { profileId, prompt, role: "general" })).rejects.toThrow();
    await expect(requestScoring(ctx, { profileId })).rejects.toThrow();
  });

  it("makes one job of fifty requests with one key, and refuses the key for something else", async () => {
    const { ctx, profileId, templateId } = await scoringScene();
    const input = { profileId, templateId, idempotencyKey: randomUUID() };
    const made = await Promise.all(Array.from({ length: 50 }, () => requestScoring(ctx, input)));
    expect(new Set(made.map(({ jobId }) => jobId)).size).toBe(1);
    expect(await jobsOf(ctx)).toHaveLength(1);
    expect(await eventsOf(ctx)).toHaveLength(1);
    await expect(requestScoring(ctx, { ...input, maxTokens: 300 })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("finds the profile before it counts, and counts nothing for one that is not there", async () => {
    const { ctx, templateId } = await scoringScene();
    const foreign = await scoringScene();
    for (const profileId of [randomUUID(), foreign.profileId]) {
      await expect(requestScoring(ctx, { profileId, templateId })).rejects.toMatchObject({
        code: "not_found",
      });
      const [state] = await scoringLimits(ctx, profileId);
      expect(state?.remaining).toBe(state?.limit.points);
    }
  });

  it("refuses who may not, and a model that is not on the list", async () => {
    const { ctx, profileId, templateId } = await scoringScene();
    const reader = {
      ...ctx,
      rights: new Set([...rightsOf("analyst", false)].filter((r) => r !== "scoring:request")),
    };
    await expect(requestScoring(reader, { profileId, templateId })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(requestScoring(ctx, { profileId, templateId, model: "gpt-0" })).rejects.toMatchObject({
      code: "invalid",
    });
    expect(await jobsOf(ctx)).toHaveLength(0);
  });

  it("shows the result of the same question within a day, and asks anew when that is wanted", async () => {
    const { ctx, profileId, templateId } = await scoringScene();
    const { jobId } = await requestScoring(ctx, { profileId, templateId });
    await committed(async (tx) => {
      await tx
        .update(scoringJobs)
        .set({
          ...{
            startedAt: new Date(),
            completedAt: new Date(),
            overall: 0,
            overallShare: 0,
            outcome: "rejected",
          },
          ...{ totalTokens: 900, costNanos: 5_000, durationMs: 800, resolvedModel: "gpt-4.1-2026" },
        })
        .where(eq(scoringJobs.id, jobId));
      await tx.insert(scoringPoints).values({
        ...{ orgId: ctx.orgId, jobId, position: 1, key: "technical_skills", label: "Technical Skills" },
        ...{ weight: 0.4, points: 0, quote: "Built", quoteStart: 0, quoteEnd: 5 },
      });
    });
    const again = await requestScoring(ctx, { profileId, templateId });
    expect(again.isReused).toBe(true);
    expect(await readJob(again.jobId)).toMatchObject({
      ...{ status: "completed", reusedFromJobId: jobId, overall: 0, outcome: "rejected" },
      ...{ costNanos: 0, totalTokens: 0, resolvedModel: "gpt-4.1-2026" },
    });
    expect(await readPoints(again.jobId)).toMatchObject([
      { key: "technical_skills", points: 0, quote: "Built" },
    ]);
    expect(await eventsOf(ctx)).toHaveLength(1);
    for (const change of [{ isFresh: true }, { maxTokens: 900 }, { unblindReason: "Named on purpose." }]) {
      expect(await requestScoring(ctx, { profileId, templateId, ...change })).toMatchObject({
        isReused: false,
      });
    }
    await committed((tx) =>
      tx
        .update(scoringJobs)
        .set({ completedAt: sql`now() - interval '25 hours'` })
        .where(eq(scoringJobs.id, jobId)),
    );
    expect(await requestScoring(ctx, { profileId, templateId })).toMatchObject({ isReused: false });
  });
});

describe("takeUpScoring", () => {
  const ref = ({ orgId, id: jobId }: { orgId: string; id: string }) => ({ orgId, jobId });

  it("gives a job to one run of many, and again to that one alone", async () => {
    const { ctx, profileId, templateId } = await scoringScene();
    const { jobId } = await requestScoring(ctx, { profileId, templateId });
    const taken = await Promise.all(
      Array.from({ length: 8 }, (_, index) => takeUpScoring({ orgId: ctx.orgId, jobId }, `run-${index}`)),
    );
    const [winner, ...others] = taken.filter((one) => one !== null);
    expect(others).toEqual([]);
    expect(await readJob(jobId)).toMatchObject({ status: "processing", claimedByRun: winner?.runId });
    expect(await takeUpScoring({ orgId: ctx.orgId, jobId }, winner?.runId ?? "")).not.toBeNull();
    expect(await takeUpScoring({ orgId: ctx.orgId, jobId }, "another")).toBeNull();
  });

  it("takes nothing that has ended", async () => {
    const scene = await scoringScene();
    for (const end of ["completedAt", "failedAt", "cancelledAt"]) {
      const job = await failedJob(scene, { failedAt: null, claimedByRun: null, [end]: new Date() });
      expect(await takeUpScoring(ref(job), "run")).toBeNull();
    }
  });

  it("does nothing for a requester who has left", async () => {
    const { ctx, profileId, templateId } = await scoringScene();
    const { jobId } = await requestScoring(ctx, { profileId, templateId });
    await committed((tx) =>
      tx.update(memberships).set({ disabledAt: new Date() }).where(eq(memberships.orgId, ctx.orgId)),
    );
    await expect(takeUpScoring({ orgId: ctx.orgId, jobId }, "run")).rejects.toMatchObject({
      code: "forbidden",
    });
    // The transaction took the claim back with it.
    expect(await readJob(jobId)).toMatchObject({ status: "pending" });
  });
});

describe("retryScoring", () => {
  it("starts a failed job again, once for many clicks", async () => {
    const scene = await scoringScene();
    const { id: jobId } = await failedJob(scene);
    const clicks = await Promise.allSettled(
      Array.from({ length: 8 }, () => retryScoring(scene.ctx, { jobId })),
    );
    expect(clicks.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const click of clicks) {
      if (click.status === "rejected")
        expect(click.reason).toMatchObject({ code: "conflict", reason: "JOB_NOT_RETRYABLE" });
    }
    expect(await readJob(jobId)).toMatchObject({
      ...{ status: "pending", retryCount: 1, claimedByRun: null, startedAt: null },
      ...{ errorClass: null, errorCode: null, errorMessage: null },
    });
    expect(await eventsOf(scene.ctx)).toHaveLength(1);
    expect(await linesOf(scene.ctx)).toEqual([`scoring.retried ${jobId}`]);
  });

  it("does so three times and no more", async () => {
    const scene = await scoringScene();
    const { id: jobId } = await failedJob(scene, { retryCount: 2 });
    await retryScoring(scene.ctx, { jobId });
    await failScoring({ orgId: scene.ctx.orgId, jobId }, failedBy("timed_out"), null);
    await expect(retryScoring(scene.ctx, { jobId })).rejects.toMatchObject({
      reason: "RETRY_LIMIT_EXCEEDED",
    });
  });

  it("leaves alone what is not failed, and what belongs to others", async () => {
    const scene = await scoringScene();
    const other = await scoringScene();
    const done = await failedJob(scene, { failedAt: null, completedAt: new Date() });
    await expect(retryScoring(scene.ctx, { jobId: done.id })).rejects.toMatchObject({
      reason: "JOB_NOT_RETRYABLE",
    });
    const failed = await failedJob(scene);
    await expect(retryScoring(other.ctx, { jobId: failed.id })).rejects.toMatchObject({
      code: "not_found",
    });
    const dropped = await failedJob(scene, { textDroppedAt: new Date() });
    await expect(retryScoring(scene.ctx, { jobId: dropped.id })).rejects.toMatchObject({
      code: "conflict",
    });
  });
});

describe("failScoring", () => {
  it("gives the slot of the limits back, and fails nothing that another run has", async () => {
    const { ctx, profileId, templateId } = await scoringScene();
    const { jobId } = await requestScoring(ctx, { profileId, templateId });
    const ref = { orgId: ctx.orgId, jobId };
    await takeUpScoring(ref, "run");
    const [before] = await scoringLimits(ctx, profileId);
    expect(await failScoring(ref, failedBy("internal"), "another")).toBe(false);
    expect(await failScoring(ref, failedBy("internal"), "run")).toBe(true);
    expect(await failScoring(ref, failedBy("internal"), "run")).toBe(false);
    const [after] = await scoringLimits(ctx, profileId);
    expect(after?.remaining).toBe((before?.remaining ?? 0) + 1);
    expect(await readJob(jobId)).toMatchObject({ status: "failed", errorClass: "retry_later" });
  });
});

describe("cancelScoring", () => {
  it("ends an open job and says what was paid; the second time conflicts", async () => {
    const { ctx, profileId, templateId } = await scoringScene();
    const { jobId } = await requestScoring(ctx, { profileId, templateId });
    expect(await cancelScoring(ctx, { jobId })).toEqual({ id: jobId, paidCallCount: 0, paidNanos: 0 });
    expect(await readJob(jobId)).toMatchObject({ status: "cancelled" });
    expect(await takeUpScoring({ orgId: ctx.orgId, jobId }, "run")).toBeNull();
    await expect(cancelScoring(ctx, { jobId })).rejects.toMatchObject({ reason: "JOB_NOT_CANCELLABLE" });
    expect(await linesOf(ctx)).toContain(`scoring.cancelled ${jobId}`);
  });

  it("is for who asked, or an admin; foreign jobs are not there", async () => {
    const scene = await scoringScene();
    const { ctx, profileId, templateId } = scene;
    const { jobId } = await requestScoring(ctx, { profileId, templateId });
    const colleague = { ...memberCtx(ctx.orgId, randomUUID()), rights: rightsOf("analyst", false) };
    await expect(cancelScoring(colleague, { jobId })).rejects.toMatchObject({ code: "forbidden" });
    const { ctx: stranger } = await scoringScene();
    await expect(cancelScoring(stranger, { jobId })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("retryMatchingScorings", () => {
  it("says before and after what is started again, what is not and why, and at what price", async () => {
    const scene = await scoringScene();
    await failedJob(scene, { estimateNanos: 400 });
    await failedJob(scene, { estimateNanos: 600 });
    await failedJob(scene, { retryCount: 3 });
    await failedJob(scene, { errorClass: "never", errorCode: "refused" });
    await failedJob(scene, { failedAt: null, completedAt: new Date() });
    const preview = await previewScoringRetry(scene.ctx, {});
    expect(preview).toMatchObject({ queued: 2, costLowNanos: 500, costHighNanos: 1_000 });
    expect(new Set(preview.skipped.map(({ reason, count }) => `${reason} ${count}`))).toEqual(
      new Set(["limit_reached 1", "pointless 1", "not_failed 1"]),
    );
    expect(await eventsOf(scene.ctx)).toHaveLength(0);
    expect(await retryMatchingScorings(scene.ctx, {})).toEqual(preview);
    expect(await eventsOf(scene.ctx)).toHaveLength(2);
    expect(await retryMatchingScorings(scene.ctx, {})).toMatchObject({ queued: 0 });
  });

  it("starts each job once, however many ask at the same time, and no other organization's", async () => {
    const world = await committedWorld();
    const scene = await scoringScene({ inWorld: world });
    const other = await scoringScene();
    for (let count = 0; count < 5; count += 1) await failedJob(scene);
    await failedJob(other);
    const all = await Promise.all(Array.from({ length: 4 }, () => retryMatchingScorings(scene.ctx, {})));
    expect(all.reduce((sum, { queued }) => sum + queued, 0)).toBe(5);
    expect(await eventsOf(scene.ctx)).toHaveLength(5);
    expect(await eventsOf(other.ctx)).toHaveLength(0);
  });
});

it("keeps templates of the house usable as they are", async () => {
  const { ctx, profileId } = await scoringScene();
  const template = await committed((tx) => makeTemplate(tx, { orgId: ctx.orgId }, generalTemplate.body));
  const { jobId } = await requestScoring(ctx, { profileId, templateId: template.id });
  expect(await readJob(jobId)).toMatchObject({ scaleMin: 0, scaleMax: 10 });
});
