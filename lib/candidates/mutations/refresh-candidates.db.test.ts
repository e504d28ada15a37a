import { describe, expect, it } from "vitest";
import { committed, committedWorld, dbTest } from "@/db/testing/db-test";
import { finishRun, makeFinishedRun } from "@/lib/analysis/testing/run-fixtures";
import { archiveSession } from "@/lib/sessions/mutations";
import { inBoardOrder } from "../board";
import { chooseCandidates, dismissCandidate, editCandidate, makeCandidate } from "../mutations";
import { getRoadmap } from "../queries";
import {
  addFinishedRun,
  cardOf,
  changesNamed,
  committedRoadmap,
  makeRankedSession,
  makeRoadmap,
  makeStranger,
  storedCandidates,
} from "../testing/roadmap-fixtures";
import { moveCandidates } from "./move-candidates";
import { planCandidates, refreshCandidates } from "./refresh-candidates";

const withoutTimes = (rows: Awaited<ReturnType<typeof storedCandidates>>) =>
  rows.map(({ updatedAt: _, ...row }) => row);

describe("refreshCandidates", () => {
  dbTest("proposes what a real run ranks, with names from its activities", async ({ tx, orgId }) => {
    const { ctx, sessionId, runId } = await makeFinishedRun(tx, orgId);
    expect(await refreshCandidates(ctx, runId)).toEqual({ createdCount: 11 });
    const { cards, runNumber, remainingCount } = await getRoadmap(ctx, sessionId);
    expect({ runNumber, remainingCount }).toEqual({ runNumber: 1, remainingCount: 0 });
    const ranks = inBoardOrder(cards).map(({ rank }) => rank);
    expect(ranks).toEqual(Array.from({ length: 11 }, (_, index) => index + 1));
    for (const card of cards) {
      expect(card).toMatchObject({ tier: card.runTier, tierOrigin: "rule", runNumber: 1, staleReason: null });
      expect(card.description).toMatch(/^Would .+ For .+ \(\d+ people\)\.$/);
    }
    const again = await finishRun(ctx, sessionId);
    expect(await refreshCandidates(ctx, again)).toEqual({ createdCount: 0 });
    expect((await getRoadmap(ctx, sessionId)).cards.map(({ name }) => name)).toEqual(
      cards.map(({ name }) => name),
    );
  });

  dbTest("changes nothing and says nothing the second time", async ({ tx, orgId }) => {
    const { ctx, runId } = await makeRoadmap(tx, orgId);
    const before = await storedCandidates(tx, orgId);
    expect(await refreshCandidates(ctx, runId)).toEqual({ createdCount: 0 });
    expect(await storedCandidates(tx, orgId)).toEqual(before);
    expect(await changesNamed(tx, ctx, "candidate.created")).toMatchObject([
      { data: { runId, createdCount: 12, updatedCount: 0, staleCount: 0, limit: 50 } },
    ]);
  });

  dbTest("keeps every choice a person made, and refreshes the rest", async ({ tx, orgId }) => {
    const made = await makeRoadmap(tx, orgId);
    const { ctx, sessionId, ranked } = made;
    const cards = async () => (await getRoadmap(ctx, sessionId)).cards;
    const before = await cards();
    const card = (number: number) => cardOf(before, `Clerk ${number}`);
    const seen = (number: number) => ({ id: card(number).id, version: card(number).version });
    await moveCandidates(ctx, { sessionId, candidates: [seen(12)], tier: "now", afterId: card(1).id });
    await editCandidate(ctx, { sessionId, ...seen(2), name: "Clara", description: card(2).description });
    await editCandidate(ctx, { sessionId, ...seen(3), name: card(3).name, description: "Ours" });
    await chooseCandidates(ctx, { sessionId, ids: [card(4).id], isChosen: true });
    await dismissCandidate(ctx, { sessionId, id: card(5).id });

    // Everything turned round: the last comes first.
    const turned = ranked.map((role) =>
      role.rank === null
        ? role
        : { ...role, rank: 13 - role.rank, tier: role.rank > 9 ? ("now" as const) : ("future" as const) },
    );
    const second = await addFinishedRun(tx, { orgId, sessionId, number: 2 }, turned);
    await refreshCandidates(ctx, second);

    const after = await cards();
    expect(cardOf(after, "Clerk 12")).toMatchObject({ tier: "now", tierOrigin: "user", position: 1.5 });
    expect(cardOf(after, "Clerk 2")).toMatchObject({ name: "Clara", tier: "future", rank: 11 });
    expect(cardOf(after, "Clerk 3")).toMatchObject({ description: "Ours", name: card(3).name });
    expect(cardOf(after, "Clerk 4")).toMatchObject({ isChosenForBuild: true, position: 9 });
    expect(after.map(({ roleTitle }) => roleTitle)).not.toContain("Clerk 5");
    expect(cardOf(after, "Clerk 11")).toMatchObject({ tier: "now", tierOrigin: "rule", position: 2 });
    expect(after.map(({ runNumber }) => runNumber)).toEqual(after.map(() => 2));
  });

  dbTest("does nothing for a run that is not the newest any more", async ({ tx, orgId }) => {
    const { ctx, sessionId, runId, ranked } = await makeRoadmap(tx, orgId);
    const before = withoutTimes(await storedCandidates(tx, orgId));
    const turned = ranked.map((role) => ({ ...role, tier: role.rank === null ? null : ("future" as const) }));
    await addFinishedRun(tx, { orgId, sessionId, number: 2 }, turned);
    expect(await refreshCandidates(ctx, runId)).toEqual({ createdCount: 0 });
    expect(withoutTimes(await storedCandidates(tx, orgId))).toEqual(before);
  });

  it("makes each card once when two refreshes meet", async () => {
    const { orgId } = await committedWorld();
    const { ctx, runId } = await committed((tx) => makeRankedSession(tx, orgId));
    const counts = await Promise.all([1, 2, 3].map(() => refreshCandidates(ctx, runId)));
    expect(counts.map(({ createdCount }) => createdCount).sort()).toEqual([0, 0, 12]);
    expect(await committed((tx) => storedCandidates(tx, orgId))).toHaveLength(12);
  });

  it("finds no run of another organization", async () => {
    const { runId } = await committedRoadmap();
    await expect(refreshCandidates(await makeStranger(), runId)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("planCandidates", () => {
  dbTest("makes candidates of so many, remembers the number, and leaves a line", async ({ tx, orgId }) => {
    const { ctx, sessionId, runId } = await makeRankedSession(tx, orgId);
    expect(await planCandidates(ctx, { sessionId, limit: "5" })).toEqual({ createdCount: 5, staleCount: 0 });
    expect(await getRoadmap(ctx, sessionId)).toMatchObject({ limit: 5, remainingCount: 7 });
    expect(await refreshCandidates(ctx, runId)).toEqual({ createdCount: 0 });
    expect(await changesNamed(tx, ctx, "candidate.created")).toMatchObject([
      { subjectId: sessionId, data: { limit: 5, createdCount: 5 } },
    ]);
  });

  dbTest(
    "marks what falls out, keeps what a person touched, and takes the mark back",
    async ({ tx, orgId }) => {
      const { ctx, sessionId, roleIds } = await makeRankedSession(tx, orgId);
      await planCandidates(ctx, { sessionId, limit: 5 });
      await makeCandidate(ctx, { sessionId, roleId: roleIds[9] });
      expect(await planCandidates(ctx, { sessionId, limit: 3 })).toEqual({ createdCount: 0, staleCount: 2 });
      const reasons = async () =>
        inBoardOrder((await getRoadmap(ctx, sessionId)).cards).map(({ rank, staleReason }) => [
          rank,
          staleReason,
        ]);
      expect(await reasons()).toEqual([
        [1, null],
        [2, null],
        [3, null],
        [4, "below_limit"],
        [5, "below_limit"],
        [10, null],
      ]);
      expect(await planCandidates(ctx, { sessionId, limit: 4 })).toEqual({ createdCount: 0, staleCount: 0 });
      expect((await reasons())[3]).toEqual([4, null]);
    },
  );

  dbTest("does not propose a dismissed one again", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeRoadmap(tx, orgId);
    const { cards } = await getRoadmap(ctx, sessionId);
    await dismissCandidate(ctx, { sessionId, id: cardOf(cards, "Clerk 1").id });
    expect(await planCandidates(ctx, { sessionId, limit: 100 })).toEqual({ createdCount: 0, staleCount: 0 });
    expect((await getRoadmap(ctx, sessionId)).cards).toHaveLength(11);
    expect(await storedCandidates(tx, orgId)).toHaveLength(12);
  });

  dbTest("says nothing when asked again for the same", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeRoadmap(tx, orgId);
    await planCandidates(ctx, { sessionId, limit: 20 });
    await planCandidates(ctx, { sessionId, limit: 20 });
    expect(await changesNamed(tx, ctx, "candidate.created")).toMatchObject([
      { data: { limit: 50 } },
      { data: { limit: 20, createdCount: 0 } },
    ]);
  });

  dbTest("refuses a number that is none, and needs a run", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeRankedSession(tx, orgId);
    for (const limit of ["", "many", 0, 501, 2.5]) {
      await expect(planCandidates(ctx, { sessionId, limit })).rejects.toThrow();
    }
    expect((await getRoadmap(ctx, sessionId)).limit).toBe(50);
  });

  dbTest("is refused to who may not edit, and in an archived session", async ({ tx, orgId }) => {
    const { ctx, colleagueCtx, sessionId } = await makeRankedSession(tx, orgId);
    await expect(planCandidates(colleagueCtx, { sessionId, limit: 5 })).rejects.toMatchObject({
      code: "forbidden",
    });
    await archiveSession(ctx, { sessionId });
    await expect(planCandidates(ctx, { sessionId, limit: 5 })).rejects.toMatchObject({ code: "conflict" });
  });

  it("finds no session of another organization", async () => {
    const { sessionId } = await committedRoadmap();
    await expect(planCandidates(await makeStranger(), { sessionId, limit: 5 })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
