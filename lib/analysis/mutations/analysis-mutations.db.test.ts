import { and, eq, isNotNull } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { OrgId, Tx } from "@/db/client";
import { analysisRuns, discoverySessions, history, jobs, outbox } from "@/db/schema";
import { committed, committedWorld, dbTest } from "@/db/testing/db-test";
import { makeMembership } from "@/db/testing/factories";
import type { Ctx } from "@/lib/auth/context";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { getSession } from "@/lib/sessions/queries";
import { getAnalysisSettings } from "../queries/settings";
import { finishRun, makeFinishedRun, makeMappedSession } from "../testing/run-fixtures";
import { changeAnalysisSettings } from "./change-settings";
import { publishRun, unpublishRun } from "./publish-run";
import { requestAnalysis } from "./request-analysis";

async function changesNamed(tx: Tx, name: string) {
  return tx.select().from(history).where(eq(history.name, name));
}

/** Another analyst and a manager of the same organization. */
async function others(tx: Tx, orgId: OrgId): Promise<{ colleague: Ctx; manager: Ctx }> {
  const colleague = await makeMembership(tx, { orgId });
  const manager = await makeMembership(tx, { orgId, role: "manager" });
  return {
    colleague: memberCtx(orgId, colleague.userId),
    manager: memberCtx(orgId, manager.userId, "manager"),
  };
}

/** Somebody with every right, elsewhere. */
async function makeStranger(): Promise<Ctx> {
  const { orgId, user } = await committedWorld();
  return memberCtx(orgId, user.id, "admin");
}

describe("requestAnalysis", () => {
  dbTest("numbers the run, keeps the settings of the moment and asks for the job", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeMappedSession(tx, orgId);
    const { runId } = await requestAnalysis(ctx, { sessionId });
    const [run] = await tx.select().from(analysisRuns);
    expect(run).toMatchObject({
      id: runId,
      number: 1,
      release: "30.1",
      formulaVersion: "1",
      finishedAt: null,
    });
    expect(run?.settings).toEqual(await getAnalysisSettings(tx, { orgId }, null));
    const [job] = await tx.select().from(jobs);
    expect(job).toMatchObject({ kind: "analysis.run", subjectId: runId, sessionId });
    expect(await tx.select().from(outbox)).toHaveLength(1);
    expect(await changesNamed(tx, "analysis.requested")).toMatchObject([{ subjectId: runId }]);
  });

  dbTest("gives the run that is under way, and a new one after it", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeMappedSession(tx, orgId);
    const first = await requestAnalysis(ctx, { sessionId });
    expect(await requestAnalysis(ctx, { sessionId })).toEqual(first);
    expect(await finishRun(ctx, sessionId)).toBe(first.runId);
    expect((await requestAnalysis(ctx, { sessionId })).runId).not.toBe(first.runId);
  });

  it("makes one run of two requests at once", async () => {
    const { orgId } = await committedWorld();
    const { ctx, sessionId } = await committed((tx) => makeMappedSession(tx, orgId));
    const answers = await Promise.all([1, 2, 3, 4].map(() => requestAnalysis(ctx, { sessionId })));
    expect(new Set(answers.map(({ runId }) => runId)).size).toBe(1);
    const runs = await committed((tx) => tx.select().from(analysisRuns).where(eq(analysisRuns.orgId, orgId)));
    expect(runs).toHaveLength(1);
  });

  dbTest("needs a role with an occupation", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeMappedSession(tx, orgId, [{ title: "Board Member", code: null }]);
    await expect(requestAnalysis(ctx, { sessionId })).rejects.toMatchObject({ code: "invalid" });
    expect(await tx.select().from(analysisRuns)).toEqual([]);
  });

  dbTest("is for those who may edit the session", async ({ tx, orgId }) => {
    const { sessionId } = await makeMappedSession(tx, orgId);
    const { colleague, manager } = await others(tx, orgId);
    await expect(requestAnalysis(colleague, { sessionId })).rejects.toMatchObject({ code: "forbidden" });
    await expect(requestAnalysis(manager, { sessionId })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("finds no session of another organization", async () => {
    const { orgId } = await committedWorld();
    const { sessionId } = await committed((tx) => makeMappedSession(tx, orgId));
    const stranger = await makeStranger();
    await expect(requestAnalysis(stranger, { sessionId })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("publishRun and unpublishRun", () => {
  dbTest("put one finished run of a session into the rankings and take it out", async ({ tx, orgId }) => {
    const { ctx, sessionId, runId } = await makeFinishedRun(tx, orgId);
    const later = await finishRun(ctx, sessionId);
    await publishRun(ctx, { runId });
    await publishRun(ctx, { runId: later });
    const published = () => tx.select().from(analysisRuns).where(isNotNull(analysisRuns.publishedAt));
    expect(await published()).toMatchObject([{ id: later, publishedBy: expect.any(String) }]);
    expect(await changesNamed(tx, "analysis.published")).toMatchObject([
      { subjectId: runId },
      { subjectId: later },
    ]);
    await unpublishRun(ctx, { runId: later });
    expect(await published()).toEqual([]);
    expect(await changesNamed(tx, "analysis.unpublished")).toMatchObject([{ subjectId: later }]);
  });

  dbTest("conflict the second time, and for a run that is not finished", async ({ tx, orgId }) => {
    const { ctx, sessionId, runId } = await makeFinishedRun(tx, orgId);
    await publishRun(ctx, { runId });
    const conflict = { code: "conflict" };
    await expect(publishRun(ctx, { runId })).rejects.toMatchObject(conflict);
    const unfinished = await requestAnalysis(ctx, { sessionId });
    await expect(publishRun(ctx, unfinished)).rejects.toMatchObject(conflict);
    expect(await tx.select().from(analysisRuns).where(isNotNull(analysisRuns.publishedAt))).toHaveLength(1);
    await unpublishRun(ctx, { runId });
    await expect(unpublishRun(ctx, { runId })).rejects.toMatchObject(conflict);
  });

  it("leave one published when two are published at once", async () => {
    const { orgId } = await committedWorld();
    const { ctx, sessionId } = await committed((tx) => makeMappedSession(tx, orgId));
    const runIds = [await finishRun(ctx, sessionId), await finishRun(ctx, sessionId)];
    await Promise.all(runIds.map((runId) => publishRun(ctx, { runId })));
    const published = await committed((tx) =>
      tx
        .select()
        .from(analysisRuns)
        .where(and(eq(analysisRuns.orgId, orgId), isNotNull(analysisRuns.publishedAt))),
    );
    expect(published).toHaveLength(1);
  });

  dbTest("are for the owner, managers and admins", async ({ tx, orgId }) => {
    const { runId } = await makeFinishedRun(tx, orgId);
    const { colleague, manager } = await others(tx, orgId);
    await expect(publishRun(colleague, { runId })).rejects.toMatchObject({ code: "forbidden" });
    await publishRun(manager, { runId });
    await expect(unpublishRun(colleague, { runId })).rejects.toMatchObject({ code: "forbidden" });
    await unpublishRun(manager, { runId });
  });

  it("find no run of another organization", async () => {
    const { orgId } = await committedWorld();
    const { ctx, sessionId } = await committed((tx) => makeMappedSession(tx, orgId));
    const runId = await finishRun(ctx, sessionId);
    const stranger = await makeStranger();
    await expect(publishRun(stranger, { runId })).rejects.toMatchObject({ code: "not_found" });
    await expect(unpublishRun(stranger, { runId })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("changeAnalysisSettings", () => {
  const staleness = async (ctx: Ctx, sessionId: string) =>
    (await getSession(ctx, sessionId)).facts.isLatestRunStale;

  it("keeps them for the next run and marks the last one stale", async () => {
    const { orgId } = await committedWorld();
    const { ctx, sessionId, settings } = await committed(async (tx) => ({
      ...(await makeMappedSession(tx, orgId)),
      settings: await getAnalysisSettings(tx, { orgId }, null),
    }));
    await finishRun(ctx, sessionId);
    expect(await staleness(ctx, sessionId)).toBe(false);
    await changeAnalysisSettings(ctx, { sessionId, settings: { ...settings, k: 50 } });
    expect(await staleness(ctx, sessionId)).toBe(true);
    const runId = await finishRun(ctx, sessionId);
    expect(await staleness(ctx, sessionId)).toBe(false);
    await changeAnalysisSettings(ctx, { sessionId, settings: { ...settings, k: 50 } });
    expect(await staleness(ctx, sessionId)).toBe(false);
    const [run] = await committed((tx) => tx.select().from(analysisRuns).where(eq(analysisRuns.id, runId)));
    expect(run?.settings).toMatchObject({ k: 50 });
    const lines = await committed((tx) => changesNamed(tx, "analysis.settings_changed"));
    expect(lines.filter((line) => line.orgId === orgId)).toMatchObject([{ data: { k: 50 } }]);
  });

  dbTest("goes back to the defaults", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeMappedSession(tx, orgId);
    const settings = { ...(await getAnalysisSettings(tx, { orgId }, null)), k: 3 };
    await changeAnalysisSettings(ctx, { sessionId, settings });
    await changeAnalysisSettings(ctx, { sessionId, settings: null });
    const [session] = await tx.select().from(discoverySessions).where(eq(discoverySessions.id, sessionId));
    expect(session?.analysisSettings).toBeNull();
  });

  dbTest(
    "refuses weights that do not sum to 1, an unknown source and unknown fields",
    async ({ tx, orgId }) => {
      const { ctx, sessionId } = await makeMappedSession(tx, orgId);
      const settings = await getAnalysisSettings(tx, { orgId }, null);
      const change = (part: object) =>
        changeAnalysisSettings(ctx, { sessionId, settings: { ...settings, ...part } });
      await expect(change({ weights: { exposure: 0.5, impact: 0.5, complexity: 0.5 } })).rejects.toThrow(
        "sum to 1",
      );
      await expect(change({ exposureSource: "tea-leaves" })).rejects.toMatchObject({ code: "invalid" });
      await expect(change({ exposureVersion: "1999" })).rejects.toMatchObject({ code: "invalid" });
      await expect(change({ mood: 1 })).rejects.toThrow();
      expect(await changesNamed(tx, "analysis.settings_changed")).toEqual([]);
    },
  );

  dbTest("is for those who may edit the session", async ({ tx, orgId }) => {
    const { sessionId } = await makeMappedSession(tx, orgId);
    const { colleague, manager } = await others(tx, orgId);
    const change = (ctx: Ctx) => changeAnalysisSettings(ctx, { sessionId, settings: null });
    await expect(change(colleague)).rejects.toMatchObject({ code: "forbidden" });
    await expect(change(manager)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("finds no session of another organization", async () => {
    const { orgId } = await committedWorld();
    const { sessionId } = await committed((tx) => makeMappedSession(tx, orgId));
    const stranger = await makeStranger();
    await expect(changeAnalysisSettings(stranger, { sessionId, settings: null })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
