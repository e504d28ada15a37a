import { open } from "node:fs/promises";
import { basename } from "node:path";
import { recognisedHeaders } from "./header-match";
import { isBlankText, uniqueColumnNames } from "./header-text";
import { maxColumns, maxFileBytes, sampleRows } from "./limits";
import { grouped, refuse, unreadableFile } from "./notes";
import { openCsv, type RowSource } from "./reader/csv-reader";
import type { RosterRow } from "./reader/delimited-text";
import { rosterFormat } from "./reader/file-kind";
import { filledWidth, pickHeaderRow } from "./reader/header-row";
import { openWorkbook } from "./reader/workbook-reader";

export interface OpenRosterOptions {
  /** Name as the person knows it, when the file is stored under another; its ending is checked. */
  readonly fileName?: string;
  /** Sheet of a workbook; without it the first that looks like a roster. */
  readonly sheet?: string;
}

export interface RosterHeader {
  readonly line: number;
  /** Unique column names. */
  readonly names: readonly string[];
  /** What the header says, column by column. */
  readonly cells: readonly string[];
  /** Cells the header row has, blank ones at its end too. */
  readonly writtenWidth: number;
}

export interface RosterTable {
  readonly header: RosterHeader;
  /** Data rows at the beginning of the file, for column detection; `batches` yields them again. */
  readonly sample: readonly RosterRow[];
  /** All rows below the header. */
  readonly batches: AsyncIterable<readonly RosterRow[]>;
}

const headBytes = 64 * 1024;

function emptyFile() {
  return refuse({
    code: "file_empty",
    message: "This file is empty.",
    hint: "Choose a file with a header row and rows below it.",
  });
}

export function missingHeader(line: number) {
  return refuse({
    code: "header_missing",
    line,
    message: "No row with column names was found.",
    hint: 'Put a row with names such as "Job title" and "Department" above the data.',
  });
}

async function readHead(path: string): Promise<{ head: Buffer; size: number }> {
  const file = await open(path, "r").catch((error: unknown) => {
    throw unreadableFile(error);
  });
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw unreadableFile(undefined);
    const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return { head: buffer.subarray(0, bytesRead), size: stats.size };
  } finally {
    await file.close();
  }
}

/**
 * Opens a roster file: type, encoding, and delimiter or sheet are settled; rows are read as they are asked for.
 *
 * @throws RosterRefusedError when the file cannot be a roster
 */
export async function openRosterFile(path: string, options: OpenRosterOptions): Promise<RowSource> {
  const { head, size } = await readHead(path);
  if (size === 0) throw emptyFile();
  if (size > maxFileBytes) {
    throw refuse({
      code: "file_too_large",
      message: `This file is larger than ${grouped(maxFileBytes / 1024 / 1024)} MB.`,
      hint: "Leave out columns that are not needed, or split the roster into several files.",
    });
  }
  const format = rosterFormat(options.fileName ?? basename(path), head);
  if (format === "xlsx") return openWorkbook(path, options.sheet ?? null);
  return openCsv(path, head, size <= headBytes);
}

/** Enough rows to find header and columns, and whatever came with them. */
async function firstRows(batches: AsyncIterator<RosterRow[]>): Promise<RosterRow[]> {
  const rows: RosterRow[] = [];
  while (rows.length < 2 * sampleRows) {
    const batch = await batches.next();
    if (batch.done) break;
    for (const row of batch.value) rows.push(row);
  }
  return rows;
}

async function* rowsBelow(first: readonly RosterRow[], rest: AsyncIterator<RosterRow[]>) {
  yield first;
  for (let batch = await rest.next(); !batch.done; batch = await rest.next()) yield batch.value;
}

/** Columns to the last that has a name, and those right beside it that have values; a stray cell farther on is none. */
function headerWidth(header: RosterRow, sample: readonly RosterRow[]): number {
  let width = filledWidth(header.cells);
  const hasValue = (row: RosterRow) => !isBlankText(row.cells[width] ?? "");
  while (width < header.cells.length && sample.some(hasValue)) width += 1;
  return width;
}

/** What else people and programs part columns with, where a line that is one cell names several of them. */
const unknownDelimiters = /[,;\t|:^~]|\s{2,}/;

function checkIsCut([header = "", ...others]: readonly string[], line: number): void {
  if (others.length > 0 || recognisedHeaders(header.split(unknownDelimiters)) < 2) return;
  throw refuse({
    code: "delimiter_unknown",
    line,
    message: "All column names stand in one cell, so the columns cannot be told apart.",
    hint: "Export the roster as CSV with commas, semicolons, tabs or pipes between the cells and no quotation marks around whole lines.",
  });
}

function headerOf(row: RosterRow, sample: readonly RosterRow[]): RosterHeader {
  const width = headerWidth(row, sample.slice(0, sampleRows));
  if (width > maxColumns) {
    throw refuse({
      code: "too_many_columns",
      line: row.line,
      message: `The header has ${grouped(width)} columns; ${grouped(maxColumns)} are allowed.`,
      hint: "Leave out columns that are not needed.",
    });
  }
  const cells = row.cells.slice(0, width);
  if (!cells.some((cell) => /\p{L}/u.test(cell))) {
    throw missingHeader(row.line);
  }
  checkIsCut(cells, row.line);
  return { line: row.line, names: uniqueColumnNames(cells), cells, writtenWidth: row.cells.length };
}

/**
 * Finds the header row and gives the rows below it.
 *
 * @throws RosterRefusedError when there is no header, when it is too wide, and for faults of the file further down
 */
export async function findTable(source: RowSource): Promise<RosterTable> {
  const batches = source.batches[Symbol.asyncIterator]();
  const rows = await firstRows(batches);
  const choice = pickHeaderRow(rows.slice(0, sampleRows).map((row) => row.cells));
  const headerRow = choice && rows[choice.index];
  if (!headerRow) throw emptyFile();
  const sample = rows.slice(choice.index + 1);
  return { header: headerOf(headerRow, sample), sample, batches: rowsBelow(sample, batches) };
}
