import { describe, expect, it } from "vitest";
import type { Tx } from "@/db/client";
import { committed, committedWorld, dbTest, type World } from "@/db/testing/db-test";
import { makeRoleDecision, makeSegment } from "@/db/testing/factories";
import { mostRolesInBrowser, orderRoles, roleMatcher, sharesDownTheList, toRoleGroup } from "./browse-roles";
import { summarizeRoles } from "./queries";
import { listAllRoles } from "./queries/list-all-roles";
import { listRoles } from "./queries/list-roles";
import { getReviewPlans } from "./queries/review-plan";
import { planShortWay, runningShares } from "./review-plan";
import { settledShare, summarizeGroups, wrongAbove } from "./role-summary";
import { RoleFilter, roleSorts, roleStates, sortDirections } from "./schema";
import { makeRoster, memberCtx, type RoleToMake } from "./testing/role-fixtures";

const clerk = "43-3031.00";
const accountant = "13-2011.00";

/** Of every kind some, with ties. */
const many: readonly RoleToMake[] = [...Array(60).keys()].map((place) => ({
  title: `${place % 3 === 0 ? "Ärztin" : "Clerk"} ${String.fromCharCode(65 + (place % 26))}${place}%`,
  headcount: 1 + ((place * 7) % 23),
  department: ["Care", "Audit", null][place % 3] ?? null,
  suggestion:
    place % 7 === 0
      ? undefined
      : {
          codes: place % 11 === 0 ? [] : [clerk, accountant],
          confidence: place % 11 === 0 ? 0 : ((place * 13) % 100) / 100,
          margin: ((place * 29) % 100) / 100,
          isAccepted: place % 5 === 0,
        },
}));

async function rosterOfMany(tx: Tx, { orgId }: World) {
  const roster = await makeRoster(tx, orgId, many);
  const { sessionId, upload, roleIds } = roster;
  for (const [place, roleId] of roleIds.entries()) {
    if (place % 9 === 0) await makeRoleDecision(tx, { orgId, roleId, onetCode: place % 2 ? clerk : null });
  }
  for (const department of ["Tax", "Treasury", "Legal", "Board"]) {
    await makeSegment(tx, {
      orgId,
      sessionId,
      uploadId: upload.id,
      roleId: roleIds[1],
      department,
      headcount: 1,
    });
  }
  return roster;
}

describe("what the browser does with all roles", () => {
  dbTest("filters and orders them as the database does", async ({ tx, ...world }) => {
    const { ctx, sessionId } = await rosterOfMany(tx, world);
    const all = await listAllRoles(ctx, { sessionId });
    expect(all).toHaveLength(60);
    const filters = [
      ...roleStates.map((state) => ({ state })),
      ...[{ search: "ärZ" }, { search: "1%" }, { department: "Board" }, { department: null }],
      ...[
        { state: "all", minPercent: 40, maxPercent: 70 },
        { state: "all", maxPercent: 0 },
        { model: "other" },
      ],
    ].map((filter) => RoleFilter.parse(filter));
    const ids = (roles: readonly { id: string }[]) => roles.map(({ id }) => id);
    for (const filter of filters) {
      const { items } = await listRoles(ctx, { sessionId, filter });
      expect(ids(orderRoles(all.filter(roleMatcher(filter)), "review", "desc"))).toEqual(ids(items));
    }
    for (const sort of roleSorts) {
      for (const direction of sortDirections) {
        const { items } = await listRoles(ctx, { sessionId, filter: { state: "all" }, sort, direction });
        expect(ids(orderRoles(all, sort, direction))).toEqual(ids(items));
      }
    }
  });

  dbTest("counts them as the database does", async ({ tx, ...world }) => {
    const { ctx, sessionId } = await rosterOfMany(tx, world);
    const all = await listAllRoles(ctx, { sessionId });
    const filter = RoleFilter.parse({ state: "open", search: "clerk" });
    const isMatching = roleMatcher(filter);
    const here = summarizeGroups(all.map((role) => toRoleGroup(role, 20, isMatching(role))));
    const there = await summarizeRoles(ctx, { sessionId, filter });
    const { confirmable: _, ...counts } = here;
    const { confirmable: __, ...expected } = there;
    expect(counts).toEqual(expected);
    for (const minPercent of [0, 50, 75]) {
      const threshold = { minPercent, needsMargin: minPercent === 50 };
      const [mine, theirs] = [wrongAbove(here, threshold), wrongAbove(there, threshold)];
      expect(mine.people.high).toBeCloseTo(theirs.people.high);
      expect(mine.roles.low).toBeCloseTo(theirs.roles.low);
    }
  });

  dbTest("shows down the list what the plan promises", async ({ tx, ...world }) => {
    const { ctx, sessionId } = await rosterOfMany(tx, world);
    const listed = await listAllRoles(ctx, { sessionId });
    const all = orderRoles(listed, "review", "desc");
    const summary = await summarizeRoles(ctx, { sessionId, filter: {} });
    const people = {
      all: summary.byState.all.people,
      settled: summary.byState.all.people - summary.byState.unclear.people,
    };
    const { oneByOne, short } = await getReviewPlans(ctx, sessionId);
    const shares = [...sharesDownTheList(all, people).values()];
    expect(shares).toHaveLength(summary.byState.unclear.roles);
    expect(shares[oneByOne.decisions - 1]).toBeCloseTo(oneByOne.share);
    expect(oneByOne.share).toBeGreaterThan(settledShare(summary) ?? 0);
    expect(
      runningShares(all.filter(roleMatcher(RoleFilter.parse({ state: "unclear" }))), people).at(-1),
    ).toBe(1);
    const isUnclear = roleMatcher(RoleFilter.parse({ state: "unclear" }));
    const wrong = listed
      .filter(({ decision, suggestion }) => decision === null && suggestion?.isAccepted)
      .reduce((sum, { headcount, suggestion }) => sum + headcount * (1 - (suggestion?.confidence ?? 0)), 0);
    const doubted = orderRoles(listed, "doubt", "desc").filter(isUnclear);
    const plan = planShortWay(
      doubted.map(({ headcount, suggestion }) => ({
        headcount,
        confidence: suggestion?.matched ? suggestion.confidence : null,
      })),
      { ...people, wrong },
    );
    expect(plan).not.toBeNull();
    expect(short).toEqual(plan && { ...plan, wrongShare: expect.closeTo(plan.wrongShare) });
  });

  it("are only one's own, and not too many", async () => {
    const [mine, other] = [await committedWorld(), await committedWorld()];
    const { sessionId } = await committed((tx) => makeRoster(tx, other.orgId, [{ title: "Elsewhere" }]));
    const ctx = memberCtx(mine.orgId, mine.user.id, "admin");
    expect(await listAllRoles(ctx, { sessionId })).toEqual([]);
    expect(await getReviewPlans(ctx, sessionId)).toEqual({
      oneByOne: { decisions: 0, share: 0 },
      short: null,
    });
    await expect(listAllRoles({ ...ctx, rights: new Set() }, { sessionId })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(mostRolesInBrowser).toBeLessThanOrEqual(5000);
  });
});
