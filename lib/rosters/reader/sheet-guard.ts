import { grouped, refuse } from "../notes";
import { damagedWorkbook } from "./zip-gate";

/**
 * The reader fills every gap of a sheet with empty cells, so one stray cell far below and to the right costs as
 * much as a full sheet. This many are enough for 500,000 rows of 40 columns.
 */
const maxGridCells = 20_000_000;
const maxSheetRow = 1_048_576;
const maxSheetColumn = 16_384;
const maxTagBytes = 65_536;

/** The reader takes only cells and rows that say where they are; see `withCellAddresses`. */
export class AddressesMissingError extends Error {}

interface CellAddress {
  readonly row: number;
  readonly column: number;
}

export interface ErrorCell extends CellAddress {
  /** What the cell shows, such as "#REF!". */
  readonly text: string;
}

const cellReference = /\sr\s*=\s*["']([A-Z]+)(\d+)["']/;
const rowReference = /\sr\s*=\s*["'](\d+)["']/;
const errorType = /\st\s*=\s*["']e["']/;
const cachedValue = /<(?:\w+:)?v>([^<]{1,40})</;

const lessThan = 0x3c;
const greaterThan = 0x3e;
const slash = 0x2f;
const quote = 0x22;
const letterC = 0x63;
const letterE = 0x65;
const letterR = 0x72;
/** How a cell's tag begins when its address stands first, as all programs write it: ` r="`. */
const addressFirst = [0x20, letterR, 0x3d, quote] as const;

function columnNumber(letters: string): number {
  let number = 0;
  for (let at = 0; at < letters.length; at += 1) number = number * 26 + letters.charCodeAt(at) - 64;
  return number;
}

function isTagEnd(byte: number | undefined): boolean {
  return (
    byte === 0x20 || byte === greaterThan || byte === slash || byte === 0x0a || byte === 0x0d || byte === 0x09
  );
}

/**
 * Watches the XML of one sheet on its way to the reader: stops what would make it balloon, and notes the cells
 * that show an error such as #REF!, which the reader would pass on as empty. Works on bytes, because a large sheet
 * has millions of tags.
 */
export class SheetGuard {
  readonly errorCells: ErrorCell[] = [];
  #bytes = Buffer.alloc(0);
  #prefixLength: number | undefined;
  #lastRow = 0;
  #lastColumn = 0;
  #farthest: CellAddress = { row: 1, column: 1 };

  watch(chunk: Buffer): void {
    const bytes = this.#bytes.length > 0 ? Buffer.concat([this.#bytes, chunk]) : chunk;
    this.#prefixLength ??= /<(\w+:)?worksheet[\s>]/.exec(bytes.toString("latin1"))?.[1]?.length ?? 0;
    const seen = this.#watchTags(bytes, this.#prefixLength);
    this.#bytes = Buffer.from(bytes.subarray(seen));
    if (this.#bytes.length > maxTagBytes) throw damagedWorkbook();
    if (this.#lastRow * this.#lastColumn > maxGridCells) throw this.#farCell();
  }

  /** Looks at every whole tag; returns where the first begins that the next chunk must finish. */
  #watchTags(bytes: Buffer, prefixLength: number): number {
    const { length } = bytes;
    for (let at = 0; at < length; at += 1) {
      if (bytes[at] !== lessThan) continue;
      const name = at + 1 + prefixLength;
      // "</c" is no tag of interest, and its slash keeps it from being taken for one.
      if (name + 4 >= length) return at;
      const isCell = bytes[name] === letterC && isTagEnd(bytes[name + 1]);
      if (!isCell && !(bytes[name] === letterR && bytes.toString("latin1", name, name + 3) === "row"))
        continue;
      const end = bytes.indexOf(greaterThan, name);
      if (end === -1) return at;
      if (isCell) this.#watchCell(bytes, name + 1, end);
      else this.#watchRow(bytes.toString("latin1", name + 3, end));
      at = end;
    }
    return length;
  }

  #watchRow(attributes: string): void {
    if (Number(rowReference.exec(attributes)?.[1] ?? 0) > maxSheetRow) throw damagedWorkbook();
  }

  #watchCell(bytes: Buffer, start: number, end: number): void {
    if (bytes[end - 1] === slash) return;
    const address = quickAddress(bytes, start) ?? slowAddress(bytes.toString("latin1", start, end));
    const { row, column } = address;
    if (row > maxSheetRow || column > maxSheetColumn) throw damagedWorkbook();
    if (row > this.#lastRow || column > this.#lastColumn) {
      this.#farthest = address;
      this.#lastRow = Math.max(row, this.#lastRow);
      this.#lastColumn = Math.max(column, this.#lastColumn);
    }
    if (mayBeError(bytes, start, end) && errorType.test(bytes.toString("latin1", start, end))) {
      const shown = cachedValue.exec(bytes.toString("latin1", end, end + 2_048))?.[1];
      this.errorCells.push({ row, column, text: shown ?? "#ERROR!" });
    }
  }

  #farCell() {
    const cell = columnLetters(this.#farthest.column) + this.#farthest.row;
    return refuse({
      code: "sheet_far_cell",
      value: cell,
      message:
        `The sheet reaches to row ${grouped(this.#lastRow)} and column ${grouped(this.#lastColumn)}, ` +
        `perhaps because of a stray cell at ${cell}.`,
      hint: "Delete the rows and columns outside the table, and save the workbook again.",
    });
  }
}

/** The address when it stands first in the tag, by its bytes alone. */
function quickAddress(bytes: Buffer, start: number): CellAddress | undefined {
  for (let index = 0; index < addressFirst.length; index += 1) {
    if (bytes[start + index] !== addressFirst[index]) return undefined;
  }
  let at = start + addressFirst.length;
  let column = 0;
  for (let byte = bytes[at] ?? 0; byte >= 65 && byte <= 90; byte = bytes[at] ?? 0) {
    column = column * 26 + byte - 64;
    at += 1;
  }
  let row = 0;
  for (let byte = bytes[at] ?? 0; byte >= 48 && byte <= 57; byte = bytes[at] ?? 0) {
    row = row * 10 + byte - 48;
    at += 1;
  }
  return bytes[at] === quote && column > 0 && row > 0 ? { row, column } : undefined;
}

function slowAddress(attributes: string): CellAddress {
  const reference = cellReference.exec(attributes);
  if (!reference?.[1]) throw new AddressesMissingError();
  return { row: Number(reference[2]), column: columnNumber(reference[1]) };
}

/** Whether an attribute of one letter "e" stands in the tag. */
function mayBeError(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start + 1; at < end; at += 1) {
    if (bytes[at] === letterE && bytes[at - 1] === bytes[at + 1]) return true;
  }
  return false;
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
