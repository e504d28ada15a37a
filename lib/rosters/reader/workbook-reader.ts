import { posix } from "node:path";
import { refuse } from "../notes";
import { CellFormats } from "./cell-formats";
import type { CellContext } from "./cell-values";
import type { RowSource } from "./csv-reader";
import type { RosterRow } from "./delimited-text";
import { pickHeaderRow } from "./header-row";
import { SharedStrings } from "./shared-strings";
import { type MergedCells, mergedColumn, SheetRows } from "./sheet-rows";
import { type WorkbookLayout, type WorkbookSheet, workbookLayout } from "./workbook-layout";
import { scanXml, type XmlHandler, XmlScanner } from "./xml-scanner";
import { attributeOf, xmlTexts } from "./xml-text";
import { damagedWorkbook, ZipGate, type ZipPart } from "./zip-gate";

const workbookPart = "xl/workbook.xml";
const relationsPart = "xl/_rels/workbook.xml.rels";
/** The list of sheets and that of parts, which are held whole; those of sound workbooks take some kilobytes. */
const maxListBytes = 5 * 1024 * 1024;
const batchRows = 2_000;
const headerSearchRows = 200;
/** Sheets tried for a roster when nobody chose one. */
const searchedSheets = 10;

async function* rowBatches(
  texts: AsyncIterable<string>,
  context: CellContext,
  merges: readonly MergedCells[],
): AsyncGenerator<RosterRow[]> {
  const sheet = new SheetRows(context, merges);
  const scanner = new XmlScanner(sheet);
  for await (const text of texts) {
    scanner.push(text);
    if (sheet.rows.length >= batchRows) yield sheet.takeRows();
  }
  scanner.end();
  yield sheet.takeRows();
}

/** The blocks of merged cells, which the XML of a sheet names only below its rows. */
class MergeList implements XmlHandler {
  readonly merges: MergedCells[] = [];
  readonly wantsText = false;

  open(name: string, tag: string): void {
    const merge = name === "mergeCell" ? mergedColumn(attributeOf(tag, "ref") ?? "") : undefined;
    if (merge) this.merges.push(merge);
  }

  close(): void {
    // Its tags say all in their attributes.
  }

  text(): void {
    // Nor has it any text.
  }
}

const rowsEnd = /<\/(?:[\w.-]+:)?sheetData\s*>/;
const longestRowsEnd = 200;

/** What follows the rows of a sheet: the rest is passed over without being taken apart. */
async function* belowRows(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let tail = "";
  let isBelow = false;
  for await (const text of texts) {
    if (isBelow) {
      yield text;
      continue;
    }
    const seen = tail + text;
    const end = seen.includes("sheetData") ? rowsEnd.exec(seen) : null;
    if (end) {
      isBelow = true;
      yield seen.slice(end.index + end[0].length);
    }
    tail = seen.slice(-longestRowsEnd);
  }
}

class Workbook {
  readonly #gate: ZipGate;
  readonly #context: CellContext;
  readonly layout: WorkbookLayout;

  private constructor(gate: ZipGate, layout: WorkbookLayout, context: CellContext) {
    this.#gate = gate;
    this.layout = layout;
    this.#context = context;
  }

  static async open(gate: ZipGate): Promise<Workbook> {
    const [workbook, relations] = [gate.find(workbookPart), gate.find(relationsPart)];
    if (!workbook || !relations) throw damagedWorkbook();
    const layout = workbookLayout(await textOf(gate, workbook), await textOf(gate, relations));
    if (layout.sheets.length === 0) throw damagedWorkbook();
    const [strings, formats] = [new SharedStrings(), new CellFormats()];
    const { sharedStrings = "xl/sharedStrings.xml", styles = "xl/styles.xml", startsIn1904 } = layout;
    for (const [name, handler] of [[sharedStrings, strings] as const, [styles, formats] as const]) {
      const part = findPart(gate, name);
      if (part) await scanXml(xmlTexts(gate.read(part)), handler);
    }
    return new Workbook(gate, layout, { texts: strings.texts, formats, startsIn1904 });
  }

  #partOf(sheet: WorkbookSheet): ZipPart {
    const part = findPart(this.#gate, sheet.part);
    if (!part) throw damagedWorkbook();
    return part;
  }

  /** Enough rows to tell whether a sheet is a roster. */
  async firstRows(sheet: WorkbookSheet): Promise<RosterRow[]> {
    const rows: RosterRow[] = [];
    const batches = rowBatches(xmlTexts(this.#gate.read(this.#partOf(sheet))), this.#context, []);
    for await (const batch of batches) {
      rows.push(...batch);
      if (rows.length >= headerSearchRows) break;
    }
    return rows.slice(0, headerSearchRows);
  }

  /** All rows of a sheet as they are asked for; the gate is closed behind them. */
  async *rows(sheet: WorkbookSheet): AsyncGenerator<RosterRow[]> {
    try {
      const part = this.#partOf(sheet);
      const list = new MergeList();
      const scanner = new XmlScanner(list);
      for await (const text of belowRows(xmlTexts(this.#gate.read(part)))) scanner.push(text);
      yield* rowBatches(xmlTexts(this.#gate.read(part)), this.#context, list.merges);
    } finally {
      this.#gate.close();
    }
  }
}

/** Worksheets may be named from the root or relative to it ("../xl/worksheets/sheet1.xml"). */
function findPart(gate: ZipGate, name: string): ZipPart | undefined {
  return gate.find(posix.normalize(name));
}

async function textOf(gate: ZipGate, part: ZipPart): Promise<string> {
  if (part.unpackedBytes > maxListBytes) throw damagedWorkbook();
  const pieces: string[] = [];
  for await (const text of xmlTexts(gate.read(part))) pieces.push(text);
  return pieces.join("");
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

/** The first visible sheet with a known header, because many workbooks begin with a cover; else the first with rows. */
async function firstRosterSheet(workbook: Workbook): Promise<WorkbookSheet> {
  const { sheets } = workbook.layout;
  const visible = sheets.filter((sheet) => !sheet.isHidden);
  let fallback: { readonly sheet: WorkbookSheet; readonly isEmpty: boolean } | undefined;
  for (const sheet of (visible.length > 0 ? visible : sheets).slice(0, searchedSheets)) {
    const rows = await workbook.firstRows(sheet);
    const header = pickHeaderRow(rows.map((row) => row.cells));
    if (header && header.recognised > 0) return sheet;
    if (!fallback || (header && fallback.isEmpty)) fallback = { sheet, isEmpty: rows.length === 0 };
  }
  if (!fallback) throw damagedWorkbook();
  return fallback.sheet;
}

function chosenSheet({ layout }: Workbook, name: string): WorkbookSheet {
  const sheet = layout.sheets.find((candidate) => candidate.name === name);
  if (!sheet) throw unknownSheet(name, layout);
  return sheet;
}

/**
 * Opens a workbook behind the zip gate; the rows of one sheet are read as they are asked for. The texts that its cells
 * share are held in memory: run it in a thread with a memory limit.
 *
 * @param sheetName null: the first sheet that looks like a roster
 */
export async function openWorkbook(path: string, sheetName: string | null): Promise<RowSource> {
  const gate = await ZipGate.open(path);
  try {
    const workbook = await Workbook.open(gate);
    const sheet = sheetName === null ? await firstRosterSheet(workbook) : chosenSheet(workbook, sheetName);
    const sheets = workbook.layout.sheets.map((candidate) => candidate.name);
    return {
      facts: { format: "xlsx", encoding: null, delimiter: null, sheet: sheet.name, sheets },
      batches: workbook.rows(sheet),
    };
  } catch (error) {
    gate.close();
    throw error;
  }
}
