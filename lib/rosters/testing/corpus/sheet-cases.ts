import { madeZip } from "@/lib/files/testing/made-zip";
import { textRows, workbookParts } from "../workbook-parts";
import { type CorpusCase, refused, sound, workbookCasesOf } from "./corpus-case";
import * as made from "./made-workbook";
import { utf16 } from "./text-bytes";

const { bytesOf, header, headerRow, rowOf, sheetOf, table, tableSegments } = made;
const staff = { name: "Staff", rows: table };
const cover = { name: "Cover", rows: textRows([["Staff report"], ["by HR"]]) };
const merges = (...references: string[]) =>
  `</sheetData><mergeCells>${references.map((reference) => `<mergeCell ref="${reference}"/>`).join("")}</mergeCells><sheetData>`;

function wideRow(line: number, width: number): string {
  const letters = (column: number): string =>
    (column > 26 ? letters(Math.floor((column - 1) / 26)) : "") +
    String.fromCharCode(65 + ((column - 1) % 26));
  const tags = Array.from(
    { length: width },
    (_, index) =>
      `<c r="${letters(index + 1)}${line}" t="inlineStr"><is><t>${index === 0 && line === 1 ? "Job Title" : `Job ${index}`}</t></is></c>`,
  );
  return `<row r="${line}">${tags.join("")}</row>`;
}

/** How the rows, sheets and parts of workbooks lie. */
export const sheetCases: readonly CorpusCase[] = workbookCasesOf([
  [
    "merged departments and a merged count",
    () =>
      sheetOf(
        textRows([header, ["Engineer", "IT", "3"], ["Clerk", null, null], ["Cook", null, "1"]]) +
          merges("B2:B4", "C2:C3"),
      ),
    sound(["Engineer|IT|||3", "Clerk|IT|||1", "Cook|IT|||1"], {}, ["headcount_blank"]),
  ],
  [
    "a header merged over two rows",
    () =>
      sheetOf(
        textRows([
          ["Job Title", "Place", null],
          [null, "Department", "Location"],
          ["Clerk", "HR", "Oslo"],
        ]) + merges("A1:A2", "B1:C1"),
      ),
    sound(["Clerk|HR||Oslo|1"], { headerLine: 2 }),
  ],
  [
    "a merged banner over the header",
    () =>
      sheetOf(
        textRows([["Staff report", null, null]]) +
          textRows([header, ["Clerk", "HR", "2"]], 2) +
          merges("A1:C1"),
      ),
    sound(["Clerk|HR|||2"], { headerLine: 2 }),
  ],
  [
    "a merge that reaches far below the table",
    () => sheetOf(table + merges("B3:B1048576", "A2:XFD2", "nonsense")),
    sound(tableSegments),
  ],
  [
    "a header on row 4",
    () => sheetOf(textRows([["Staff report"]]) + textRows([header, ["Cook", "HR", "2"]], 4)),
    sound(["Cook|HR|||2"], { headerLine: 4 }, ["header_not_first"]),
  ],
  [
    "a table that begins in column C",
    () =>
      sheetOf(
        textRows([
          [null, null, ...header],
          [null, null, "Cook", "HR", "2"],
        ]),
      ),
    sound(["Cook|HR|||2"]),
  ],
  [
    "blank rows between and a total below",
    () => sheetOf(table + textRows([["Cook", "HR", "1"]], 9) + textRows([["Total", null, "6"]], 11)),
    sound([...tableSegments, "Cook|HR|||1"], {}, ["blank_rows", "total_rows"]),
  ],
  [
    "cells and rows without addresses",
    () => sheetOf(table.replaceAll(/ r="\w+"/g, "")),
    sound(tableSegments),
  ],
  [
    "addresses in other quotes, blanks and places",
    () => sheetOf(table.replaceAll(/<c r="(\w+)" t="inlineStr">/g, "<c\n t = 'inlineStr'  s='0'\tr='$1' >")),
    sound(tableSegments),
  ],
  [
    "a dimension that claims the whole sheet",
    () => sheetOf(table, { before: '<dimension ref="A1:XFD1048576"/>' }),
    sound(tableSegments),
  ],
  [
    "styled but empty cells far away",
    () => sheetOf(`${table}<row r="1048576"><c r="XFD1048576" s="1"/></row>`),
    sound(tableSegments),
  ],
  [
    "a stray cell far to the right",
    () =>
      sheetOf(
        `${table}<row r="4"><c r="A4" t="inlineStr"><is><t>Cook</t></is></c><c r="XFD4"><v>1</v></c></row>`,
      ),
    sound([...tableSegments, "Cook||||1"]),
  ],
  [
    "a stray cell in the last corner",
    () => sheetOf(`${table}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`),
    refused("sheet_far_cell", { value: "XFD1048576" }),
  ],
  ["a row beyond all sheets", () => sheetOf(`${table}<row r="99999999999"/>`), refused("workbook_damaged")],
  [
    "a cell beyond all sheets",
    () => sheetOf(`${table}<row r="4"><c r="ZZZZ4"><v>1</v></c></row>`),
    refused("workbook_damaged"),
  ],
  [
    "a cell that says it is in another row",
    () => sheetOf(`${table}<row r="4"><c r="A9"><v>1</v></c></row>`),
    refused("workbook_damaged"),
  ],
  [
    "rows out of their order",
    () =>
      sheetOf(textRows([header]) + textRows([["Cook", "HR", "1"]], 5) + textRows([["Clerk", "HR", "1"]], 4)),
    refused("workbook_damaged"),
  ],
  [
    "a cell twice",
    () => sheetOf(`${headerRow}<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>`),
    refused("workbook_damaged"),
  ],
  ["256 columns", () => sheetOf(wideRow(1, 256) + wideRow(2, 256)), sound(["Job 0||||1"])],
  ["257 columns", () => sheetOf(wideRow(1, 257) + wideRow(2, 257)), refused("too_many_columns", { line: 1 })],
  [
    "32,767 characters",
    () => sheetOf(textRows([header, ["Clerk", "x".repeat(32_767), "1"]])),
    sound([`Clerk|${"x".repeat(32_767)}|||1`]),
  ],
  [
    "32,768 characters",
    () => sheetOf(textRows([header, ["Clerk", "x".repeat(32_768), "1"]])),
    refused("cell_too_long", { line: 2 }),
  ],
  ["an empty sheet", () => sheetOf(""), refused("file_empty")],
  ["a header alone", () => sheetOf(headerRow), refused("no_data_rows")],
  [
    "CSV pasted into one column",
    () => sheetOf(textRows([["Job Title,Department"], ["Clerk,HR"]])),
    refused("delimiter_unknown", { line: 1 }),
  ],
  [
    "a cover before the roster",
    () => bytesOf([cover, staff]),
    sound(tableSegments, { sheet: "Staff", sheets: ["Cover", "Staff"] }, ["sheets_not_read"]),
  ],
  [
    "hidden, very hidden and chart sheets before it",
    () =>
      bytesOf([
        { ...staff, name: "Old", state: "hidden" },
        { ...staff, name: "Older", state: "veryHidden" },
        { name: "Chart", rows: "", type: "chartsheet" },
        { ...staff, rows: textRows([header, ["Cook", "HR", "1"]]) },
      ]),
    sound(["Cook|HR|||1"], { sheet: "Staff", sheets: ["Old", "Older", "Staff"] }),
  ],
  ["nothing but hidden sheets", () => bytesOf([{ ...staff, state: "hidden" }]), sound(tableSegments)],
  [
    "a sheet whose name holds what no store takes",
    () => bytesOf([{ ...staff, name: "A_x0000_ &amp; &#xD800;" }]),
    sound(tableSegments, { sheet: "A\uFFFD & \uFFFD" }),
  ],
  [
    "a byte order mark in every part",
    () => made.withEveryPart((content) => `\uFEFF${content}`),
    sound(tableSegments),
  ],
  ["UTF-16 in every part", () => made.withEveryPart((content) => utf16(content, "le")), sound(tableSegments)],
  [
    "UTF-16 the other way round",
    () => made.withEveryPart((content) => utf16(content, "be")),
    sound(tableSegments),
  ],
  [
    "a prefix on every tag",
    () => made.withEveryPart((content) => content.replaceAll(/<(\/?)(?=[a-zA-Z])/g, "<$1x:")),
    sound(tableSegments),
  ],
  [
    "comments and marks of programs in the XML",
    () =>
      made.withPart("xl/worksheets/sheet1.xml", (content) =>
        content.replace("<sheetData>", '<!-- <row r="9"> > --><?go on?><sheetData><x a="p>q"/>'),
      ),
    sound(tableSegments),
  ],
  [
    "parts under names of their own",
    () =>
      madeZip(
        workbookParts(
          [
            {
              name: "S",
              rows: rowOf(1, [["A", 't="s"', "<v>0</v>"]]) + rowOf(2, [["A", 't="s"', "<v>1</v>"]]),
            },
          ],
          [{ name: "xl/texts.xml", content: "<sst><si><t>Job Title</t></si><si><t>Cook</t></si></sst>" }],
        ).map((part) =>
          part.name.endsWith(".rels")
            ? { ...part, content: made.moreRelations(String(part.content), "sharedStrings", "/xl/texts.xml") }
            : part,
        ),
      ),
    sound(["Cook||||1"]),
  ],
  [
    "relations of the strict kind",
    () =>
      made.withEveryPart((content) =>
        content.replaceAll(
          "schemas.openxmlformats.org/officeDocument/2006",
          "purl.oclc.org/ooxml/officeDocument",
        ),
      ),
    sound(tableSegments),
  ],
]);
