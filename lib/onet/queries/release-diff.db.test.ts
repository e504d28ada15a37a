import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inOrg } from "@/db/client";
import { discoverySessions, referenceChoices } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { makeCandidate, makeRun } from "@/db/testing/factories";
import { chooseActivities } from "@/lib/activities/mutations/choose-activities";
import { getOccupationActivities } from "@/lib/activities/queries";
import { bookkeeping, makeClerks, payroll } from "@/lib/activities/testing/activity-fixtures";
import { exposureTable } from "@/lib/analysis/exposure-table";
import { packReference } from "@/lib/analysis/test-input";
import { defaultExposureSource } from "@/lib/exposure/default-source";
import { takeReleaseIntoUse } from "@/lib/onet/mutations/take-release";
import { addSecondRelease } from "@/lib/onet/testing/second-release";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { getReleaseDiff } from "./release-diff";

const heaviest = "4.A.3.b.6.I08.D26";

beforeAll(() =>
  committed((tx) =>
    addSecondRelease(tx, "30.1", {
      withoutOccupations: [bookkeeping],
      withoutHeavyTasks: { codes: [payroll], from: 4.4 },
    }),
  ),
);

/** Clerks with a candidate each; the payroll clerks do not do their heaviest activity. */
async function clerksWithCandidates() {
  const world = await committedWorld();
  const { orgId, user } = world;
  const clerks = await committed(async (tx) => {
    const made = await makeClerks(tx, orgId);
    const { sessionId } = made;
    const { id: runId } = await makeRun(tx, { orgId, sessionId });
    for (const roleId of made.roleIds) {
      await makeCandidate(tx, { orgId, sessionId, runId, roleId, name: `Agent ${roleId}` });
    }
    return made;
  });
  await chooseActivities(clerks.ctx, {
    by: "list",
    sessionId: clerks.sessionId,
    code: payroll,
    roleId: clerks.timekeeperId,
    changes: [{ activityId: heaviest, selected: false }],
  });
  return { ...clerks, orgId, admin: memberCtx(orgId, user.id, "admin") };
}

describe("getReleaseDiff", () => {
  it("tells what moves, by how much and why, before the release is taken into use", async () => {
    const { admin, ctx, sessionId, timekeeperId, payrollClerkId, bookkeeperId, roleIds } =
      await clerksWithCandidates();
    const diff = await getReleaseDiff(admin, "31.0");
    expect(diff).toMatchObject({ from: "30.1", to: "31.0" });
    const pack = packReference(defaultExposureSource);
    const before = new Map(
      exposureTable("occupation", { ...pack, scores: pack.exposureScores }).map(({ id, value }) => [
        id,
        value,
      ]),
    );
    expect(diff.occupations).toHaveLength(before.size);
    for (const { code, before: exposure } of diff.occupations) {
      expect(exposure ?? -1, code).toBeCloseTo(before.get(code) ?? -1, 9);
    }
    const payrollMove = diff.occupations.find(({ code }) => code === payroll);
    expect(payrollMove).toMatchObject({
      roleCount: 2,
      headcount: 42,
      tasksGained: 0,
      importanceChanged: 0,
      only: null,
    });
    expect(payrollMove?.tasksLost).toBeGreaterThan(0);
    expect(payrollMove?.after).not.toBeCloseTo(payrollMove?.before ?? 0, 3);
    const { scoredBefore, scoredAfter, tasksLost = 0 } = payrollMove ?? {};
    expect((scoredBefore?.total ?? 0) - (scoredAfter?.total ?? 0)).toBe(tasksLost);
    expect(diff.occupations.find(({ code }) => code === bookkeeping)).toMatchObject({
      only: "before",
      after: null,
    });

    const byRole = new Map(
      diff.candidates.map((candidate) => [candidate.name.replace("Agent ", ""), candidate]),
    );
    expect([...byRole.keys()].sort()).toEqual([...roleIds].sort());
    expect(byRole.get(bookkeeperId)).toMatchObject({ after: null, occupation: { only: "before" } });
    const look = async (roleId: string) =>
      (await getOccupationActivities(ctx, { sessionId, code: payroll, roleId })).exposure ?? -1;
    for (const roleId of [timekeeperId, payrollClerkId]) {
      expect(byRole.get(roleId)?.before).toBeCloseTo(await look(roleId), 9);
    }
    await takeReleaseIntoUse(admin, { release: "31.0", seen: "30.1" });
    for (const roleId of [timekeeperId, payrollClerkId]) {
      expect(byRole.get(roleId)?.after).toBeCloseTo(await look(roleId), 9);
    }
  });

  it("is kept while nothing changes, follows the default source, and is one organization's alone", async () => {
    const { admin, orgId, sessionId } = await clerksWithCandidates();
    const first = await getReleaseDiff(admin, "31.0");
    const from = performance.now();
    expect(await getReleaseDiff(admin, "31.0")).toBe(first);
    expect(performance.now() - from).toBeLessThan(500);
    await inOrg(admin, (tx) =>
      tx
        .update(discoverySessions)
        .set({ inputsChangedAt: new Date() })
        .where(eq(discoverySessions.id, sessionId)),
    );
    const again = await getReleaseDiff(admin, "31.0");
    expect(again).not.toBe(first);
    expect(again).toEqual(first);
    await inOrg(admin, (tx) =>
      tx.insert(referenceChoices).values({ orgId, exposureSource: "gwa-classes", exposureVersion: "1" }),
    );
    const other = await getReleaseDiff(admin, "31.0");
    expect(other.source.version).toBe("1");
    expect(other.occupations.map(({ before }) => before)).not.toEqual(
      first.occupations.map(({ before }) => before),
    );
    const foreign = await committedWorld();
    const theirs = await getReleaseDiff(memberCtx(foreign.orgId, foreign.user.id, "admin"), "31.0");
    expect(theirs.candidates).toEqual([]);
    expect(theirs.occupations.every(({ roleCount }) => roleCount === 0)).toBe(true);
  });

  it("leaves the process free while it computes", async () => {
    const { admin } = await clerksWithCandidates();
    let longest = 0;
    let last = performance.now();
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    await getReleaseDiff(admin, "31.0");
    clearInterval(beat);
    expect(longest).toBeLessThan(500);
  });
});
