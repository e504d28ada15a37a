import { describe, expect, it } from "vitest";
import { inspectRosterInThread, readRosterSegments } from "./roster-threads";
import { rosterFile } from "./testing/roster-files";
import { madeWorkbook } from "./testing/workbook-files";
import { textRows } from "./testing/workbook-parts";

const content = `Job Title,Name,Department,Employee ID\n${"Cook,Ann,Canteen,\n".repeat(20_000)}Clerk,Bob,HR,E7\n`;

describe("reading in a thread", { timeout: 30_000 }, () => {
  it("gives the segments by the chosen mapping, without names and ids, and tells how far it is", async () => {
    const progress: number[] = [];
    const reading = await readRosterSegments(
      rosterFile(content),
      { title: "Job Title", department: "Department", employee_id: "Employee ID" },
      { onProgress: (rowsRead) => progress.push(rowsRead) },
    );
    expect(reading).toMatchObject({ refusal: null, faultCount: 0, rows: 20_001, people: 20_001, roles: 2 });
    expect(reading.segments).toEqual([
      {
        title: "Cook",
        titleKey: "cook",
        department: "Canteen",
        lineOfBusiness: null,
        location: null,
        headcount: 20_000,
      },
      {
        title: "Clerk",
        titleKey: "clerk",
        department: "HR",
        lineOfBusiness: null,
        location: null,
        headcount: 1,
      },
    ]);
    expect(JSON.stringify(reading.segments)).not.toMatch(/Ann|Bob|E7/);
    expect(progress.at(-1)).toBe(20_001);
  });

  it("goes by the name the person knows, not by the name the file is stored under", async () => {
    const stored = rosterFile("Job Title\nCook\n", ".bin");
    expect(await inspectRosterInThread(stored, { fileName: "staff.csv" })).toMatchObject({
      ok: true,
      rows: 1,
    });
    expect(await inspectRosterInThread(stored)).toMatchObject({ errors: [{ code: "type_unsupported" }] });
  });

  it("brings a refusal back as it is", async () => {
    const path = madeWorkbook([{ name: "S", rows: textRows([["Department"], ["IT"]]) }]);
    const { errors } = await inspectRosterInThread(path);
    expect(errors).toMatchObject([
      { code: "title_column_missing", message: "No column with job titles was found." },
    ]);
  });
});
