import { errorColumns, guarded, isErrorColumn } from "./error-columns";
import { cellText } from "./header-text";
import type { RowFixRule } from "./review-schema";
import { rosterFields } from "./roster-fields";
import type { ColumnMapping, RosterColumn, RowFault } from "./schema";

const joint = "; ";

function delimitedCell(cell: string, delimiter: string): string {
  const isPlain = !cell.includes(delimiter) && !/["\r\n]/.test(cell);
  return isPlain ? cell : `"${cell.replaceAll('"', '""')}"`;
}

/** One record by RFC 4180, safe for a spreadsheet. */
export function errorFileLine(cells: readonly string[], delimiter: string): string {
  return `${cells.map((cell) => delimitedCell(guarded(cell), delimiter)).join(delimiter)}\r\n`;
}

export function errorFileHeader(headerCells: readonly string[]): string[] {
  return [...headerCells, ...errorColumns];
}

/**
 * A faulty row with what is wrong with it. The hint begins with the row's line, by which the corrected row finds back
 * to its place. Cells past the last column stand with the values, since their place is taken.
 */
export function errorFileCells(
  cells: readonly string[],
  width: number,
  faults: readonly RowFault[],
  fieldOf: (column: string | null) => string,
): string[] {
  const own = Array.from({ length: width }, (_, index) => cells[index] ?? "");
  const extra = cells.slice(width).join(" | ");
  return [
    ...own,
    faults.map(({ code }) => code).join(joint),
    faults.map(({ column }) => fieldOf(column)).join(joint),
    faults.map(({ code, value }) => (code === "cells_extra" ? extra : (value ?? ""))).join(joint),
    faults.map(({ message, hint }) => `${message} ${hint}`).join(" "),
  ];
}

/** The field a column feeds, or its own name. */
export function fieldNames(mapping: ColumnMapping): (column: string | null) => string {
  return (column) =>
    rosterFields.find((field) => column !== null && mapping[field] === column) ?? column ?? "";
}

/** A row of an error file that came back. */
export interface CorrectedRow {
  /** Where it stands in the error file. */
  readonly at: number;
  /** By column name. */
  readonly cells: ReadonlyMap<string, string>;
}

const lineInHint = /^(?:Line|Row) ([\d,]+)\b/;

/** The line of the roster that a corrected row belongs to; null when its hint was changed. */
export function lineOf({ cells }: CorrectedRow): number | null {
  const digits = lineInHint.exec(cellText(cells.get("_hint") ?? ""))?.[1];
  return digits === undefined ? null : Number(digits.replaceAll(",", ""));
}

/** The same columns, whatever their order. */
export function belongsTo(errorFileNames: readonly string[], columns: readonly RosterColumn[]): boolean {
  const own = errorFileNames.filter((name) => !isErrorColumn(name));
  return own.length === columns.length && columns.every(({ name }) => own.includes(name));
}

/** A faulty row of the waiting roster, as it stands there. */
export interface FaultyRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly faults: readonly RowFault[];
}

const hasLetters = /\p{L}/u;

/**
 * Whether a corrected row is this faulty row: one of its faults, and half of the other texts or more, are as they were.
 * An error file of an older version of the roster fails here.
 */
export function isCorrectionOf(corrected: CorrectedRow, row: FaultyRow, names: readonly string[]): boolean {
  const codes = cellText(corrected.cells.get("_error_code") ?? "").split(joint);
  if (!row.faults.some(({ code }) => codes.includes(code))) return false;
  const faulty = new Set(row.faults.map(({ column }) => column));
  const compared = names.flatMap((name, index) => {
    const before = cellText(row.cells[index] ?? "");
    return faulty.has(name) || !hasLetters.test(before) ? [] : [{ name, before }];
  });
  const same = compared.filter(({ name, before }) => cellText(corrected.cells.get(name) ?? "") === before);
  return same.length * 2 >= compared.length;
}

/** What a corrected row changes in a faulty one; nothing when all reads as before. */
export function correctionsOf(
  corrected: CorrectedRow,
  row: FaultyRow,
  names: readonly string[],
  mapping: ColumnMapping,
): RowFixRule[] {
  const [first] = row.faults;
  if (!first) return [];
  const read = new Set<string | null>([
    ...rosterFields.map((field) => mapping[field] ?? null),
    ...row.faults.map(({ column }) => column),
  ]);
  const base = { line: row.line, value: null, action: "replace" } as const;
  const cells = names.flatMap((column, index): RowFixRule[] => {
    const replacement = corrected.cells.get(column) ?? "";
    if (!read.has(column) || cellText(replacement) === cellText(row.cells[index] ?? "")) return [];
    const fault = row.faults.find((candidate) => candidate.column === column) ?? first;
    return [{ ...base, faultCode: fault.code, column, replacement: cellText(replacement) }];
  });
  const width = row.faults.find(({ code }) => code === "cells_missing" || code === "cells_extra");
  if (!width || cells.length === 0) return cells;
  return [{ ...base, faultCode: width.code, column: null, replacement: null }, ...cells];
}
