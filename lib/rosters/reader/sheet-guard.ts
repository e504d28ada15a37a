import { grouped, refuse } from "../notes";
import { damagedWorkbook } from "./zip-gate";

/**
 * The reader fills every gap of a sheet with empty cells, so one stray cell far below and to the right costs as
 * much as a full sheet. This many are enough for 500,000 rows of 40 columns.
 */
const maxGridCells = 20_000_000;
const maxSheetRow = 1_048_576;
const maxSheetColumn = 16_384;
const maxTagCharacters = 65_536;

/** The reader takes only cells and rows that say where they are; see `withCellAddresses`. */
export class AddressesMissingError extends Error {}

export interface ErrorCell {
  readonly row: number;
  readonly column: number;
  /** What the cell shows, such as "#REF!". */
  readonly text: string;
}

const cellReference = /\sr\s*=\s*["']([A-Z]+)(\d+)["']/;
const rowReference = /\sr\s*=\s*["'](\d+)["']/;
const errorCell = /\st\s*=\s*["']e["']/;
const cachedValue = /<(?:\w+:)?v>([^<]{1,40})</;

function columnNumber(letters: string): number {
  let number = 0;
  for (let at = 0; at < letters.length; at += 1) number = number * 26 + letters.charCodeAt(at) - 64;
  return number;
}

function isTagEnd(code: number): boolean {
  return code === 0x20 || code === 0x3e || code === 0x2f || code === 0x0a || code === 0x0d || code === 0x09;
}

/**
 * Watches the XML of one sheet on its way to the reader: stops what would make it balloon, and notes the cells
 * that show an error such as #REF!, which the reader would pass on as empty.
 */
export class SheetGuard {
  readonly errorCells: ErrorCell[] = [];
  #carry = "";
  #prefix: string | undefined;
  #lastRow = 0;
  #lastColumn = 0;
  #farthest = "A1";

  watch(chunk: Buffer): void {
    const text = this.#carry + chunk.toString("latin1");
    this.#prefix ??= /<(\w+:)?worksheet[\s>]/.exec(text)?.[1] ?? "";
    const rowsSeen = this.#watchTags(text, `<${this.#prefix}row`, (tag) => this.#watchRow(tag));
    const cellsSeen = this.#watchTags(text, `<${this.#prefix}c`, (tag, end) =>
      this.#watchCell(tag, text, end),
    );
    this.#carry = text.slice(Math.min(rowsSeen, cellsSeen));
    if (this.#carry.length > maxTagCharacters) throw damagedWorkbook();
    if (this.#lastRow * this.#lastColumn > maxGridCells) throw this.#farCell();
  }

  /** Calls `watch` for every whole tag; returns the position from which the next chunk must be looked at again. */
  #watchTags(text: string, opening: string, watch: (tag: string, end: number) => void): number {
    let at = text.indexOf(opening);
    while (at !== -1) {
      const afterName = at + opening.length;
      if (afterName >= text.length) return at;
      if (isTagEnd(text.charCodeAt(afterName))) {
        const end = text.indexOf(">", afterName);
        if (end === -1) return at;
        watch(text.slice(afterName, end), end);
      }
      at = text.indexOf(opening, afterName);
    }
    return text.length - opening.length;
  }

  #watchRow(tag: string): void {
    const row = Number(rowReference.exec(tag)?.[1] ?? 0);
    if (row > maxSheetRow) throw damagedWorkbook();
  }

  #watchCell(tag: string, text: string, end: number): void {
    if (tag.endsWith("/")) return;
    const reference = cellReference.exec(tag);
    if (!reference?.[1] || !reference[2]) throw new AddressesMissingError();
    const column = columnNumber(reference[1]);
    const row = Number(reference[2]);
    if (row > maxSheetRow || column > maxSheetColumn) throw damagedWorkbook();
    if (row > this.#lastRow || column > this.#lastColumn) this.#farthest = reference[1] + reference[2];
    this.#lastRow = Math.max(row, this.#lastRow);
    this.#lastColumn = Math.max(column, this.#lastColumn);
    if (errorCell.test(tag)) {
      const shown = cachedValue.exec(text.slice(end, end + 2_048))?.[1];
      this.errorCells.push({ row, column, text: shown ?? "#ERROR!" });
    }
  }

  #farCell() {
    return refuse({
      code: "sheet_far_cell",
      value: this.#farthest,
      message:
        `The sheet reaches to row ${grouped(this.#lastRow)} and column ${grouped(this.#lastColumn)}, ` +
        `perhaps because of a stray cell at ${this.#farthest}.`,
      hint: "Delete the rows and columns outside the table, and save the workbook again.",
    });
  }
}

function columnLetters(number: number): string {
  let letters = "";
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/**
 * Sheet XML with an address on every row and cell. The standard lets a program leave them out when nothing is
 * skipped, and some do.
 */
export function withCellAddresses(xml: string): string {
  let row = 0;
  let column = 0;
  return xml.replace(
    /<((?:\w+:)?)(row|c)((?=[\s/>])[^>]*)>/g,
    (_, prefix: string, name: string, rest: string) => {
      if (name === "row") {
        row = Number(rowReference.exec(rest)?.[1] ?? row + 1);
        column = 0;
        return `<${prefix}row r="${row}"${rest.replace(rowReference, "")}>`;
      }
      const given = cellReference.exec(rest)?.[1];
      column = given ? columnNumber(given) : column + 1;
      return `<${prefix}c r="${columnLetters(column)}${row}"${rest.replace(cellReference, "")}>`;
    },
  );
}
