import { describe, expect } from "vitest";
import type { Tx } from "@/db/client";
import { roleDecisions, workforceSegments } from "@/db/schema";
import { dbTest, type World } from "@/db/testing/db-test";
import { makeRoleDecision, makeSegment } from "@/db/testing/factories";
import { findOccupations, listDepartments, listMappedRoles, summarizeRoles } from "./queries";
import { listRoles } from "./queries/list-roles";
import { countAbove, wrongAbove } from "./role-summary";
import { makeRoster, type RoleToMake } from "./testing/role-fixtures";

const accountant = "13-2011.00";
const clerk = "43-3031.00";
const analyst = "13-2051.00";

/** Five roles, one of each kind. */
const kinds: readonly RoleToMake[] = [
  { title: "Sure Clerk", headcount: 10, suggestion: { codes: [clerk], confidence: 0.95, isAccepted: true } },
  { title: "Doubtful Analyst", headcount: 40, suggestion: { codes: [analyst, accountant], confidence: 0.5 } },
  { title: "New Role", headcount: 5, department: null },
  {
    title: "Settled 100%_Accountant",
    headcount: 7,
    department: "Audit",
    suggestion: { codes: [accountant], confidence: 0.7 },
  },
  { title: "Board Member", headcount: 2, department: "Board", suggestion: { codes: [], confidence: 0 } },
];

async function fiveKinds(tx: Tx, { orgId }: World) {
  const roster = await makeRoster(tx, orgId, kinds);
  const [, , , settledId, boardId] = roster.roleIds;
  await makeRoleDecision(tx, { orgId, roleId: settledId, onetCode: analyst });
  await makeRoleDecision(tx, { orgId, roleId: boardId, onetCode: null });
  const titles = async (query: Record<string, unknown> = {}) => {
    const { filter, ...rest } = { filter: { state: "all" }, ...query };
    const page = await listRoles(roster.ctx, { sessionId: roster.sessionId, filter, ...rest });
    return page.items.map((role) => role.title);
  };
  return { ...roster, titles };
}

describe("listRoles", () => {
  dbTest("puts headcount × uncertainty first and what is decided last", async ({ tx, ...world }) => {
    const { titles } = await fiveKinds(tx, world);
    expect(await titles()).toEqual([
      "Doubtful Analyst", // 40 × .5
      "New Role", // 5 × 1
      "Sure Clerk", // 10 × .05
      "Settled 100%_Accountant",
      "Board Member",
    ]);
  });

  dbTest("sorts by title, headcount and confidence both ways", async ({ tx, ...world }) => {
    const { titles } = await fiveKinds(tx, world);
    const byTitle = ["Board Member", "Doubtful Analyst", "New Role", "Settled 100%_Accountant", "Sure Clerk"];
    expect(await titles({ sort: "title", direction: "asc" })).toEqual(byTitle);
    expect(await titles({ sort: "title", direction: "desc" })).toEqual([...byTitle].reverse());
    const byHeadcount = [
      "Board Member",
      "New Role",
      "Settled 100%_Accountant",
      "Sure Clerk",
      "Doubtful Analyst",
    ];
    expect(await titles({ sort: "headcount", direction: "asc" })).toEqual(byHeadcount);
    expect(await titles({ sort: "headcount", direction: "desc" })).toEqual([...byHeadcount].reverse());
    const byConfidence = [
      "New Role",
      "Board Member",
      "Doubtful Analyst",
      "Settled 100%_Accountant",
      "Sure Clerk",
    ];
    expect(await titles({ sort: "confidence", direction: "asc" })).toEqual(byConfidence);
    expect(await titles({ sort: "confidence", direction: "desc" })).toEqual([...byConfidence].reverse());
  });

  dbTest("filters by state, text, department and confidence", async ({ tx, ...world }) => {
    const { titles } = await fiveKinds(tx, world);
    expect(await titles({ filter: {} })).toEqual(["Doubtful Analyst", "New Role", "Sure Clerk"]);
    expect(await titles({ filter: { state: "unclear" } })).toEqual(["Doubtful Analyst", "New Role"]);
    expect(await titles({ filter: { state: "decided" } })).toEqual(["Settled 100%_Accountant"]);
    expect(await titles({ filter: { state: "none" } })).toEqual(["Board Member"]);
    expect(await titles({ filter: { state: "all", search: "aNaL" } })).toEqual(["Doubtful Analyst"]);
    expect(await titles({ filter: { state: "all", search: "100%_" } })).toEqual(["Settled 100%_Accountant"]);
    expect(await titles({ filter: { state: "all", search: "%" } })).toEqual(["Settled 100%_Accountant"]);
    expect(await titles({ filter: { state: "all", department: "Board" } })).toEqual(["Board Member"]);
    expect(await titles({ filter: { state: "all", department: null } })).toEqual(["New Role"]);
    expect(await titles({ filter: { minPercent: 50, maxPercent: 95 } })).toEqual([
      "Doubtful Analyst",
      "Sure Clerk",
    ]);
    expect(await titles({ filter: { minPercent: 51, maxPercent: 94 } })).toEqual([]);
  });

  dbTest("tells all a row shows", async ({ tx, ...world }) => {
    const { ctx, sessionId, upload, roleIds } = await fiveKinds(tx, world);
    for (const [department, headcount] of [
      ["Audit", 60],
      ["Tax", 3],
      ["Treasury", 2],
    ] as const) {
      await makeSegment(tx, {
        orgId: world.orgId,
        sessionId,
        uploadId: upload.id,
        roleId: roleIds[1],
        department,
        headcount,
      });
    }
    const { items } = await listRoles(ctx, { sessionId, filter: { state: "all" } });
    expect(items[0]).toMatchObject({
      title: "Doubtful Analyst",
      headcount: 105,
      departments: [
        { name: "Audit", headcount: 60 },
        { name: "Finance", headcount: 40 },
        { name: "Tax", headcount: 3 },
      ],
      departmentCount: 4,
      suggestion: {
        candidates: [
          { code: analyst, title: "Financial and Investment Analysts", score: 0.5, words: ["clerk"] },
          { code: accountant, title: "Accountants and Auditors", score: 0.25, words: ["clerk"] },
        ],
        confidence: 0.5,
        margin: 0.5,
        isAccepted: false,
      },
      decision: null,
    });
    expect(items[3]?.decision).toMatchObject({
      occupation: { code: analyst, title: "Financial and Investment Analysts" },
      origin: "user",
      version: 1,
      reason: null,
    });
    expect(items[4]).toMatchObject({ suggestion: { candidates: [] }, decision: { occupation: null } });
    expect(items[1]).toMatchObject({ suggestion: null, departments: [{ name: null, headcount: 5 }] });
  });

  dbTest("shows no other session and no other tenant", async ({ tx, ...world }) => {
    const { ctx } = await fiveKinds(tx, world);
    const { sessionId } = await makeRoster(tx, world.orgId, [{ title: "Elsewhere" }]);
    const { items } = await listRoles(ctx, { sessionId, filter: { state: "all" } });
    expect(items.map((role) => role.title)).toEqual(["Elsewhere"]);
  });

  dbTest("gives every role once over the pages, ties and all", async ({ tx, ...world }) => {
    const many = Array.from(
      { length: 230 },
      (_, index): RoleToMake => ({
        title: `Clerk ${index % 40} of ${index}`,
        headcount: 1 + (index % 3),
        suggestion: { codes: [clerk], confidence: (index % 7) / 10 },
      }),
    );
    const { ctx, sessionId, roleIds } = await makeRoster(tx, world.orgId, many);
    await makeRoleDecision(tx, { orgId: world.orgId, roleId: roleIds[5] });
    for (const sort of ["review", "title", "headcount", "confidence"]) {
      for (const direction of ["asc", "desc"]) {
        const seen: string[] = [];
        let after: string | undefined;
        do {
          const page = await listRoles(ctx, { sessionId, filter: { state: "all" }, sort, direction, after });
          seen.push(...page.items.map((role) => role.id));
          after = page.nextCursor ?? undefined;
        } while (after);
        expect(seen).toHaveLength(230);
        expect(new Set(seen)).toEqual(new Set(roleIds));
      }
    }
  });

  dbTest("refuses a damaged cursor and one of another order", async ({ tx, ...world }) => {
    const { ctx, sessionId } = await fiveKinds(tx, world);
    const list = (sort: string, after: string) => listRoles(ctx, { sessionId, filter: {}, sort, after });
    const ofTitles = Buffer.from(JSON.stringify(["a", sessionId])).toString("base64url");
    await expect(list("title", ofTitles)).resolves.toMatchObject({ items: expect.any(Array) });
    await expect(list("headcount", ofTitles)).rejects.toMatchObject({ code: "invalid" });
    await expect(list("title", "%%%")).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("summarizeRoles", () => {
  dbTest(
    "counts by state, and what a threshold would confirm within the filter",
    async ({ tx, ...world }) => {
      const { ctx, sessionId } = await fiveKinds(tx, world);
      const summary = await summarizeRoles(ctx, { sessionId, filter: {} });
      expect(summary.byState).toEqual({
        open: { roles: 3, people: 55 },
        unclear: { roles: 2, people: 45 },
        decided: { roles: 1, people: 7 },
        none: { roles: 1, people: 2 },
        all: { roles: 5, people: 64 },
      });
      expect(summary.accepted).toEqual({ roles: 1, people: 10 });
      expect(summary.withoutSuggestion).toEqual({ roles: 1, people: 5 });
      expect(summary.matching).toEqual({ roles: 3, people: 55 });
      const above = countAbove(summary.confirmable, { minPercent: 50, needsMargin: true });
      expect(above).toEqual({ roles: 2, people: 50 });
      expect(wrongAbove(summary, { minPercent: 50, needsMargin: true })).toMatchObject({
        roles: { expected: expect.closeTo(0.55) },
        people: { expected: expect.closeTo(20.5) },
      });
      const narrow = await summarizeRoles(ctx, { sessionId, filter: { search: "sure" } });
      expect(narrow.byState).toEqual(summary.byState);
      expect(narrow.confirmable.map((count) => count.percent)).toEqual([95]);
    },
  );

  dbTest("is empty for a session without a roster", async ({ tx, ...world }) => {
    const { ctx, sessionId } = await makeRoster(tx, world.orgId, []);
    const summary = await summarizeRoles(ctx, { sessionId, filter: {} });
    expect(summary.byState.all).toEqual({ roles: 0, people: 0 });
    expect(summary.confirmable).toEqual([]);
  });
});

describe("listMappedRoles", () => {
  dbTest("takes the decision, else what the rule accepts, else nothing", async ({ tx, ...world }) => {
    const { ctx, sessionId } = await fiveKinds(tx, world);
    const mapped = await listMappedRoles(tx, ctx, { sessionId, release: "30.1" });
    const byTitle = new Map(mapped.map(({ title, roleId: _, ...role }) => [title, role]));
    expect(Object.fromEntries(byTitle)).toEqual({
      "Sure Clerk": { headcount: 10, code: clerk, origin: "rule", isDecided: false },
      "Doubtful Analyst": { headcount: 40, code: null, origin: null, isDecided: false },
      "New Role": { headcount: 5, code: null, origin: null, isDecided: false },
      "Settled 100%_Accountant": { headcount: 7, code: analyst, origin: "user", isDecided: true },
      "Board Member": { headcount: 2, code: null, origin: "user", isDecided: true },
    });
  });

  dbTest("leaves out a role that nobody has any more", async ({ tx, ...world }) => {
    const { ctx, sessionId } = await fiveKinds(tx, world);
    await tx.delete(workforceSegments);
    expect(await listMappedRoles(tx, ctx, { sessionId, release: "30.1" })).toEqual([]);
    expect(await tx.select().from(roleDecisions)).toHaveLength(2);
  });
});

describe("the choices of the filter and the picker", () => {
  dbTest("lists departments, the largest first", async ({ tx, ...world }) => {
    const { ctx, sessionId } = await fiveKinds(tx, world);
    expect(await listDepartments(ctx, sessionId)).toEqual([
      { name: "Finance", headcount: 50 },
      { name: "Audit", headcount: 7 },
      { name: null, headcount: 5 },
      { name: "Board", headcount: 2 },
    ]);
  });

  dbTest("finds occupations by the words of their titles and by code", async ({ tx, ...world }) => {
    const { ctx } = await makeRoster(tx, world.orgId, []);
    const byWord = await findOccupations(ctx, { q: "bookkeep" });
    expect(byWord.map((hit) => hit.code)).toContain(clerk);
    expect((await findOccupations(ctx, { q: "13-2011" }))[0]?.code).toBe(accountant);
    expect(await findOccupations(ctx, { q: "  " })).toEqual([]);
  });

  dbTest("shows nothing to somebody without the right", async ({ tx, ...world }) => {
    const { ctx, sessionId } = await fiveKinds(tx, world);
    const nobody = { ...ctx, rights: new Set<never>() };
    const forbidden = { code: "forbidden" };
    await expect(listRoles(nobody, { sessionId, filter: {} })).rejects.toMatchObject(forbidden);
    await expect(summarizeRoles(nobody, { sessionId, filter: {} })).rejects.toMatchObject(forbidden);
    await expect(listDepartments(nobody, sessionId)).rejects.toMatchObject(forbidden);
    await expect(findOccupations(nobody, { q: "clerk" })).rejects.toMatchObject(forbidden);
  });
});
