import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { dbTest } from "@/db/testing/db-test";
import { makeMappedSession } from "@/lib/analysis/testing/run-fixtures";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { dismissCandidate } from "./mutations";
import { planCandidates } from "./mutations/refresh-candidates";
import { getRoadmap, listRemaining } from "./queries";
import {
  cardOf,
  committedRoadmap,
  makeRankedSession,
  makeRoadmap,
  makeStranger,
} from "./testing/roadmap-fixtures";

describe("getRoadmap", () => {
  dbTest("is empty before the first run", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeMappedSession(tx, orgId);
    expect(await getRoadmap(ctx, sessionId)).toEqual({
      runNumber: null,
      limit: 50,
      cards: [],
      remainingCount: 0,
    });
    expect(await listRemaining(ctx, { sessionId })).toEqual({ items: [], nextRank: null });
  });

  dbTest("shows a card with the figures of its run", async ({ tx, orgId }) => {
    const { ctx, sessionId, firstRoleId } = await makeRoadmap(tx, orgId);
    const { cards } = await getRoadmap(ctx, sessionId);
    expect(cardOf(cards, "Clerk 1")).toEqual({
      id: expect.any(String),
      roleId: firstRoleId,
      roleTitle: "Clerk 1",
      occupation: "Bookkeeping, Accounting, and Auditing Clerks",
      name: expect.any(String),
      description: expect.any(String),
      tier: "now",
      tierOrigin: "rule",
      runTier: "now",
      position: 1,
      isChosenForBuild: false,
      staleReason: null,
      leftWith: null,
      runNumber: 1,
      version: 1,
      headcount: 10,
      exposure: 0.9,
      impact: 0.5,
      complexity: 0.3,
      priority: 0.999,
      rank: 1,
    });
  });

  it("finds no session of another organization, and lists none of its roles", async () => {
    const { sessionId } = await committedRoadmap();
    const stranger = await makeStranger();
    await expect(getRoadmap(stranger, sessionId)).rejects.toMatchObject({ code: "not_found" });
    expect(await listRemaining(stranger, { sessionId })).toEqual({ items: [], nextRank: null });
  });

  dbTest("finds no session that is none", async ({ orgId, user }) => {
    await expect(getRoadmap(memberCtx(orgId, user.id), randomUUID())).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("listRemaining", () => {
  dbTest("pages by rank through the roles without a card", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeRankedSession(tx, orgId, 110);
    await planCandidates(ctx, { sessionId, limit: 4 });
    const first = await listRemaining(ctx, { sessionId });
    expect(first.items.map(({ rank }) => rank)).toEqual(Array.from({ length: 50 }, (_, index) => index + 5));
    const second = await listRemaining(ctx, { sessionId, afterRank: String(first.nextRank) });
    const third = await listRemaining(ctx, { sessionId, afterRank: second.nextRank });
    expect(third.items.map(({ rank }) => rank)).toEqual([105, 106, 107, 108, 109, 110]);
    expect(third.nextRank).toBeNull();
    expect((await getRoadmap(ctx, sessionId)).remainingCount).toBe(106);
  });

  dbTest("finds by a part of title or occupation, taking wildcards for letters", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeRankedSession(tx, orgId);
    const titles = async (search: string) =>
      (await listRemaining(ctx, { sessionId, search })).items.map(({ title }) => title);
    expect(await titles(" clerk 1")).toEqual(["Clerk 1", "Clerk 10", "Clerk 11", "Clerk 12"]);
    expect(await titles("auditing")).toHaveLength(12);
    expect(await titles("%")).toEqual([]);
    expect(await titles("_lerk")).toEqual([]);
    expect(await titles("board")).toEqual([]);
  });

  dbTest("tells which were dismissed", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeRoadmap(tx, orgId);
    const { cards } = await getRoadmap(ctx, sessionId);
    await dismissCandidate(ctx, { sessionId, id: cardOf(cards, "Clerk 7").id });
    expect((await listRemaining(ctx, { sessionId })).items).toEqual([
      expect.objectContaining({ title: "Clerk 7", isDismissed: true, tier: "next_quarter" }),
    ]);
  });
});
