import { describe, expect, it } from "vitest";
import { dbTest } from "@/db/testing/db-test";
import { publishRun } from "@/lib/analysis/mutations/publish-run";
import type { Ctx } from "@/lib/auth/context";
import { readCsv } from "@/lib/csv/testing/csv-text";
import { editCandidate } from "../mutations";
import { getRoadmap } from "../queries";
import { cardOf, committedRoadmap, makeRoadmap } from "../testing/roadmap-fixtures";
import { openOrganizationRankingExport, planOrganizationRankingExport } from "./organization-ranking-export";

async function exported(ctx: Ctx, params: Record<string, string> = {}): Promise<Record<string, string>[]> {
  const { rows } = await readCsv(await openOrganizationRankingExport(ctx, { params }));
  return rows;
}

async function publishedRoadmap(...args: Parameters<typeof makeRoadmap>) {
  const made = await makeRoadmap(...args);
  await publishRun(made.ctx, { runId: made.runId });
  return made;
}

describe("the organization's ranking as a file", () => {
  dbTest("gives every candidate with its numbers and where they came from", async ({ tx, orgId }) => {
    const { ctx, session } = await publishedRoadmap(tx, orgId);
    const rows = await exported(ctx);
    expect(rows.map(({ rank }) => Number(rank)).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_, index) => index + 1),
    );
    expect(rows[0]).toMatchObject({
      tier_origin: "rule",
      chosen_for_build: "false",
      onet_code: "43-3031.00",
      headcount: "10",
      exposure: "0.9",
      reach: "9",
      session: session.name,
      run: "1",
      release: "30.1",
      exposure_source: "opportune",
      formula_version: "1",
      filters: "",
      attribution: expect.stringContaining("O*NET 30.1 Database"),
    });
    expect(rows[0]?.exported_at).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  dbTest("honours filter and order", async ({ tx, orgId }) => {
    const { ctx } = await publishedRoadmap(tx, orgId);
    const rows = await exported(ctx, {
      q: "Clerk 1",
      department: "Audit",
      sort: "name",
      dir: "desc",
      page: "9",
    });
    expect(rows.map(({ title }) => title).sort()).toEqual(["Clerk 10", "Clerk 12"]);
    expect(rows[0]?.filters).toBe("q=Clerk 1; department=Audit");
  });

  dbTest("takes formulas out of what people wrote", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await publishedRoadmap(tx, orgId);
    const { id, version } = cardOf((await getRoadmap(ctx, sessionId)).cards, "Clerk 1");
    await editCandidate(ctx, { sessionId, id, version, name: "=1+1", description: '@SUM(A1)\n"x", y' });
    const row = (await exported(ctx)).find(({ title }) => title === "Clerk 1");
    expect(row).toMatchObject({ candidate: "'=1+1", description: '\'@SUM(A1)\n"x", y' });
  });

  it("holds nothing of another organization", async () => {
    const [ours, theirs] = [await committedRoadmap(), await committedRoadmap(4)];
    await publishRun(ours.ctx, { runId: ours.runId });
    await publishRun(theirs.ctx, { runId: theirs.runId });
    expect(await exported(theirs.ctx)).toHaveLength(4);
    expect(new Set((await exported(ours.ctx)).map(({ session }) => session))).toEqual(
      new Set([ours.session.name]),
    );
  });
});

describe("a plan for it", () => {
  dbTest("leaves out what changes nothing, and tells the history no typed word", async ({ tx, orgId }) => {
    const { ctx } = await publishedRoadmap(tx, orgId);
    const params = { q: "Clerk 1", tier: "", sort: "rank", page: "9" };
    expect(planOrganizationRankingExport(ctx, { params })).toEqual({
      params: { q: "Clerk 1" },
      change: { subjectKind: "organization", subjectId: orgId, data: { filters: ["q"], sort: "rank" } },
    });
  });

  dbTest("is refused for a filter that means nothing", async ({ tx, orgId }) => {
    const { ctx } = await publishedRoadmap(tx, orgId);
    expect(() => planOrganizationRankingExport(ctx, { params: { tier: "someday" } })).toThrow();
  });
});
