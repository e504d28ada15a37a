import { describe, expect, it } from "vitest";
import writeExcelFile, { type SheetData } from "write-excel-file/node";
import { type MadePart, madeZip } from "@/lib/files/testing/made-zip";
import { inspectRoster } from "../inspect-roster";
import { rosterFile } from "../testing/roster-files";
import { madeWorkbook } from "../testing/workbook-files";
import { textRows, workbookParts } from "../testing/workbook-parts";

const header = ["Job Title", "Department", "Headcount"];
const table = textRows([header, ["Engineer", "IT", "3"], ["Clerk", "HR", "2"]]);
const roster = { name: "Staff", rows: table };

async function written(sheet: SheetData): Promise<string> {
  return rosterFile(await writeExcelFile(sheet).toBuffer(), ".xlsx");
}

const zipFile = (parts: readonly MadePart[]) => rosterFile(madeZip(parts), ".xlsx");

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

  const sound: [name: string, path: () => string, expected: object][] = [
    ["numbers stored as text", () => madeWorkbook([roster]), { rows: 2, people: 5, sheet: "Staff" }],
    [
      "a header on row 4",
      () =>
        madeWorkbook([
          { name: "S", rows: textRows([["Staff report"]]) + textRows([header, ["Cook", "HR", "2"]], 4) },
        ]),
      { headerLine: 4, rows: 1 },
    ],
    [
      "a total row",
      () => madeWorkbook([{ name: "S", rows: table + textRows([["Total", null, "5"]], 4) }]),
      { rows: 2, people: 5 },
    ],
    [
      "blank rows between",
      () => madeWorkbook([{ name: "S", rows: table + textRows([["Cook", "HR", "1"]], 9) }]),
      { rows: 3, ignored: { blank: 5, total: 0, repeatedHeader: 0 } },
    ],
    [
      "a dimension that claims the whole sheet",
      () => madeWorkbook([{ ...roster, before: '<dimension ref="A1:XFD1048576"/>' }]),
      { rows: 2, people: 5 },
    ],
    [
      "styled but empty cells far away",
      () => madeWorkbook([{ name: "S", rows: `${table}<row r="1048576"><c r="XFD1048576"/></row>` }]),
      { rows: 2, people: 5 },
    ],
    [
      "a stray cell far to the right in a small sheet",
      () =>
        madeWorkbook([
          {
            name: "S",
            rows: `${table}<row r="4"><c r="A4" t="inlineStr"><is><t>Cook</t></is></c><c r="XFD4" t="inlineStr"><is><t>x</t></is></c></row>`,
          },
        ]),
      { rows: 3 },
    ],
    [
      "cells without addresses",
      () => madeWorkbook([{ name: "S", rows: table.replaceAll(/ r="\w+"/g, "") }]),
      { rows: 2, people: 5 },
    ],
    [
      "a cached value of a formula",
      () =>
        madeWorkbook([
          {
            name: "S",
            rows:
              textRows([header]) +
              '<row r="2"><c r="A2" t="str"><f>B1</f><v>Cook</v></c><c r="C2"><f>1+1</f><v>2</v></c></row>',
          },
        ]),
      { rows: 1, people: 2 },
    ],
    [
      "texts kept in one place",
      () =>
        madeWorkbook(
          [
            {
              name: "S",
              rows: '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>',
            },
          ],
          [
            {
              name: "xl/sharedStrings.xml",
              content: "<sst><si><t>Job Title</t></si><si><r><t>Co</t></r><r><t>ok</t></r></si></sst>",
            },
          ],
        ),
      { rows: 1, roles: 1 },
    ],
  ];
  it.each(sound)("%s", async (_, path, expected) => {
    const inspection = await inspectRoster(path());
    expect(inspection.errors).toEqual([]);
    expect(inspection).toMatchObject({ ok: true, format: "xlsx", ...expected });
  });

  it("a prefix on every tag", async () => {
    const parts = workbookParts([roster]).map((part) => ({
      ...part,
      content: String(part.content).replaceAll(/<(\/?)(?=[a-zA-Z])/g, "<$1x:"),
    }));
    expect(await inspectRoster(zipFile(parts))).toMatchObject({ ok: true, rows: 2, people: 5 });
  });

  it("part names in other cases, from the root, and with backslashes", async () => {
    const parts = workbookParts([roster]).map((part) => ({
      name: part.name.replace("xl/worksheets", "xl\\Worksheets"),
      content: String(part.content).replace('Target="worksheets', 'Target="/xl/worksheets'),
    }));
    expect(await inspectRoster(zipFile(parts))).toMatchObject({ ok: true, rows: 2 });
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

describe("the zip gate", () => {
  const parts = workbookParts([roster]);
  const sheetPart = "xl/worksheets/sheet1.xml";
  const changed = (name: string, change: Partial<MadePart>) =>
    parts.map((part) => (part.name === name ? { ...part, ...change } : part));
  const megabyte = 1024 * 1024;

  const refused: [name: string, path: () => string, code: string][] = [
    ["a PDF", () => rosterFile("%PDF-1.4\n", ".xlsx"), "type_unsupported"],
    [
      "an old workbook",
      () => rosterFile(Buffer.from("d0cf11e0a1b11ae1", "hex"), ".xlsx"),
      "type_unsupported",
    ],
    ["half a zip file", () => rosterFile(madeZip(parts).subarray(0, 400), ".xlsx"), "workbook_damaged"],
    [
      "a zip file of something else",
      () => zipFile([{ name: "roster.csv", content: "Job Title\nCook\n" }]),
      "type_mismatch",
    ],
    [
      "an OpenDocument spreadsheet",
      () =>
        zipFile([
          { name: "content.xml", content: "<x/>" },
          { name: "META-INF/manifest.xml", content: "<x/>" },
        ]),
      "type_unsupported",
    ],
    ["a text document", () => zipFile([{ name: "word/document.xml", content: "<x/>" }]), "type_unsupported"],
    ["a binary workbook", () => zipFile([{ name: "xl/workbook.bin", content: "x" }]), "type_unsupported"],
    [
      "a workbook with macros",
      () => zipFile([...parts, { name: "xl/vbaProject.bin", content: "x" }]),
      "type_mismatch",
    ],
    [
      "a part that claims 201 MB",
      () => zipFile(changed(sheetPart, { claimedBytes: 201 * megabyte })),
      "workbook_too_large",
    ],
    [
      "a bomb of 201 MB",
      () => zipFile([...parts, { name: "xl/media/image1.png", content: Buffer.alloc(201 * megabyte) }]),
      "workbook_too_large",
    ],
    [
      "a bomb that claims little",
      () => zipFile(changed(sheetPart, { content: Buffer.alloc(50 * megabyte), claimedBytes: 1_000 })),
      "workbook_damaged",
    ],
    ["a wrong checksum", () => zipFile(changed(sheetPart, { claimedChecksum: 1 })), "workbook_damaged"],
    ["a wrong size", () => zipFile(changed(sheetPart, { claimedBytes: 10_000 })), "workbook_damaged"],
    ["a password", () => zipFile(changed(sheetPart, { flags: 1 })), "workbook_unsafe"],
    ["a symbolic link", () => zipFile(changed(sheetPart, { attributes: 0xa1ff0000 })), "workbook_unsafe"],
    [
      "a name that climbs",
      () => zipFile([...parts, { name: "xl/../../etc/passwd", content: "x" }]),
      "workbook_damaged",
    ],
    [
      "an absolute name",
      () => zipFile([...parts, { name: "/etc/passwd", content: "x" }]),
      "workbook_damaged",
    ],
    [
      "a name no workbook has",
      () => zipFile([...parts, { name: "run.exe", content: "x" }]),
      "workbook_unsafe",
    ],
    ["a part twice", () => zipFile([...parts, { name: sheetPart, content: "<x/>" }]), "workbook_unsafe"],
    [
      "parts that overlap",
      () => zipFile([...parts, { name: "xl/media/a.png", content: "x", offset: 40 }]),
      "workbook_unsafe",
    ],
    [
      "5,001 parts",
      () =>
        zipFile([
          ...parts,
          ...Array.from({ length: 5_000 }, (_, index) => ({ name: `xl/media/${index}`, content: "" })),
        ]),
      "workbook_unsafe",
    ],
    ["no relations", () => zipFile(parts.filter((part) => !part.name.endsWith(".rels"))), "workbook_damaged"],
    ["no sheet part", () => zipFile(parts.filter((part) => part.name !== sheetPart)), "workbook_damaged"],
    [
      "a sheet that is not XML",
      () => zipFile(changed(sheetPart, { content: "<worksheet><sheetData><row" })),
      "workbook_damaged",
    ],
    ["an empty sheet", () => madeWorkbook([{ name: "S", rows: "" }]), "file_empty"],
    ["a header alone", () => madeWorkbook([{ name: "S", rows: textRows([header]) }]), "no_data_rows"],
    ["300 columns", () => madeWorkbook([{ name: "S", rows: wideRow(1) + wideRow(2) }]), "too_many_columns"],
    [
      "a stray cell in the last corner",
      () =>
        madeWorkbook([{ name: "S", rows: `${table}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>` }]),
      "sheet_far_cell",
    ],
    [
      "a row beyond all sheets",
      () => madeWorkbook([{ name: "S", rows: `${table}<row r="99999999999"/>` }]),
      "workbook_damaged",
    ],
    [
      "a cell beyond all sheets",
      () => madeWorkbook([{ name: "S", rows: `${table}<row r="4"><c r="A99999999"><v>1</v></c></row>` }]),
      "workbook_damaged",
    ],
  ];
  it.each(refused)("refuses %s", async (_, path, code) => {
    const inspection = await inspectRoster(path());
    expect(inspection.ok).toBe(false);
    expect(inspection.errors.map((error) => error.code)).toEqual([code]);
  });

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

function wideRow(line: number): string {
  const letters = (column: number): string =>
    (column > 26 ? letters(Math.floor((column - 1) / 26)) : "") +
    String.fromCharCode(65 + ((column - 1) % 26));
  const cells = Array.from(
    { length: 300 },
    (_, index) => `<c r="${letters(index + 1)}${line}" t="inlineStr"><is><t>Job ${index}</t></is></c>`,
  );
  return `<row r="${line}">${cells.join("")}</row>`;
}
