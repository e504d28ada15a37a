import { damagedWorkbook, unsafeWorkbook } from "./zip-gate";

/** What is told of an XML part while it streams by. Names come without their prefix. */
export interface XmlHandler {
  /** Whether text that comes next is wanted; all other text is passed over unread. */
  readonly wantsText: boolean;
  /** @param tag the inside of the tag after its name, for `attributeOf` */
  open(name: string, tag: string): void;
  close(name: string): void;
  /** A piece of text, with its escapes unless it is literal. */
  text(raw: string, isLiteral: boolean): void;
}

const slash = 0x2f;
const questionMark = 0x3f;
const exclamationMark = 0x21;
const colon = 0x3a;

/** A tag, a comment or a cell's text that is longer than this stands in no sound workbook. */
const maxPendingCharacters = 1_000_000;

function isNameEnd(code: number): boolean {
  return code === 0x20 || code === slash || code === 0x0a || code === 0x0d || code === 0x09;
}

/**
 * Takes XML apart as it arrives. It knows what parts of workbooks are made of and no more: it declares no entities,
 * which is what makes small files unpack without end elsewhere, and refuses a document that does.
 */
export class XmlScanner {
  readonly #handler: XmlHandler;
  #text = "";
  #at = 0;
  #root: string | undefined;
  #isWhole = false;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  push(text: string): void {
    this.#text = this.#at < this.#text.length ? this.#text.slice(this.#at) + text : text;
    this.#at = 0;
    while (this.#step()) {
      // Each step takes one tag, or one piece of text.
    }
    if (this.#text.length - this.#at > maxPendingCharacters) throw damagedWorkbook();
  }

  /** @throws RosterRefusedError when the document is not whole */
  end(): void {
    if (!this.#isWhole) throw damagedWorkbook();
  }

  /** False when more text is needed. */
  #step(): boolean {
    const open = this.#text.indexOf("<", this.#at);
    if (open === -1) {
      if (!this.#handler.wantsText) this.#at = this.#text.length;
      return false;
    }
    if (open > this.#at) {
      if (this.#handler.wantsText) this.#handler.text(this.#text.slice(this.#at, open), false);
      this.#at = open;
    }
    const code = this.#text.charCodeAt(open + 1);
    if (code === exclamationMark) return this.#special(open);
    const end = this.#text.indexOf(">", open + 1);
    if (end === -1) return false;
    this.#at = end + 1;
    if (code === slash) this.#closeTag(open + 2, end);
    else if (code !== questionMark) this.#openTag(open + 1, end);
    return true;
  }

  #openTag(start: number, end: number): void {
    const text = this.#text;
    const isClosed = text.charCodeAt(end - 1) === slash;
    let nameStart = start;
    let at = start;
    for (; at < end && !isNameEnd(text.charCodeAt(at)); at += 1) {
      if (text.charCodeAt(at) === colon) nameStart = at + 1;
    }
    const name = text.slice(nameStart, at);
    this.#root ??= name;
    this.#handler.open(name, text.slice(at, isClosed ? end - 1 : end));
    if (isClosed) this.#close(name);
  }

  #close(name: string): void {
    if (name === this.#root) this.#isWhole = true;
    this.#handler.close(name);
  }

  #closeTag(start: number, end: number): void {
    const whole = this.#text.slice(start, end).trimEnd();
    this.#close(whole.slice(whole.indexOf(":") + 1));
  }

  /** Comments, literal text, and document types. */
  #special(open: number): boolean {
    const text = this.#text;
    if (text.length < open + 9) return false;
    if (text.startsWith("<!DOCTYPE", open)) throw unsafeWorkbook("declares a document type");
    const isLiteral = text.startsWith("<![CDATA[", open);
    const mark = isLiteral ? "]]>" : "-->";
    const start = open + (isLiteral ? 9 : 4);
    const end = text.indexOf(mark, start);
    if (end === -1) return false;
    if (isLiteral && this.#handler.wantsText) this.#handler.text(text.slice(start, end), true);
    this.#at = end + mark.length;
    return true;
  }
}

/** Runs the texts of one part past a handler. */
export async function scanXml(texts: AsyncIterable<string>, handler: XmlHandler): Promise<void> {
  const scanner = new XmlScanner(handler);
  for await (const text of texts) scanner.push(text);
  scanner.end();
}
