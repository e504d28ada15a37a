import type { RosterRow } from "./reader/delimited-text";

/** What an error file has beside the columns of its roster; they are never taken for anything else. */
export const errorColumns = ["_error_code", "_field", "_value", "_hint"] as const;

export type ErrorColumn = (typeof errorColumns)[number];

export function isErrorColumn(name: string): name is ErrorColumn {
  return (errorColumns as readonly string[]).includes(name);
}

/** Whether these are the columns of an error file, whatever order a spreadsheet gave them. */
export function isErrorFile(names: readonly string[]): boolean {
  return errorColumns.every((name) => names.includes(name));
}

/** A spreadsheet takes a cell that begins so for a formula, or drops what hides it. */
const formulaStart = /^'*[=+\-@\t\r\0]/;
const guardedStart = /^'+[=+\-@\t\r\0]/;

/** Also in front of a guard that was there before, so that taking off one gives the cell as it came. */
export function guarded(cell: string): string {
  return formulaStart.test(cell) ? `'${cell}` : cell;
}

export function unguarded(cell: string): string {
  return guardedStart.test(cell) ? cell.slice(1) : cell;
}

export function unguardedRow({ line, cells }: RosterRow): RosterRow {
  return { line, cells: cells.map(unguarded) };
}
