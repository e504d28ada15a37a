import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { committed, dbTest } from "@/db/testing/db-test";
import { archiveSession } from "@/lib/sessions/mutations";
import {
  chooseCandidates,
  dismissCandidate,
  editCandidate,
  makeCandidate,
  restoreCandidate,
} from "./mutations";
import { planCandidates } from "./mutations/refresh-candidates";
import { getRoadmap, listRemaining } from "./queries";
import {
  addFinishedRun,
  cardOf,
  changesNamed,
  committedRoadmap,
  makeRankedSession,
  makeRoadmap,
  makeStranger,
  storedCandidates,
} from "./testing/roadmap-fixtures";

type Made = Awaited<ReturnType<typeof makeRoadmap>>;

const cardsOf = async ({ ctx, sessionId }: Made) => (await getRoadmap(ctx, sessionId)).cards;
const firstCard = async (made: Made) => cardOf(await cardsOf(made), "Clerk 1");

describe("makeCandidate", () => {
  dbTest("makes a card of a role far down, once", async ({ tx, orgId }) => {
    const { ctx, sessionId, runId, roleIds } = await makeRankedSession(tx, orgId);
    const { id } = await makeCandidate(ctx, { sessionId, roleId: roleIds[9] });
    expect(await storedCandidates(tx, orgId)).toMatchObject([
      { id, roleId: roleIds[9], origin: "user", tier: "future", tierOrigin: "rule", position: 10, runId },
    ]);
    expect(await changesNamed(tx, ctx, "candidate.created")).toMatchObject([{ subjectId: id }]);
    await expect(makeCandidate(ctx, { sessionId, roleId: roleIds[9] })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  dbTest("brings a dismissed one back as it was, and up to date", async ({ tx, orgId }) => {
    const made = await makeRoadmap(tx, orgId);
    const { ctx, sessionId, firstRoleId } = made;
    const { id, version } = await firstCard(made);
    await editCandidate(ctx, { sessionId, id, version, name: "Clara", description: "Ours" });
    await planCandidates(ctx, { sessionId, limit: 1 });
    await dismissCandidate(ctx, { sessionId, id });
    expect((await cardsOf(made)).map((card) => card.id)).not.toContain(id);
    expect(await makeCandidate(ctx, { sessionId, roleId: firstRoleId })).toEqual({ id });
    expect(await firstCard(made)).toMatchObject({ id, name: "Clara", staleReason: null });
  });

  dbTest("needs a run that scores the role", async ({ tx, orgId }) => {
    const { ctx, sessionId, roleIds } = await makeRankedSession(tx, orgId);
    for (const roleId of [roleIds.at(-1), randomUUID()]) {
      await expect(makeCandidate(ctx, { sessionId, roleId })).rejects.toMatchObject({ code: "not_found" });
    }
  });

  dbTest("is refused to who may not edit", async ({ tx, orgId }) => {
    const { colleagueCtx, sessionId, firstRoleId } = await makeRankedSession(tx, orgId);
    await expect(makeCandidate(colleagueCtx, { sessionId, roleId: firstRoleId })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await storedCandidates(tx, orgId)).toEqual([]);
  });

  it("finds no session of another organization", async () => {
    const { sessionId, firstRoleId } = await committedRoadmap();
    const stranger = await makeStranger();
    await expect(makeCandidate(stranger, { sessionId, roleId: firstRoleId })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("editCandidate", () => {
  dbTest("keeps what a person wrote, and only that as theirs", async ({ tx, orgId }) => {
    const made = await makeRoadmap(tx, orgId);
    const { ctx, sessionId } = made;
    const { id, version, description } = await firstCard(made);
    await editCandidate(ctx, { sessionId, id, version: String(version), name: " Clara ", description });
    const [stored] = (await storedCandidates(tx, orgId)).filter((row) => row.id === id);
    expect(stored).toMatchObject({
      name: "Clara",
      nameOrigin: "user",
      descriptionOrigin: "rule",
      version: 2,
    });
    expect(await changesNamed(tx, ctx, "candidate.edited")).toEqual([{ subjectId: id, data: {} }]);
  });

  dbTest("does nothing when nothing was changed", async ({ tx, orgId }) => {
    const made = await makeRoadmap(tx, orgId);
    const { ctx, sessionId } = made;
    const { id, version, name, description } = await firstCard(made);
    await editCandidate(ctx, { sessionId, id, version, name, description });
    expect(await firstCard(made)).toMatchObject({ version });
    expect(await changesNamed(tx, ctx, "candidate.edited")).toEqual([]);
  });

  dbTest("refuses an empty name, with the sentence at its field", async ({ tx, orgId }) => {
    const made = await makeRoadmap(tx, orgId);
    const { id, version } = await firstCard(made);
    const input = { sessionId: made.sessionId, id, version, name: "  ", description: "" };
    await expect(editCandidate(made.ctx, input)).rejects.toMatchObject({
      issues: [{ path: ["name"], message: "Give the agent a name." }],
    });
  });

  dbTest("is refused to who may not edit, and in an archived session", async ({ tx, orgId }) => {
    const made = await makeRoadmap(tx, orgId);
    const { ctx, colleagueCtx, sessionId } = made;
    const { id, version } = await firstCard(made);
    const input = { sessionId, id, version, name: "Clara", description: "" };
    await expect(editCandidate(colleagueCtx, input)).rejects.toMatchObject({ code: "forbidden" });
    await archiveSession(ctx, { sessionId });
    await expect(editCandidate(ctx, input)).rejects.toMatchObject({ code: "conflict" });
  });

  it("lets one of two writers win and tells the other", async () => {
    const made = await committedRoadmap();
    const { ctx, sessionId } = made;
    const { id, version } = await firstCard(made);
    const write = (name: string) => editCandidate(ctx, { sessionId, id, version, name, description: "" });
    const outcomes = await Promise.allSettled([write("Clara"), write("Carl")]);
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    expect(refused).toMatchObject([{ code: "conflict" }]);
    expect(await committed((tx) => changesNamed(tx, ctx, "candidate.edited"))).toHaveLength(1);
  });

  it("finds no card of another organization", async () => {
    const made = await committedRoadmap();
    const { id, version } = await firstCard(made);
    const input = { id, version, name: "Clara", description: "" };
    const theirs = await committedRoadmap();
    await expect(
      editCandidate(await makeStranger(), { ...input, sessionId: made.sessionId }),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(editCandidate(theirs.ctx, { ...input, sessionId: theirs.sessionId })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("chooseCandidates", () => {
  dbTest("marks several for build and takes the marks back", async ({ tx, orgId }) => {
    const made = await makeRoadmap(tx, orgId);
    const { ctx, sessionId } = made;
    const ids = (await cardsOf(made)).slice(0, 3).map(({ id }) => id);
    expect(await chooseCandidates(ctx, { sessionId, ids, isChosen: true })).toEqual({ changedCount: 3 });
    const chosen = (await storedCandidates(tx, orgId)).filter(({ chosenForBuildAt }) => chosenForBuildAt);
    expect(chosen.map(({ id }) => id).sort()).toEqual(ids.toSorted());
    expect(chosen.map(({ chosenForBuildBy }) => chosenForBuildBy)).toEqual(
      ids.map(() => made.session.ownerId),
    );
    await chooseCandidates(ctx, { sessionId, ids: ids.slice(0, 1), isChosen: false });
    expect((await cardsOf(made)).filter(({ isChosenForBuild }) => isChosenForBuild)).toHaveLength(2);
    const [line] = await changesNamed(tx, ctx, "candidate.chosen");
    expect(line).toMatchObject({ subjectId: sessionId });
    expect(await changesNamed(tx, ctx, "candidate.unchosen")).toMatchObject([
      { data: { candidateIds: ids.slice(0, 1) } },
    ]);
  });

  dbTest("leaves alone what is so already", async ({ tx, orgId }) => {
    const made = await makeRoadmap(tx, orgId);
    const { ctx, sessionId } = made;
    const input = { sessionId, ids: [(await firstCard(made)).id], isChosen: true };
    await chooseCandidates(ctx, input);
    expect(await chooseCandidates(ctx, input)).toEqual({ changedCount: 0 });
    expect(await firstCard(made)).toMatchObject({ version: 2 });
    expect(await changesNamed(tx, ctx, "candidate.chosen")).toHaveLength(1);
  });

  dbTest("is refused to who may not edit", async ({ tx, orgId }) => {
    const made = await makeRoadmap(tx, orgId);
    const input = { sessionId: made.sessionId, ids: [(await firstCard(made)).id], isChosen: true };
    await expect(chooseCandidates(made.colleagueCtx, input)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("reaches no card of another organization", async () => {
    const made = await committedRoadmap();
    const input = { ids: [(await firstCard(made)).id], isChosen: true };
    const stranger = await makeStranger();
    await expect(chooseCandidates(stranger, { ...input, sessionId: made.sessionId })).rejects.toMatchObject({
      code: "not_found",
    });
    const theirs = await committedRoadmap();
    expect(await chooseCandidates(theirs.ctx, { ...input, sessionId: theirs.sessionId })).toEqual({
      changedCount: 0,
    });
    expect(await firstCard(made)).toMatchObject({ isChosenForBuild: false });
  });
});

describe("dismissCandidate and restoreCandidate", () => {
  dbTest("take a card off the board and put it back where it was", async ({ tx, orgId }) => {
    const made = await makeRoadmap(tx, orgId);
    const { ctx, sessionId } = made;
    const before = await firstCard(made);
    await dismissCandidate(ctx, { sessionId, id: before.id });
    expect(await cardsOf(made)).toHaveLength(11);
    expect((await listRemaining(ctx, { sessionId })).items).toMatchObject([
      { title: "Clerk 1", isDismissed: true },
    ]);
    await restoreCandidate(ctx, { sessionId, id: before.id });
    expect(await firstCard(made)).toEqual({ ...before, version: 3 });
    expect(await changesNamed(tx, ctx, "candidate.dismissed")).toMatchObject([{ subjectId: before.id }]);
    expect(await changesNamed(tx, ctx, "candidate.restored")).toMatchObject([{ subjectId: before.id }]);
  });

  dbTest("tell the second time that it is so already", async ({ tx, orgId }) => {
    const made = await makeRoadmap(tx, orgId);
    const { ctx, sessionId } = made;
    const { id } = await firstCard(made);
    await expect(restoreCandidate(ctx, { sessionId, id })).rejects.toMatchObject({ code: "conflict" });
    await dismissCandidate(ctx, { sessionId, id });
    await expect(dismissCandidate(ctx, { sessionId, id })).rejects.toMatchObject({ code: "conflict" });
  });

  dbTest("are refused to who may not edit", async ({ tx, orgId }) => {
    const made = await makeRoadmap(tx, orgId);
    const { ctx, colleagueCtx, sessionId } = made;
    const { id } = await firstCard(made);
    await expect(dismissCandidate(colleagueCtx, { sessionId, id })).rejects.toMatchObject({
      code: "forbidden",
    });
    await dismissCandidate(ctx, { sessionId, id });
    await expect(restoreCandidate(colleagueCtx, { sessionId, id })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("find no card of another organization", async () => {
    const made = await committedRoadmap();
    const { id } = await firstCard(made);
    const theirs = await committedRoadmap();
    for (const change of [dismissCandidate, restoreCandidate]) {
      await expect(change(await makeStranger(), { sessionId: made.sessionId, id })).rejects.toMatchObject({
        code: "not_found",
      });
      await expect(change(theirs.ctx, { sessionId: theirs.sessionId, id })).rejects.toMatchObject({
        code: "not_found",
      });
    }
  });
});

describe("taking up a card that is out of date", () => {
  dbTest("makes it current when it only fell below the limit", async ({ tx, orgId }) => {
    const made = await makeRoadmap(tx, orgId);
    const { ctx, sessionId } = made;
    await planCandidates(ctx, { sessionId, limit: 10 });
    const fallen = cardOf(await cardsOf(made), "Clerk 11");
    expect(fallen.staleReason).toBe("below_limit");
    await chooseCandidates(ctx, { sessionId, ids: [fallen.id], isChosen: true });
    expect(cardOf(await cardsOf(made), "Clerk 11").staleReason).toBeNull();
    expect(cardOf(await cardsOf(made), "Clerk 12").staleReason).toBe("below_limit");
    await planCandidates(ctx, { sessionId, limit: 10 });
    expect(cardOf(await cardsOf(made), "Clerk 11").staleReason).toBeNull();
  });

  dbTest("leaves it out of date when the latest run has no score for it", async ({ tx, orgId }) => {
    const made = await makeRoadmap(tx, orgId);
    const { ctx, sessionId, ranked } = made;
    const gone = ranked.map((role) => (role.rank === 2 ? { ...role, rank: null, tier: null } : role));
    await addFinishedRun(tx, { orgId, sessionId, number: 2 }, gone);
    await planCandidates(ctx, { sessionId, limit: 50 });
    const card = cardOf(await cardsOf(made), "Clerk 2");
    expect(card).toMatchObject({ staleReason: "not_scored", runNumber: 1, exposure: 0.9 });
    await chooseCandidates(ctx, { sessionId, ids: [card.id], isChosen: true });
    expect(cardOf(await cardsOf(made), "Clerk 2").staleReason).toBe("not_scored");
  });
});
