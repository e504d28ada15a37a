import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { dbTest } from "@/db/testing/db-test";
import { publishRun } from "@/lib/analysis/mutations/publish-run";
import type { Ctx } from "@/lib/auth/context";
import { editCandidate } from "../mutations";
import { getRoadmap } from "../queries";
import { cardOf, changesNamed, committedRoadmap, makeRoadmap } from "../testing/roadmap-fixtures";
import { exportOrganizationRanking } from "./export-organization-ranking";

async function exported(ctx: Ctx, params: Record<string, string> = {}): Promise<Record<string, string>[]> {
  const { parts } = await exportOrganizationRanking(ctx, { params });
  let text = "";
  for await (const part of parts) text += part;
  return parse(text, { columns: true, bom: true });
}

async function publishedRoadmap(...args: Parameters<typeof makeRoadmap>) {
  const made = await makeRoadmap(...args);
  await publishRun(made.ctx, { runId: made.runId });
  return made;
}

describe("exportOrganizationRanking", () => {
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
      exposure_source: "eloundou-gpt4-beta",
      formula_version: "1",
      filters: "",
      attribution: expect.stringContaining("O*NET 30.1 Database"),
    });
    expect(rows[0]?.exported_at).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  dbTest("honours filter and order, and tells the history without what was typed", async ({ tx, orgId }) => {
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
    expect(await changesNamed(tx, ctx, "ranking.exported")).toEqual([
      { subjectId: orgId, data: { filters: ["q", "department"], sort: "name" } },
    ]);
  });

  dbTest("takes formulas out of what people wrote", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await publishedRoadmap(tx, orgId);
    const { id, version } = cardOf((await getRoadmap(ctx, sessionId)).cards, "Clerk 1");
    await editCandidate(ctx, { sessionId, id, version, name: "=1+1", description: '@SUM(A1)\n"x", y' });
    const row = (await exported(ctx)).find(({ title }) => title === "Clerk 1");
    expect(row).toMatchObject({ candidate: "'=1+1", description: '\'@SUM(A1)\n"x", y' });
  });

  dbTest("refuses a filter that means nothing rather than giving everything", async ({ tx, orgId }) => {
    const { ctx } = await publishedRoadmap(tx, orgId);
    await expect(exported(ctx, { tier: "someday" })).rejects.toThrow();
    expect(await changesNamed(tx, ctx, "ranking.exported")).toEqual([]);
  });

  dbTest("is for those who may export", async ({ tx, orgId }) => {
    const { ctx } = await publishedRoadmap(tx, orgId);
    const reader = { ...ctx, rights: new Set(["ranking:read"] as const) };
    await expect(exported(reader)).rejects.toMatchObject({ code: "forbidden" });
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
