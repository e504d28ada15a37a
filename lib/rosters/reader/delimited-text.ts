import { maxCellCharacters } from "../limits";
import { grouped, refuse } from "../notes";
import { controlCharacter } from "./control-character";

/** One row of a roster file: its cells as text, and the physical line (sheet row) it begins on, from 1. */
export interface RosterRow {
  readonly line: number;
  readonly cells: string[];
  /** True when it is known that no cell holds a control character, which spares a look at each. */
  readonly isPrintable?: boolean;
}

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;

/** Rows wider than this are no roster at all; the documented limit of 256 columns is checked on the header. */
const maxCellsInRow = 16_384;

/** No row that keeps the limits is longer. An unfinished row is read again with every piece, so it must not grow. */
const maxRowCharacters = 256 * maxCellCharacters;

/** A row that the text so far does not finish; it is read again when more text is there. */
const unfinished = Symbol("unfinished");

function quoteNotClosed(line: number) {
  return refuse({
    code: "quote_not_closed",
    line,
    message: `Line ${grouped(line)}: a quotation mark is opened here and never closed.`,
    hint: 'Close it, or write a quotation mark that belongs to the text twice ("").',
  });
}

function quoteMisplaced(line: number) {
  return refuse({
    code: "quote_misplaced",
    line,
    message: `Line ${grouped(line)}: a cell that begins with a quotation mark goes on after its closing one.`,
    hint: 'Close the cell at its end, and write a quotation mark that belongs to the text twice ("").',
  });
}

function cellTooLong(line: number, isQuoted: boolean) {
  return refuse({
    code: "cell_too_long",
    line,
    message: `Line ${grouped(line)}: a cell is longer than ${grouped(maxCellCharacters)} characters.`,
    hint: isQuoted
      ? "Look for a quotation mark that is not closed, or shorten the cell."
      : "Shorten the cell, or check that this is the right file.",
  });
}

function rowTooWide(line: number) {
  return refuse({
    code: "too_many_columns",
    line,
    message: `Line ${grouped(line)} is far too long for a row of a roster.`,
    hint: "Check that this is the right file, or leave out the columns you do not need.",
  });
}

function lineBreaks(text: string): number {
  if (!text.includes("\n") && !text.includes("\r")) return 0;
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === lineFeed || (code === carriageReturn && text.charCodeAt(at + 1) !== lineFeed)) count += 1;
  }
  return count;
}

/**
 * Reads delimited text (RFC 4180) piece by piece into rows. Beyond the RFC: any mix of line ends, spaces around
 * a quoted cell, and a quotation mark inside an unquoted cell, which is text (`Turner 12" lathe`). Two things
 * are refused because the rows after them cannot be trusted: a quotation mark that is never closed, and text
 * after a closing one.
 *
 * Written here because csv-parse 7 counts a CRLF inside quotes as two lines, does not know where an open quote
 * began, and is lenient about both kinds of stray quote or about neither (docs/rosters.md).
 */
export class DelimitedTextParser {
  readonly #delimiter: number;
  #text = "";
  #at = 0;
  /** Position after the cell read last: at a delimiter, a line end, or the end of the text. */
  #cellEnd = 0;
  #line: number;
  #breaksInRow = 0;
  /** Of all text at hand. */
  #isPrintable = true;

  /** @param delimiter one character, or null when each line is a single cell */
  constructor(delimiter: string | null, firstLine = 1) {
    this.#delimiter = delimiter === null ? -1 : delimiter.charCodeAt(0);
    this.#line = firstLine;
  }

  /** Adds the rows that `text` completes to `rows`, which keeps them also when a later row is refused. */
  push(text: string, rows: RosterRow[]): void {
    const isCarriedOver = this.#at < this.#text.length;
    this.#text = isCarriedOver ? this.#text.slice(this.#at) + text : text;
    this.#isPrintable = (!isCarriedOver || this.#isPrintable) && !controlCharacter.test(text);
    this.#at = 0;
    this.#read(rows, false);
  }

  /** Adds the rows that are left at the end of the text. */
  end(rows: RosterRow[]): void {
    this.#read(rows, true);
  }

  #read(rows: RosterRow[], isFinal: boolean): void {
    while (this.#at < this.#text.length) {
      const row = this.#row(isFinal);
      if (row === unfinished) break;
      rows.push(row);
    }
    if (this.#text.length - this.#at > maxRowCharacters) throw rowTooWide(this.#line);
  }

  #row(isFinal: boolean): RosterRow | typeof unfinished {
    const cells: string[] = [];
    const { length } = this.#text;
    let at = this.#at;
    this.#breaksInRow = 0;
    for (;;) {
      const cell = this.#cell(at, isFinal);
      if (cell === unfinished) return unfinished;
      if (cells.push(cell) > maxCellsInRow) throw rowTooWide(this.#line);
      const end = this.#cellEnd;
      at = end + 1;
      const code = end < length ? this.#text.charCodeAt(end) : -1;
      if (code === this.#delimiter && code !== -1) continue;
      if (code === carriageReturn && at < length && this.#text.charCodeAt(at) === lineFeed) at += 1;
      break;
    }
    const row = { line: this.#line, cells, isPrintable: this.#isPrintable };
    this.#line += 1 + this.#breaksInRow;
    this.#at = Math.min(at, length);
    return row;
  }

  #cell(start: number, isFinal: boolean): string | typeof unfinished {
    let at = start;
    while (this.#text.charCodeAt(at) === space) at += 1;
    if (this.#text.charCodeAt(at) === quote) return this.#quotedCell(at, isFinal);
    at = this.#plainEnd(at);
    if (at - start > maxCellCharacters) throw cellTooLong(this.#line, false);
    if (!isFinal && this.#mayContinueAfter(at)) return unfinished;
    this.#cellEnd = at;
    return this.#text.slice(start, at);
  }

  #plainEnd(start: number): number {
    const text = this.#text;
    const { length } = text;
    const delimiter = this.#delimiter;
    let at = start;
    while (at < length) {
      const code = text.charCodeAt(at);
      if (code === delimiter || code === lineFeed || code === carriageReturn) break;
      at += 1;
    }
    return at;
  }

  /** A carriage return at the very end may be half of a CRLF. */
  #mayContinueAfter(end: number): boolean {
    const { length } = this.#text;
    return end >= length || (end === length - 1 && this.#text.charCodeAt(end) === carriageReturn);
  }

  #quotedCell(open: number, isFinal: boolean): string | typeof unfinished {
    const text = this.#text;
    let close = text.indexOf('"', open + 1);
    while (close !== -1 && text.charCodeAt(close + 1) === quote) close = text.indexOf('"', close + 2);
    const contentEnd = close === -1 ? text.length : close;
    if (contentEnd - open - 1 > 2 * maxCellCharacters)
      throw cellTooLong(this.#line + this.#breaksInRow, true);
    if (close === -1) {
      if (isFinal) throw quoteNotClosed(this.#line + this.#breaksInRow);
      return unfinished;
    }
    const raw = text.slice(open + 1, close);
    const value = raw.includes('"') ? raw.replaceAll('""', '"') : raw;
    if (value.length > maxCellCharacters) throw cellTooLong(this.#line + this.#breaksInRow, true);
    let end = close + 1;
    while (text.charCodeAt(end) === space) end += 1;
    if (!isFinal && this.#mayContinueAfter(end)) return unfinished;
    if (end < text.length && !this.#endsCell(text.charCodeAt(end))) {
      throw quoteMisplaced(this.#line + this.#breaksInRow);
    }
    this.#breaksInRow += lineBreaks(raw);
    this.#cellEnd = end;
    return value;
  }

  #endsCell(code: number): boolean {
    return code === this.#delimiter || code === lineFeed || code === carriageReturn;
  }
}
