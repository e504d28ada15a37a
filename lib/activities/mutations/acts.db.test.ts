import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Tx } from "@/db/client";
import { ownActivities } from "@/db/schema";
import { committed, committedWorld, dbTest } from "@/db/testing/db-test";
import { makeRoster } from "@/lib/roles/testing/role-fixtures";
import { getOccupationActivities } from "../queries";
import { listCopySources, previewCopy } from "../queries/copy-preview";
import { bookkeeping, historyOf, makeClerks, payroll, storedChoices } from "../testing/activity-fixtures";
import { chooseActivities } from "./choose-activities";
import { copyActivities } from "./copy-activities";
import { addOwnActivity } from "./own-activities";
import { shareActivities } from "./share-activities";
import { takeBackActivities } from "./take-back-activities";

type Clerks = Awaited<ReturnType<typeof makeClerks>>;
const own = { name: "Answer the telephone", share: 0.2, exposure: 0.25, nearestDwaId: null };

async function look({ ctx, sessionId }: Pick<Clerks, "ctx" | "sessionId">, roleId?: string) {
  const view = await getOccupationActivities(ctx, { sessionId, code: payroll, roleId });
  const selected = view.groups.flatMap(({ activities }) => activities).filter((one) => one.selected);
  return { view, selected, own: view.own };
}

/** Everything even, as the sliders would send it. */
async function evenly(clerks: Pick<Clerks, "ctx" | "sessionId">, roleId: string | null = null) {
  const { selected, own } = await look(clerks, roleId ?? undefined);
  const changeable = [...selected, ...own.filter((one) => one.isOfThisLayer)];
  const fixed = own.filter((one) => !one.isOfThisLayer).reduce((sum, { share }) => sum + share, 0);
  return {
    sessionId: clerks.sessionId,
    code: payroll,
    roleId,
    shares: changeable.map(({ id, typedShare }) => ({
      id,
      share: (1 - fixed) / changeable.length,
      doesFollowWeight: false,
      seen: typedShare,
    })),
  };
}

describe("shareActivities", () => {
  dbTest("stores all shares in one act, own ones too, and takes it back", async ({ tx, orgId }) => {
    const clerks = await makeClerks(tx, orgId);
    const { ctx, sessionId } = clerks;
    const { id } = await addOwnActivity(ctx, { sessionId, code: payroll, roleId: null, ...own });
    const asked = await evenly(clerks);
    const done = await shareActivities(ctx, asked);
    expect(done.changedCount).toBe(asked.shares.length);
    const after = await look(clerks);
    for (const { share } of [...after.selected, ...after.own])
      expect(share).toBeCloseTo(1 / asked.shares.length, 9);
    expect(after.view.areTypedSharesRescaled).toBe(false);
    expect((await historyOf(tx, sessionId)).at(-1)).toEqual({
      name: "activity.shared",
      data: { code: payroll, roleId: null, changedCount: done.changedCount },
    });
    expect(await takeBackActivities(ctx, { sessionId, undo: done.undo })).toMatchObject({ skippedCount: 0 });
    expect(await storedChoices(tx, sessionId)).toEqual([]);
    const [restored] = await tx.select().from(ownActivities).where(eq(ownActivities.id, id));
    expect(restored?.share).toBe(0.2);
    expect(await takeBackActivities(ctx, { sessionId, undo: done.undo })).toMatchObject({ changedCount: 0 });
  });

  dbTest("stores nothing for what follows the weights", async ({ tx, orgId }) => {
    const clerks = await makeClerks(tx, orgId);
    const asked = await evenly(clerks);
    const { selected } = await look(clerks);
    const shares = selected.map(({ id, share, typedShare }) => ({
      id,
      share,
      doesFollowWeight: true,
      seen: typedShare,
    }));
    expect(await shareActivities(clerks.ctx, { ...asked, shares })).toMatchObject({ changedCount: 0 });
    expect(await storedChoices(tx, clerks.sessionId)).toEqual([]);
  });

  dbTest(
    "leaves to one role what it departs in, and keeps the number of all roles out of it",
    async ({ tx, orgId }) => {
      const clerks = await makeClerks(tx, orgId);
      const { ctx, sessionId, timekeeperId } = clerks;
      await addOwnActivity(ctx, { sessionId, code: payroll, roleId: null, ...own });
      await shareActivities(ctx, await evenly(clerks));
      const before = (await look(clerks)).own[0]?.share;
      const asked = await evenly(clerks, timekeeperId);
      const [first, second, ...others] = asked.shares;
      if (!first || !second) throw new Error("There are too few activities.");
      const moved = [
        { ...first, share: first.share * 1.5 },
        { ...second, share: second.share * 0.5 },
        ...others,
      ];
      // As the sliders say it where nothing is held: yet all roles have a typed share, so the role needs its number.
      const shares = moved.map((share) => ({ ...share, doesFollowWeight: true }));
      await shareActivities(ctx, { ...asked, shares });
      const role = await look(clerks, timekeeperId);
      expect(role.selected.find(({ id }) => id === first.id)?.share).toBeCloseTo(first.share * 1.5, 9);
      expect((await look(clerks)).own[0]?.share).toBe(before);
    },
  );

  dbTest("refuses what is not whole, not theirs, or not what stands", async ({ tx, orgId }) => {
    const clerks = await makeClerks(tx, orgId);
    const { ctx, sessionId, colleagueCtx } = clerks;
    const asked = await evenly(clerks);
    const half = asked.shares.map((share) => ({ ...share, share: share.share / 2 }));
    await expect(shareActivities(ctx, { ...asked, shares: half })).rejects.toMatchObject({ code: "invalid" });
    await expect(shareActivities(colleagueCtx, asked)).rejects.toMatchObject({ code: "forbidden" });
    const [first] = asked.shares;
    if (!first) throw new Error("There are no activities.");
    await chooseActivities(ctx, {
      by: "list",
      sessionId,
      code: payroll,
      roleId: null,
      changes: [{ activityId: first.id, share: 0.3 }],
    });
    await expect(shareActivities(ctx, asked)).rejects.toMatchObject({ code: "conflict" });
    expect(await storedChoices(tx, sessionId)).toHaveLength(1);
  });

  it("of two tabs at once, the second is told", async () => {
    const { orgId } = await committedWorld();
    const clerks = await committed((tx: Tx) => makeClerks(tx, orgId));
    const asked = await evenly(clerks);
    const done = await Promise.allSettled([
      shareActivities(clerks.ctx, asked),
      shareActivities(clerks.ctx, asked),
    ]);
    expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(done.find((one) => one.status === "rejected")?.reason).toMatchObject({ code: "conflict" });
  });
});

describe("copyActivities", () => {
  /** The timekeeper departs: one out, one with a typed share, and work of its own. */
  async function departing(clerks: Clerks) {
    const { ctx, sessionId, timekeeperId, payrollClerkId } = clerks;
    const { selected } = await look(clerks);
    const [first, second] = selected;
    if (!first || !second) throw new Error("There are too few activities.");
    await chooseActivities(ctx, {
      by: "list",
      sessionId,
      code: payroll,
      roleId: timekeeperId,
      changes: [
        { activityId: first.id, selected: false },
        { activityId: second.id, share: 0.5 },
      ],
    });
    await addOwnActivity(ctx, { sessionId, code: payroll, roleId: timekeeperId, ...own });
    const target = { sessionId, code: payroll, roleId: payrollClerkId };
    return { ...clerks, first, second, target, from: { code: payroll, roleId: timekeeperId } };
  }

  dbTest("copies what the preview showed, in one act that can be taken back", async ({ tx, orgId }) => {
    const { ctx, sessionId, target, from, first, second, ...clerks } = await departing(
      await makeClerks(tx, orgId),
    );
    const sources = await listCopySources(ctx, { ...target, search: "" });
    expect(sources.map(({ title, isAdjusted }) => [title, isAdjusted])).toEqual([
      ["Timekeeper", true],
      ["Bookkeeping, Accounting, and Auditing Clerks", false],
    ]);
    expect(sources[0]?.sharedTime).toBeGreaterThan(sources[1]?.sharedTime ?? 1);
    const asked = { ...target, from, doesOverwrite: false };
    const preview = await previewCopy(ctx, asked);
    expect(preview.plan).toMatchObject({
      changes: [
        { activityId: first.id, kind: "out" },
        { activityId: second.id, kind: "share", share: 0.5 },
      ],
      own: [{ name: own.name }],
    });
    const done = await copyActivities(ctx, { ...asked, stamp: preview.stamp });
    expect(done.changedCount).toBe(3);
    const copied = await look({ ctx, sessionId }, clerks.payrollClerkId);
    expect(copied.view.exposure).toBeCloseTo(preview.exposure.after ?? -1, 9);
    expect(copied.own).toMatchObject([{ name: own.name, share: 0.2 }]);
    expect(await takeBackActivities(ctx, { sessionId, undo: done.undo })).toMatchObject({
      changedCount: 3,
      skippedCount: 0,
    });
    const back = await look({ ctx, sessionId }, clerks.payrollClerkId);
    expect(back.view.exposure).toBeCloseTo(preview.exposure.before ?? -1, 9);
    expect(back.own).toEqual([]);
  });

  dbTest("leaves what a person decided here, and refuses a preview that is old", async ({ tx, orgId }) => {
    const { ctx, sessionId, target, from, first } = await departing(await makeClerks(tx, orgId));
    const asked = { ...target, from, doesOverwrite: false };
    const { stamp } = await previewCopy(ctx, asked);
    await chooseActivities(ctx, {
      by: "list",
      sessionId,
      code: payroll,
      roleId: target.roleId,
      changes: [{ activityId: first.id, share: 0.4 }],
    });
    await expect(copyActivities(ctx, { ...asked, stamp })).rejects.toMatchObject({ code: "conflict" });
    const preview = await previewCopy(ctx, asked);
    expect(preview.plan).toMatchObject({ keptIds: [first.id], changes: [{ kind: "share" }] });
    const all = await previewCopy(ctx, { ...asked, doesOverwrite: true });
    expect(all.plan).toMatchObject({ keptIds: [], changes: [{ kind: "out" }, { kind: "share" }] });
  });

  it("finds nothing of another organization, and copies nothing from itself", async () => {
    const mine = await committedWorld();
    const foreign = await committedWorld();
    const theirs = await departing(await committed((tx: Tx) => makeClerks(tx, foreign.orgId)));
    const roster = await committed((tx: Tx) => makeRoster(tx, mine.orgId, []));
    const asked = { ...theirs.target, from: theirs.from, doesOverwrite: false };
    const missing = { code: "not_found" };
    await expect(previewCopy(roster.ctx, asked)).rejects.toMatchObject(missing);
    await expect(listCopySources(roster.ctx, { ...theirs.target, search: "" })).rejects.toMatchObject(
      missing,
    );
    const { stamp } = await previewCopy(theirs.ctx, asked);
    await expect(copyActivities(roster.ctx, { ...asked, stamp })).rejects.toMatchObject(missing);
    await expect(
      previewCopy(theirs.ctx, { ...asked, from: { code: payroll, roleId: theirs.target.roleId } }),
    ).rejects.toMatchObject({ code: "invalid" });
    await expect(
      previewCopy(theirs.ctx, { ...asked, from: { code: bookkeeping, roleId: theirs.target.roleId } }),
    ).rejects.toMatchObject(missing);
  });
});
