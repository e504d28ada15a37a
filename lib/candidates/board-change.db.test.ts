import { describe, expect } from "vitest";
import { dbTest } from "@/db/testing/db-test";
import type { Ctx } from "@/lib/auth/context";
import { type BoardChange, isReleasable, withChange } from "./board-change";
import { chooseCandidates, dismissCandidate } from "./mutations";
import { moveCandidates, releaseCandidates } from "./mutations/move-candidates";
import { planCandidates } from "./mutations/refresh-candidates";
import { getRoadmap } from "./queries";
import type { CandidateCard } from "./schema";
import { addFinishedRun, cardOf, makeRoadmap } from "./testing/roadmap-fixtures";

function send(ctx: Ctx, sessionId: string, cards: readonly CandidateCard[], change: BoardChange) {
  const seen = (ids: readonly string[]) =>
    ids.map((id) => ({ id, version: cards.find((card) => card.id === id)?.version }));
  switch (change.kind) {
    case "move":
      return moveCandidates(ctx, { sessionId, candidates: seen(change.ids), ...change.place });
    case "release":
      return releaseCandidates(ctx, { sessionId, candidates: seen(change.ids) });
    case "choose":
      return chooseCandidates(ctx, { sessionId, ids: change.ids, isChosen: change.isChosen });
    case "dismiss":
      return dismissCandidate(ctx, { sessionId, id: change.id });
  }
}

describe("withChange", () => {
  dbTest(
    "foretells what the server makes of each change, out-of-date cards included",
    async ({ tx, orgId }) => {
      const { ctx, sessionId, ranked } = await makeRoadmap(tx, orgId);
      const second = ranked.map((role) => (role.rank === 1 ? { ...role, rank: null, tier: null } : role));
      await addFinishedRun(tx, { orgId, sessionId, number: 2 }, second);
      await planCandidates(ctx, { sessionId, limit: 8 });
      const stored = async () => (await getRoadmap(ctx, sessionId)).cards;
      const byId = (cards: readonly CandidateCard[]) =>
        cards
          .toSorted((a, b) => (a.id < b.id ? -1 : 1))
          .map(({ position, ...card }) => ({ ...card, position }));
      const start = await stored();
      const id = (number: number) => cardOf(start, `Clerk ${number}`).id;
      expect(new Set(start.map(({ staleReason }) => staleReason))).toEqual(
        new Set([null, "not_scored", "below_limit"]),
      );
      const changes: readonly BoardChange[] = [
        { kind: "move", ids: [id(12), id(1), id(2)], place: { tier: "next_quarter", afterId: id(4) } },
        { kind: "move", ids: [id(3)], place: { tier: "next_quarter", afterId: id(12) } },
        { kind: "release", ids: [id(2), id(12)] },
        { kind: "choose", ids: [id(10), id(1), id(4)], isChosen: true },
        { kind: "choose", ids: [id(4), id(5)], isChosen: false },
        { kind: "dismiss", id: id(6) },
        { kind: "move", ids: [id(7)], place: { tier: "now", afterId: null } },
      ];
      for (const change of changes) {
        const before = await stored();
        const foretold = withChange(before, change);
        await send(ctx, sessionId, before, change);
        expect(byId(await stored())).toEqual(byId(foretold));
      }
    },
  );

  dbTest("leaves the board as it is where a place or a tier is not known", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeRoadmap(tx, orgId);
    const { cards } = await getRoadmap(ctx, sessionId);
    const [first] = cards;
    if (!first) throw new Error("The board is empty.");
    const lost = { kind: "move", ids: [first.id], place: { tier: "now", afterId: "x" } } as const;
    expect(withChange(cards, lost)).toEqual(cards);
    expect(withChange(cards, { kind: "release", ids: [first.id] })).toEqual(cards);
    expect(isReleasable({ ...first, tierOrigin: "user" })).toBe(true);
    expect(isReleasable({ ...first, tierOrigin: "user", runTier: null })).toBe(false);
  });
});
