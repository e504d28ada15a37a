import { and, asc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inOrg, type OrgId, type Tx } from "@/db/client";
import { activityChoices, analysisResults, analysisRuns } from "@/db/schema";
import { committed, committedWorld, dbTest } from "@/db/testing/db-test";
import { chooseActivities } from "@/lib/activities/mutations/choose-activities";
import { addOwnActivity } from "@/lib/activities/mutations/own-activities";
import { bookkeeping, makeClerks, payroll } from "@/lib/activities/testing/activity-fixtures";
import type { Ctx } from "@/lib/auth/context";
import { takeReleaseIntoUse } from "@/lib/onet/mutations/take-release";
import { addSecondRelease, renamed } from "@/lib/onet/testing/second-release";
import { decideRole } from "@/lib/roles/mutations/decide-role";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { checkRun } from "./check-run";
import { finishRun } from "./testing/run-fixtures";

const heaviest = "4.A.3.b.6.I08.D26";
const vanished = "4.A.2.a.2.I05.D02";

beforeAll(() =>
  committed((tx) =>
    addSecondRelease(tx, "30.1", {
      withoutOccupations: [bookkeeping],
      withoutActivities: [vanished],
      withoutHeavyTasks: { codes: [payroll], from: 4.4 },
    }),
  ),
);

/** Clerks with choices for the occupation and one role, an own activity, and a finished run. */
async function analysedClerks(tx: Tx, orgId: OrgId, userId: string) {
  const clerks = await makeClerks(tx, orgId);
  const { ctx, sessionId, timekeeperId } = clerks;
  const place = { by: "list", sessionId, code: payroll } as const;
  const changes = [heaviest, vanished].map((activityId) => ({ activityId, selected: false }));
  await chooseActivities(ctx, { ...place, roleId: null, changes });
  await chooseActivities(ctx, {
    ...place,
    roleId: timekeeperId,
    changes: [{ activityId: heaviest, selected: true, share: 0.3 }],
  });
  await addOwnActivity(ctx, {
    sessionId,
    code: payroll,
    roleId: null,
    name: "Chase forms",
    share: 0.1,
    exposure: null,
    nearestDwaId: heaviest,
  });
  const runId = await finishRun(ctx, sessionId);
  return { ...clerks, runId, admin: memberCtx(orgId, userId, "admin") };
}

async function numbersOf(tx: Tx, { orgId }: Pick<Ctx, "orgId">, runId: string) {
  const [run] = await tx
    .select({ release: analysisRuns.release, inputsHash: analysisRuns.inputsHash })
    .from(analysisRuns)
    .where(and(eq(analysisRuns.orgId, orgId), eq(analysisRuns.id, runId)));
  const rows = await tx
    .select()
    .from(analysisResults)
    .where(and(eq(analysisResults.orgId, orgId), eq(analysisResults.runId, runId)))
    .orderBy(asc(analysisResults.title));
  return { ...run, rows: rows.map(({ runId: _, ...row }) => row) };
}

const there = { release: "31.0", seen: "30.1" };
const back = { release: "30.1", seen: "31.0" };
const same = { state: "same", roleCount: 3 };

describe("checkRun", () => {
  dbTest(
    "an old run computes to the same numbers under another release, and after going back",
    async (world) => {
      const { tx, orgId, user } = world;
      const { ctx, admin, sessionId, runId, timekeeperId } = await analysedClerks(tx, orgId, user.id);
      const first = await numbersOf(tx, ctx, runId);
      expect(first.release).toBe("30.1");
      expect(await checkRun(ctx, { runId })).toEqual(same);

      await takeReleaseIntoUse(admin, there);
      expect(await checkRun(ctx, { runId })).toEqual(same);
      const carried = await tx
        .select({ activityId: activityChoices.activityId, release: activityChoices.release })
        .from(activityChoices)
        .where(eq(activityChoices.sessionId, sessionId));
      expect(carried).toEqual(
        expect.arrayContaining([
          { activityId: renamed(heaviest), release: "31.0" },
          { activityId: vanished, release: "30.1" },
        ]),
      );

      const newId = await finishRun(ctx, sessionId);
      const second = await numbersOf(tx, ctx, newId);
      expect(second.release).toBe("31.0");
      expect(second.inputsHash).not.toBe(first.inputsHash);
      const flagsOf = (row: (typeof second.rows)[number] | undefined) => row?.factors;
      expect(second.rows.find(({ title }) => title === "Bookkeeper")).toMatchObject({
        onetCode: bookkeeping,
        exposure: null,
        rank: null,
      });
      expect(flagsOf(second.rows.find(({ title }) => title === "Bookkeeper"))).toMatchObject({
        flags: expect.arrayContaining(["occupation_not_in_release"]),
      });
      const exposureOf = ({ rows }: typeof first) =>
        rows.find((row) => row.roleId === timekeeperId)?.exposure;
      expect(exposureOf(second)).not.toBe(exposureOf(first));
      expect(await checkRun(ctx, { runId: newId })).toEqual(same);

      await takeReleaseIntoUse(admin, back);
      expect(await checkRun(ctx, { runId })).toEqual(same);
      expect(await checkRun(ctx, { runId: newId })).toEqual(same);
      const again = await numbersOf(tx, ctx, await finishRun(ctx, sessionId));
      expect(again).toEqual(first);
    },
  );

  dbTest("says what people changed since", async ({ tx, orgId, user }) => {
    const { ctx, sessionId, runId, bookkeeperId } = await analysedClerks(tx, orgId, user.id);
    await decideRole(ctx, {
      sessionId,
      roleId: bookkeeperId,
      onetCode: "13-2011.00",
      seen: { version: 1, onetCode: bookkeeping },
    });
    await chooseActivities(ctx, {
      by: "list",
      sessionId,
      code: payroll,
      roleId: null,
      changes: [{ activityId: vanished, selected: null }],
    });
    expect(await checkRun(ctx, { runId })).toEqual({
      state: "inputs_changed",
      changes: [
        { kind: "occupations_changed", roleCount: 1 },
        { kind: "activities_changed", roleCount: 2 },
      ],
    });
  });

  dbTest("finds numbers that do not follow, and formulas that are gone", async ({ tx, orgId, user }) => {
    const { ctx, runId, firstRoleId } = await analysedClerks(tx, orgId, user.id);
    await tx
      .update(analysisResults)
      .set({ exposure: 0.123456 })
      .where(and(eq(analysisResults.runId, runId), eq(analysisResults.roleId, firstRoleId)));
    expect(await checkRun(ctx, { runId })).toEqual({ state: "numbers_differ", roleCount: 1 });
    await tx.update(analysisRuns).set({ formulaVersion: "0" }).where(eq(analysisRuns.id, runId));
    expect(await checkRun(ctx, { runId })).toEqual({ state: "other_formula", formulaVersion: "0" });
  });

  it("is not found by another organization", async () => {
    const [mine, theirs] = [await committedWorld(), await committedWorld()];
    const { runId } = await inOrg(mine, (tx) => analysedClerks(tx, mine.orgId, mine.user.id));
    const foreign = memberCtx(theirs.orgId, theirs.user.id, "admin");
    await expect(checkRun(foreign, { runId })).rejects.toMatchObject({ code: "not_found" });
    expect(await checkRun(memberCtx(mine.orgId, mine.user.id), { runId })).toEqual(same);
  });
});
