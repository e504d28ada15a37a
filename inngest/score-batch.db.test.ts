import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import {
  jobs,
  modelBudgets,
  modelCalls,
  modelSettings,
  profiles,
  scoringBatches,
  scoringBatchItems,
  scoringJobs,
  scoringTemplates,
  scoringTemplateVersions,
} from "@/db/schema";
import { committed } from "@/db/testing/db-test";
import { makeProfile } from "@/db/testing/scoring-factories";
import type { Ctx } from "@/lib/auth/context";
import { cancelJob } from "@/lib/jobs/mutations/cancel-job";
import { retryJob } from "@/lib/jobs/mutations/retry-job";
import { drainJobs } from "@/lib/jobs/testing/drain-jobs";
import { makeScorings } from "@/lib/scoring/mutations/carry-out-batch";
import { previewBatch, requestBatch } from "@/lib/scoring/mutations/request-batch";
import { answerWith, profileLine, scoringScene } from "@/lib/scoring/testing/scoring-scene";
import { scoreBatchFunction } from "./score-batch";
import { scoreProfileFunction } from "./score-profile";

// Before lib/env is read: a model's server of this test's own.
const stub = await vi.hoisted(async () => {
  const { startModelStub } = await import("@/e2e/stubs/model-stub");
  const started = await startModelStub();
  vi.stubEnv("OPENAI_API_KEY", started.apiKey);
  vi.stubEnv("OPENAI_BASE_URL", started.url);
  return started;
});
afterAll(() => stub.stop());
afterEach(() => stub.reset());

const drain = () => drainJobs([scoreBatchFunction, scoreProfileFunction]);

async function crowd(count: number) {
  const scene = await scoringScene();
  const { orgId } = scene.ctx;
  const others = await committed(async (tx) => {
    const ids: string[] = [];
    for (let index = 1; index < count; index += 1) {
      const content = { about: `${profileLine} That was number ${index}.` };
      ids.push((await makeProfile(tx, { orgId, content })).id);
    }
    return ids;
  });
  const profileIds = [scene.profileId, ...others];
  return { ...scene, input: { templateId: scene.templateId, selection: { profileIds } } };
}

const jobsOf = (ctx: Ctx) =>
  committed((tx) => tx.select().from(scoringJobs).where(eq(scoringJobs.orgId, ctx.orgId)));

const batchOf = (batchId: string) =>
  committed(async (tx) => (await tx.select().from(scoringBatches).where(eq(scoringBatches.id, batchId)))[0]);

const rowOf = (jobId: string) =>
  committed(async (tx) => (await tx.select().from(jobs).where(eq(jobs.id, jobId)))[0]);

const good = { content: answerWith([9, 8, 9]) };

describe("previewBatch", () => {
  it("says whom, how many tokens, at what price, and how long, without a call or a row", async () => {
    const { ctx, input } = await crowd(3);
    const preview = await previewBatch(ctx, input);
    expect(preview).toMatchObject({
      ...{ peopleCount: 3, itemCount: 3, minutes: 1, model: "gpt-4.1", gateModel: null },
      needsConfirmation: false,
    });
    expect(preview.tokens).toBeGreaterThan(1_000);
    expect(preview.costLowNanos).toBeGreaterThan(0);
    expect(preview.costHighNanos).toBeGreaterThan(preview.costLowNanos);
    expect(await jobsOf(ctx)).toEqual([]);
    expect(stub.calls).toEqual([]);
  });

  it("counts a probe of repeatability as often as it scores, and asks for somebody to score", async () => {
    const { ctx, input } = await crowd(2);
    expect(await previewBatch(ctx, { ...input, kind: "repeatability", runsPerProfile: 4 })).toMatchObject({
      ...{ peopleCount: 2, itemCount: 8 },
    });
    const nobody = { ...input, selection: { profileIds: [randomUUID()] } };
    await expect(previewBatch(ctx, nobody)).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("requestBatch", () => {
  it("scores everybody, shows how far it is, and ends", async () => {
    stub.options = { answer: () => good };
    const { ctx, input } = await crowd(3);
    const { batchId, jobId } = await requestBatch(ctx, input);
    expect(await batchOf(batchId)).toMatchObject({ itemCount: 3, endedAt: null, templateVersion: 1 });
    await drain();
    expect((await jobsOf(ctx)).map(({ status, batchId: of }) => [status, of])).toEqual([
      ["completed", batchId],
      ["completed", batchId],
      ["completed", batchId],
    ]);
    expect(await rowOf(jobId)).toMatchObject({
      progressDone: 3,
      progressTotal: 3,
      finishedAt: expect.any(Date),
    });
    expect(await batchOf(batchId)).toMatchObject({ endedAt: expect.any(Date) });
    const calls = await committed((tx) =>
      tx.select().from(modelCalls).where(eq(modelCalls.batchId, batchId)),
    );
    const [budget] = await committed((tx) =>
      tx
        .select()
        .from(modelBudgets)
        .where(eq(modelBudgets.scope, `batch:${batchId}`)),
    );
    expect(budget).toMatchObject({
      spentNanos: calls.reduce((sum, { costNanos }) => sum + costNanos, 0),
      reservedNanos: 0,
    });
  });

  it("is made once for one key", async () => {
    const { ctx, input } = await crowd(2);
    const keyed = { ...input, idempotencyKey: randomUUID() };
    const made = await Promise.all(Array.from({ length: 10 }, () => requestBatch(ctx, keyed)));
    expect(new Set(made.map(({ batchId }) => batchId)).size).toBe(1);
    const items = await committed((tx) =>
      tx.select().from(scoringBatchItems).where(eq(scoringBatchItems.orgId, ctx.orgId)),
    );
    expect(items).toHaveLength(2);
  });

  it("asks above the organization's limit, and goes on with the amount confirmed", async () => {
    const { ctx, input } = await crowd(2);
    await committed((tx) => tx.insert(modelSettings).values({ orgId: ctx.orgId, confirmAboveNanos: 1_000 }));
    expect(await previewBatch(ctx, input)).toMatchObject({
      needsConfirmation: true,
      confirmAboveNanos: 1_000,
    });
    await expect(requestBatch(ctx, input)).rejects.toMatchObject({ reason: "CONFIRMATION_NEEDED" });
    const { costHighNanos } = await previewBatch(ctx, input);
    const confirmedUsd = costHighNanos / 1e9;
    await expect(requestBatch(ctx, { ...input, confirmedUsd: confirmedUsd / 2 })).rejects.toMatchObject({
      code: "conflict",
    });
    await requestBatch(ctx, { ...input, confirmedUsd });
  });

  it("is scored by what it was asked for with, whatever is published meanwhile", async () => {
    stub.options = { answer: () => good };
    const { ctx, input, templateId } = await crowd(1);
    const { batchId } = await requestBatch(ctx, { ...input, model: "gpt-4o-mini", maxTokens: 700 });
    await committed(async (tx) => {
      const here = and(
        eq(scoringTemplateVersions.orgId, ctx.orgId),
        eq(scoringTemplateVersions.templateId, templateId),
      );
      const [first] = await tx.select().from(scoringTemplateVersions).where(here);
      const body = { ...(first?.body as object), instructions: "Something else altogether." };
      await tx
        .insert(scoringTemplateVersions)
        .values({ orgId: ctx.orgId, templateId, version: 2, body, bodyHash: randomUUID() });
      await tx
        .update(scoringTemplates)
        .set({ publishedVersion: 2 })
        .where(eq(scoringTemplates.id, templateId));
    });
    await drain();
    const [job] = await jobsOf(ctx);
    expect(job).toMatchObject({
      batchId,
      templateVersion: 1,
      requestedModel: "gpt-4o-mini",
      status: "completed",
    });
    expect(job?.prompt).not.toContain("Something else altogether");
    expect(stub.calls.filter(({ maxTokens }) => maxTokens === 700)).toMatchObject([{ model: "gpt-4o-mini" }]);
  });

  it("asks the model as often as a probe needs, although the answers are the same", async () => {
    stub.options = { answer: () => good };
    const { ctx, input } = await crowd(1);
    await requestBatch(ctx, { ...input, kind: "repeatability", runsPerProfile: 3 });
    await drain();
    expect(stub.calls).toHaveLength(3);
    expect((await jobsOf(ctx)).map(({ runNumber }) => runNumber).sort()).toEqual([1, 2, 3]);
  });

  it("stops at its budget: who is left is failed for a person to see to", async () => {
    stub.options = { answer: () => ({ ...good, usage: { promptTokens: 2_000, completionTokens: 1_400 } }) };
    const { ctx, input } = await crowd(4);
    // What is reserved for a call and a half.
    const { costHighNanos } = await previewBatch(ctx, input);
    await requestBatch(ctx, { ...input, budgetUsd: (costHighNanos * 0.3) / 1e9 });
    await drain();
    const all = await jobsOf(ctx);
    const failed = all.filter(({ status }) => status === "failed");
    expect(failed.length).toBeGreaterThan(0);
    expect(failed[0]).toMatchObject({ errorClass: "needs_person", errorCode: "budget_reached" });
    expect(all.filter(({ status }) => status === "completed")).toHaveLength(4 - failed.length);
  });

  it("makes each scoring once, however often it is made", async () => {
    const { ctx, input } = await crowd(3);
    const { batchId } = await requestBatch(ctx, input);
    await Promise.all(Array.from({ length: 4 }, () => makeScorings(ctx, batchId)));
    expect(await jobsOf(ctx)).toHaveLength(3);
  });

  it("ends although somebody was erased meanwhile", async () => {
    stub.options = { answer: () => good };
    const { ctx, input, profileId } = await crowd(2);
    const { jobId } = await requestBatch(ctx, input);
    await committed((tx) => tx.delete(profiles).where(eq(profiles.id, profileId)));
    await drain();
    expect(await rowOf(jobId)).toMatchObject({
      progressDone: 1,
      progressTotal: 1,
      finishedAt: expect.any(Date),
    });
  });
});

describe("cancelling a batch", () => {
  it("cancels its open scorings with it, and keeps those that ended", async () => {
    const { ctx, input } = await crowd(3);
    const { batchId, jobId } = await requestBatch(ctx, input);
    await makeScorings(ctx, batchId);
    const [done] = await jobsOf(ctx);
    await committed((tx) =>
      tx
        .update(scoringJobs)
        .set({ startedAt: new Date(), completedAt: new Date() })
        .where(eq(scoringJobs.id, done?.id ?? "")),
    );
    await cancelJob(ctx, { jobId });
    expect((await jobsOf(ctx)).map(({ status }) => status).sort()).toEqual([
      "cancelled",
      "cancelled",
      "completed",
    ]);
    expect(await batchOf(batchId)).toMatchObject({ endedAt: expect.any(Date) });
    await drain();
    expect(stub.calls).toEqual([]);
    await expect(retryJob(ctx, { jobId })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Scoring page"),
    });
  });
});
