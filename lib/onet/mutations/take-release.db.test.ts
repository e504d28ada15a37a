import { asc, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inOrg, type OrgId, type Tx } from "@/db/client";
import {
  activityChoices,
  discoverySessions,
  history,
  ownActivities,
  referenceChoices,
  roleDecisions,
  roleSuggestions,
  roles,
} from "@/db/schema";
import { committed, committedWorld, dbTest } from "@/db/testing/db-test";
import { chooseActivities } from "@/lib/activities/mutations/choose-activities";
import { addOwnActivity } from "@/lib/activities/mutations/own-activities";
import { getOccupationActivities } from "@/lib/activities/queries";
import { listChoicesLeftBehind } from "@/lib/activities/queries/left-behind";
import { makeClerks, payroll } from "@/lib/activities/testing/activity-fixtures";
import { previewCarryOver } from "@/lib/onet/queries/carry-over";
import { listReleases } from "@/lib/onet/queries/list-releases";
import { addSecondRelease, renamed } from "@/lib/onet/testing/second-release";
import { listRolesLeftBehind } from "@/lib/roles/queries/left-behind";
import { listRoles } from "@/lib/roles/queries/list-roles";
import { makeRoster, memberCtx } from "@/lib/roles/testing/role-fixtures";
import { getSession } from "@/lib/sessions/queries";
import { takeReleaseIntoUse } from "./take-release";

const heaviest = "4.A.3.b.6.I08.D26";
const vanished = "4.A.2.a.2.I05.D02";
/** Two payroll activities that the new release has made one. */
const absorbed = "4.A.2.a.2.I03.D03";
const absorbing = "4.A.2.a.2.I04.D01";
const goneOccupation = "43-3031.00";

beforeAll(() =>
  committed((tx) =>
    addSecondRelease(tx, "30.1", {
      withoutOccupations: [goneOccupation],
      withoutActivities: [vanished],
      merged: { [absorbed]: absorbing },
    }),
  ),
);

/** Everything that people decided in the organization, as it is stored. */
async function decisionsOf(tx: Tx, orgId: OrgId) {
  return {
    choices: await tx
      .select()
      .from(activityChoices)
      .where(eq(activityChoices.orgId, orgId))
      .orderBy(asc(activityChoices.id)),
    own: await tx
      .select()
      .from(ownActivities)
      .where(eq(ownActivities.orgId, orgId))
      .orderBy(asc(ownActivities.id)),
    mappings: await tx
      .select()
      .from(roleDecisions)
      .where(eq(roleDecisions.orgId, orgId))
      .orderBy(asc(roleDecisions.roleId)),
    suggestions: await tx
      .select()
      .from(roleSuggestions)
      .where(eq(roleSuggestions.orgId, orgId))
      .orderBy(asc(roleSuggestions.roleId)),
  };
}

/** Clerks with decisions of every kind, and the admin who may choose. */
async function decidedClerks(tx: Tx, orgId: OrgId, userId: string) {
  const clerks = await makeClerks(tx, orgId);
  const { ctx, sessionId, timekeeperId } = clerks;
  const choose = (activityId: string, selected: boolean, roleId: string | null = null) =>
    chooseActivities(ctx, {
      by: "list",
      sessionId,
      code: payroll,
      roleId,
      changes: [{ activityId, selected, share: selected ? 0.1 : null }],
    });
  for (const activityId of [heaviest, vanished, absorbed, absorbing]) await choose(activityId, false);
  await choose(heaviest, true, timekeeperId);
  const own = { sessionId, code: payroll, roleId: null, share: 0.1, exposure: null };
  await addOwnActivity(ctx, { ...own, name: "Chase forms", nearestDwaId: heaviest });
  await addOwnActivity(ctx, { ...own, name: "Add up by hand", nearestDwaId: vanished });
  const admin = memberCtx(orgId, userId, "admin");
  return { ...clerks, choose, admin };
}

const there = { release: "31.0", seen: "30.1" };
const back = { release: "30.1", seen: "31.0" };

describe("takeReleaseIntoUse", () => {
  dbTest("carries decisions over, and leaves what the release does not have", async ({ tx, orgId, user }) => {
    const { admin, ctx, sessionId, firstRoleId } = await decidedClerks(tx, orgId, user.id);
    const preview = await previewCarryOver(admin, "31.0");
    expect(preview).toMatchObject({
      choices: { carriedCount: 4, stayingCount: 1 },
      nearest: { carriedCount: 1, stayingCount: 1 },
      mappings: { carriedCount: 2, stayingCount: 1 },
      sessionCount: 1,
      activities: [{ release: "30.1", decisionCount: 2 }],
      occupations: [{ release: "30.1", code: goneOccupation, roleCount: 1 }],
    });
    const taken = await takeReleaseIntoUse(admin, there);
    const { activities: _, occupations: __, ...counts } = preview;
    expect(taken).toEqual({ release: "31.0", previous: "30.1", ...counts });

    const { choices, own, mappings } = await decisionsOf(tx, orgId);
    const stored = choices.map(({ activityId, release, roleId }) => [activityId, release, roleId]);
    expect(stored).toEqual([
      [renamed(heaviest), "31.0", null],
      [vanished, "30.1", null],
      // Its way would lead back to the other one.
      [absorbed, "30.1", null],
      [renamed(absorbing), "31.0", null],
      [renamed(heaviest), "31.0", firstRoleId],
    ]);
    expect(own.map(({ nearestDwaId, release }) => [nearestDwaId, release])).toEqual([
      [renamed(heaviest), "31.0"],
      [vanished, "30.1"],
    ]);
    expect(mappings.map(({ onetCode, release }) => `${onetCode} ${release}`).sort()).toEqual([
      "43-3031.00 30.1",
      "43-3051.00 31.0",
      "43-3051.00 31.0",
    ]);
    const seen = await getOccupationActivities(ctx, { sessionId, code: payroll });
    const shown = new Map(seen.groups.flatMap(({ activities }) => activities).map((one) => [one.id, one]));
    expect(shown.get(renamed(heaviest))).toMatchObject({ selected: false, selectedBy: "occupation" });
    expect(shown.has(renamed(vanished))).toBe(false);
    expect(seen.release).toBe("31.0");
  });

  dbTest("marks what stays on both steps, by name", async ({ tx, orgId, user }) => {
    const { admin, ctx, sessionId } = await decidedClerks(tx, orgId, user.id);
    expect(await listChoicesLeftBehind(ctx, sessionId)).toMatchObject({ count: 0, items: [] });
    await takeReleaseIntoUse(admin, there);
    expect(await listChoicesLeftBehind(ctx, sessionId)).toEqual({
      release: "31.0",
      count: 2,
      items: ["choice", "nearest"].map((kind) => ({
        kind,
        release: "30.1",
        activity: "Verify employee information.",
        occupation: "Payroll and Timekeeping Clerks",
        role: null,
      })),
    });
    expect(await listRolesLeftBehind(ctx, sessionId)).toEqual({
      release: "31.0",
      count: 1,
      items: [
        {
          title: "Bookkeeper",
          headcount: 40,
          code: goneOccupation,
          occupation: "Bookkeeping, Accounting, and Auditing Clerks",
          release: "30.1",
        },
      ],
    });
    const { items } = await listRoles(ctx, { sessionId, filter: { state: "decided" } });
    expect(items.map(({ title, decision }) => [title, decision?.missingIn])).toEqual(
      expect.arrayContaining([
        ["Bookkeeper", "31.0"],
        ["Timekeeper", null],
      ]),
    );
  });

  dbTest("there and back gives the same rows", async ({ tx, orgId, user }) => {
    const { admin } = await decidedClerks(tx, orgId, user.id);
    await makeRoster(tx, orgId, [
      { title: "Clerk", suggestion: { codes: [payroll], confidence: 0.9, isAccepted: true } },
      { title: "Teller", suggestion: { codes: [goneOccupation], confidence: 0.9, isAccepted: true } },
    ]);
    const before = await decisionsOf(tx, orgId);
    await takeReleaseIntoUse(admin, there);
    const between = await decisionsOf(tx, orgId);
    expect(between).not.toEqual(before);
    await takeReleaseIntoUse(admin, back);
    expect(await decisionsOf(tx, orgId)).toEqual(before);
    await takeReleaseIntoUse(admin, there);
    expect(await decisionsOf(tx, orgId)).toEqual(between);
  });

  dbTest("keeps what was decided in between, the newer before the older", async ({ tx, orgId, user }) => {
    const { admin, ctx, sessionId, choose } = await decidedClerks(tx, orgId, user.id);
    // An hour ago, so that what follows in this one transaction is newer.
    await tx.execute(sql`update activity_choices set decided_at = now() - interval '1 hour'`);
    await takeReleaseIntoUse(admin, there);
    const look = async (activityId: string) => {
      const { groups } = await getOccupationActivities(ctx, { sessionId, code: payroll });
      return groups.flatMap(({ activities }) => activities).find(({ id }) => id === activityId);
    };
    expect(await look(renamed(absorbing))).toMatchObject({ selected: false });
    await choose(renamed(absorbing), true);
    expect(await look(renamed(absorbing))).toMatchObject({ selected: true, typedShare: 0.1 });
    await takeReleaseIntoUse(admin, back);
    expect(await look(absorbing)).toMatchObject({ selected: true, typedShare: 0.1 });
    expect(await look(absorbed)).toMatchObject({ selected: false });
  });

  dbTest("lets a choice go with all that come to the same activity", async ({ tx, orgId, user }) => {
    const { admin, ctx, sessionId } = await decidedClerks(tx, orgId, user.id);
    await takeReleaseIntoUse(admin, there);
    await chooseActivities(ctx, {
      by: "list",
      sessionId,
      code: payroll,
      roleId: null,
      changes: [{ activityId: renamed(absorbing), selected: null, share: null }],
    });
    const { groups } = await getOccupationActivities(ctx, { sessionId, code: payroll });
    const shown = groups.flatMap(({ activities }) => activities).find(({ id }) => id === renamed(absorbing));
    expect(shown).toMatchObject({ selectedBy: "default" });
  });

  dbTest("marks the sessions it touches, tells the history, and names nothing of others", async (world) => {
    const { tx, orgId, user } = world;
    const { admin, ctx, sessionId } = await decidedClerks(tx, orgId, user.id);
    const { sessionId: emptyId } = await makeRoster(tx, orgId, []);
    await tx.update(discoverySessions).set({ inputsChangedAt: new Date(0) });
    await takeReleaseIntoUse(admin, there);
    const changed = await tx
      .select({ id: discoverySessions.id, at: discoverySessions.inputsChangedAt })
      .from(discoverySessions);
    const at = new Map(changed.map((row) => [row.id, row.at.getTime()]));
    expect(at.get(sessionId)).toBeGreaterThan(0);
    expect(at.get(emptyId)).toBe(0);
    const [line] = await tx.select().from(history).where(eq(history.name, "reference.release_chosen"));
    expect(line).toMatchObject({
      subjectId: orgId,
      data: {
        release: "31.0",
        previous: "30.1",
        carriedChoiceCount: 4,
        stayingChoiceCount: 1,
        carriedMappingCount: 2,
        stayingMappingCount: 1,
        sessionCount: 1,
      },
    });
    const listed = await listReleases(ctx);
    expect(listed.map(({ release, isInUse }) => [release, isInUse]).sort()).toEqual([
      ["30.1", false],
      ["31.0", true],
    ]);
    expect(listed.find(({ release }) => release === "31.0")).toMatchObject({
      origin: "folder",
      newestDataAt: "2026-08-01",
      occupationCount: 1015,
      activityCount: 2085,
      runCount: 0,
    });
  });

  dbTest("leaves the exposure source that was chosen", async ({ tx, orgId, user }) => {
    await tx.insert(referenceChoices).values({ orgId, exposureSource: "cdr", exposureVersion: "2026-03-13" });
    await takeReleaseIntoUse(memberCtx(orgId, user.id, "admin"), there);
    const [chosen] = await tx.select().from(referenceChoices).where(eq(referenceChoices.orgId, orgId));
    expect(chosen).toMatchObject({ release: "31.0", exposureSource: "cdr", chosenBy: user.id });
  });

  dbTest("is the admins', for a release that there is, seen as it stands", async ({ orgId, user }) => {
    const admin = memberCtx(orgId, user.id, "admin");
    for (const role of ["analyst", "manager"] as const) {
      const refused = takeReleaseIntoUse(memberCtx(orgId, user.id, role), there);
      await expect(refused).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(takeReleaseIntoUse(admin, { ...there, release: "99.9" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(takeReleaseIntoUse(admin, { release: "30.1", seen: "30.1" })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(takeReleaseIntoUse(admin, { release: "31.0", seen: "29.3" })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("lets one of two admins through, and touches no other organization", async () => {
    const [mine, theirs] = [await committedWorld(), await committedWorld()];
    const made = await committed((tx) => makeClerks(tx, mine.orgId));
    await inOrg(theirs, (tx) => decidedClerks(tx, theirs.orgId, theirs.user.id));
    const foreign = () => inOrg(theirs, (tx) => decisionsOf(tx, theirs.orgId));
    const before = await foreign();
    const admin = memberCtx(mine.orgId, mine.user.id, "admin");
    const tries = await Promise.allSettled([
      takeReleaseIntoUse(admin, there),
      takeReleaseIntoUse(admin, there),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await foreign()).toEqual(before);
    const session = await getSession(made.ctx, made.sessionId);
    expect(session.facts.isLatestRunStale).toBe(false);
    const own = await inOrg(mine, (tx) => tx.select().from(roles));
    expect(own).toHaveLength(3);
  });
});
