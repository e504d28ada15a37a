import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { rosterFile } from "@/lib/rosters/testing/roster-files";
import { madeWorkbook } from "@/lib/rosters/testing/workbook-files";
import { textRows } from "@/lib/rosters/testing/workbook-parts";

function inspect(...args: string[]) {
  const run = spawnSync(process.execPath, ["--import", "tsx", "scripts/inspect.ts", ...args], {
    encoding: "utf8",
  });
  return { ...run, answer: run.stdout === "" ? undefined : JSON.parse(run.stdout) };
}

describe("npm run inspect", { timeout: 30_000 }, () => {
  it("exits 0 with one JSON object for a roster that can be imported", () => {
    const { status, answer, stderr } = inspect(rosterFile("Job Title,Headcount\nCook,3\n"));
    expect(answer).toMatchObject({ ok: true, format: "csv", rows: 1, people: 3, errors: [] });
    expect([status, stderr]).toEqual([0, ""]);
  });

  it("exits 1 for one that cannot, and for a file that is not there", () => {
    const faulty = inspect(rosterFile("Job Title,Headcount\nCook,-3\n"));
    expect(faulty.answer.errors).toMatchObject([{ code: "headcount_invalid", line: 2 }]);
    const missing = inspect("/no/such/roster.xlsx");
    expect(missing.answer.errors).toMatchObject([{ code: "file_unreadable" }]);
    expect([faulty.status, missing.status]).toEqual([1, 1]);
  });

  it("reads a sheet of a workbook by name", () => {
    const sheets = ["One", "Two"].map((name) => ({
      name,
      rows: textRows([["Job Title"], [`${name} cook`]]),
    }));
    const { answer } = inspect(madeWorkbook(sheets), "--sheet", "Two");
    expect(answer).toMatchObject({ ok: true, sheet: "Two", preview: [{ "Job Title": "Two cook" }] });
  });

  it("says how it is used when asked in another way", () => {
    expect(inspect()).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining("Usage") });
    expect(inspect("a.csv", "--nonsense").status).toBe(2);
  });
});
