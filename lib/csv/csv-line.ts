export type CsvCell = string | number | boolean | null;

/** A spreadsheet takes a cell that begins so for a formula, or drops what hides it. */
const formulaStart = /^[=+\-@\t\r\0]/;

function csvCell(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const text = formulaStart.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * One record by RFC 4180, line end included. Text that a spreadsheet would run as a formula gets a leading `'`;
 * numbers stay numbers. For every export; never for files that go back as they came (`npm run map`).
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** Without it Excel takes UTF-8 for the code page of the machine. */
export const byteOrderMark = "\uFEFF";
