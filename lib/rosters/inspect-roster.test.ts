import { describe, expect, it } from "vitest";
import { inspectRoster } from "./inspect-roster";
import type { RosterNote } from "./schema";
import { rosterFile } from "./testing/roster-files";

const codesOf = (notes: readonly RosterNote[]) => notes.map((note) => note.code);
const inspect = (content: string | Uint8Array, ending?: string) => inspectRoster(rosterFile(content, ending));

describe("files that cannot be looked into", () => {
  it("are refused without naming a path", async () => {
    const missing = await inspectRoster("/no/such/roster.csv");
    expect(missing.errors).toMatchObject([{ code: "file_unreadable" }]);
    expect(JSON.stringify(missing.errors)).not.toContain("/no/such");
    expect((await inspectRoster("/tmp")).errors).toMatchObject([{ code: "file_unreadable" }]);
  });

  it("are refused from 100 MB on, before they are read", async () => {
    const { errors } = await inspect(Buffer.alloc(100 * 1024 * 1024 + 1));
    expect(errors).toMatchObject([{ code: "file_too_large" }]);
  });
});

describe("faults of rows are listed, each with line, column, value, message and hint", () => {
  it("names line 17 for a headcount of -3 there", async () => {
    const lines = Array.from({ length: 20 }, (_, index) => `Engineer ${index},${index === 15 ? -3 : 2}`);
    const inspection = await inspect(`Job Title,Headcount\n${lines.join("\n")}\n`);
    expect(inspection.ok).toBe(false);
    expect(inspection.errors).toEqual([
      {
        code: "headcount_invalid",
        line: 17,
        column: "Headcount",
        value: "-3",
        message: "Line 17: headcount is -3.",
        hint: "Write a whole number from 1 to 10,000,000.",
      },
    ]);
  });

  const cases: [name: string, content: string, expected: object[]][] = [
    ["no title", "Job Title,Department\n,IT\n", [{ code: "title_missing", line: 2, column: "Job Title" }]],
    ["a title of spaces", "Job Title,Department\n   ,IT\n", [{ code: "title_missing", line: 2 }]],
    ["headcount zero", "Job Title,Headcount\nEngineer,0\n", [{ code: "headcount_invalid", value: "0" }]],
    [
      "headcount with decimals",
      "Job Title,Headcount\nEngineer,2\nClerk,1.5\n",
      [{ code: "headcount_invalid", line: 3 }],
    ],
    [
      "headcount in words",
      "Job Title,Headcount\nEngineer,2\nCook,2\nBaker,1\nNurse,1\nClerk,two\n",
      [{ code: "headcount_invalid", value: "two" }],
    ],
    [
      "headcount that may be a thousand or one",
      "Job Title;Headcount\nEngineer;1.000\n",
      [{ code: "headcount_invalid", value: "1.000" }],
    ],
    ["headcount too large", "Job Title,Headcount\nEngineer,10000001\n", [{ code: "headcount_invalid" }]],
    [
      "too few cells",
      "Job Title,Department,Location\nEngineer,IT\n",
      [{ code: "cells_missing", line: 2, column: null }],
    ],
    [
      "too many cells",
      "Job Title,Department\nEngineer,IT,Oslo\n",
      [{ code: "cells_extra", line: 2, value: null }],
    ],
    [
      "an id twice",
      "Employee ID,Job Title\nE1,Cook\nE2,Cook\nE1,Clerk\n",
      [{ code: "employee_id_repeated", line: 4, value: "E1" }],
    ],
    [
      "an escape character",
      "Job Title,Department\nEngi\u001bneer,IT\n",
      [{ code: "control_character", line: 2, column: "Job Title" }],
    ],
    [
      "a zero byte",
      "Job Title,Department\nEngineer,IT\nClerk,H\u0000R\n",
      [{ code: "control_character", line: 3, column: "Department" }],
    ],
    [
      "an error of a formula",
      "Job Title,Department\n#REF!,IT\n",
      [{ code: "formula_error", value: "#REF!" }],
    ],
    [
      "an error as headcount",
      "Job Title,Headcount\nEngineer,3\nCook,1\nBaker,1\nNurse,1\nClerk,#N/A\n",
      [{ code: "formula_error", line: 6 }],
    ],
    [
      "several in one row",
      "Job Title,Headcount,Employee ID\nCook,1,7\n,-1,7\n",
      [{ code: "employee_id_repeated" }, { code: "title_missing" }, { code: "headcount_invalid" }],
    ],
  ];
  it.each(cases)("%s", async (_, content, expected) => {
    const inspection = await inspect(content);
    expect(inspection.errors).toMatchObject(expected);
    expect(inspection).toMatchObject({ ok: false, errorCount: expected.length });
    for (const error of inspection.errors)
      expect(`${error.message}${error.hint}`).toMatch(/^[A-Z].+\.[A-Z].+\.$/s);
  });

  it("counts lines as an editor does, after cells with line ends too", async () => {
    const { errors } = await inspect('Job Title,Headcount\r\n"Cook\r\nand\r\nBaker",1\r\n\r\nClerk,-3\r\n');
    expect(errors).toMatchObject([{ line: 6 }]);
  });

  it("keeps the first 1,000 and counts all", async () => {
    const inspection = await inspect(`Job Title,Headcount\n${"Cook,0\n".repeat(1_500)}`);
    expect(inspection.errors).toHaveLength(1_000);
    expect(inspection.errorCount).toBe(1_500);
  });

  it("counts only the people of sound rows", async () => {
    expect(await inspect("Job Title,Headcount\nCook,4\n,9\n")).toMatchObject({ rows: 2, people: 4 });
  });
});

describe("what is noticed", () => {
  it("warns of what was left out or taken with a guess", async () => {
    const inspection = await inspect(
      "Report\n\nJob Title,,Department,Department,Headcount\nCook,x,IT,y,\n,,,,\nTotal,,,,1\nJob Title,,Department,Department,Headcount\n",
    );
    expect(inspection.ok).toBe(true);
    expect(codesOf(inspection.warnings)).toEqual([
      "header_not_first",
      "column_unnamed",
      "column_renamed",
      "blank_rows",
      "total_rows",
      "header_repeated",
      "headcount_blank",
    ]);
    expect(inspection.columns.map((column) => column.name)).toEqual([
      "Job Title",
      "Column 2",
      "Department",
      "Department (2)",
      "Headcount",
    ]);
  });

  it("shows no more of a long cell than a page can hold", async () => {
    const { preview, columns } = await inspect(`Job Title,Notes\nClerk,${"x".repeat(30_000)}\n`);
    expect(preview[0]?.Notes).toHaveLength(1_000);
    expect(columns[1]?.samples[0]).toHaveLength(1_000);
  });

  it("shows the first 20 rows under their column names, whatever these are", async () => {
    const inspection = await inspect(`Job Title,__proto__,constructor\n${"Cook,a,b\n".repeat(30)}`);
    expect(inspection.preview).toHaveLength(20);
    expect(JSON.stringify(inspection.preview[0])).toBe(
      '{"Job Title":"Cook","__proto__":"a","constructor":"b"}',
    );
  });

  it("keeps facts, columns and preview of a file without titles", async () => {
    const inspection = await inspect("Department;Headcount\nIT;3\n");
    expect(inspection).toMatchObject({
      delimiter: ";",
      columns: [{ field: "department" }, { field: "headcount" }],
    });
    expect(inspection.preview).toEqual([{ Department: "IT", Headcount: "3" }]);
  });
});

describe("a mapping chosen by a person", () => {
  const content = "Name,Role,Unit\nAnn,Cook,Canteen\nBob,Clerk,Office\n";

  it("replaces the detection", async () => {
    const inspection = await inspectRoster(rosterFile(content), { mapping: { title: "Unit" } });
    expect(inspection).toMatchObject({ ok: true, roles: 2 });
    expect(inspection.columns).toMatchObject([
      { name: "Name", field: null },
      { name: "Role", field: null },
      { name: "Unit", field: "title", confidence: 1, reason: { rule: "chosen" } },
    ]);
  });

  it("leaves the reason with a column that looks like what it is taken for", async () => {
    const inspection = await inspectRoster(rosterFile(content), {
      mapping: { title: "Role", department: "Name" },
    });
    expect(inspection.columns).toMatchObject([
      { name: "Name", field: "department", reason: { rule: "chosen" } },
      { name: "Role", field: "title", confidence: 1, reason: { rule: "header_equals" } },
      { name: "Unit", field: null, reason: null },
    ]);
  });

  it("is refused when it names a column that is not there, one column twice, or no title", async () => {
    const refusal = async (mapping: object) =>
      (await inspectRoster(rosterFile(content), { mapping })).errors[0]?.code;
    expect(await refusal({ title: "Job" })).toBe("column_unknown");
    expect(await refusal({ title: "Role", department: "Role" })).toBe("column_mapped_twice");
    expect(await refusal({ department: "Unit" })).toBe("title_column_missing");
  });
});
