import { describe, expect, it } from "vitest";
import type { OrgId, Tx } from "@/db/client";
import type { Tier } from "@/db/enums";
import { committed, dbTest } from "@/db/testing/db-test";
import type { Ctx } from "@/lib/auth/context";
import { archiveSession } from "@/lib/sessions/mutations";
import { cardsOfTier, inBoardOrder } from "../board";
import { getRoadmap } from "../queries";
import type { CandidateCard } from "../schema";
import {
  addFinishedRun,
  cardOf,
  changesNamed,
  committedRoadmap,
  makeRoadmap,
  makeStranger,
  storedCandidates,
} from "../testing/roadmap-fixtures";
import { moveCandidates, releaseCandidates } from "./move-candidates";
import { refreshCandidates } from "./refresh-candidates";

/** Short ways to look at a planned board and to move its cards. */
async function watch(made: Awaited<ReturnType<typeof makeRoadmap>>) {
  const { ctx, sessionId } = made;
  const cards = async () => (await getRoadmap(ctx, sessionId)).cards;
  const before = await cards();
  const card = (number: number) => cardOf(before, `Clerk ${number}`);
  const seen = (...all: readonly CandidateCard[]) => all.map(({ id, version }) => ({ id, version }));
  const move = (all: readonly CandidateCard[], tier: Tier, after: CandidateCard | null, by: Ctx = ctx) =>
    moveCandidates(by, { sessionId, candidates: seen(...all), tier, afterId: after?.id ?? null });
  const titles = async (tier: Tier) =>
    cardsOfTier(await cards(), tier).map(({ roleTitle }) => Number(roleTitle.slice("Clerk ".length)));
  return { ...made, cards, card, seen, move, titles };
}

const makeBoard = async (tx: Tx, orgId: OrgId) => watch(await makeRoadmap(tx, orgId));
const committedBoard = async () => watch(await committedRoadmap());

describe("moveCandidates", () => {
  dbTest("puts one card into a tier behind another, and leaves a line of history", async ({ tx, orgId }) => {
    const { ctx, sessionId, card, move, titles, cards } = await makeBoard(tx, orgId);
    expect(await move([card(9)], "now", card(1))).toEqual({ movedCount: 1 });
    expect(await titles("now")).toEqual([1, 9, 2, 3]);
    expect(await titles("future")).toEqual([8, 10, 11, 12]);
    expect(cardOf(await cards(), "Clerk 9")).toMatchObject({
      tierOrigin: "user",
      version: 2,
      runTier: "future",
    });
    expect(cardOf(await cards(), "Clerk 2")).toMatchObject({ tierOrigin: "rule", version: 1 });
    expect(await changesNamed(tx, ctx, "candidate.moved")).toEqual([
      { subjectId: sessionId, data: { candidateIds: [card(9).id], tier: "now", tierOrigin: "user" } },
    ]);
  });

  dbTest("moves several in the order given, on top", async ({ tx, orgId }) => {
    const { card, move, titles } = await makeBoard(tx, orgId);
    await move([card(12), card(2), card(5)], "next_quarter", null);
    expect(await titles("next_quarter")).toEqual([12, 2, 5, 4, 6, 7]);
    expect(await titles("now")).toEqual([1, 3]);
  });

  it("moves none when one of them changed since it was seen", async () => {
    const { ctx, card, move, titles } = await committedBoard();
    await move([card(4)], "now", null);
    await expect(move([card(5), card(4)], "future", null)).rejects.toMatchObject({ code: "conflict" });
    expect([await titles("now"), await titles("next_quarter")]).toEqual([
      [4, 1, 2, 3],
      [5, 6, 7],
    ]);
    expect(await committed((tx) => changesNamed(tx, ctx, "candidate.moved"))).toHaveLength(1);
  });

  dbTest("tells when the card to put it behind went elsewhere", async ({ tx, orgId }) => {
    const { card, move, titles } = await makeBoard(tx, orgId);
    await move([card(1)], "future", null);
    await expect(move([card(9)], "now", card(1))).rejects.toMatchObject({ code: "conflict" });
    await expect(move([card(9)], "now", card(9))).rejects.toMatchObject({ code: "conflict" });
    expect(await titles("now")).toEqual([2, 3]);
  });

  dbTest("makes room as often as one place is asked for", async ({ tx, orgId }) => {
    const { card, cards, seen, ctx, sessionId, titles } = await makeBoard(tx, orgId);
    for (let step = 0; step < 60; step += 1) {
      const moving = cardOf(await cards(), step % 2 === 0 ? "Clerk 3" : "Clerk 2");
      await moveCandidates(ctx, { sessionId, candidates: seen(moving), tier: "now", afterId: card(1).id });
    }
    expect(await titles("now")).toEqual([1, 2, 3]);
    const positions = (await storedCandidates(tx, orgId)).map(({ tier, position }) => `${tier} ${position}`);
    expect(new Set(positions).size).toBe(12);
  });

  dbTest("is refused to who may not edit, and in an archived session", async ({ tx, orgId }) => {
    const { ctx, sessionId, card, move, titles, colleagueCtx } = await makeBoard(tx, orgId);
    await expect(move([card(9)], "now", null, colleagueCtx)).rejects.toMatchObject({ code: "forbidden" });
    await archiveSession(ctx, { sessionId });
    await expect(move([card(9)], "now", null)).rejects.toMatchObject({ code: "conflict" });
    expect(await titles("now")).toEqual([1, 2, 3]);
  });

  dbTest("refuses a card that is named twice and an unknown tier", async ({ tx, orgId }) => {
    const { ctx, sessionId, card, seen } = await makeBoard(tx, orgId);
    const candidates = seen(card(1), card(1));
    await expect(moveCandidates(ctx, { sessionId, candidates, tier: "now", afterId: null })).rejects.toThrow(
      "Name each card once.",
    );
    const later = { sessionId, candidates: seen(card(1)), tier: "someday", afterId: null };
    await expect(moveCandidates(ctx, later)).rejects.toThrow();
  });

  it("lets one of two movers win and tells the other", async () => {
    const { card, move, titles, ctx } = await committedBoard();
    const outcomes = await Promise.allSettled([
      move([card(9)], "now", null),
      move([card(9)], "next_quarter", null),
      move([card(9)], "future", null),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    expect(refused).toMatchObject([{ code: "conflict" }, { code: "conflict" }]);
    const all = [await titles("now"), await titles("next_quarter"), await titles("future")];
    expect(all.flat().filter((number) => number === 9)).toHaveLength(1);
    expect(await committed((tx) => changesNamed(tx, ctx, "candidate.moved"))).toHaveLength(1);
  });

  it("finds no session, and moves no card, of another organization", async () => {
    const { card, move, titles } = await committedBoard();
    const stranger = await makeStranger();
    await expect(move([card(9)], "now", null, stranger)).rejects.toMatchObject({ code: "not_found" });
    const theirs = await committedBoard();
    const input = {
      sessionId: theirs.sessionId,
      candidates: theirs.seen(card(9)),
      tier: "now",
      afterId: null,
    };
    await expect(moveCandidates(theirs.ctx, input)).rejects.toMatchObject({ code: "conflict" });
    expect(await titles("future")).toEqual([8, 9, 10, 11, 12]);
  });
});

describe("releaseCandidates", () => {
  dbTest("gives moved cards back to the ranking, for this run and the next", async ({ tx, orgId }) => {
    const { ctx, sessionId, card, cards, move, seen, titles, ranked } = await makeBoard(tx, orgId);
    await move([card(9), card(10)], "now", null);
    const moved = [cardOf(await cards(), "Clerk 9"), cardOf(await cards(), "Clerk 10")];
    expect(await releaseCandidates(ctx, { sessionId, candidates: seen(...moved) })).toEqual({
      releasedCount: 2,
    });
    expect(await titles("now")).toEqual([1, 2, 3]);
    expect(inBoardOrder(await cards()).map(({ roleTitle }) => roleTitle)).toEqual(
      ranked.filter(({ rank }) => rank !== null).map(({ title }) => title),
    );
    expect(await changesNamed(tx, ctx, "candidate.moved")).toMatchObject([
      { data: { tierOrigin: "user" } },
      { data: { candidateIds: moved.map(({ id }) => id), tierOrigin: "rule" } },
    ]);
    const risen = ranked.map((role) => (role.title === "Clerk 9" ? { ...role, tier: "now" as const } : role));
    await refreshCandidates(ctx, await addFinishedRun(tx, { orgId, sessionId, number: 2 }, risen));
    expect(await titles("now")).toEqual([1, 2, 3, 9]);
  });

  it("refuses a card that nobody moved, and the second time", async () => {
    const { ctx, sessionId, card, cards, move, seen } = await committedBoard();
    const release = (all: readonly CandidateCard[]) =>
      releaseCandidates(ctx, { sessionId, candidates: seen(...all) });
    await expect(release([card(1)])).rejects.toMatchObject({ code: "conflict" });
    await move([card(9)], "now", null);
    const moved = cardOf(await cards(), "Clerk 9");
    await expect(release([card(9)])).rejects.toMatchObject({ code: "conflict" });
    await expect(release([moved, card(1)])).rejects.toMatchObject({ code: "conflict" });
    await release([moved]);
    await expect(release([cardOf(await cards(), "Clerk 9")])).rejects.toMatchObject({ code: "conflict" });
  });

  dbTest("is refused to who may not edit", async ({ tx, orgId }) => {
    const { sessionId, card, move, cards, seen, colleagueCtx } = await makeBoard(tx, orgId);
    await move([card(9)], "now", null);
    const candidates = seen(cardOf(await cards(), "Clerk 9"));
    await expect(releaseCandidates(colleagueCtx, { sessionId, candidates })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("finds no session of another organization", async () => {
    const { sessionId, card, seen } = await committedBoard();
    const stranger = await makeStranger();
    await expect(releaseCandidates(stranger, { sessionId, candidates: seen(card(1)) })).rejects.toMatchObject(
      {
        code: "not_found",
      },
    );
  });
});
