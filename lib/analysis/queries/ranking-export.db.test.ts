import { describe, expect, it } from "vitest";
import { committed, committedWorld, dbTest } from "@/db/testing/db-test";
import type { Ctx } from "@/lib/auth/context";
import { readCsv } from "@/lib/csv/testing/csv-text";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { finishRun, makeFinishedRun, makeMappedSession, takeExampleSource } from "../testing/run-fixtures";
import { openRankingExport, planRankingExport } from "./ranking-export";

async function exported(ctx: Ctx, sessionId: string, params: Record<string, string> = {}) {
  const file = await openRankingExport(ctx, { sessionId, params });
  return { ...file, ...(await readCsv(file)) };
}

describe("the ranking of a run as a file", () => {
  dbTest("gives every role with its numbers and where they came from", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeMappedSession(tx, orgId);
    await takeExampleSource(ctx, sessionId);
    await finishRun(ctx, sessionId);
    const { fileName, text, rows, rowTotal } = await exported(ctx, sessionId);
    expect(fileName).toMatch(/^Session .* – run 1 – \d{4}-\d{2}-\d{2}\.csv$/);
    expect(text.startsWith("\uFEFFrank,tier,title,")).toBe(true);
    expect(text.endsWith("\r\n")).toBe(true);
    expect(rowTotal).toBe(12);
    const ranks = Array.from({ length: 11 }, (_, index) => `${index + 1}`);
    expect(rows.map(({ rank }) => rank)).toEqual([...ranks, ""]);
    const timekeeper = rows.find(({ title }) => title === "Timekeeper");
    expect(timekeeper).toMatchObject({
      onet_code: "43-3051.00",
      occupation: "Payroll and Timekeeping Clerks",
      mapping: "user",
      headcount: "30",
      coverage: "1",
      flags: "",
      run: "1",
      release: "30.1",
      exposure_source: "eloundou-gpt4-beta",
      exposure_version: "2024",
      formula_version: "1",
      filters: "",
    });
    expect(Number(timekeeper?.priority)).toBeCloseTo(0.7731, 3);
    expect(timekeeper?.attribution).toContain("O*NET 30.1 Database");
    expect(timekeeper?.inputs_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(rows.at(-1)).toMatchObject({
      title: "Board Member",
      exposure: "",
      flags: expect.stringContaining("no_occupation"),
    });
  });

  dbTest("honours filter and order", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeFinishedRun(tx, orgId);
    const params = { department: "is:Care", q: "nurs", sort: "title", dir: "desc", run: "1" };
    const { rows, rowTotal } = await exported(ctx, sessionId, params);
    expect(rows.map(({ title }) => title)).toEqual(["Registered Nurse", "Nursing Assistant"]);
    expect(rowTotal).toBe(2);
    expect(rows[0]?.filters).toBe("q=nurs; department=is:Care");
  });

  dbTest("takes formulas out of titles", async ({ tx, orgId }) => {
    const titles = [
      { title: '=HYPERLINK("http://x")', code: "43-3031.00" },
      { title: "@boss, acting", code: "11-1011.00" },
    ];
    const { ctx, sessionId } = await makeFinishedRun(tx, orgId, titles);
    const { rows } = await exported(ctx, sessionId, { sort: "title" });
    expect(rows.map(({ title }) => title)).toEqual(['\'=HYPERLINK("http://x")', "'@boss, acting"]);
  });
});

describe("a plan for it", () => {
  dbTest("says the run that is meant, and leaves out what changes nothing", async ({ tx, orgId }) => {
    const { ctx, sessionId, runId } = await makeFinishedRun(tx, orgId);
    const params = { view: "roles", q: "nurs", tier: "", role: runId, sort: "title" };
    const planned = await planRankingExport(ctx, { sessionId, params });
    expect(planned).toEqual({
      params: { run: "1", q: "nurs", sort: "title" },
      change: { subjectKind: "analysis_run", subjectId: runId, data: { filters: ["q"], sort: "title" } },
    });
    await finishRun(ctx, sessionId);
    const { rows } = await exported(ctx, sessionId, planned.params);
    expect(new Set(rows.map(({ run }) => run))).toEqual(new Set(["1"]));
  });

  dbTest(
    "is refused for a filter that means nothing, and without a run or session",
    async ({ tx, orgId }) => {
      const { ctx, sessionId } = await makeFinishedRun(tx, orgId);
      const plan = (id: string, params: Record<string, string>) =>
        planRankingExport(ctx, { sessionId: id, params });
      await expect(plan(sessionId, { tier: "soon" })).rejects.toThrow();
      await expect(plan(sessionId, { run: "9" })).rejects.toMatchObject({ code: "not_found" });
      await expect(plan("nothing", {})).rejects.toMatchObject({ code: "not_found" });
    },
  );

  it("finds no session of another organization", async () => {
    const { orgId } = await committedWorld();
    const { ctx, sessionId } = await committed((tx) => makeMappedSession(tx, orgId));
    await finishRun(ctx, sessionId);
    const { orgId: elsewhere, user } = await committedWorld();
    const stranger = memberCtx(elsewhere, user.id, "admin");
    const asked = { sessionId, params: {} };
    await expect(planRankingExport(stranger, asked)).rejects.toMatchObject({ code: "not_found" });
    await expect(openRankingExport(stranger, asked)).rejects.toMatchObject({ code: "not_found" });
  });
});
