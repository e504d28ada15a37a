import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { OrgId, Tx } from "@/db/client";
import { discoverySessions } from "@/db/schema";
import { dbTest } from "@/db/testing/db-test";
import { makeMembership } from "@/db/testing/factories";
import { publishRun, unpublishRun } from "@/lib/analysis/mutations/publish-run";
import type { Ctx } from "@/lib/auth/context";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { chooseCandidates, dismissCandidate } from "../mutations";
import { moveCandidates } from "../mutations/move-candidates";
import { planCandidates } from "../mutations/refresh-candidates";
import { getRoadmap } from "../queries";
import {
  addFinishedRun,
  cardOf,
  committedRoadmap,
  makeRankedSession,
  makeRoadmap,
  makeStranger,
} from "../testing/roadmap-fixtures";
import { getOrganizationRanking } from "./organization-ranking";

async function managerOf(tx: Tx, orgId: OrgId): Promise<Ctx> {
  const { userId } = await makeMembership(tx, { orgId, role: "manager" });
  return memberCtx(orgId, userId, "manager");
}

describe("getOrganizationRanking", () => {
  dbTest("is empty until a run is published, and again when it is taken back", async ({ tx, orgId }) => {
    const { ctx, runId } = await makeRoadmap(tx, orgId);
    const manager = await managerOf(tx, orgId);
    const nothing = { runs: [], departments: [], totalCount: 0, rows: [] };
    expect(await getOrganizationRanking(manager, {})).toMatchObject(nothing);
    await publishRun(ctx, { runId });
    expect((await getOrganizationRanking(manager, {})).totalCount).toBe(12);
    await unpublishRun(ctx, { runId });
    expect(await getOrganizationRanking(manager, {})).toMatchObject(nothing);
  });

  dbTest("ranks the candidates of several sessions on one basis", async ({ tx, orgId }) => {
    const small = await makeRoadmap(tx, orgId);
    const large = await makeRankedSession(tx, orgId);
    const heavy = large.ranked.map((role) => ({ ...role, headcount: role.rank === null ? 10 : 40 }));
    const heavyRun = await addFinishedRun(tx, { orgId, sessionId: large.sessionId, number: 2 }, heavy);
    await planCandidates(large.ctx, { sessionId: large.sessionId, limit: 3 });
    await publishRun(small.ctx, { runId: small.runId });
    await publishRun(large.ctx, { runId: heavyRun });
    const { runs, rows, totalCount, tierCounts } = await getOrganizationRanking(
      await managerOf(tx, orgId),
      {},
    );
    expect(runs.map(({ id }) => id).sort()).toEqual([small.runId, heavyRun].sort());
    expect(runs.find(({ id }) => id === heavyRun)).toMatchObject({
      number: 2,
      sessionId: large.sessionId,
      sessionName: large.session.name,
      release: "30.1",
      exposureSource: { source: "opportune", name: expect.any(String), licence: expect.any(String) },
    });
    expect(totalCount).toBe(15);
    // The same exposure and complexity over four times the people comes first, whatever the rank within its run.
    expect(
      rows.slice(0, 3).map(({ sessionId, runNumber, headcount }) => [sessionId, runNumber, headcount]),
    ).toEqual([1, 2, 3].map(() => [large.sessionId, 2, 40]));
    expect(rows[0]).toMatchObject({ reach: 36, coverage: 1, departments: [expect.any(String)] });
    const ranks = rows.map(({ rank }) => rank ?? 0);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(tierCounts.now + tierCounts.next_quarter + tierCounts.future).toBe(15);
  });

  dbTest(
    "lets a person's tier stand, and leaves out what is dismissed or out of date",
    async ({ tx, orgId }) => {
      const { ctx, sessionId, runId } = await makeRoadmap(tx, orgId);
      const { cards } = await getRoadmap(ctx, sessionId);
      const { id, version } = cardOf(cards, "Clerk 1");
      await moveCandidates(ctx, { sessionId, candidates: [{ id, version }], tier: "future", afterId: null });
      await chooseCandidates(ctx, { sessionId, ids: [id], isChosen: true });
      await dismissCandidate(ctx, { sessionId, id: cardOf(cards, "Clerk 2").id });
      await planCandidates(ctx, { sessionId, limit: 10 });
      await publishRun(ctx, { runId });
      const { rows } = await getOrganizationRanking(ctx, {});
      expect(rows.map(({ roleTitle }) => roleTitle).sort()).toEqual(
        [1, 3, 4, 5, 6, 7, 8, 9, 10].map((number) => `Clerk ${number}`).sort(),
      );
      expect(rows.find((row) => row.id === id)).toMatchObject({
        tier: "future",
        isTierChosen: true,
        isChosenForBuild: true,
      });
    },
  );

  dbTest("filters, and counts the tiers without their own filter", async ({ tx, orgId }) => {
    const { ctx, runId, sessionId } = await makeRoadmap(tx, orgId);
    await publishRun(ctx, { runId });
    const all = await getOrganizationRanking(ctx, {});
    expect(all.departments).toEqual(["Audit", "Finance"]);
    const audit = await getOrganizationRanking(ctx, { department: "Audit", tier: "now", session: sessionId });
    expect(audit.rows.every(({ departments, tier }) => departments[0] === "Audit" && tier === "now")).toBe(
      true,
    );
    expect(audit.rows).toHaveLength(audit.tierCounts.now);
    expect(audit.tierCounts.now + audit.tierCounts.next_quarter + audit.tierCounts.future).toBe(6);
    expect(audit.totalCount).toBe(12);
  });

  dbTest("forgets the runs of a deleted session", async ({ tx, orgId }) => {
    const { ctx, runId, sessionId } = await makeRoadmap(tx, orgId);
    await publishRun(ctx, { runId });
    await tx
      .update(discoverySessions)
      .set({ deletedAt: new Date() })
      .where(eq(discoverySessions.id, sessionId));
    expect(await getOrganizationRanking(ctx, {})).toMatchObject({ runs: [], rows: [] });
  });

  it("never shows another organization's candidates, runs or departments", async () => {
    const [ours, theirs] = [await committedRoadmap(), await committedRoadmap(5)];
    await publishRun(ours.ctx, { runId: ours.runId });
    await publishRun(theirs.ctx, { runId: theirs.runId });
    for (const [mine, count] of [
      [ours, 12],
      [theirs, 5],
    ] as const) {
      const { runs, rows } = await getOrganizationRanking(mine.ctx, {});
      expect(runs.map(({ id }) => id)).toEqual([mine.runId]);
      expect(rows.map(({ roleId }) => roleId).sort()).toEqual(mine.roleIds.slice(0, count).sort());
    }
    expect((await getOrganizationRanking(ours.ctx, { session: theirs.sessionId })).rows).toEqual([]);
    expect(await getOrganizationRanking(await makeStranger(), {})).toMatchObject({ runs: [], rows: [] });
  });

  dbTest("is for those who may read rankings", async ({ tx, orgId }) => {
    const { ctx } = await makeRankedSession(tx, orgId);
    const powerless = { ...ctx, rights: new Set<never>() };
    await expect(getOrganizationRanking(powerless, {})).rejects.toMatchObject({ code: "forbidden" });
  });
});
