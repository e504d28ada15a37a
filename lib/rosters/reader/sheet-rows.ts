import { maxCellCharacters } from "../limits";
import { grouped, refuse } from "../notes";
import { type CellContext, cellValueText } from "./cell-values";
import type { RosterRow } from "./delimited-text";
import type { XmlHandler } from "./xml-scanner";
import { attributeOf, unescapeXml } from "./xml-text";
import { damagedWorkbook } from "./zip-gate";

/**
 * A stray cell far below and to the right makes a sheet of millions of empty cells. This many are enough for 500,000
 * rows of 40 columns.
 */
const maxGridCells = 20_000_000;
const maxSheetRow = 1_048_576;
const maxSheetColumn = 16_384;

/** Cells below the first of a merged block, in one column: they show what the first one holds. */
export interface MergedCells {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

const block = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/;

function columnNumber(letters: string): number {
  let number = 0;
  for (let at = 0; at < letters.length; at += 1) number = number * 26 + letters.charCodeAt(at) - 64;
  return number;
}

function columnLetters(number: number): string {
  let letters = "";
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** The merged block that a reference such as "B2:B5" names, when it is one column wide. */
export function mergedColumn(reference: string): MergedCells | undefined {
  const [, left, top, right, bottom] = block.exec(reference) ?? [];
  if (!left || left !== right) return undefined;
  return { column: columnNumber(left), from: Number(top), to: Number(bottom) };
}

const numeric = /^[-+]?[\d.,'’ \u00A0\u202F]*%?$/;

interface OpenMerge {
  readonly column: number;
  readonly to: number;
  readonly text: string;
}

/** Gathers the rows of one sheet as its XML streams by, from the first to the last that holds a value. */
export class SheetRows implements XmlHandler {
  wantsText = false;
  /** Rows finished since they were last taken. */
  rows: RosterRow[] = [];
  readonly #context: CellContext;
  readonly #mergesByRow = new Map<number, MergedCells[]>();
  #openMerges: OpenMerge[] = [];
  #cells: string[] = [];
  #row = 0;
  #lastFilledRow = 0;
  #column = 0;
  #type: string | undefined;
  #style = 0;
  #value = "";
  #isInCell = false;
  #isInReading = false;
  #widest = 0;
  #farthest = { row: 1, column: 1 };

  constructor(context: CellContext, merges: readonly MergedCells[]) {
    this.#context = context;
    for (const merge of merges) {
      const others = this.#mergesByRow.get(merge.from);
      if (others) others.push(merge);
      else this.#mergesByRow.set(merge.from, [merge]);
    }
  }

  takeRows(): RosterRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  open(name: string, tag: string): void {
    if (name === "c") this.#openCell(tag);
    else if (name === "v" || name === "t") this.wantsText = this.#isInCell && !this.#isInReading;
    else if (name === "row") this.#openRow(tag);
    else if (name === "rPh") this.#isInReading = true;
  }

  close(name: string): void {
    if (name === "c") this.#closeCell();
    else if (name === "v" || name === "t") this.wantsText = false;
    else if (name === "row") this.#closeRow();
    else if (name === "rPh") this.#isInReading = false;
  }

  text(raw: string, isLiteral: boolean): void {
    this.#value += isLiteral ? raw : unescapeXml(raw);
  }

  #openRow(tag: string): void {
    const given = attributeOf(tag, "r");
    const row = given === undefined ? this.#row + 1 : Number(given);
    if (!Number.isInteger(row) || row <= this.#row || row > maxSheetRow) throw damagedWorkbook();
    this.#row = row;
    this.#column = 0;
    this.#cells = [];
  }

  #openCell(tag: string): void {
    this.#isInCell = true;
    this.#value = "";
    this.#type = attributeOf(tag, "t");
    this.#style = Number(attributeOf(tag, "s") ?? 0);
    const address = attributeOf(tag, "r");
    this.#column = address === undefined ? this.#column + 1 : this.#columnOf(address);
    if (this.#column > maxSheetColumn || this.#row === 0) throw damagedWorkbook();
  }

  #columnOf(address: string): number {
    let column = 0;
    let at = 0;
    for (let code = address.charCodeAt(0); code >= 65 && code <= 90; code = address.charCodeAt(at)) {
      column = column * 26 + code - 64;
      at += 1;
    }
    // A cell that says it is in another row than it stands in.
    if (at === 0 || at > 3 || Number(address.slice(at)) !== this.#row) throw damagedWorkbook();
    return column;
  }

  #closeCell(): void {
    this.#isInCell = false;
    if (this.#value === "") return;
    const text = cellValueText(this.#type, this.#value, this.#style, this.#context);
    if (text === "") return;
    if (text.length > maxCellCharacters) throw this.#cellTooLong();
    const cells = this.#cells;
    while (cells.length < this.#column) cells.push("");
    if (cells[this.#column - 1] !== "") throw damagedWorkbook();
    cells[this.#column - 1] = text;
    if (this.#column > this.#widest) {
      this.#widest = this.#column;
      this.#farthest = { row: this.#row, column: this.#column };
    }
  }

  #closeRow(): void {
    if (this.#cells.length === 0) return;
    if (this.#row * this.#widest > maxGridCells) throw this.#farCell();
    for (let line = this.#lastFilledRow + 1; line < this.#row; line += 1) {
      this.rows.push({ line, cells: [] });
      this.#startMerges(line, []);
    }
    this.#fillMerges();
    this.#startMerges(this.#row, this.#cells);
    this.rows.push({ line: this.#row, cells: this.#cells });
    this.#lastFilledRow = this.#row;
  }

  /** Names stand in every row that a block shows them in; a number stands once, or it would be counted twice. */
  #startMerges(line: number, cells: readonly string[]): void {
    for (const { column, to } of this.#mergesByRow.get(line) ?? []) {
      const text = cells[column - 1] ?? "";
      if (!numeric.test(text)) this.#openMerges.push({ column, to, text });
    }
  }

  #fillMerges(): void {
    if (this.#openMerges.length === 0) return;
    this.#openMerges = this.#openMerges.filter(({ to }) => to >= this.#row);
    for (const { column, text } of this.#openMerges) {
      while (this.#cells.length < column) this.#cells.push("");
      if (this.#cells[column - 1] === "") this.#cells[column - 1] = text;
    }
  }

  #cellTooLong() {
    return refuse({
      code: "cell_too_long",
      line: this.#row,
      message: `Row ${grouped(this.#row)}: a cell is longer than ${grouped(maxCellCharacters)} characters.`,
      hint: "Shorten the cell, or check that this is the right file.",
    });
  }

  #farCell() {
    const row = Math.max(this.#row, this.#farthest.row);
    const isWide = this.#farthest.row !== this.#row && this.#widest > this.#cells.length;
    const cell = isWide
      ? columnLetters(this.#farthest.column) + this.#farthest.row
      : columnLetters(this.#cells.length) + this.#row;
    return refuse({
      code: "sheet_far_cell",
      value: cell,
      message:
        `The sheet reaches to row ${grouped(row)} and column ${grouped(this.#widest)}, ` +
        `perhaps because of a stray cell at ${cell}.`,
      hint: "Delete the rows and columns outside the table, and save the workbook again.",
    });
  }
}
