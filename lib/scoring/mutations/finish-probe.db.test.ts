import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { OrgId, Tx } from "@/db/client";
import { history, scoringBatches, scoringJobs, scoringPoints } from "@/db/schema";
import { committed, committedWorld, dbTest } from "@/db/testing/db-test";
import { makeMembership } from "@/db/testing/factories";
import { makeProfile, makeScoringJob, makeTemplate } from "@/db/testing/scoring-factories";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { ProbeReport } from "@/lib/scoring/probe-schema";
import { findVersionSpread } from "@/lib/scoring/queries/version-spread";
import { finishProbe } from "./finish-probe";

type Kind = "repeatability" | "fairness" | "scoring";

/** A template with a probe of it, nothing scored yet. */
async function makeProbe(tx: Tx, orgId: OrgId, kind: Kind, createdAt = new Date()) {
  const { userId } = await makeMembership(tx, { orgId });
  const template = await makeTemplate(tx, { orgId });
  return {
    ctx: memberCtx(orgId, userId),
    userId,
    template,
    ...(await probeOf(tx, template, userId, kind, createdAt)),
  };
}

async function probeOf(
  tx: Tx,
  template: { id: string; orgId: string },
  requestedBy: string,
  kind: Kind,
  createdAt = new Date(),
) {
  const [batch] = await tx
    .insert(scoringBatches)
    .values({
      ...{ orgId: template.orgId, kind, source: "template", templateId: template.id, templateVersion: 1 },
      ...{ runsPerProfile: 3, itemCount: 3, estimateLowNanos: 1, estimateHighNanos: 2, budgetNanos: 2 },
      ...{ requestedBy, createdAt },
    })
    .returning();
  if (!batch) throw new Error("The insert returned no row.");
  return { batchId: batch.id };
}

type Values = Partial<typeof scoringJobs.$inferInsert>;

async function makeResult(
  tx: Tx,
  template: { id: string; orgId: string },
  overall: number | null,
  values: Values = {},
) {
  const outcome = overall === null ? "undetermined" : overall >= 6 ? "passed" : "rejected";
  const job = await makeScoringJob(tx, {
    ...{ orgId: template.orgId, templateId: template.id, templateVersion: 1 },
    ...{
      startedAt: new Date(),
      completedAt: new Date(),
      overall,
      modelOverall: overall,
      outcome,
      costNanos: 1_000,
    },
    ...values,
  });
  const evidence = overall === null ? { points: null, abstainReason: "no_evidence" } : { points: overall };
  await tx.insert(scoringPoints).values({
    orgId: job.orgId,
    jobId: job.id,
    position: 1,
    key: "depth",
    label: "Depth",
    weight: 1,
    ...evidence,
  });
  return job;
}

async function reportOf(tx: Tx, batchId: string) {
  const [batch] = await tx
    .select({ report: scoringBatches.report })
    .from(scoringBatches)
    .where(eq(scoringBatches.id, batchId));
  return batch?.report === null ? null : ProbeReport.parse(batch?.report);
}

async function jobOf(tx: Tx, id: string) {
  const [job] = await tx.select().from(scoringJobs).where(eq(scoringJobs.id, id));
  return job;
}

describe("a repeatability probe", () => {
  dbTest("finds the spread and puts it on every score of its version and model", async ({ tx, orgId }) => {
    const { ctx, template, batchId } = await makeProbe(tx, orgId, "repeatability");
    const steady = (await makeProfile(tx, { orgId })).id;
    const shaky = (await makeProfile(tx, { orgId })).id;
    for (const [index, overall] of [8, 8, 8].entries())
      await makeResult(tx, template, overall, { batchId, profileId: steady, runNumber: index + 1 });
    for (const [index, overall] of [5, 6, 7].entries())
      await makeResult(tx, template, overall, { batchId, profileId: shaky, runNumber: index + 1 });
    const near = await makeResult(tx, template, 6.5);
    const clear = await makeResult(tx, template, 9);
    const zero = await makeResult(tx, template, 0);
    const screened = await makeResult(tx, template, null, { outcome: "rejected" });
    const steered = await makeResult(tx, template, 9, { flags: ["injection"], outcome: "undetermined" });
    const elsewhere = await makeResult(tx, template, 6.5, { requestedModel: "gpt-4o" });
    const open = await makeScoringJob(tx, { orgId, templateId: template.id, templateVersion: 1 });

    expect(await finishProbe(ctx, { batchId })).toEqual({ isFinished: true });
    expect(await reportOf(tx, batchId)).toMatchObject({
      ...{ kind: "repeatability", spread: 1, medianSpread: 0, steadyShare: 0.5, crossingCount: 1 },
      ...{ profileCount: 2, completedCount: 6, failedCount: 0, costNanos: 6_000, runsPerProfile: 3 },
      ...{ model: "gpt-4o-mini", isBlind: true, passLine: 6 },
    });
    expect(await jobOf(tx, near.id)).toMatchObject({
      ...{ overall: 6.5, outcome: "undetermined", flags: ["spread_crosses_line"], spread: 1 },
      disagreement: expect.any(Number),
    });
    expect(await jobOf(tx, clear.id)).toMatchObject({ outcome: "passed", flags: [], spread: 1 });
    expect(await jobOf(tx, zero.id)).toMatchObject({ overall: 0, outcome: "rejected", spread: 1 });
    expect(await jobOf(tx, screened.id)).toMatchObject({ overall: null, outcome: "rejected", spread: 1 });
    expect(await jobOf(tx, steered.id)).toMatchObject({ outcome: "undetermined", flags: ["injection"] });
    expect(await jobOf(tx, elsewhere.id)).toMatchObject({ outcome: "passed", spread: null });
    expect(await jobOf(tx, open.id)).toMatchObject({ outcome: null, spread: 1, status: "pending" });
    const version = { templateId: template.id, templateVersion: 1, model: "gpt-4o-mini" };
    expect(await findVersionSpread(tx, ctx, version)).toBe(1);
    expect(await findVersionSpread(tx, ctx, { ...version, model: "gpt-4o" })).toBeNull();
    expect(await findVersionSpread(tx, ctx, { ...version, templateVersion: 2 })).toBeNull();
    const lines = await tx.select().from(history).where(eq(history.name, "scoring.probe_finished"));
    expect(lines).toMatchObject([{ subjectId: template.id, data: { batchId, spread: 1, profileCount: 2 } }]);
  });

  dbTest("may be finished again, and the newest one counts", async ({ tx, orgId }) => {
    const { ctx, template, batchId, userId } = await makeProbe(
      tx,
      orgId,
      "repeatability",
      new Date(2026, 1, 1),
    );
    const profileId = (await makeProfile(tx, { orgId })).id;
    await makeResult(tx, template, 5, { batchId, profileId });
    await makeResult(tx, template, 7, { batchId, profileId, runNumber: 2 });
    const near = await makeResult(tx, template, 6.5);
    await finishProbe(ctx, { batchId });
    const first = await reportOf(tx, batchId);
    const newer = await probeOf(tx, template, userId, "repeatability");
    await makeResult(tx, template, 8, { batchId: newer.batchId, profileId });
    await makeResult(tx, template, 8.2, { batchId: newer.batchId, profileId, runNumber: 2 });
    await finishProbe(ctx, newer);
    expect(await jobOf(tx, near.id)).toMatchObject({ outcome: "passed", flags: [], spread: 0.1 });
    await finishProbe(ctx, { batchId });
    expect(await reportOf(tx, batchId)).toEqual(first);
    expect(await jobOf(tx, near.id)).toMatchObject({ outcome: "passed", flags: [], spread: 0.1 });
    expect(await tx.$count(history, eq(history.name, "scoring.probe_finished"))).toBe(2);
  });

  dbTest("measures nothing from runs that failed, and says how many did", async ({ tx, orgId }) => {
    const { ctx, template, batchId } = await makeProbe(tx, orgId, "repeatability");
    const profileId = (await makeProfile(tx, { orgId })).id;
    const result = await makeResult(tx, template, 7, { batchId, profileId });
    const failed = {
      startedAt: new Date(),
      failedAt: new Date(),
      batchId,
      profileId,
      templateId: template.id,
    };
    await makeScoringJob(tx, { orgId, templateVersion: 1, ...failed, runNumber: 2 });
    await finishProbe(ctx, { batchId });
    expect(await reportOf(tx, batchId)).toMatchObject({
      ...{ spread: null, comparedCount: 0, completedCount: 1, failedCount: 1 },
    });
    expect(await jobOf(tx, result.id)).toMatchObject({ outcome: "passed", spread: null });
  });

  dbTest(
    "is not finished before its last scoring, nor is a batch that is no probe",
    async ({ tx, orgId }) => {
      const { ctx, template, batchId, userId } = await makeProbe(tx, orgId, "repeatability");
      await makeResult(tx, template, 7, { batchId });
      await makeScoringJob(tx, { orgId, templateId: template.id, templateVersion: 1, batchId });
      expect(await finishProbe(ctx, { batchId })).toEqual({ isFinished: false });
      const plain = await probeOf(tx, template, userId, "scoring");
      await makeResult(tx, template, 7, plain);
      expect(await finishProbe(ctx, plain)).toEqual({ isFinished: false });
      expect(await reportOf(tx, plain.batchId)).toBeNull();
    },
  );

  it("is not another tenant's", async () => {
    const [ours, theirs] = await Promise.all([committedWorld(), committedWorld()]);
    const { batchId } = await committed(async (tx) => {
      const probe = await makeProbe(tx, theirs.orgId, "repeatability");
      await makeResult(tx, probe.template, 7, { batchId: probe.batchId });
      return probe;
    });
    const ctx = memberCtx(ours.orgId, ours.user.id, "admin");
    expect(await finishProbe(ctx, { batchId })).toEqual({ isFinished: false });
    expect(await committed((tx) => reportOf(tx, batchId))).toBeNull();
  });
});

describe("a fairness probe", () => {
  dbTest("compares twins with their originals and names what could not differ", async ({ tx, orgId }) => {
    const { ctx, template, batchId } = await makeProbe(tx, orgId, "fairness");
    for (const [original, school, gap] of [
      [8, 5, 8],
      [7, 7, 7],
    ] as const) {
      const content = { education: [{ school: "University of Bergen" }] };
      const profileId = (await makeProfile(tx, { orgId, content })).id;
      const one = { batchId, profileId };
      await makeResult(tx, template, original, one);
      await makeResult(tx, template, school, { ...one, variant: "school" });
      await makeResult(tx, template, gap, { ...one, variant: "gap_year" });
    }
    await finishProbe(ctx, { batchId });
    const report = await reportOf(tx, batchId);
    expect(report).toMatchObject({ kind: "fairness", spread: null, isBlind: true, unblindReason: null });
    const found = report?.kind === "fairness" ? report : undefined;
    expect(found?.effects).toMatchObject([
      { variant: "gap_year", pairCount: 2, meanDifference: 0, lostCount: 0 },
      { variant: "school", pairCount: 2, meanDifference: -1.5, lostCount: 1 },
    ]);
    expect(found?.twins).toMatchObject([
      { variant: "name", different: 0, identical: 2, absent: 0 },
      { variant: "gender", different: 0 },
      { variant: "school", different: 2, identical: 0, absent: 0 },
      { variant: "gap_year", absent: 2 },
    ]);
    expect(found?.fourFifths.find(({ variant }) => variant === "school")).toMatchObject({
      ...{ ratio: 0.5, isBelow: true, reason: null },
      original: { passedCount: 2, decidedCount: 2, rate: 1 },
    });
    const jobs = await tx.select().from(scoringJobs).where(eq(scoringJobs.batchId, batchId));
    expect(jobs.every(({ spread }) => spread === null)).toBe(true);
  });
});
