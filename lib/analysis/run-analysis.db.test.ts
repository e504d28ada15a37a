import { and, asc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inOrg, type OrgId, type Tx } from "@/db/client";
import { tiers } from "@/db/enums";
import {
  activityChoices,
  analysisActivities,
  analysisAggregates,
  analysisResults,
  analysisRuns,
  discoverySessions,
  history,
} from "@/db/schema";
import { committed, committedWorld, dbTest } from "@/db/testing/db-test";
import { makeMembership } from "@/db/testing/factories";
import { actingUserId } from "@/lib/auth/context";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { requestAnalysis } from "./mutations/request-analysis";
import { runAnalysis } from "./run-analysis";
import { finishRun, makeFinishedRun, makeMappedSession, takeExampleSource } from "./testing/run-fixtures";

/** Everything a run has stored, without the run's own id and row ids. */
async function storedNumbers(tx: Tx, orgId: OrgId, runId: string) {
  const results = await tx
    .select()
    .from(analysisResults)
    .where(and(eq(analysisResults.orgId, orgId), eq(analysisResults.runId, runId)))
    .orderBy(asc(analysisResults.roleId));
  const activities = await tx
    .select()
    .from(analysisActivities)
    .where(and(eq(analysisActivities.orgId, orgId), eq(analysisActivities.runId, runId)))
    .orderBy(
      asc(analysisActivities.onetCode),
      asc(analysisActivities.roleId),
      asc(analysisActivities.activityId),
    );
  const aggregates = await tx
    .select()
    .from(analysisAggregates)
    .where(and(eq(analysisAggregates.orgId, orgId), eq(analysisAggregates.runId, runId)))
    .orderBy(asc(analysisAggregates.dimension), asc(analysisAggregates.key));
  return {
    results: results.map(({ runId: _, ...row }) => row),
    activities: activities.map(({ runId: _, id: __, ...row }) => row),
    aggregates: aggregates.map(({ runId: _, ...row }) => row),
  };
}

describe("runAnalysis", () => {
  dbTest("stores the numbers of the worked example", async ({ tx, orgId }) => {
    const { ctx, sessionId, firstRoleId } = await makeMappedSession(tx, orgId);
    await takeExampleSource(ctx, sessionId);
    const heaviest = ["4.A.3.b.6.I08.D26", "4.A.2.a.2.I05.D02", "4.A.2.a.2.I03.D03", "4.A.2.a.2.I04.D01"];
    const { activities } = await storedNumbers(tx, orgId, await finishRun(ctx, sessionId));
    await tx.insert(activityChoices).values(
      activities
        .filter(({ onetCode }) => onetCode === "43-3051.00")
        .map(({ activityId }) => ({
          orgId,
          sessionId,
          onetCode: "43-3051.00",
          roleId: firstRoleId,
          activityId,
          release: "30.1",
          isSelected: heaviest.includes(activityId),
          origin: "user" as const,
          decidedBy: actingUserId(ctx),
        })),
    );
    const stored = await storedNumbers(tx, orgId, await finishRun(ctx, sessionId));
    const timekeeper = stored.results.find(({ roleId }) => roleId === firstRoleId);
    expect(timekeeper).toMatchObject({
      title: "Timekeeper",
      headcount: 30,
      mappingOrigin: "user",
      tier: "now",
    });
    expect(timekeeper?.exposure).toBeCloseTo(0.8961, 3);
    expect(timekeeper?.coverage).toBe(1);
    expect(timekeeper?.spread).toBeCloseTo(0.0971, 3);
    expect(timekeeper?.reach).toBeCloseTo(26.8815, 3);
    expect(timekeeper?.impact).toBeCloseTo(0.7289, 3);
    expect(timekeeper?.complexity).toBeCloseTo(0.2144, 3);
    expect(timekeeper?.priority).toBeCloseTo(0.8071, 3);
    const own = stored.activities.filter(({ roleId, isSelected }) => roleId === firstRoleId && isSelected);
    expect(own.map(({ activityId }) => activityId).sort()).toEqual(heaviest.toSorted());
    expect(own.find(({ activityId }) => activityId === heaviest[1])).toMatchObject({
      name: "Verify employee information.",
      weight: 2.4675,
      exposure: 0.87234,
      selectedBy: "role",
    });
    // The other role of the occupation keeps the default, stored once for the occupation.
    expect(
      stored.activities.filter(({ onetCode, roleId }) => onetCode === "43-3051.00" && !roleId),
    ).not.toEqual([]);
  });

  dbTest(
    "gives every tier, ranks without gaps, and a reason where it scores nothing",
    async ({ tx, orgId }) => {
      const { runId, roleIds } = await makeFinishedRun(tx, orgId);
      const { results, aggregates } = await storedNumbers(tx, orgId, runId);
      expect(results).toHaveLength(12);
      const scored = results.filter(({ rank }) => rank !== null);
      expect(new Set(scored.map(({ tier }) => tier))).toEqual(new Set(tiers));
      expect(scored.map(({ rank }) => rank).sort((a, b) => Number(a) - Number(b))).toEqual(
        Array.from({ length: 11 }, (_, index) => index + 1),
      );
      const board = results.find(({ roleId }) => roleId === roleIds.at(-1));
      expect(board).toMatchObject({ exposure: null, priority: null, tier: null, coverage: 0 });
      expect(board?.factors).toMatchObject({ flags: expect.arrayContaining(["no_occupation"]) });
      const families = aggregates.filter(({ dimension }) => dimension === "occupation_family");
      expect(families.find(({ key }) => key === "43")?.label).toBe("Office and Administrative Support");
      const departments = aggregates.filter(({ dimension }) => dimension === "department");
      expect(departments.map(({ key, headcount }) => [key, headcount])).toEqual([
        ["", 11],
        ["Care", 105],
        ["Finance", 82],
        ["IT", 33],
        ["Plant", 23],
      ]);
    },
  );

  dbTest("gives identical numbers for the same input", async ({ tx, orgId }) => {
    const { ctx, sessionId, runId } = await makeFinishedRun(tx, orgId);
    const again = await finishRun(ctx, sessionId);
    expect(await storedNumbers(tx, orgId, again)).toEqual(await storedNumbers(tx, orgId, runId));
    const runs = await tx.select().from(analysisRuns).orderBy(asc(analysisRuns.number));
    expect(runs.map(({ number }) => number)).toEqual([1, 2]);
    expect(runs[0]?.inputsHash).toMatch(/^[0-9a-f]{64}$/);
    expect(runs[1]?.inputsHash).toBe(runs[0]?.inputsHash);
  });

  dbTest("tells how far it is", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeMappedSession(tx, orgId);
    const { runId } = await requestAnalysis(ctx, { sessionId });
    const told: unknown[] = [];
    await runAnalysis(ctx, runId, async (progress) => told.push(progress));
    expect(told).toEqual([
      { done: 0, total: 12 },
      { done: 12, total: 12 },
    ]);
  });

  dbTest("does nothing the second time, as a retried step asks", async ({ tx, orgId }) => {
    const { ctx, runId } = await makeFinishedRun(tx, orgId);
    const before = await storedNumbers(tx, orgId, runId);
    expect(await runAnalysis(ctx, runId)).toEqual({ scoredRoleCount: 11 });
    expect(await storedNumbers(tx, orgId, runId)).toEqual(before);
    const lines = await tx.select().from(history).where(eq(history.name, "analysis.finished"));
    expect(lines.map(({ subjectId }) => subjectId)).toEqual([runId]);
  });

  dbTest("sees no run of another tenant and none of a deleted session", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeMappedSession(tx, orgId);
    const { runId } = await requestAnalysis(ctx, { sessionId });
    await tx
      .update(discoverySessions)
      .set({ deletedAt: new Date() })
      .where(eq(discoverySessions.id, sessionId));
    await expect(runAnalysis(ctx, runId)).rejects.toMatchObject({ code: "not_found" });
    await expect(runAnalysis(ctx, sessionId)).rejects.toMatchObject({ code: "not_found" });
  });

  dbTest("refuses when the person may no longer edit the session", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeMappedSession(tx, orgId);
    const { runId } = await requestAnalysis(ctx, { sessionId });
    const { userId } = await makeMembership(tx, { orgId });
    await expect(runAnalysis(memberCtx(orgId, userId), runId)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("stores one result when two attempts run at once", async () => {
    const { orgId } = await committedWorld();
    const { ctx, sessionId } = await committed((tx) => makeMappedSession(tx, orgId));
    const { runId } = await requestAnalysis(ctx, { sessionId });
    const outcomes = await Promise.all([runAnalysis(ctx, runId), runAnalysis(ctx, runId)]);
    expect(outcomes).toEqual([{ scoredRoleCount: 11 }, { scoredRoleCount: 11 }]);
    const { results } = await inOrg(ctx, (tx) => storedNumbers(tx, orgId, runId));
    expect(results).toHaveLength(12);
  });
});
