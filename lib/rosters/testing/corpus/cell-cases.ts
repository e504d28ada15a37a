import { madeZip } from "@/lib/files/testing/made-zip";
import { textRows, workbookParts } from "../workbook-parts";
import { type CorpusCase, faulty, refused, sound, workbookCasesOf } from "./corpus-case";
import * as made from "./made-workbook";

const { countRows, headerRow, rowOf, sheetOf, styles, table, tableSegments } = made;

/** What the cells of workbooks hold. */
export const cellCases: readonly CorpusCase[] = workbookCasesOf([
  [
    "texts in their cells",
    () => sheetOf(table),
    sound(tableSegments, { format: "xlsx", sheet: "Staff", headerLine: 1 }),
  ],
  [
    "texts in one place, with formats, readings and blanks",
    () =>
      sheetOf(
        rowOf(1, [
          ["A", 't="s"', "<v>0</v>"],
          ["B", 't="s"', "<v>3</v>"],
        ]) +
          rowOf(2, [
            ["A", 't="s"', "<v> 1 </v>"],
            ["B", 't="s"', "<v>2</v>"],
          ]),
        {},
        [
          made.sharedStrings(
            "<si><t>Job Title</t></si>",
            '<si><r><t>Co</t></r><r><rPr><b/></rPr><t xml:space="preserve">ok </t></r><rPh sb="0" eb="1"><t>コ</t></rPh></si>',
            "<si/>",
            "<si><t><![CDATA[Department]]></t></si>",
          ),
        ],
      ),
    sound(["Cook||||1"]),
  ],
  [
    "a text that is not there",
    () => sheetOf(rowOf(1, [["A", 't="s"', "<v>7</v>"]]), {}, [made.sharedStrings("<si><t>x</t></si>")]),
    refused("workbook_damaged"),
  ],
  [
    "no place for texts at all",
    () => sheetOf(rowOf(1, [["A", 't="s"', "<v>0</v>"]])),
    refused("workbook_damaged"),
  ],
  [
    "escapes of XML and of workbooks",
    () =>
      sheetOf(
        headerRow +
          rowOf(2, [
            [
              "A",
              't="inlineStr"',
              "<is><t>R&amp;D &#x43;lerk_x000D_&#10;&lt;Sr&gt; &quot;A&quot; _x0041_&#128640;</t></is>",
            ],
          ]),
      ),
    sound(['R&D Clerk <Sr> "A" A🚀||||1']),
  ],
  [
    "half a pair and a NUL in escapes",
    () => sheetOf(headerRow + rowOf(2, [["A", 't="inlineStr"', "<is><t>Clerk&#xD800;</t></is>"]])),
    sound(["Clerk\uFFFD||||1"]),
  ],
  [
    "a NUL in an escape",
    () => sheetOf(headerRow + rowOf(2, [["A", 't="inlineStr"', "<is><t>Clerk_x0000_</t></is>"]])),
    faulty(["control_character", 2, "Job Title", "Clerk\0"]),
  ],
  [
    "results of formulas",
    () =>
      sheetOf(
        countRows([
          ["Cook", "<c><f>1+1</f><v>2</v></c>"],
          ["Clerk", '<c t="str"><f>"3"</f><v>3</v></c>'],
        ]),
      ),
    sound(["Cook||||2", "Clerk||||3"]),
  ],
  [
    "formulas that were never worked out",
    () =>
      sheetOf(
        headerRow +
          rowOf(2, [
            ["A", "", "<f>B1</f>"],
            ["B", 't="inlineStr"', "<is><t>IT</t></is>"],
          ]),
      ),
    faulty(["title_missing", 2, "Job Title", null]),
  ],
  [
    "errors of formulas",
    () =>
      sheetOf(
        countRows([
          ["Cook", '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'],
          ["#N/A", "<c><v>1</v></c>"],
        ]),
      ),
    faulty(["formula_error", 2, "Headcount", "#DIV/0!"], ["formula_error", 3, "Job Title", "#N/A"]),
  ],
  [
    "numbers in every form",
    () =>
      sheetOf(
        countRows([
          ["a", "<c><v>3.0000000000000004</v></c>"],
          ["b", "<c><v>1E3</v></c>"],
          ["c", "<c><v>1.2E+1</v></c>"],
          ["d", '<c t="n" s="3"><v>5</v></c>'],
          ["e", "<c>\n<v> 6 </v></c>"],
        ]),
        {},
        [styles],
      ),
    sound(["a||||3", "b||||1000", "c||||12", "d||||5", "e||||6"]),
  ],
  [
    "numbers that are no headcounts",
    () =>
      sheetOf(
        countRows([
          ["a", "<c><v>2.5</v></c>"],
          ["b", "<c><v>-1</v></c>"],
          ["c", "<c><v>1E+300</v></c>"],
          ["d", '<c t="b"><v>1</v></c>'],
          ["e", '<c s="1"><v>45000</v></c>'],
        ]),
        {},
        [styles],
      ),
    faulty(
      ["headcount_invalid", 2, "Headcount", "2.5"],
      ["headcount_invalid", 3, "Headcount", "-1"],
      ["headcount_invalid", 4, "Headcount", "1e+300"],
      ["headcount_invalid", 5, "Headcount", "TRUE"],
      ["headcount_invalid", 6, "Headcount", "2023-03-15"],
    ),
  ],
  [
    "ids longer than a number holds",
    () =>
      sheetOf(
        textRows([["Employee ID", "Job Title"]]) +
          rowOf(2, [
            ["A", "", "<v>12345678901234567</v>"],
            ["B", 't="inlineStr"', "<is><t>Clerk</t></is>"],
          ]),
      ),
    sound(["Clerk||||1"]),
  ],
  [
    "dates, times and spans as titles show them",
    () =>
      sheetOf(
        headerRow +
          [
            ["1", "45351"],
            ["1", "1"],
            ["1", "60"],
            ["1", "61"],
            ["2", "0.5"],
            ["1", "45351.75"],
            ["4", "1.5"],
            ["3", "7"],
          ]
            .map(([style, value], index) => rowOf(index + 2, [["A", `s="${style}"`, `<v>${value}</v>`]]))
            .join(""),
        {},
        [styles],
      ),
    sound([
      "2024-02-29||||1",
      "1900-01-01||||1",
      "1900-02-28||||1",
      "1900-03-01||||1",
      "12:00||||1",
      "2024-02-29 18:00||||1",
      "1900-01-01 12:00||||1",
      "7||||1",
    ]),
  ],
  [
    "days counted from 1904",
    () =>
      madeZip(
        workbookParts(
          [{ name: "S", rows: headerRow + rowOf(2, [["A", 's="1"', "<v>43889</v>"]]) }],
          [styles],
        ).map((part) =>
          part.name === "xl/workbook.xml"
            ? {
                ...part,
                content: String(part.content).replace("<sheets>", '<workbookPr date1904="1"/><sheets>'),
              }
            : part,
        ),
      ),
    sound(["2024-02-29||||1"]),
  ],
  [
    "dates of the strict kind",
    () => sheetOf(headerRow + rowOf(2, [["A", 't="d"', "<v>2024-02-29T00:00:00</v>"]])),
    sound(["2024-02-29||||1"]),
  ],
  [
    "truth values",
    () =>
      sheetOf(headerRow + rowOf(2, [["A", 't="b"', "<v>1</v>"]]) + rowOf(3, [["A", 't="b"', "<v>0</v>"]])),
    sound(["TRUE||||1", "FALSE||||1"]),
  ],
]);
