import { certainConfidence } from "./column-mapping";
import { cellText } from "./header-text";
import { grouped, rosterNote } from "./notes";
import type { RosterHeader } from "./roster-reader";
import type { RowChecker } from "./row-checks";
import type { IgnoredRows, RosterColumn, RosterFacts, RosterWarning } from "./schema";

const fine = "Nothing to do if that is right.";

function positionWarnings({ line }: RosterHeader): RosterWarning[] {
  if (line === 1) return [];
  const message = `The column names are on line ${grouped(line)}; what stands above was left out.`;
  return [rosterNote({ code: "header_not_first", line, message, hint: fine })];
}

function columnWarnings(
  header: RosterHeader,
  column: RosterColumn,
  written: string,
  index: number,
): RosterWarning[] {
  const { line } = header;
  const { name, field } = column;
  const warnings: RosterWarning[] = [];
  if (written === "") {
    const message = `Column ${index + 1} has no name and is called "${name}" here.`;
    const hint = "Give the column a name if it matters.";
    warnings.push(rosterNote({ code: "column_unnamed", line, column: name, message, hint }));
  } else if (written !== name) {
    const message = `Several columns are named "${written}"; this one is called "${name}" here.`;
    const hint = "Give the columns different names if both matter.";
    warnings.push(rosterNote({ code: "column_renamed", line, column: name, message, hint }));
  }
  if (field !== null && column.confidence < certainConfidence) {
    const message = `The column "${name}" was taken for the ${field.replaceAll("_", " ")}, which is not certain.`;
    const hint = "Look at its values, and choose another column if it is wrong.";
    warnings.push(rosterNote({ code: "column_uncertain", line, column: name, message, hint }));
  }
  return warnings;
}

function sheetWarnings({ sheet, sheets }: RosterFacts): RosterWarning[] {
  if (sheets.length < 2) return [];
  const value = sheets.filter((name) => name !== sheet).join(", ");
  const message = `The workbook has ${grouped(sheets.length)} sheets; only "${sheet}" was read.`;
  return [
    rosterNote({
      code: "sheets_not_read",
      value,
      message,
      hint: "Choose another sheet if the roster is there.",
    }),
  ];
}

/** What was noticed above the data rows. */
export function headerWarnings(
  header: RosterHeader,
  columns: readonly RosterColumn[],
  facts: RosterFacts,
): RosterWarning[] {
  return [
    ...positionWarnings(header),
    ...columns.flatMap((column, index) =>
      columnWarnings(header, column, cellText(header.cells[index] ?? ""), index),
    ),
    ...sheetWarnings(facts),
  ];
}

/** The first lines of the rows that were left out, by why: enough to name them. */
export type IgnoredLines = Readonly<Record<keyof IgnoredRows, number[]>>;

const ignoredTexts = {
  blank: { code: "blank_rows", one: "1 blank row was left out", many: "blank rows were left out" },
  total: {
    code: "total_rows",
    one: "1 row with a total was left out",
    many: "rows with totals were left out",
  },
  repeatedHeader: {
    code: "header_repeated",
    one: "1 row that repeats the column names was left out",
    many: "rows that repeat the column names were left out",
  },
} as const;

const ignoredKinds = ["blank", "total", "repeatedHeader"] as const;
export const listedLines = 5;

/** What was left out on purpose. */
export function ignoredWarnings(ignored: IgnoredRows, ignoredLines: IgnoredLines): RosterWarning[] {
  return ignoredKinds.flatMap((kind) => {
    const count = ignored[kind];
    const lines = ignoredLines[kind];
    if (count === 0) return [];
    const { code, one, many } = ignoredTexts[kind];
    const where = `line ${lines.map(grouped).join(", ")}${count > lines.length ? ", …" : ""}`;
    const message = `${count === 1 ? one : `${grouped(count)} ${many}`} (${where}).`;
    return [rosterNote({ code, line: lines[0] ?? null, message, hint: fine })];
  });
}

/** Rows that counted as one person because their headcount is blank. */
export function headcountWarnings(checker: RowChecker, columns: readonly RosterColumn[]): RosterWarning[] {
  const count = checker.blankHeadcounts;
  if (count === 0) return [];
  const column = columns.find(({ field }) => field === "headcount")?.name ?? null;
  const rows = count === 1 ? "1 row has" : `${grouped(count)} rows have`;
  const message = `${rows} no headcount and counted as one person each.`;
  const hint = "Write the headcount where it is not 1.";
  return [
    rosterNote({ code: "headcount_blank", line: checker.firstBlankHeadcountLine, column, message, hint }),
  ];
}
