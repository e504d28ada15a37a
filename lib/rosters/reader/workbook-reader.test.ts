import { describe, expect, it } from "vitest";
import writeExcelFile, { type SheetData } from "write-excel-file/node";
import { inspectRoster } from "../inspect-roster";
import { rosterFile } from "../testing/roster-files";
import { madeWorkbook } from "../testing/workbook-files";
import { textRows } from "../testing/workbook-parts";

const header = ["Job Title", "Department", "Headcount"];
const table = textRows([header, ["Engineer", "IT", "3"], ["Clerk", "HR", "2"]]);
const roster = { name: "Staff", rows: table };

async function written(sheet: SheetData): Promise<string> {
  return rosterFile(await writeExcelFile(sheet).toBuffer(), ".xlsx");
}

describe("workbooks are read as a person sees them", () => {
  it("reads text, numbers, dates and truth values", async () => {
    const path = await written([
      ["Job Title", "Headcount", "Start", "Remote", "Rate"].map((value) => ({ value })),
      [
        { value: "Engineer" },
        { value: 3, type: Number },
        { value: new Date(Date.UTC(2024, 1, 29)), type: Date, format: "dd/mm/yyyy" },
        { value: true, type: Boolean },
        { value: 0.1 + 0.2, type: Number },
      ],
    ]);
    const inspection = await inspectRoster(path);
    expect(inspection).toMatchObject({
      ok: true,
      format: "xlsx",
      encoding: null,
      delimiter: null,
      people: 3,
    });
    expect(inspection.preview).toEqual([
      { "Job Title": "Engineer", Headcount: "3", Start: "2024-02-29", Remote: "TRUE", Rate: "0.3" },
    ]);
  });
});

describe("sheets", () => {
  const cover = { name: "Cover", rows: textRows([["Staff report"], ["by HR"]]) };

  it("takes the first sheet with a known header and says which were not read", async () => {
    const inspection = await inspectRoster(madeWorkbook([cover, roster]));
    expect(inspection).toMatchObject({ ok: true, sheet: "Staff", sheets: ["Cover", "Staff"], rows: 2 });
    expect(inspection.warnings).toMatchObject([{ code: "sheets_not_read", value: "Cover" }]);
  });

  it("reads the sheet a person chose", async () => {
    const other = { name: "Ünïts & Co", rows: textRows([["Job Title"], ["Cook"]]) };
    const path = madeWorkbook([roster, { ...other, name: "Ünïts &amp; Co" }]);
    expect(await inspectRoster(path, { sheet: other.name })).toMatchObject({ sheet: other.name, rows: 1 });
  });

  it("refuses a sheet that is not there and names those that are", async () => {
    const { errors } = await inspectRoster(madeWorkbook([cover, roster]), { sheet: "Nobody" });
    expect(errors).toMatchObject([
      { code: "sheet_unknown", hint: 'Choose one of its sheets: "Cover", "Staff".' },
    ]);
  });

  it("passes over hidden and chart sheets", async () => {
    const path = madeWorkbook([
      { ...roster, name: "Old", state: "hidden" },
      { name: "Chart", rows: "", type: "chartsheet" },
      roster,
    ]);
    expect(await inspectRoster(path)).toMatchObject({ ok: true, sheet: "Staff", sheets: ["Old", "Staff"] });
  });

  it("names rows, not lines, and keeps the number the sheet shows", async () => {
    const rows = textRows([header, ["Cook", "HR", "1"]]) + textRows([["Clerk", "HR", "-3"]], 17);
    const { errors } = await inspectRoster(madeWorkbook([{ name: "S", rows }]));
    expect(errors).toMatchObject([
      { code: "headcount_invalid", line: 17, message: "Row 17: headcount is -3." },
    ]);
  });

  it("shows errors of formulas as faults", async () => {
    const rows = `${table}<row r="4"><c r="A4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C4" t="inlineStr"><is><t>1</t></is></c></row>`;
    const { errors } = await inspectRoster(madeWorkbook([{ name: "S", rows }]));
    expect(errors).toMatchObject([{ code: "formula_error", line: 4, value: "#DIV/0!" }]);
  });
});

describe("large sheets", () => {
  it("finds a stray cell wherever the parts are cut", async () => {
    const filler = textRows(
      Array.from({ length: 5_000 }, (_, index) => [`Cook ${index}`, "Canteen", "1"]),
      2,
    );
    const stray = `<row r="1000000"><c   s="0"\n r="XFA1000000" t="n"><v>1</v></c></row>`;
    const { errors } = await inspectRoster(
      madeWorkbook([{ name: "S", rows: textRows([header]) + filler + stray }]),
    );
    expect(errors).toMatchObject([{ code: "sheet_far_cell", value: "XFA1000000" }]);
  });
});
