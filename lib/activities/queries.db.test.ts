import { describe, expect, it } from "vitest";
import { discoverySessions } from "@/db/schema";
import { committed, committedWorld, dbTest } from "@/db/testing/db-test";
import { makeRoleDecision } from "@/db/testing/factories";
import { defaultAnalysisSettings } from "@/lib/analysis/schema";
import { makeLargeSession, makeMappedSession, takeExampleSource } from "@/lib/analysis/testing/run-fixtures";
import { makeRoster, memberCtx } from "@/lib/roles/testing/role-fixtures";
import { chooseActivities } from "./mutations/choose-activities";
import { addOwnActivity } from "./mutations/own-activities";
import { findActivities, getOccupationActivities } from "./queries";
import { listOccupationsWithActivities } from "./queries/list-occupations";
import { bookkeeping, makeClerks, payroll } from "./testing/activity-fixtures";

const manager = "11-9199.00";
const soldier = "55-1011.00";

describe("listOccupationsWithActivities", () => {
  dbTest("lists what is decided or accepted by the rule, the most people first", async ({ tx, orgId }) => {
    const { ctx, sessionId, roleIds } = await makeRoster(tx, orgId, [
      { title: "Timekeeper", headcount: 30 },
      { title: "Payroll Clerk", headcount: 12 },
      {
        title: "Bookkeeper",
        headcount: 40,
        suggestion: { codes: [bookkeeping], confidence: 0.9, isAccepted: true },
      },
      { title: "Doubtful", headcount: 7, suggestion: { codes: [manager], confidence: 0.4 } },
      { title: "Board Member", headcount: 5 },
    ]);
    const [timekeeper, payrollClerk, , , board] = roleIds;
    for (const roleId of [timekeeper, payrollClerk])
      await makeRoleDecision(tx, { orgId, roleId, onetCode: payroll });
    await makeRoleDecision(tx, { orgId, roleId: board, onetCode: null });
    const list = await listOccupationsWithActivities(ctx, { sessionId });
    expect(list).toMatchObject({
      total: 2,
      adjustedTotal: 0,
      nextCursor: null,
      unmapped: { roleCount: 1, headcount: 7 },
      items: [
        {
          code: payroll,
          title: "Payroll and Timekeeping Clerks",
          roleCount: 2,
          headcount: 42,
          isAdjusted: false,
        },
        { code: bookkeeping, roleCount: 1, headcount: 40 },
      ],
    });
    for (const { activityCount, selectedCount } of list.items) {
      expect(selectedCount).toBeGreaterThan(0);
      expect(selectedCount).toBeLessThan(activityCount);
    }
  });

  dbTest("finds by occupation, code and role, and marks what is adjusted", async ({ tx, orgId }) => {
    const { ctx, sessionId, bookkeeperId } = await makeClerks(tx, orgId);
    const codes = async (query: object) =>
      (await listOccupationsWithActivities(ctx, { sessionId, ...query })).items.map(({ code }) => code);
    expect(await codes({})).toEqual([payroll, bookkeeping]);
    expect(await codes({ search: "timekeeping" })).toEqual([payroll]);
    expect(await codes({ search: "43-3031" })).toEqual([bookkeeping]);
    expect(await codes({ search: "bookkeeper" })).toEqual([bookkeeping]);
    expect(await codes({ search: "nobody" })).toEqual([]);
    expect(await codes({ onlyAdjusted: true })).toEqual([]);
    const own = { name: "Coffee", share: 0.1, exposure: 0, nearestDwaId: null };
    await addOwnActivity(ctx, { sessionId, code: bookkeeping, roleId: bookkeeperId, ...own });
    expect(await codes({ onlyAdjusted: true })).toEqual([bookkeeping]);
    expect(await listOccupationsWithActivities(ctx, { sessionId, search: "bookkeeper" })).toMatchObject({
      matchCount: 1,
    });
    expect(await listOccupationsWithActivities(ctx, { sessionId })).toMatchObject({ adjustedTotal: 1 });
  });

  it("pages through every occupation once, at any headcount", async () => {
    const { orgId, user } = await committedWorld();
    const { ctx, sessionId } = await committed((tx) =>
      makeLargeSession(tx, orgId, user.id, { roles: 1500, segments: 1500 }),
    );
    const seen: { code: string; headcount: number }[] = [];
    let after: string | null = null;
    do {
      const page = await listOccupationsWithActivities(ctx, {
        sessionId,
        state: "all",
        ...(after === null ? {} : { after }),
      });
      expect(page.items.length).toBeLessThanOrEqual(100);
      expect(page.total).toBe(1016);
      seen.push(...page.items);
      after = page.nextCursor;
    } while (after !== null);
    expect(new Set(seen.map(({ code }) => code)).size).toBe(1016);
    expect(seen).toEqual(seen.toSorted((a, b) => b.headcount - a.headcount || (a.code < b.code ? -1 : 1)));
    // Of all these, few can change the ranking; they stand first, the most effect first.
    const look = await listOccupationsWithActivities(ctx, { sessionId });
    expect(look).toMatchObject({ state: "look", counts: { look: look.items.length, right: 0 }, total: 1016 });
    expect(look.counts.look).toBeLessThan(200);
    const effects = look.items.map(({ need }) => (need.isNeeded ? need.effect : 0));
    expect(effects).toEqual(effects.toSorted((a, b) => b - a));
    await expect(
      listOccupationsWithActivities(ctx, { sessionId, state: "all", after: "odd" }),
    ).rejects.toMatchObject({
      code: "invalid",
    });
  });
});

describe("getOccupationActivities", () => {
  dbTest(
    "groups by GWA, by weight, with the stated default and nothing by exposure",
    async ({ tx, orgId }) => {
      const { ctx, sessionId } = await makeClerks(tx, orgId);
      const byDefault = await getOccupationActivities(ctx, { sessionId, code: payroll });
      expect(byDefault).toMatchObject({ release: "30.1", source: { source: "opportune" } });
      await takeExampleSource(ctx, sessionId);
      const view = await getOccupationActivities(ctx, { sessionId, code: payroll });
      const activities = view.groups.flatMap((group) => group.activities);
      expect(view).toMatchObject({
        title: "Payroll and Timekeeping Clerks",
        headcount: 42,
        role: null,
        siblings: null,
        shareMode: "weighted",
        source: { source: "eloundou-gpt4-beta" },
        release: "30.1",
        activityCount: activities.length,
        choiceCount: 0,
        coverage: 1,
      });
      expect(view.roles.map(({ title, headcount }) => [title, headcount])).toEqual([
        ["Timekeeper", 30],
        ["Payroll Clerk", 12],
      ]);
      const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
      expect(sum(activities.map(({ weightShare }) => weightShare))).toBeCloseTo(1, 9);
      expect(sum(view.groups.map(({ weightShare }) => weightShare))).toBeCloseTo(1, 9);
      expect(sum(activities.map(({ share }) => share))).toBeCloseTo(1, 9);
      // The heaviest until 80 % is held: without the lightest selected one it would not be.
      const held = activities.filter(({ selected }) => selected).map(({ weightShare }) => weightShare);
      expect(view.selectedWeightShare).toBeCloseTo(sum(held), 9);
      expect(view.selectedWeightShare).toBeGreaterThanOrEqual(0.8);
      expect(sum(held) - Math.min(...held)).toBeLessThan(0.8);
      // The worked example of the design.
      const named = new Map(activities.map((activity) => [activity.name, activity]));
      expect(named.get("Record personnel information.")).toMatchObject({
        exposure: 1,
        exposureLevel: "task",
      });
      expect(named.get("Verify employee information.")?.exposure).toBeCloseTo(0.8723, 4);
      for (const { activities: members } of view.groups) {
        const weights = members.map(({ weightShare }) => weightShare);
        expect(weights).toEqual(weights.toSorted((a, b) => b - a));
      }
    },
  );

  dbTest("follows the session's settings", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeClerks(tx, orgId);
    const settings = defaultAnalysisSettings({ id: "eloundou-human-alpha", version: "", floor: 0.1 });
    const [source] = await tx.execute<{ version: string }>(
      "select version from exposure_sources where source = 'eloundou-human-alpha'",
    );
    const exposureVersion = source?.version ?? "";
    await tx.update(discoverySessions).set({
      analysisSettings: { ...settings, exposureVersion, exposureMode: "simple" },
    });
    const view = await getOccupationActivities(ctx, { sessionId, code: payroll });
    expect(view).toMatchObject({ shareMode: "simple", source: { source: "eloundou-human-alpha" } });
    const shares = view.groups.flatMap(({ activities }) => activities).filter(({ selected }) => selected);
    for (const { share } of shares) expect(share).toBeCloseTo(1 / shares.length, 9);
  });

  dbTest("names the siblings that stand in for an undescribed occupation", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeMappedSession(tx, orgId, [
      { title: "Manager", code: manager },
      { title: "Captain", code: soldier },
    ]);
    const view = await getOccupationActivities(ctx, { sessionId, code: manager });
    expect(view.siblings?.length).toBeGreaterThan(0);
    expect(view.siblings?.[0]).toMatchObject({ code: expect.stringMatching(/^11-9199/) });
    expect(view.groups.length).toBeGreaterThan(0);
    const military = await getOccupationActivities(ctx, { sessionId, code: soldier });
    expect(military).toMatchObject({
      siblings: null,
      groups: [],
      activityCount: 0,
      exposure: null,
      coverage: 0,
    });
  });

  dbTest("tells typed shares and their scaling", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeClerks(tx, orgId);
    const before = await getOccupationActivities(ctx, { sessionId, code: payroll });
    const [first, second] = before.groups
      .flatMap(({ activities }) => activities)
      .filter(({ selected }) => selected);
    const type = (share: number | null) =>
      chooseActivities(ctx, {
        by: "list",
        sessionId,
        code: payroll,
        roleId: null,
        changes: [first?.id, second?.id].map((activityId) => ({ activityId, share })),
      });
    await type(0.3);
    const modest = await getOccupationActivities(ctx, { sessionId, code: payroll });
    expect(modest).toMatchObject({ typedShareTotal: 0.6, areTypedSharesRescaled: false, choiceCount: 2 });
    await type(0.9);
    const tooMuch = await getOccupationActivities(ctx, { sessionId, code: payroll });
    expect(tooMuch).toMatchObject({ typedShareTotal: 1.8, areTypedSharesRescaled: true });
  });

  dbTest("finds only what is mapped in the session", async ({ tx, orgId }) => {
    const { ctx, sessionId, bookkeeperId } = await makeClerks(tx, orgId);
    const notFound = { code: "not_found" };
    await expect(getOccupationActivities(ctx, { sessionId, code: manager })).rejects.toMatchObject(notFound);
    const wrongRole = getOccupationActivities(ctx, { sessionId, code: payroll, roleId: bookkeeperId });
    await expect(wrongRole).rejects.toMatchObject(notFound);
  });
});

describe("findActivities", () => {
  dbTest("finds activities with their exposure by themselves", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeClerks(tx, orgId);
    const found = await findActivities(ctx, { sessionId, q: "recording personnel informations" });
    expect(found[0]?.name).toBe("Record personnel information.");
    expect(found[0]?.exposure).toBeGreaterThan(0);
    expect(await findActivities(ctx, { sessionId, q: "" })).toEqual([]);
  });
});

describe("reads between tenants", () => {
  it("find nothing of another organization", async () => {
    const [here, there] = [await committedWorld(), await committedWorld()];
    const { sessionId } = await committed((tx) => makeClerks(tx, here.orgId));
    const stranger = memberCtx(there.orgId, there.user.id, "admin");
    const notFound = { code: "not_found" };
    await expect(listOccupationsWithActivities(stranger, { sessionId })).rejects.toMatchObject(notFound);
    await expect(getOccupationActivities(stranger, { sessionId, code: payroll })).rejects.toMatchObject(
      notFound,
    );
    await expect(findActivities(stranger, { sessionId, q: "record" })).rejects.toMatchObject(notFound);
  });

  dbTest("ask for the right to read", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeClerks(tx, orgId);
    const nobody = { ...ctx, rights: new Set<never>() };
    const forbidden = { code: "forbidden" };
    await expect(listOccupationsWithActivities(nobody, { sessionId })).rejects.toMatchObject(forbidden);
    await expect(getOccupationActivities(nobody, { sessionId, code: payroll })).rejects.toMatchObject(
      forbidden,
    );
    await expect(findActivities(nobody, { sessionId, q: "record" })).rejects.toMatchObject(forbidden);
  });
});
