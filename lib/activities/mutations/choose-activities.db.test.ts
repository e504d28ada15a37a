import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Tx } from "@/db/client";
import { committed, committedWorld, dbTest, type World } from "@/db/testing/db-test";
import type { Ctx } from "@/lib/auth/context";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { archiveSession } from "@/lib/sessions/mutations";
import { getSession } from "@/lib/sessions/queries";
import { getOccupationActivities } from "../queries";
import { bookkeeping, historyOf, makeClerks, payroll, storedChoices } from "../testing/activity-fixtures";
import { chooseActivities } from "./choose-activities";

/** An activity of payroll clerks. */
const anyActivity = "4.A.3.b.6.I08.D26";
/** One of welders, and of no clerk. */
const weldersActivity = "4.A.1.a.1.I02.D11";

type Change = { activityId: string; selected?: boolean | null; share?: number | null };

/** A session of clerks, with the payroll activities by weight and short ways to choose among them. */
async function payrollSession(tx: Tx, { orgId }: Pick<World, "orgId">) {
  const clerks = await makeClerks(tx, orgId);
  const { ctx, sessionId } = clerks;
  const choose = (changes: readonly Change[], roleId: string | null = null, by: Ctx = ctx) =>
    chooseActivities(by, { by: "list", sessionId, code: payroll, roleId, changes });
  const look = async (roleId?: string) => {
    const view = await getOccupationActivities(ctx, { sessionId, code: payroll, roleId });
    return new Map(view.groups.flatMap(({ activities }) => activities).map((one) => [one.id, one]));
  };
  const byWeight = [...(await look()).values()].sort((a, b) => b.weightShare - a.weightShare);
  const [heaviest, second] = byWeight;
  const lightest = byWeight.at(-1);
  if (!heaviest || !second || !lightest) throw new Error("The occupation has too few activities.");
  return { ...clerks, choose, look, heaviest: heaviest.id, second: second.id, lightest: lightest.id };
}

describe("chooseActivities by list", () => {
  dbTest("stores departures only, and leaves a line in the history", async ({ tx, ...world }) => {
    const { sessionId, choose, look, heaviest, second, lightest, ctx } = await payrollSession(tx, world);
    const before = await getSession(ctx, sessionId);
    const chosen = await choose([
      { activityId: heaviest, selected: false },
      { activityId: second, selected: true },
      { activityId: lightest, selected: true, share: 0.1 },
    ]);
    expect(chosen.changedCount).toBe(2);
    expect(await storedChoices(tx, sessionId)).toEqual(
      [
        { code: payroll, roleId: null, activityId: heaviest, selected: false, share: null },
        { code: payroll, roleId: null, activityId: lightest, selected: true, share: 0.1 },
      ].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    );
    const seen = await look();
    expect(seen.get(heaviest)).toMatchObject({ selected: false, selectedBy: "occupation", share: 0 });
    expect(seen.get(second)).toMatchObject({ selected: true, selectedBy: "default" });
    expect(seen.get(lightest)).toMatchObject({ selected: true, typedShare: 0.1, shareTypedBy: "occupation" });
    expect(seen.get(lightest)?.share).toBeCloseTo(0.1, 12);
    expect(await historyOf(tx, sessionId)).toEqual([
      {
        name: "activity.chosen",
        data: { by: "list", code: payroll, roleId: null, activityIds: [heaviest, lightest], changedCount: 2 },
      },
    ]);
    expect(before.facts.activityChoiceCount).toBe(0);
    expect((await getSession(ctx, sessionId)).facts.activityChoiceCount).toBe(2);
  });

  dbTest("does nothing the second time, and removes the row with the departure", async ({ tx, ...world }) => {
    const { sessionId, choose, heaviest } = await payrollSession(tx, world);
    await choose([{ activityId: heaviest, selected: false }]);
    expect(await choose([{ activityId: heaviest, selected: false }])).toMatchObject({
      changedCount: 0,
      undo: [],
    });
    expect(await historyOf(tx, sessionId)).toHaveLength(1);
    await choose([{ activityId: heaviest, selected: true }]);
    expect(await storedChoices(tx, sessionId)).toEqual([]);
  });

  dbTest("puts a role's layer over the occupation's over the default", async ({ tx, ...world }) => {
    const { sessionId, choose, look, heaviest, timekeeperId, payrollClerkId } = await payrollSession(
      tx,
      world,
    );
    await choose([{ activityId: heaviest, selected: false }]);
    await choose([{ activityId: heaviest, selected: true, share: 0.5 }], timekeeperId);
    expect((await look(timekeeperId)).get(heaviest)).toMatchObject({
      selected: true,
      selectedBy: "role",
      typedShare: 0.5,
    });
    expect((await look(payrollClerkId)).get(heaviest)).toMatchObject({
      selected: false,
      selectedBy: "occupation",
    });
    expect((await look()).get(heaviest)).toMatchObject({ selected: false, typedShare: null });
    await choose([{ activityId: heaviest, selected: null, share: null }], timekeeperId);
    expect((await look(timekeeperId)).get(heaviest)).toMatchObject({
      selected: false,
      selectedBy: "occupation",
    });
    expect(await storedChoices(tx, sessionId)).toHaveLength(1);
  });

  dbTest(
    "refuses what is not an activity of the occupation, and stores nothing then",
    async ({ tx, ...world }) => {
      const { sessionId, choose, ctx, heaviest } = await payrollSession(tx, world);
      const wrong = choose([
        { activityId: heaviest, selected: false },
        { activityId: weldersActivity, selected: true },
      ]);
      await expect(wrong).rejects.toMatchObject({
        code: "invalid",
        message: expect.stringContaining(weldersActivity),
      });
      for (const share of [-0.1, 1.1, Number.NaN]) {
        await expect(choose([{ activityId: heaviest, share }])).rejects.toThrow();
      }
      const input = {
        by: "list",
        sessionId,
        code: "99-9999.00",
        roleId: null,
        changes: [{ activityId: heaviest }],
      };
      await expect(chooseActivities(ctx, input)).rejects.toMatchObject({ code: "invalid" });
      expect(await storedChoices(tx, sessionId)).toEqual([]);
    },
  );

  dbTest("tells when the role is mapped to another occupation by now", async ({ tx, ...world }) => {
    const { choose, heaviest, bookkeeperId } = await payrollSession(tx, world);
    await expect(choose([{ activityId: heaviest, selected: false }], bookkeeperId)).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(choose([{ activityId: heaviest, selected: false }], randomUUID())).rejects.toMatchObject({
      code: "not_found",
    });
  });

  dbTest("is refused to who may not edit, and in an archived session", async ({ tx, ...world }) => {
    const { sessionId, choose, heaviest, ctx, colleagueCtx } = await payrollSession(tx, world);
    await expect(
      choose([{ activityId: heaviest, selected: false }], null, colleagueCtx),
    ).rejects.toMatchObject({ code: "forbidden" });
    await archiveSession(ctx, { sessionId });
    await expect(choose([{ activityId: heaviest, selected: false }])).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await storedChoices(tx, sessionId)).toEqual([]);
  });
});

describe("chooseActivities by activity", () => {
  dbTest(
    "changes every occupation that has it, keeps what roles chose, and can be undone",
    async ({ tx, ...world }) => {
      const { ctx, sessionId, choose, look, timekeeperId } = await payrollSession(tx, world);
      const shared = [...(await look()).values()].find(
        ({ occupationCount, selected }) => occupationCount === 2 && selected,
      );
      if (!shared) throw new Error("The occupations share no activity.");
      await choose([{ activityId: shared.id, share: 0.2 }]);
      await choose([{ activityId: shared.id, selected: true, share: 0.3 }], timekeeperId);
      const stoodBefore = await storedChoices(tx, sessionId);
      const off = await chooseActivities(ctx, {
        by: "activity",
        sessionId,
        activityId: shared.id,
        selected: false,
      });
      expect(off).toMatchObject({ keptRoleCount: 0, skippedCount: 0 });
      expect((await look()).get(shared.id)).toMatchObject({ selected: false, typedShare: 0.2 });
      await chooseActivities(ctx, { by: "undo", sessionId, entries: off.undo });
      expect(await storedChoices(tx, sessionId)).toEqual(stoodBefore);

      // A role that departs keeps its choice, and the answer says so.
      await choose([{ activityId: shared.id, selected: false }], timekeeperId);
      const on = await chooseActivities(ctx, {
        by: "activity",
        sessionId,
        activityId: shared.id,
        selected: true,
      });
      expect(on.keptRoleCount).toBe(1);
      expect((await look(timekeeperId)).get(shared.id)).toMatchObject({
        selected: false,
        selectedBy: "role",
      });
    },
  );

  dbTest("refuses an activity that no occupation of the session has", async ({ tx, ...world }) => {
    const { ctx, sessionId } = await makeClerks(tx, world.orgId);
    const input = { by: "activity", sessionId, activityId: weldersActivity, selected: true };
    await expect(chooseActivities(ctx, input)).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("chooseActivities by undo", () => {
  dbTest("skips what changed since, and names it", async ({ tx, ...world }) => {
    const { ctx, sessionId, choose, look, heaviest, second } = await payrollSession(tx, world);
    const { undo } = await choose([
      { activityId: heaviest, selected: false },
      { activityId: second, selected: false },
    ]);
    await choose([{ activityId: heaviest, share: 0.4 }]);
    const undone = await chooseActivities(ctx, { by: "undo", sessionId, entries: undo });
    const name = (await look()).get(heaviest)?.name;
    expect(undone).toMatchObject({ changedCount: 1, skippedCount: 1, skippedNames: [name] });
    expect((await look()).get(heaviest)).toMatchObject({ selected: false, typedShare: 0.4 });
    expect((await look()).get(second)).toMatchObject({ selected: true, selectedBy: "default" });
  });

  dbTest("brings nothing in that is not the session's or not of the occupation", async ({ tx, ...world }) => {
    const { ctx, sessionId, heaviest } = await payrollSession(tx, world);
    const other = await makeClerks(tx, world.orgId);
    const entry = {
      code: payroll,
      roleId: null,
      activityId: heaviest,
      seen: null,
      restore: { selected: false, share: null },
    };
    const entries = [
      { ...entry, roleId: other.timekeeperId },
      { ...entry, code: bookkeeping, activityId: weldersActivity },
    ];
    const undone = await chooseActivities(ctx, { by: "undo", sessionId, entries });
    expect(undone).toMatchObject({ changedCount: 0, skippedCount: 2 });
    expect(await storedChoices(tx, sessionId)).toEqual([]);
  });
});

describe("chooseActivities between tenants and people", () => {
  it("does not find a foreign session or role", async () => {
    const [here, there] = [await committedWorld(), await committedWorld()];
    const ours = await committed((tx) => makeClerks(tx, here.orgId));
    const theirs = await committed((tx) => makeClerks(tx, there.orgId));
    const input = {
      by: "list",
      code: payroll,
      roleId: null,
      changes: [{ activityId: anyActivity, selected: true }],
    };
    const stranger = memberCtx(there.orgId, there.user.id, "admin");
    const notFound = { code: "not_found" };
    await expect(chooseActivities(stranger, { ...input, sessionId: ours.sessionId })).rejects.toMatchObject(
      notFound,
    );
    const foreignRole = { ...input, sessionId: ours.sessionId, roleId: theirs.timekeeperId };
    await expect(chooseActivities(ours.ctx, foreignRole)).rejects.toMatchObject(notFound);
    const entry = {
      code: payroll,
      activityId: anyActivity,
      seen: null,
      restore: { selected: true, share: null },
    };
    const undone = await chooseActivities(ours.ctx, {
      by: "undo",
      sessionId: ours.sessionId,
      entries: [{ ...entry, roleId: theirs.timekeeperId }],
    });
    expect(undone).toMatchObject({ changedCount: 0, skippedCount: 1 });
    for (const { sessionId } of [ours, theirs]) {
      expect(await committed((tx) => storedChoices(tx, sessionId))).toEqual([]);
    }
  });

  it("lets two people choose at once: both stand, each row once", async () => {
    const { orgId, user } = await committedWorld();
    const { sessionId } = await committed((tx) => makeClerks(tx, orgId));
    const admin = memberCtx(orgId, user.id, "admin");
    const view = await getOccupationActivities(admin, { sessionId, code: payroll });
    const ids = view.groups
      .flatMap(({ activities }) => activities)
      .filter(({ selected }) => selected)
      .map(({ id }) => id);
    const [first = "", second = ""] = ids;
    const choose = (changes: readonly Change[]) =>
      chooseActivities(admin, { by: "list", sessionId, code: payroll, roleId: null, changes });
    await Promise.all([
      choose([{ activityId: first, selected: false }]),
      choose([
        { activityId: first, selected: false },
        { activityId: second, selected: false },
      ]),
      choose([{ activityId: first, share: 0.5 }]),
      choose([{ activityId: second, selected: false }]),
    ]);
    const rows = await committed((tx) => storedChoices(tx, sessionId));
    expect(rows.map(({ activityId, selected, share }) => [activityId, selected, share]).sort()).toEqual(
      [
        [first, false, 0.5],
        [second, false, null],
      ].sort(),
    );
  });
});
