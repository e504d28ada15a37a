import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Tx } from "@/db/client";
import { ownActivities } from "@/db/schema";
import { committed, committedWorld, dbTest, type World } from "@/db/testing/db-test";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { getOccupationActivities } from "../queries";
import { historyOf, makeClerks, payroll } from "../testing/activity-fixtures";
import { addOwnActivity, removeOwnActivity, restoreOwnActivity } from "./own-activities";

const dwa = "4.A.1.a.1.I01.D01";

/** Clerks with a short way to add to payroll. */
async function ownSession(tx: Tx, { orgId }: Pick<World, "orgId">) {
  const clerks = await makeClerks(tx, orgId);
  const { ctx, sessionId } = clerks;
  const inputOf = (more: object) => ({
    sessionId,
    code: payroll,
    roleId: null,
    name: "  Answer questions at the counter ",
    share: 0.25,
    exposure: 0.5,
    nearestDwaId: null,
    ...more,
  });
  const add = (more: object = {}) => addOwnActivity(ctx, inputOf(more));
  const look = async (roleId?: string) =>
    (await getOccupationActivities(ctx, { sessionId, code: payroll, roleId })).own;
  return { ...clerks, inputOf, add, look };
}

describe("addOwnActivity", () => {
  dbTest("adds it to all roles of the occupation, with a line in the history", async ({ tx, ...world }) => {
    const { sessionId, add, look, timekeeperId } = await ownSession(tx, world);
    const { id } = await add();
    expect(await look()).toEqual([
      {
        id,
        added: { byName: expect.any(String), at: expect.any(Date) },
        name: "Answer questions at the counter",
        share: 0.25,
        typedShare: 0.25,
        exposure: 0.5,
        exposureLevel: "typed",
        nearest: null,
        override: null,
        isOfThisLayer: true,
      },
    ]);
    expect(await look(timekeeperId)).toMatchObject([{ id, isOfThisLayer: false }]);
    expect(await historyOf(tx, id)).toEqual([
      {
        name: "activity.added",
        data: {
          sessionId,
          code: payroll,
          roleId: null,
          share: 0.25,
          exposure: 0.5,
          nearestDwaId: null,
          replacesId: null,
        },
      },
    ]);
  });

  dbTest("adds it to one role alone, with the exposure of the nearest activity", async ({ tx, ...world }) => {
    const { add, look, timekeeperId, payrollClerkId } = await ownSession(tx, world);
    await add({ roleId: timekeeperId, exposure: null, nearestDwaId: dwa });
    const [own] = await look(timekeeperId);
    expect(own).toMatchObject({ nearest: { id: dwa }, exposureLevel: "dwa" });
    expect(own?.exposure).not.toBeNull();
    expect(await look(payrollClerkId)).toEqual([]);
    expect(await look()).toEqual([]);
  });

  dbTest("leaves an exposure that nobody gave unknown", async ({ tx, ...world }) => {
    const { add, look } = await ownSession(tx, world);
    await add({ exposure: null });
    expect(await look()).toMatchObject([{ exposure: null, exposureLevel: null, nearest: null }]);
  });

  dbTest("refuses what makes no sense, with a sentence, and adds nothing", async ({ tx, ...world }) => {
    const { sessionId, add, timekeeperId, bookkeeperId } = await ownSession(tx, world);
    const wrong = [
      { name: "   " },
      { name: "x".repeat(201) },
      { share: 0 },
      { share: 1.01 },
      { exposure: -0.1 },
      { exposure: 1.1 },
      { nearestDwaId: dwa },
      { code: "payroll" },
    ];
    for (const more of wrong) await expect(add(more), JSON.stringify(more)).rejects.toThrow();
    await expect(add({ exposure: null, nearestDwaId: "4.A.1.a.1" })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(add({ code: "99-9999.00" })).rejects.toMatchObject({ code: "invalid" });
    await expect(add({ roleId: bookkeeperId })).rejects.toMatchObject({ code: "conflict" });
    await expect(add({ roleId: timekeeperId, replacesId: sessionId })).rejects.toMatchObject({
      code: "not_found",
    });
    const rows = await tx.select().from(ownActivities).where(eq(ownActivities.sessionId, sessionId));
    expect(rows).toEqual([]);
  });

  dbTest("takes the place of another one, which can come back", async ({ tx, ...world }) => {
    const { ctx, sessionId, add, look } = await ownSession(tx, world);
    const { id: first } = await add();
    const { id: second } = await add({ name: "Counter", replacesId: first });
    expect((await look()).map(({ id }) => id)).toEqual([second]);
    await expect(add({ replacesId: first })).rejects.toMatchObject({ code: "conflict" });
    expect(await look()).toHaveLength(1);
    await removeOwnActivity(ctx, { sessionId, ownActivityId: second });
    await restoreOwnActivity(ctx, { sessionId, ownActivityId: first });
    expect((await look()).map(({ id }) => id)).toEqual([first]);
  });
});

describe("removeOwnActivity and restoreOwnActivity", () => {
  dbTest("go both ways once each, with their lines in the history", async ({ tx, ...world }) => {
    const { ctx, sessionId, add, look } = await ownSession(tx, world);
    const { id } = await add();
    const input = { sessionId, ownActivityId: id };
    await expect(restoreOwnActivity(ctx, input)).rejects.toMatchObject({ code: "conflict" });
    await removeOwnActivity(ctx, input);
    expect(await look()).toEqual([]);
    await expect(removeOwnActivity(ctx, input)).rejects.toMatchObject({ code: "conflict" });
    await restoreOwnActivity(ctx, input);
    expect(await look()).toMatchObject([{ id }]);
    const names = (await historyOf(tx, id)).map(({ name }) => name);
    expect(names).toEqual(["activity.added", "activity.removed", "activity.restored"]);
  });

  dbTest("are refused to who may not edit", async ({ tx, ...world }) => {
    const { colleagueCtx, sessionId, add, inputOf, look } = await ownSession(tx, world);
    const { id } = await add();
    const forbidden = { code: "forbidden" };
    const input = { sessionId, ownActivityId: id };
    await expect(addOwnActivity(colleagueCtx, inputOf({}))).rejects.toMatchObject(forbidden);
    await expect(removeOwnActivity(colleagueCtx, input)).rejects.toMatchObject(forbidden);
    await expect(restoreOwnActivity(colleagueCtx, input)).rejects.toMatchObject(forbidden);
    expect(await look()).toHaveLength(1);
  });

  dbTest("do not reach into another session of the same organization", async ({ tx, ...world }) => {
    const { ctx, add } = await ownSession(tx, world);
    const other = await makeClerks(tx, world.orgId);
    const { id } = await add();
    const removal = removeOwnActivity(memberCtx(world.orgId, world.user.id, "admin"), {
      sessionId: other.sessionId,
      ownActivityId: id,
    });
    await expect(removal).rejects.toMatchObject({ code: "not_found" });
    expect(ctx.orgId).toBe(world.orgId);
  });

  it("do not find what belongs to another tenant", async () => {
    const [here, there] = [await committedWorld(), await committedWorld()];
    const ours = await committed((tx) => makeClerks(tx, here.orgId));
    const theirs = await committed((tx) => makeClerks(tx, there.orgId));
    const values = { code: payroll, name: "Ours", share: 0.1, exposure: null, nearestDwaId: null };
    const { id } = await addOwnActivity(ours.ctx, { ...values, sessionId: ours.sessionId, roleId: null });
    const notFound = { code: "not_found" };
    for (const sessionId of [ours.sessionId, theirs.sessionId]) {
      const input = { sessionId, ownActivityId: id };
      await expect(removeOwnActivity(theirs.ctx, input)).rejects.toMatchObject(notFound);
      await expect(restoreOwnActivity(theirs.ctx, input)).rejects.toMatchObject(notFound);
    }
    const intoOurs = { ...values, sessionId: ours.sessionId, roleId: null };
    await expect(addOwnActivity(theirs.ctx, intoOurs)).rejects.toMatchObject(notFound);
    const toTheirRole = { ...values, sessionId: ours.sessionId, roleId: theirs.timekeeperId };
    await expect(addOwnActivity(ours.ctx, toTheirRole)).rejects.toMatchObject(notFound);
  });

  it("let one of two people remove it, and tell the other", async () => {
    const { orgId } = await committedWorld();
    const { ctx, sessionId } = await committed((tx) => makeClerks(tx, orgId));
    const values = {
      code: payroll,
      roleId: null,
      name: "Ours",
      share: 0.1,
      exposure: null,
      nearestDwaId: null,
    };
    const { id } = await addOwnActivity(ctx, { sessionId, ...values });
    const input = { sessionId, ownActivityId: id };
    const ends = await Promise.allSettled([removeOwnActivity(ctx, input), removeOwnActivity(ctx, input)]);
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = ends.find((end) => end.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: "conflict" });
  });
});
