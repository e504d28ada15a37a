import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inOrg, type OrgId, type Tx } from "@/db/client";
import { analysisDecisions, analysisRuns, roleDecisions, roles, workforceSegments } from "@/db/schema";
import { committedWorld, dbTest } from "@/db/testing/db-test";
import { readCsv } from "@/lib/csv/testing/csv-text";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { changeAnalysisSettings } from "../mutations/change-settings";
import { getSettingsDraft } from "../queries/settings";
import { finishRun, makeFinishedRun } from "../testing/run-fixtures";
import { openComparisonExport, planComparisonExport } from "./comparison-export";
import { findQuickComparison, getRunComparison } from "./run-comparison";
import { causes, type Moved, type RunComparison } from "./schema";

async function setHeadcount(tx: Tx, orgId: OrgId, roleId: string, headcount: number) {
  await tx
    .update(workforceSegments)
    .set({ headcount })
    .where(and(eq(workforceSegments.orgId, orgId), eq(workforceSegments.roleId, roleId)));
}

async function decide(tx: Tx, orgId: OrgId, roleId: string, onetCode: string) {
  await tx
    .update(roleDecisions)
    .set({ onetCode })
    .where(and(eq(roleDecisions.orgId, orgId), eq(roleDecisions.roleId, roleId)));
}

function expectWhole(figure: Moved | null | undefined) {
  if (!figure) throw new Error("There is no such figure.");
  const total = causes.reduce((sum, cause) => sum + (figure.parts?.[cause] ?? Number.NaN), 0);
  expect(total).toBeCloseTo(figure.after - figure.before, 9);
}

const moveOf = ({ roles }: RunComparison, id: string | undefined) =>
  roles.find(({ roleId }) => roleId === id);

describe("two runs of a session", () => {
  dbTest("are told apart by people and decisions without computing a role anew", async ({ tx, orgId }) => {
    const { ctx, sessionId, roleIds } = await makeFinishedRun(tx, orgId);
    const [grown = "", redecided = "", left = ""] = roleIds;
    await setHeadcount(tx, orgId, grown, 400);
    await decide(tx, orgId, redecided, "43-3051.00");
    await tx.delete(workforceSegments).where(eq(workforceSegments.roleId, left));
    await finishRun(ctx, sessionId);
    const compared = await findQuickComparison(ctx, { sessionId, from: 1, to: 2 });
    if (!compared) throw new Error("Nothing but people and decisions changed.");
    const { comparison } = compared;
    expect(comparison).toMatchObject({ unknown: null, dataChanges: [], counts: { went: 1, came: 0 } });
    const byPeople = moveOf(comparison, grown)?.reach;
    expect(byPeople?.parts).toMatchObject({ decisions: 0, data: 0 });
    expect(byPeople?.parts?.people).toBeCloseTo((byPeople?.after ?? 0) - (byPeople?.before ?? 0), 6);
    const byDecision = moveOf(comparison, redecided)?.reach;
    expect(byDecision?.parts).toMatchObject({ people: 0, data: 0 });
    expect(moveOf(comparison, left)).toMatchObject({ presence: "went", headcount: { after: 0 } });
    for (const { reach, priority, rank } of comparison.roles) {
      expectWhole(reach);
      if (priority?.parts) expectWhole(priority);
      if (rank?.parts) expectWhole(rank);
    }
    expectWhole(comparison.reach);
  });

  dbTest("are exported with what each cause did, formulas as text", async ({ tx, orgId }) => {
    const { ctx, sessionId, roleIds } = await makeFinishedRun(tx, orgId);
    const [grown = ""] = roleIds;
    await setHeadcount(tx, orgId, grown, 400);
    await tx.update(roles).set({ title: "=1+1" }).where(eq(roles.id, grown));
    await finishRun(ctx, sessionId);
    const params = { from: "1", to: "2", by: "reach" };
    expect((await planComparisonExport(ctx, { sessionId, params })).params).toEqual(params);
    const file = await openComparisonExport(ctx, { sessionId, params });
    const { rows } = await readCsv(file);
    expect(file.rowTotal).toBe(1);
    const [row = {}] = rows;
    expect(row).toMatchObject({
      title: "'=1+1",
      presence: "both",
      headcount_after: "400",
      compared_run: "1",
      run: "2",
    });
    expect(row).toMatchObject({ reach_by_decisions: "0", reach_by_data: "0", filters: "by=reach" });
    const difference = Number(row.reach_after) - Number(row.reach_before);
    expect(Number(row.reach_by_people)).toBeCloseTo(difference, 5);
    const strange = { sessionId, params: { ...params, by: "mood" } };
    await expect(planComparisonExport(ctx, strange)).rejects.toThrow();
    const missing = { sessionId, params: { ...params, to: "7" } };
    await expect(planComparisonExport(ctx, missing)).rejects.toMatchObject({ code: "not_found" });
  });

  dbTest("are computed over each other's data where those differ", async ({ tx, orgId }) => {
    const { ctx, sessionId, firstRoleId } = await makeFinishedRun(tx, orgId);
    const { settings, sources } = await getSettingsDraft(ctx, sessionId);
    const other = sources.find(({ source }) => source !== settings.exposureSource);
    const { source: exposureSource = "", version: exposureVersion = "" } = other ?? {};
    await changeAnalysisSettings(ctx, {
      sessionId,
      settings: { ...settings, exposureSource, exposureVersion },
    });
    await finishRun(ctx, sessionId);
    await setHeadcount(tx, orgId, firstRoleId, 500);
    await finishRun(ctx, sessionId);
    expect(await findQuickComparison(ctx, { sessionId, from: 1, to: 3 })).toBeUndefined();
    const { comparison } = await getRunComparison(ctx, { sessionId, from: 1, to: 3 });
    expect(comparison).toMatchObject({ unknown: null, dataChanges: ["source"] });
    expectWhole(comparison.reach);
    for (const { roleId, reach, priority } of comparison.roles) {
      expectWhole(reach);
      if (priority?.parts) expectWhole(priority);
      expect(reach.parts?.decisions).toBe(0);
      if (roleId !== firstRoleId) expect(reach.parts?.people).toBe(0);
    }
    const { parts } = moveOf(comparison, firstRoleId)?.reach ?? {};
    expect(parts?.people).toBeGreaterThan(0);
    expect(parts?.data).not.toBe(0);
  });

  dbTest(
    "say why where the parts cannot be told, and give the figures all the same",
    async ({ tx, orgId }) => {
      const { ctx, sessionId, runId } = await makeFinishedRun(tx, orgId);
      const { settings } = await getSettingsDraft(ctx, sessionId);
      const exposureMode = settings.exposureMode === "weighted" ? "simple" : "weighted";
      await changeAnalysisSettings(ctx, { sessionId, settings: { ...settings, exposureMode } });
      const later = await finishRun(ctx, sessionId);
      await tx.delete(analysisDecisions).where(eq(analysisDecisions.runId, runId));
      const { comparison } = await getRunComparison(ctx, { sessionId, from: 1, to: 2 });
      expect(comparison.unknown).toEqual({ reason: "decisions_not_kept", runs: [1] });
      expect(comparison.reach.parts).toBeNull();
      expect(comparison.roles.length).toBe(12);
      await tx.update(analysisRuns).set({ formulaVersion: "0" }).where(eq(analysisRuns.id, later));
      const back = await getRunComparison(ctx, { sessionId, from: 2, to: 1 });
      expect(back.comparison.unknown).toEqual({ reason: "other_formula" });
    },
  );

  dbTest("are not found when one of them is not there", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeFinishedRun(tx, orgId);
    await expect(getRunComparison(ctx, { sessionId, from: 1, to: 2 })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("are not found by another organization", async () => {
    const [here, stranger] = [await committedWorld(), await committedWorld()];
    const { sessionId } = await inOrg(here, (tx) => makeFinishedRun(tx, here.orgId));
    const runs = { sessionId, from: 1, to: 1 };
    const ctxOf = ({ orgId, user }: typeof here) => memberCtx(orgId, user.id);
    expect((await getRunComparison(ctxOf(here), runs)).comparison.reach.after).toBeGreaterThan(0);
    await expect(getRunComparison(ctxOf(stranger), runs)).rejects.toMatchObject({ code: "not_found" });
  });
});
