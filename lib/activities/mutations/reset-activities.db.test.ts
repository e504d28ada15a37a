import { describe, expect, it } from "vitest";
import type { Tx } from "@/db/client";
import { committed, committedWorld, dbTest, type World } from "@/db/testing/db-test";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { getOccupationActivities } from "../queries";
import { bookkeeping, historyOf, makeClerks, payroll, storedChoices } from "../testing/activity-fixtures";
import { chooseActivities } from "./choose-activities";
import { resetActivities } from "./reset-activities";

/** Choices for payroll, for one payroll role, and for bookkeeping. */
async function adjustedSession(tx: Tx, { orgId }: Pick<World, "orgId">) {
  const clerks = await makeClerks(tx, orgId);
  const { ctx, sessionId, timekeeperId } = clerks;
  for (const [code, roleId] of [
    [payroll, null],
    [payroll, timekeeperId],
    [bookkeeping, null],
  ] as const) {
    const { groups } = await getOccupationActivities(ctx, { sessionId, code });
    const activities = groups.flatMap((group) => group.activities);
    const activity = activities.find(({ selected }) => selected);
    const changes = [{ activityId: activity?.id, selected: false, share: roleId ? 0.3 : null }];
    await chooseActivities(ctx, { by: "list", sessionId, code, roleId, changes });
  }
  return { ...clerks, stored: await storedChoices(tx, sessionId) };
}

describe("resetActivities", () => {
  dbTest("takes one occupation, one role or all back to the layer below", async ({ tx, ...world }) => {
    const { ctx, sessionId, timekeeperId, stored } = await adjustedSession(tx, world);
    expect(stored).toHaveLength(3);
    const left = async () =>
      (await storedChoices(tx, sessionId)).map(({ code, roleId }) => [code, roleId]).sort();
    const scopes = [
      [
        { scope: "occupation", code: payroll },
        [
          [bookkeeping, null],
          [payroll, timekeeperId],
        ],
      ],
      [
        { scope: "role", code: payroll, roleId: timekeeperId },
        [
          [bookkeeping, null],
          [payroll, null],
        ],
      ],
      [{ scope: "all" }, []],
    ] as const;
    for (const [scope, expected] of scopes) {
      const { undo, removedCount } = await resetActivities(ctx, { sessionId, ...scope });
      expect(await left()).toEqual(expected);
      expect(removedCount).toBe(3 - expected.length);
      await chooseActivities(ctx, { by: "undo", sessionId, entries: undo });
      expect(await storedChoices(tx, sessionId)).toEqual(stored);
    }
    const resets = (await historyOf(tx, sessionId)).filter(({ name }) => name === "activity.reset");
    expect(resets.map(({ data }) => data)).toEqual([
      { scope: "occupation", code: payroll, roleId: null, removedCount: 1 },
      { scope: "role", code: payroll, roleId: timekeeperId, removedCount: 1 },
      { scope: "all", code: null, roleId: null, removedCount: 3 },
    ]);
  });

  dbTest("does nothing the second time", async ({ tx, ...world }) => {
    const { ctx, sessionId } = await adjustedSession(tx, world);
    await resetActivities(ctx, { sessionId, scope: "all" });
    const lines = (await historyOf(tx, sessionId)).length;
    expect(await resetActivities(ctx, { sessionId, scope: "all" })).toEqual({ removedCount: 0, undo: [] });
    expect(await historyOf(tx, sessionId)).toHaveLength(lines);
  });

  dbTest("is refused to who may not edit", async ({ tx, ...world }) => {
    const { colleagueCtx, sessionId } = await adjustedSession(tx, world);
    const reset = resetActivities(colleagueCtx, { sessionId, scope: "all" });
    await expect(reset).rejects.toMatchObject({ code: "forbidden" });
    expect(await storedChoices(tx, sessionId)).toHaveLength(3);
  });

  it("does not find a foreign session", async () => {
    const [here, there] = [await committedWorld(), await committedWorld()];
    const { sessionId } = await committed((tx) => makeClerks(tx, here.orgId));
    const stranger = memberCtx(there.orgId, there.user.id, "admin");
    const reset = resetActivities(stranger, { sessionId, scope: "all" });
    await expect(reset).rejects.toMatchObject({ code: "not_found" });
  });

  it("keeps what somebody chooses at the same moment, or removes it: never half of it", async () => {
    const { orgId, user } = await committedWorld();
    const { sessionId } = await committed((tx) => makeClerks(tx, orgId));
    const admin = memberCtx(orgId, user.id, "admin");
    const { groups } = await getOccupationActivities(admin, { sessionId, code: payroll });
    const ids = groups.flatMap(({ activities }) => activities).filter(({ selected }) => selected);
    const changes = ids.map(({ id }) => ({ activityId: id, selected: false }));
    const choose = () =>
      chooseActivities(admin, { by: "list", sessionId, code: payroll, roleId: null, changes });
    await choose();
    const [{ removedCount }, chosen] = await Promise.all([
      resetActivities(admin, { sessionId, scope: "occupation", code: payroll }),
      choose(),
    ]);
    expect(removedCount).toBe(ids.length);
    const rows = await committed((tx) => storedChoices(tx, sessionId));
    expect(rows).toHaveLength(chosen.changedCount);
    expect([0, ids.length]).toContain(rows.length);
  });
});
