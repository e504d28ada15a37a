import { beforeAll, describe, expect, it } from "vitest";
import type { OrgId } from "@/db/client";
import { activityChoices } from "@/db/schema";
import { committed, committedWorld, dbTest } from "@/db/testing/db-test";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { changeAnalysisSettings } from "../mutations/change-settings";
import { publishRun } from "../mutations/publish-run";
import { requestAnalysis } from "../mutations/request-analysis";
import { resultSorts, rowsPerPage } from "../run-views";
import { twelveTitles } from "../testing/mapped-titles";
import { finishRun, makeFinishedRun, makeMappedSession, takeExampleSource } from "../testing/run-fixtures";
import { getActivityEvidence } from "./activity-evidence";
import { listAggregates } from "./list-aggregates";
import { listResults, readAllResults } from "./list-results";
import { getRoleExplanation } from "./role-explanation";
import { findRun, listRuns } from "./runs";
import { getAnalysisSettings } from "./settings";

const personnelRecords = "4.A.3.b.6.I08.D26";

let ctx: Ctx;
let orgId: OrgId;
let sessionId: string;
let runId: string;
let roleIds: string[];
let stranger: Ctx;

/** One run that the tests of this file only read. */
beforeAll(async () => {
  ({ orgId } = await committedWorld());
  const roster = await committed((tx) => makeMappedSession(tx, orgId));
  ({ ctx, sessionId, roleIds } = roster);
  await takeExampleSource(ctx, sessionId);
  runId = await finishRun(ctx, sessionId);
  const other = await committedWorld();
  stranger = { ...ctx, orgId: other.orgId };
});

const titlesOf = async (query: Record<string, unknown> = {}) =>
  (await listResults(ctx, { runId, ...query })).items.map(({ title }) => title);

describe("findRun and listRuns", () => {
  it("tells what the run was made from", async () => {
    const run = await findRun(ctx, { sessionId });
    expect(run).toMatchObject({
      id: runId,
      number: 1,
      isLatest: true,
      isPublished: false,
      release: "30.1",
      formulaVersion: "1",
      exposureSource: { source: "eloundou-gpt4-beta", version: "2024", licence: "MIT, (c) 2024 OpenAI" },
      roleCount: 12,
      scoredRoleCount: 11,
      headcount: 254,
      settings: { k: 10, impactMode: "reach" },
    });
    const { items } = await listResults(ctx, { runId });
    expect(run?.reach).toBeCloseTo(
      items.reduce((sum, { reach }) => sum + (reach ?? 0), 0),
      4,
    );
    expect(Object.values(run?.tierCounts ?? {}).reduce((a, b) => a + b, 0)).toBe(11);
    expect(await findRun(ctx, { sessionId, number: 7 })).toBeNull();
  });

  dbTest("knows the latest finished run and who published which", async ({ tx, orgId: here }) => {
    const first = await makeFinishedRun(tx, here);
    await finishRun(first.ctx, first.sessionId);
    await requestAnalysis(first.ctx, { sessionId: first.sessionId });
    await publishRun(first.ctx, { runId: first.runId });
    const runs = await listRuns(first.ctx, first.sessionId);
    expect(runs.map(({ number, isPublished }) => [number, isPublished])).toEqual([
      [2, false],
      [1, true],
    ]);
    expect(await findRun(first.ctx, { sessionId: first.sessionId })).toMatchObject({
      number: 2,
      isLatest: true,
    });
    expect(await findRun(first.ctx, { sessionId: first.sessionId, number: 1 })).toMatchObject({
      isLatest: false,
      publishedByName: expect.any(String),
      publishedAt: expect.any(Date),
    });
  });
});

describe("listResults", () => {
  it("gives rank order, the unscored last with their reason", async () => {
    const { items, total, nextCursor } = await listResults(ctx, { runId });
    expect(items.slice(0, 11).map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(items.at(-1)).toMatchObject({
      title: "Board Member",
      rank: null,
      flags: ["no_occupation", "nothing_selected", "complexity_unknown"],
    });
    expect(total).toMatchObject({ roles: 12, headcount: 254 });
    expect(nextCursor).toBeNull();
  });

  it("sorts by every column both ways, what is unknown last either way", async () => {
    const { items } = await listResults(ctx, { runId });
    for (const sort of resultSorts) {
      const sortedBy = (title: string) => {
        const row = items.find((item) => item.title === title);
        const value = row?.[sort];
        return typeof value === "string" ? value.toLowerCase() : value;
      };
      for (const direction of ["asc", "desc"] as const) {
        const values = (await titlesOf({ sort, direction })).map(sortedBy);
        const known = values.filter((value) => value !== null && value !== undefined);
        expect(values.slice(0, known.length)).toEqual(known);
        const sorted = known.toSorted((a, b) => (a === b ? 0 : a < b ? -1 : 1));
        expect(known).toEqual(direction === "asc" ? sorted : sorted.reverse());
      }
    }
  });

  it("filters by text, tier, score, coverage and people", async () => {
    expect((await titlesOf({ filter: { search: "NURS" }, sort: "title" })).sort()).toEqual([
      "Nursing Assistant",
      "Registered Nurse",
    ]);
    expect(await titlesOf({ filter: { search: "43-3051" }, sort: "title" })).toEqual([
      "Payroll Clerk",
      "Timekeeper",
    ]);
    expect(await titlesOf({ filter: { search: "%" } })).toEqual([]);
    expect(await titlesOf({ filter: { isScored: false } })).toEqual(["Board Member"]);
    expect(await titlesOf({ filter: { tier: "none" } })).toEqual(["Board Member"]);
    const now = await listResults(ctx, { runId, filter: { tier: "now" } });
    expect(now.items.length).toBeGreaterThan(0);
    expect(new Set(now.items.map(({ tier }) => tier))).toEqual(new Set(["now"]));
    expect(now.total.roles).toBe(now.items.length);
    expect(await titlesOf({ filter: { minHeadcount: 40 }, sort: "headcount" })).toEqual([
      "Registered Nurse",
      "Nursing Assistant",
      "Bookkeeper",
    ]);
    expect(await titlesOf({ filter: { minCoverage: 1 } })).not.toContain("Board Member");
  });

  it("filters by where people work, by family, occupation and activity", async () => {
    expect(await titlesOf({ filter: { department: "Plant" }, sort: "title" })).toEqual([
      "Electrician",
      "Welder",
    ]);
    expect(await titlesOf({ filter: { department: null }, sort: "title" })).toEqual([
      "Board Member",
      "Line Cook",
      "Managers, All Other",
    ]);
    expect(await titlesOf({ filter: { lineOfBusiness: "Retail" } })).toEqual([]);
    expect(await titlesOf({ filter: { location: null } })).toHaveLength(12);
    expect(await titlesOf({ filter: { family: "15" }, sort: "title" })).toEqual([
      "Data Scientist",
      "Software Developer",
    ]);
    expect(await titlesOf({ filter: { occupation: "51-4121.00" } })).toEqual(["Welder"]);
    expect(await titlesOf({ filter: { activity: personnelRecords }, sort: "title" })).toEqual([
      "Payroll Clerk",
      "Timekeeper",
    ]);
    expect(await titlesOf({ filter: { activity: personnelRecords, department: "IT" } })).toEqual([]);
  });

  dbTest("knows a role's own activities from those of its occupation", async ({ tx, orgId: here }) => {
    const roster = await makeMappedSession(tx, here);
    await tx.insert(activityChoices).values({
      orgId: here,
      sessionId: roster.sessionId,
      onetCode: "43-3051.00",
      roleId: roster.firstRoleId,
      activityId: personnelRecords,
      release: "30.1",
      isSelected: false,
      origin: "user",
      decidedBy: actingUserId(roster.ctx),
    });
    const id = await finishRun(roster.ctx, roster.sessionId);
    const { items } = await listResults(roster.ctx, { runId: id, filter: { activity: personnelRecords } });
    expect(items.map(({ title }) => title)).toEqual(["Payroll Clerk"]);
  });

  it("gives every row once over the pages, ties and unknowns and all", async () => {
    const many = Array.from({ length: 2 * rowsPerPage + 30 }, (_, index) => ({
      title: `Role ${index % 50} of ${index}`,
      code: index % 9 === 0 ? null : (twelveTitles[index % 11]?.code ?? null),
      headcount: 1 + (index % 3),
    }));
    const large = await committed((tx) => makeMappedSession(tx, orgId, many));
    const id = await finishRun(large.ctx, large.sessionId);
    for (const sort of resultSorts) {
      for (const direction of ["asc", "desc"]) {
        const seen: string[] = [];
        let after: string | undefined;
        do {
          const page = await listResults(large.ctx, { runId: id, sort, direction, after });
          seen.push(...page.items.map(({ roleId }) => roleId));
          after = page.nextCursor ?? undefined;
        } while (after);
        expect(seen).toHaveLength(many.length);
        expect(new Set(seen)).toEqual(new Set(large.roleIds));
      }
    }
    const blocks: number[] = [];
    const query = { runId: id, filter: {}, sort: "rank" as const };
    for await (const rows of readAllResults(large.ctx, query, 150)) blocks.push(rows.length);
    expect(blocks).toEqual([150, 80]);
  }, 60_000);

  it("refuses a damaged cursor and one of another order", async () => {
    const ofTitles = Buffer.from(JSON.stringify(["a", runId])).toString("base64url");
    await expect(listResults(ctx, { runId, sort: "headcount", after: ofTitles })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(listResults(ctx, { runId, after: "%%%" })).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("listAggregates", () => {
  it("weighs departments by headcount and sums their reach", async () => {
    const { items, count } = await listAggregates(ctx, { runId, dimension: "department", sort: "label" });
    expect(items.map(({ label, headcount, roleCount }) => [label, headcount, roleCount])).toEqual([
      ["Care", 105, 2],
      ["Finance", 82, 3],
      ["IT", 33, 2],
      ["Plant", 23, 2],
      ["", 11, 3],
    ]);
    expect(count).toBe(5);
    const { items: roles } = await listResults(ctx, { runId, filter: { department: "Care" } });
    const care = items.find(({ key }) => key === "Care");
    expect(care?.reach).toBeCloseTo(
      roles.reduce((sum, { reach }) => sum + (reach ?? 0), 0),
      4,
    );
    expect(care?.exposure).toBeCloseTo((care?.reach ?? 0) / 105, 5);
    expect(care?.impact).toBeCloseTo((care?.reach ?? 0) / ((care?.reach ?? 0) + 10), 5);
  });

  it("puts the highest priority first, and activities by the time they take", async () => {
    const byOccupation = await listAggregates(ctx, { runId, dimension: "occupation" });
    const priorities = byOccupation.items.map(({ priority }) => priority ?? -1);
    expect(priorities).toEqual(priorities.toSorted((a, b) => b - a));
    const payroll = byOccupation.items.find(({ key }) => key === "43-3051.00");
    expect(payroll).toMatchObject({ label: "Payroll and Timekeeping Clerks", roleCount: 2, headcount: 42 });
    const activities = await listAggregates(ctx, { runId, dimension: "activity" });
    expect(activities.items).toHaveLength(rowsPerPage);
    const rest = await listAggregates(ctx, { runId, dimension: "activity", after: activities.nextCursor });
    expect(rest.items[0]?.reach ?? 0).toBeLessThanOrEqual(activities.items.at(-1)?.reach ?? 0);
    const families = await listAggregates(ctx, { runId, dimension: "occupation_family", sort: "headcount" });
    expect(families.items[0]).toMatchObject({ key: "43", label: "Office and Administrative Support" });
  });
});

describe("getRoleExplanation", () => {
  it("lays open every factor down to the activities", async () => {
    const [timekeeperId = ""] = roleIds;
    const explained = await getRoleExplanation(ctx, { runId, roleId: timekeeperId });
    expect(explained).toMatchObject({
      runNumber: 1,
      release: "30.1",
      role: { title: "Timekeeper", onetCode: "43-3051.00", headcount: 30, flags: [] },
      departments: [{ name: "Finance", headcount: 30 }],
      mapping: { origin: "user", activitySiblings: null },
      exposure: { coverage: 1, selectedCount: 11, knownCount: 11 },
      impact: { mode: "reach", k: 10 },
      tier: { mode: "percentile", place: { placedCount: 11 } },
    });
    expect(explained.exposure.exposure).toBeCloseTo(0.8273, 3);
    expect(explained.exposure.exposureSum).toBeCloseTo(0.8273, 3);
    expect(explained.priority.priority).toBeCloseTo(0.7731, 3);
    const { exposure = 0, impact = 0, complexity = 0 } = explained.priority.terms ?? {};
    expect(exposure + impact + complexity).toBeCloseTo(0.7731, 3);
    const selected = explained.activities.filter(({ isSelected }) => isSelected);
    expect(selected).toHaveLength(11);
    expect(selected.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 5);
    expect(explained.activities[0]).toMatchObject({
      id: personnelRecords,
      exposureLevel: "task",
      selectedBy: "default",
    });
  });

  it("says which siblings stand in, and why a role has no numbers", async () => {
    const other = await getRoleExplanation(ctx, { runId, roleId: roleIds[10] });
    expect(other.role.flags).toContain("activities_from_siblings");
    expect(other.mapping.activitySiblings?.codes.length).toBeGreaterThan(0);
    const board = await getRoleExplanation(ctx, { runId, roleId: roleIds[11] });
    expect(board).toMatchObject({
      role: { tier: null, flags: expect.arrayContaining(["no_occupation"]) },
      priority: { priority: null, terms: null },
      complexity: { components: [] },
      tier: { place: null },
      activities: [],
    });
  });

  dbTest("explains impact by wages with the value that gives one half", async ({ tx, orgId: here }) => {
    const roster = await makeMappedSession(tx, here);
    const settings = { ...(await getAnalysisSettings(tx, { orgId: here }, null)), impactMode: "wages" };
    await changeAnalysisSettings(roster.ctx, { sessionId: roster.sessionId, settings });
    const id = await finishRun(roster.ctx, roster.sessionId);
    const { impact } = await getRoleExplanation(roster.ctx, { runId: id, roleId: roster.firstRoleId });
    if (impact.mode !== "wages" || !impact.value) throw new Error("The run was not made by wages.");
    expect(impact.halfValue).toBeCloseTo(10 * 2080 * 1.4 * 32.66, 4);
    expect(impact.wageSoc).toBe("43-3051");
    expect(impact.impact).toBeCloseTo(impact.value.likely / (impact.value.likely + impact.halfValue), 5);
  });
});

describe("getActivityEvidence", () => {
  it("names the tasks of the worked example with their labels", async () => {
    const [timekeeperId = ""] = roleIds;
    const evidence = await getActivityEvidence(ctx, {
      runId,
      roleId: timekeeperId,
      activityId: personnelRecords,
    });
    expect(evidence?.name).toBe("Record personnel information.");
    expect(evidence?.lineage.map(({ id }) => id)).toEqual([personnelRecords, "4.A.3.b.6.I08", "4.A.3.b.6"]);
    expect(
      evidence?.tasks.map(({ taskId, importance, activityCount, exposure, exposureLevel, label }) => [
        taskId,
        importance,
        activityCount,
        exposure,
        exposureLevel,
        label,
      ]),
    ).toEqual([
      [18562, 4.66, 2, 1, "task", "E1"],
      [2520, 4.55, 1, 1, "task", "E1"],
      [2521, 4.55, 1, 1, "task", "E1"],
      [18563, 4.42, 1, 1, "task", "E1"],
      [2524, 4.25, 1, 1, "task", "E1"],
    ]);
    expect(evidence?.elementLabels).toEqual([]);
  });

  it("takes the tasks of the siblings where the occupation has none", async () => {
    const explained = await getRoleExplanation(ctx, { runId, roleId: roleIds[10] });
    const [first] = explained.activities;
    const evidence = await getActivityEvidence(ctx, { runId, roleId: roleIds[10], activityId: first?.id });
    expect(evidence?.tasks.length).toBeGreaterThan(0);
    expect(new Set(evidence?.tasks.map(({ code }) => code.slice(0, 2)))).toEqual(new Set(["11"]));
  });

  dbTest("shows the class of a GWA that stands behind every task", async ({ tx, orgId: here }) => {
    const roster = await makeMappedSession(tx, here);
    const settings = {
      ...(await getAnalysisSettings(tx, { orgId: here }, null)),
      exposureSource: "gwa-classes",
      exposureVersion: "1",
    };
    await changeAnalysisSettings(roster.ctx, { sessionId: roster.sessionId, settings });
    const id = await finishRun(roster.ctx, roster.sessionId);
    const where = { runId: id, roleId: roster.firstRoleId };
    const evidence = await getActivityEvidence(roster.ctx, { ...where, activityId: personnelRecords });
    expect(evidence?.elementLabels).toMatchObject([{ level: "gwa", id: "4.A.3.b.6" }]);
    expect(evidence?.tasks[0]).toMatchObject({
      exposureLevel: "gwa",
      label: null,
      exposure: evidence?.elementLabels[0]?.value,
    });
    const ofGwa = (await getRoleExplanation(roster.ctx, where)).activities.find(
      ({ level }) => level === "gwa",
    );
    const gwa = await getActivityEvidence(roster.ctx, { ...where, activityId: ofGwa?.id });
    expect(gwa).toMatchObject({ tasks: [], rating: { importance: expect.any(Number) } });
  });

  it("has nothing to show for an activity that O*NET does not know", async () => {
    const [roleId] = roleIds;
    expect(await getActivityEvidence(ctx, { runId, roleId, activityId: "own" })).toBeNull();
  });
});

describe("other people's runs", () => {
  it("are not there for another organization", async () => {
    expect(await findRun(stranger, { sessionId })).toBeNull();
    expect(await listRuns(stranger, sessionId)).toEqual([]);
    expect((await listResults(stranger, { runId })).items).toEqual([]);
    expect((await listAggregates(stranger, { runId, dimension: "department" })).items).toEqual([]);
    const [roleId] = roleIds;
    await expect(getRoleExplanation(stranger, { runId, roleId })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(
      getActivityEvidence(stranger, { runId, roleId, activityId: personnelRecords }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("are not read without the right", async () => {
    const nobody = { ...ctx, rights: new Set<never>() };
    const forbidden = { code: "forbidden" };
    await expect(findRun(nobody, { sessionId })).rejects.toMatchObject(forbidden);
    await expect(listRuns(nobody, sessionId)).rejects.toMatchObject(forbidden);
    await expect(listResults(nobody, { runId })).rejects.toMatchObject(forbidden);
    await expect(listAggregates(nobody, { runId, dimension: "location" })).rejects.toMatchObject(forbidden);
    await expect(getRoleExplanation(nobody, { runId, roleId: roleIds[0] })).rejects.toMatchObject(forbidden);
    await expect(
      getActivityEvidence(nobody, { runId, roleId: roleIds[0], activityId: "a" }),
    ).rejects.toMatchObject(forbidden);
  });
});
