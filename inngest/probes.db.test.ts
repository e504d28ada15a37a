import { eq } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { scoringBatches, scoringJobs } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { makeMembership } from "@/db/testing/factories";
import { makeProfile } from "@/db/testing/scoring-factories";
import type { StubAnswer } from "@/e2e/stubs/model-stub";
import { drainJobs } from "@/lib/jobs/testing/drain-jobs";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { requestScoring } from "@/lib/scoring/mutations/request-scoring";
import { previewProbe, startProbe } from "@/lib/scoring/mutations/start-probe";
import { probeFile } from "@/lib/scoring/probe-file";
import { getProbeReport, getProbeTemplate, listProbes } from "@/lib/scoring/queries/probes";
import { answerWith, scoringScene } from "@/lib/scoring/testing/scoring-scene";
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
const scored = (...points: number[]): StubAnswer => ({ content: answerWith(points) });

const jobsOf = (batchId: string) =>
  committed((tx) => tx.select().from(scoringJobs).where(eq(scoringJobs.batchId, batchId)));

describe("a probe of repeatability", () => {
  it("shows its cost, scores each profile several times, and puts the spread on the scores after it", async () => {
    const { ctx, profileId, templateId } = await scoringScene();
    const probe = { templateId, kind: "repeatability", sampleSize: 5, runsPerProfile: 3 };
    const preview = await previewProbe(ctx, probe);
    expect(preview).toMatchObject({ peopleCount: 1, itemCount: 3, twins: [] });
    expect(preview.costHighNanos).toBeGreaterThan(preview.costLowNanos);
    expect(stub.calls).toEqual([]);
    // Equal questions, other answers: what a model does that is not quite sure.
    const runs = [scored(6, 6, 6), scored(7, 7, 7), scored(8, 8, 8)];
    stub.options = { answer: (_, nth) => runs[nth] };
    const start = { ...probe, confirmedUsd: preview.costHighNanos / 1e9, idempotencyKey: "one click" };
    const { batchId } = await startProbe(ctx, start);
    expect(await startProbe(ctx, start)).toMatchObject({ batchId });
    await drain();
    expect(stub.calls).toHaveLength(3);
    expect(new Set(stub.billedKeys).size).toBe(3);
    const { report, names } = await getProbeReport(ctx, batchId);
    expect(report).toMatchObject({
      ...{ kind: "repeatability", spread: 1, completedCount: 3, runsPerProfile: 3, profileCount: 1 },
      profiles: [{ profileId, runCount: 3, lowest: 6, highest: 8, spread: 1 }],
    });
    expect(names[profileId]).toBeDefined();
    expect((await jobsOf(batchId)).every(({ spread }) => spread === 1)).toBe(true);
    expect((await listProbes(ctx, { templateId })).items).toMatchObject([
      { id: batchId, isOpen: false, counts: { completed: 3 } },
    ]);
    // A scoring of the same version afterwards has it from the start.
    const { jobId } = await requestScoring(ctx, { profileId, templateId, isFresh: true });
    stub.reset({ answer: () => scored(9, 9, 9) });
    await drain();
    const [later] = await committed((tx) => tx.select().from(scoringJobs).where(eq(scoringJobs.id, jobId)));
    expect(later).toMatchObject({ status: "completed", overall: 9, spread: 1 });
    expect(probeFile(report)).toContain(`${profileId},3,6,8,1,`);
  });

  it("has a report of what came, when some of it failed", async () => {
    const { ctx, templateId } = await scoringScene();
    stub.options = { answer: (_, nth) => (nth === 0 ? { fault: "refusal" } : scored(7, 7, 7)) };
    const { batchId } = await startProbe(ctx, {
      ...{ templateId, kind: "repeatability", sampleSize: 1, runsPerProfile: 3, idempotencyKey: "k" },
    });
    await drain();
    expect((await getProbeReport(ctx, batchId)).report).toMatchObject({
      ...{ completedCount: 2, failedCount: 1, spread: 0, comparedCount: 1 },
    });
  });
});

describe("a probe of fairness", () => {
  it("scores the twins that a model reads otherwise, and names those it cannot tell", async () => {
    const { ctx, templateId } = await scoringScene();
    await committed((tx) =>
      makeProfile(tx, {
        orgId: ctx.orgId,
        name: "Anna Berg",
        content: { about: "Built the platform.", education: [{ school: "University of Bergen" }] },
      }),
    );
    const probe = { templateId, kind: "fairness", sampleSize: 50 };
    const blind = await previewProbe(ctx, probe);
    expect(blind.twins.find(({ variant }) => variant === "name")).toMatchObject({ different: 0 });
    const shown = await previewProbe(ctx, { ...probe, unblindReason: "Asked for by the works council" });
    expect(shown.twins.find(({ variant }) => variant === "name")).toMatchObject({ identical: 0 });
    expect(shown.itemCount).toBeGreaterThan(blind.itemCount);
    const { batchId } = await startProbe(ctx, { ...probe, idempotencyKey: "blind" });
    await drain();
    const jobs = await jobsOf(batchId);
    expect(jobs.some(({ variant }) => variant === "school")).toBe(true);
    expect(jobs.some(({ variant }) => variant === "name")).toBe(false);
    expect(jobs.every(({ isBlind, profileText }) => isBlind && !profileText?.includes("Anna Berg"))).toBe(
      true,
    );
    const { report } = await getProbeReport(ctx, batchId);
    const found = report.kind === "fairness" ? report : undefined;
    expect(found).toMatchObject({ isBlind: true, unblindReason: null, twins: blind.twins });
    expect(found?.effects.map(({ variant }) => variant)).toContain("school");
    const unblinded = await startProbe(ctx, {
      ...{ ...probe, unblindReason: "Asked for by the works council", idempotencyKey: "shown" },
    });
    await drain();
    expect((await getProbeReport(ctx, unblinded.batchId)).report).toMatchObject({
      ...{ isBlind: false, unblindReason: "Asked for by the works council" },
    });
    expect((await jobsOf(unblinded.batchId)).some(({ variant }) => variant === "name")).toBe(true);
  });
});

describe("who may", () => {
  it("start one: who may score; and nobody sees another tenant's", async () => {
    const { ctx, templateId } = await scoringScene();
    const other = await committedWorld();
    const foreign = memberCtx(other.orgId, other.user.id, "admin");
    await expect(getProbeTemplate(foreign, templateId)).rejects.toMatchObject({ code: "not_found" });
    await expect(getProbeTemplate(ctx, "x")).rejects.toMatchObject({ code: "not_found" });
    expect((await listProbes(foreign, { templateId })).items).toEqual([]);
    const probe = { templateId, kind: "repeatability", sampleSize: 1, idempotencyKey: "k" };
    const { userId } = await committed((tx) => makeMembership(tx, { orgId: ctx.orgId }));
    const reader = { ...memberCtx(ctx.orgId, userId), rights: new Set(["scoring:read"] as const) };
    await expect(startProbe(reader, probe)).rejects.toMatchObject({ code: "forbidden" });
    await expect(startProbe(foreign, probe)).rejects.toMatchObject({ code: "invalid" });
    expect(await committed((tx) => tx.$count(scoringBatches, eq(scoringBatches.orgId, ctx.orgId)))).toBe(0);
    const { batchId } = await startProbe(ctx, probe);
    await expect(getProbeReport(foreign, batchId)).rejects.toMatchObject({ code: "not_found" });
    await expect(getProbeReport(ctx, batchId)).rejects.toMatchObject({ code: "not_found" });
    await drain();
    expect((await getProbeReport(ctx, batchId)).report.kind).toBe("repeatability");
  });
});
