import { posix } from "node:path";
import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import { readSheet } from "read-excel-file/node";
import { RosterRefusedError, refuse } from "../notes";
import type { RowSource } from "./csv-reader";
import type { RosterRow } from "./delimited-text";
import { pickHeaderRow } from "./header-row";
import { AddressesMissingError, type ErrorCell, SheetGuard, withCellAddresses } from "./sheet-guard";
import { type StoredPart, storedZip } from "./stored-zip";
import { type WorkbookLayout, type WorkbookSheet, workbookLayout } from "./workbook-layout";
import { damagedWorkbook, ZipGate, type ZipPart } from "./zip-gate";

const workbookPart = "xl/workbook.xml";
const relationsPart = "xl/_rels/workbook.xml.rels";
const batchRows = 5_000;
const headerSearchRows = 200;
/** Sheets tried for a roster when nobody chose one. */
const searchedSheets = 10;

/** A sheet held in memory: cells by row and column, and what error cells show. */
interface SheetContent {
  readonly values: readonly (readonly unknown[])[];
  readonly errorCells: readonly ErrorCell[];
}

const dayMs = 86_400_000;

function dateText(date: Date): string {
  if (date.getTime() % dayMs === 0) return date.toISOString().slice(0, 10);
  const iso = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
  const [day = "", time = ""] = iso.split("T");
  // Excel keeps a time of day as a date before all dates.
  const clock = time.slice(0, time.slice(6, 8) === "00" ? 5 : 8);
  if (date.getTime() < Date.UTC(1900, 0, 1)) return clock;
  return clock === "00:00" ? day : `${day} ${clock}`;
}

/** What a person sees in the cell, in its plainest form: 15 digits as Excel shows, ISO dates, TRUE and FALSE. */
function cellValueText(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number")
    return String(Number.isSafeInteger(value) ? value : Number(value.toPrecision(15)));
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  return value instanceof Date ? dateText(value) : "";
}

function withErrorCells(rows: readonly RosterRow[], errorCells: readonly ErrorCell[]): void {
  const first = rows[0]?.line ?? 1;
  for (const { row, column, text } of errorCells) {
    const cells = rows[row - first]?.cells;
    if (!cells) continue;
    while (cells.length < column) cells.push("");
    cells[column - 1] = text;
  }
}

function rowsFrom(sheet: SheetContent, start: number): RosterRow[] {
  const rows = sheet.values
    .slice(start, start + batchRows)
    .map((values, index) => ({ line: start + index + 1, cells: values.map(cellValueText) }));
  withErrorCells(rows, sheet.errorCells);
  return rows;
}

async function* rowBatches(sheet: SheetContent): AsyncGenerator<RosterRow[]> {
  for (let start = 0; start < sheet.values.length; start += batchRows) yield rowsFrom(sheet, start);
}

function asStored(gate: ZipGate, part: ZipPart, name: string): StoredPart {
  return { name, bytes: part.unpackedBytes, checksum: part.checksum, chunks: () => gate.read(part) };
}

async function* guarded(chunks: AsyncIterable<Buffer>, guard: SheetGuard): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    guard.watch(chunk);
    yield chunk;
  }
}

/** Worksheets may be named from the root or relative to it ("../xl/worksheets/sheet1.xml"). */
function findPart(gate: ZipGate, name: string): ZipPart | undefined {
  return gate.find(posix.normalize(name));
}

/** The sheet's part with every cell addressed: made in memory, so only for workbooks that need it. */
async function addressedPart(
  gate: ZipGate,
  part: ZipPart,
  name: string,
  guard: SheetGuard,
): Promise<StoredPart> {
  const xml = Buffer.from(withCellAddresses(await gate.text(part)));
  return {
    name,
    bytes: xml.length,
    checksum: crc32(xml),
    chunks: () => guarded(Readable.from([xml]), guard),
  };
}

class Workbook {
  readonly #gate: ZipGate;
  readonly layout: WorkbookLayout;

  private constructor(gate: ZipGate, layout: WorkbookLayout) {
    this.#gate = gate;
    this.layout = layout;
  }

  static async open(gate: ZipGate): Promise<Workbook> {
    const [workbook, relations] = [gate.find(workbookPart), gate.find(relationsPart)];
    if (!workbook || !relations) throw damagedWorkbook();
    const layout = workbookLayout(await gate.text(workbook), await gate.text(relations));
    if (layout.sheets.length === 0) throw damagedWorkbook();
    return new Workbook(gate, layout);
  }

  /**
   * Hands the reader a zip file made of the few parts it needs, each fresh from the gate: it never sees the file
   * itself, whose order and tables of contents could say one thing to the gate and another to the reader.
   */
  async read(sheet: WorkbookSheet): Promise<SheetContent> {
    const part = findPart(this.#gate, sheet.part);
    if (!part) throw damagedWorkbook();
    try {
      return await this.#readParts(sheet, (guard) => ({
        ...asStored(this.#gate, part, sheet.part),
        chunks: () => guarded(this.#gate.read(part), guard),
      }));
    } catch (error) {
      if (!(error instanceof AddressesMissingError)) throw error;
      return this.#readParts(sheet, (guard) => addressedPart(this.#gate, part, sheet.part, guard));
    }
  }

  async #readParts(
    sheet: WorkbookSheet,
    sheetPart: (guard: SheetGuard) => StoredPart | Promise<StoredPart>,
  ): Promise<SheetContent> {
    const guard = new SheetGuard();
    try {
      const parts = [...this.#sharedParts(), await sheetPart(guard)];
      const values = await readSheet(Readable.from(storedZip(parts)), sheet.position);
      return { values: values ?? [], errorCells: guard.errorCells };
    } catch (error) {
      if (error instanceof RosterRefusedError || error instanceof AddressesMissingError) throw error;
      throw damagedWorkbook(error);
    }
  }

  #sharedParts(): StoredPart[] {
    const { sharedStrings = "xl/sharedStrings.xml", styles = "xl/styles.xml" } = this.layout;
    return [workbookPart, relationsPart, sharedStrings, styles].flatMap((name) => {
      const part = findPart(this.#gate, name);
      return part ? [asStored(this.#gate, part, name)] : [];
    });
  }
}

function unknownSheet(name: string, layout: WorkbookLayout) {
  const names = layout.sheets.map((sheet) => `"${sheet.name}"`).join(", ");
  return refuse({
    code: "sheet_unknown",
    value: name,
    message: "This workbook has no sheet of that name.",
    hint: `Choose one of its sheets: ${names}.`,
  });
}

interface ChosenSheet {
  readonly sheet: WorkbookSheet;
  readonly content: SheetContent;
}

/** The first visible sheet with a known header, because many workbooks begin with a cover; else the first with rows. */
async function firstRosterSheet(workbook: Workbook): Promise<ChosenSheet> {
  const { sheets } = workbook.layout;
  const visible = sheets.filter((sheet) => !sheet.isHidden);
  let fallback: ChosenSheet | undefined;
  for (const sheet of (visible.length > 0 ? visible : sheets).slice(0, searchedSheets)) {
    const content = await workbook.read(sheet);
    const header = pickHeaderRow(
      rowsFrom(content, 0)
        .slice(0, headerSearchRows)
        .map((row) => row.cells),
    );
    if (header && header.recognised > 0) return { sheet, content };
    if (!fallback || (header && fallback.content.values.length === 0)) fallback = { sheet, content };
  }
  if (!fallback) throw damagedWorkbook();
  return fallback;
}

async function chosenSheet(workbook: Workbook, name: string): Promise<ChosenSheet> {
  const sheet = workbook.layout.sheets.find((candidate) => candidate.name === name);
  if (!sheet) throw unknownSheet(name, workbook.layout);
  return { sheet, content: await workbook.read(sheet) };
}

/**
 * Opens a workbook behind the zip gate and reads one sheet into memory; run it in a thread with a memory limit.
 *
 * @param sheetName null: the first sheet that looks like a roster
 */
export async function openWorkbook(path: string, sheetName: string | null): Promise<RowSource> {
  const gate = await ZipGate.open(path);
  try {
    const workbook = await Workbook.open(gate);
    const { sheet, content } = await (sheetName === null
      ? firstRosterSheet(workbook)
      : chosenSheet(workbook, sheetName));
    const sheets = workbook.layout.sheets.map((candidate) => candidate.name);
    return {
      facts: { format: "xlsx", encoding: null, delimiter: null, sheet: sheet.name, sheets },
      batches: rowBatches(content),
    };
  } finally {
    gate.close();
  }
}
