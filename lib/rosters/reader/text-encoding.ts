import { isAscii, isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { StringDecoder } from "node:string_decoder";
import { grouped, refuse, unreadableFile } from "../notes";
import type { RosterFacts } from "../schema";

export type TextEncoding = NonNullable<RosterFacts["encoding"]>;

export interface DetectedEncoding {
  readonly encoding: TextEncoding;
  readonly bomBytes: number;
}

const chunkBytes = 256 * 1024;

async function* chunksOf(path: string, start = 0): AsyncGenerator<Buffer> {
  const stream = createReadStream(path, { start, highWaterMark: chunkBytes });
  try {
    for await (const chunk of stream) yield chunk;
  } catch (error) {
    throw unreadableFile(error);
  }
}

function byteOrderMark(head: Buffer): DetectedEncoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", bomBytes: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", bomBytes: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", bomBytes: 2 };
  return undefined;
}

function notText() {
  return refuse({
    code: "text_undecodable",
    message: "This file is not text: it is full of bytes that no text has.",
    hint: "Export the roster again as CSV (UTF-8) or XLSX.",
  });
}

/** Whether a byte is a control character that no text needs; tabs, line ends, page ends and escapes may come up. */
function isControl(byte: number): boolean {
  return byte < 0x20 && byte !== 0 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b;
}

function checkIsText(head: Buffer): void {
  let controls = 0;
  for (const byte of head) if (isControl(byte)) controls += 1;
  if (controls > 16 && controls / head.length > 0.02) throw notText();
}

/** Latin text in UTF-16 has a zero in every second byte; which half tells the byte order. */
function encodingByZeroBytes(head: Buffer): TextEncoding | undefined {
  const zeros: [number, number] = [0, 0];
  for (let at = 0; at < head.length; at += 1) if (head[at] === 0) zeros[at % 2 === 0 ? 0 : 1] += 1;
  const half = Math.max(1, head.length / 2);
  const [evenShare, oddShare] = [zeros[0] / half, zeros[1] / half];
  if (oddShare > 0.4 && evenShare < 0.1) return "utf-16le";
  if (evenShare > 0.4 && oddShare < 0.1) return "utf-16be";
  if (zeros[0] + zeros[1] > 16 && evenShare + oddShare > 0.02) throw notText();
  return undefined;
}

function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

/** How many bytes at the end of `chunk` begin a UTF-8 sequence that the next chunk must finish. */
function unfinishedBytes(chunk: Buffer): number {
  for (let back = 1; back <= Math.min(3, chunk.length); back += 1) {
    const byte = chunk[chunk.length - back] ?? 0;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

/** The file in pieces that never cut a UTF-8 sequence in two. */
async function* wholeSequences(path: string): AsyncGenerator<Buffer> {
  let carry = Buffer.alloc(0);
  for await (const chunk of chunksOf(path)) {
    const bytes = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
    const end = bytes.length - unfinishedBytes(bytes);
    carry = Buffer.from(bytes.subarray(end));
    yield bytes.subarray(0, end);
  }
  if (carry.length > 0) yield carry;
}

async function isUtf8File(path: string): Promise<boolean> {
  for await (const piece of wholeSequences(path)) if (!isAscii(piece) && !isUtf8(piece)) return false;
  return true;
}

interface ByteTally {
  /** Complete UTF-8 sequences of two bytes or more. */
  sequences: number;
  /** The line of the first that Windows-1252 text does not hold by chance. */
  firstSureLine: number | null;
  /** Bytes that cannot be UTF-8. */
  strays: number;
  firstStrayLine: number | null;
}

/** Length of the complete UTF-8 sequence at `at`; 0 when the byte there cannot begin or finish one. */
function wholeSequence(bytes: Buffer, at: number): number {
  const length = sequenceLength(bytes[at] ?? 0);
  return length === 1 || (length > 0 && isUtf8(bytes.subarray(at, at + length))) ? length : 0;
}

/**
 * Whether a sequence is UTF-8 on purpose. Three marks in a row that fit, or "Ã" before a mark, do not come up in
 * Windows-1252 text; a capital before a quotation mark does (`„Spaß“`).
 */
function isSure(lead: number, length: number): boolean {
  return length > 2 || (length === 2 && lead === 0xc3);
}

function countSequence(tally: ByteTally, lead: number, length: number, line: number): void {
  if (length === 0) {
    tally.strays += 1;
    tally.firstStrayLine ??= line;
    return;
  }
  tally.sequences += 1;
  if (isSure(lead, length)) tally.firstSureLine ??= line;
}

/** Only run on files that are not UTF-8 throughout, so its pace does not matter. */
async function tallyBytes(path: string): Promise<ByteTally> {
  const tally: ByteTally = { sequences: 0, firstSureLine: null, strays: 0, firstStrayLine: null };
  let line = 1;
  for await (const piece of wholeSequences(path)) {
    let length = 1;
    for (let at = 0; at < piece.length; at += Math.max(1, length)) {
      if (piece[at] === 0x0a) line += 1;
      length = wholeSequence(piece, at);
      if (length !== 1) countSequence(tally, piece[at] ?? 0, length, line);
    }
  }
  return tally;
}

function mixedEncodings({ sequences, strays, firstSureLine, firstStrayLine }: ByteTally, isMarked: boolean) {
  const isMostlyUtf8 = isMarked || sequences >= strays || firstSureLine === null;
  const line = isMostlyUtf8 ? firstStrayLine : firstSureLine;
  const where = `Line ${grouped(line ?? 1)}: the text is`;
  return refuse({
    code: "text_undecodable",
    line,
    message: isMostlyUtf8
      ? `${where} not valid UTF-8 here, while other lines are.`
      : `${where} UTF-8 here, while other lines use an older encoding.`,
    hint: "Save the file as CSV UTF-8 in the program it came from, so that all of it uses one encoding.",
  });
}

/**
 * Finds the encoding by looking at every byte: a byte order mark, else zero bytes (UTF-16), else valid UTF-8,
 * else Windows-1252, of which Latin-1 text is a part. A file that is UTF-8 in some places and not in others is
 * refused, because either reading would spoil some titles without a sign.
 *
 * @param head the first bytes of the file (64 KB)
 */
export async function detectTextEncoding(path: string, head: Buffer): Promise<DetectedEncoding> {
  const marked = byteOrderMark(head);
  const isUtf32 = head.length >= 4 && [head.readUInt32LE(0), head.readUInt32BE(0)].includes(0xfeff);
  if (isUtf32) throw notText();
  if (marked && marked.encoding !== "utf-8") return marked;
  const byZeros = marked ? undefined : encodingByZeroBytes(head);
  if (byZeros) return { encoding: byZeros, bomBytes: 0 };
  checkIsText(head);
  if (await isUtf8File(path)) return marked ?? { encoding: "utf-8", bomBytes: 0 };
  const tally = await tallyBytes(path);
  if (marked || tally.firstSureLine !== null || tally.sequences >= tally.strays) {
    throw mixedEncodings(tally, marked !== undefined);
  }
  return { encoding: "windows-1252", bomBytes: 0 };
}

/** Windows-1252 where it differs from Latin-1. Node's own decoder takes these bytes for control characters in some releases. */
const windows1252Specials =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f" +
  "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

function windows1252Text(bytes: Buffer): string {
  return bytes
    .toString("latin1")
    .replace(/[\u0080-\u009f]/g, (character) => windows1252Specials.charAt(character.charCodeAt(0) - 0x80));
}

function textDecoder(encoding: TextEncoding): (bytes: Buffer) => string {
  if (encoding === "windows-1252") return windows1252Text;
  const decoder = new StringDecoder(encoding === "utf-8" ? "utf8" : "utf16le");
  if (encoding !== "utf-16be") return (bytes) => decoder.write(bytes);
  let odd = Buffer.alloc(0);
  return (chunk) => {
    const bytes = Buffer.concat([odd, chunk]);
    const evenLength = bytes.length - (bytes.length % 2);
    odd = Buffer.from(bytes.subarray(evenLength));
    return decoder.write(bytes.subarray(0, evenLength).swap16());
  };
}

const loneSurrogate = /\p{Surrogate}/u;

function brokenUtf16() {
  return refuse({
    code: "text_undecodable",
    message: "The file says it is UTF-16 text, but parts of it are not.",
    hint: "Save the file as CSV UTF-8 in the program it came from.",
  });
}

/** The text of a file piece by piece, without its byte order mark. */
export async function* readText(
  path: string,
  { encoding, bomBytes }: DetectedEncoding,
): AsyncGenerator<string> {
  const decode = textDecoder(encoding);
  const isUtf16 = encoding.startsWith("utf-16");
  let bytesRead = 0;
  for await (const chunk of chunksOf(path, bomBytes)) {
    bytesRead += chunk.length;
    const text = decode(chunk);
    if (isUtf16 && loneSurrogate.test(text)) throw brokenUtf16();
    yield text;
  }
  if (isUtf16 && bytesRead % 2 === 1) throw brokenUtf16();
}
