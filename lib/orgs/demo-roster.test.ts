import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { inspectRoster } from "@/lib/rosters/inspect-roster";

const path = "public/demo-roster.csv";

describe("the demo roster", () => {
  it("can be imported as it stands, every column known", async () => {
    const inspection = await inspectRoster(path);
    expect(inspection).toMatchObject({ ok: true, errors: [], warnings: [] });
    expect(inspection.columns.map(({ field }) => field)).toEqual([
      "employee_id",
      "title",
      "department",
      "line_of_business",
      "location",
    ]);
  });

  it("has about 400 people in at least five departments, under many titles and no names", () => {
    const rows: Record<string, string>[] = parse(readFileSync(path), { columns: true });
    const distinct = (column: string) => new Set(rows.map((row) => row[column]));
    expect(rows.length).toBeGreaterThan(380);
    expect(rows.length).toBeLessThan(420);
    expect(distinct("Employee ID").size).toBe(rows.length);
    expect(distinct("Department").size).toBeGreaterThanOrEqual(5);
    expect(distinct("Job Title").size).toBeGreaterThan(80);
    expect(Object.keys(rows[0] ?? {}).join()).not.toMatch(/name|mail|phone/i);
  });
});
