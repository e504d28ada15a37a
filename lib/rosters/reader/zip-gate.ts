import { type Entry, openPromise, type ZipFile } from "yauzl";
import { doOverlap, isLink, isPlainPath, readEntry } from "@/lib/files/zip-entries";
import { maxUnpackedBytes, maxZipEntries } from "../limits";
import { cutText, grouped, RosterRefusedError, refuse } from "../notes";

/** One part of a workbook, by the zip's table of contents. */
export interface ZipPart {
  readonly name: string;
  readonly unpackedBytes: number;
  readonly checksum: number;
  readonly entry: Entry;
}

const allowedFolders: ReadonlySet<string> = new Set([
  "_rels",
  "docprops",
  "xl",
  "customxml",
  "docmetadata",
  "customui",
  "usercustomization",
  "_xmlsignatures",
  "[trash]",
]);

const saveAgain = "Open it in a spreadsheet program and save it again as .xlsx.";

export function damagedWorkbook(cause?: unknown): RosterRefusedError {
  return refuse(
    {
      code: "workbook_damaged",
      message: "This workbook is damaged and cannot be read whole.",
      hint: saveAgain,
    },
    cause,
  );
}

export function unsafeWorkbook(what: string): RosterRefusedError {
  return refuse({
    code: "workbook_unsafe",
    message: `This workbook ${what}, which a workbook of yours should not.`,
    hint: "Open it in a spreadsheet program, save it again as .xlsx, and ask where the file came from.",
  });
}

function tooLarge(): RosterRefusedError {
  return refuse({
    code: "workbook_too_large",
    message: `This workbook unpacks to more than ${grouped(maxUnpackedBytes / 1024 / 1024)} MB.`,
    hint: "Leave out sheets, pictures and columns that are not needed, or save the roster as CSV.",
  });
}

function checkName(name: string): void {
  const segments = name.split("/");
  if (!isPlainPath(name)) throw unsafeWorkbook("holds a part whose name leads out of it");
  const [top = ""] = segments;
  const isKnown =
    segments.length === 1 ? top === "[Content_Types].xml" : allowedFolders.has(top.toLowerCase());
  if (!isKnown) throw unsafeWorkbook(`holds a part named "${cutText(name, 60)}"`);
}

/** What a zip file without a workbook in it is, by the parts that give it away. */
function foreignZip(names: ReadonlySet<string>): RosterRefusedError {
  const has = (start: string) => [...names].some((name) => name.startsWith(start));
  const save = { code: "type_unsupported", hint: "Open it and save the roster as .xlsx or CSV." } as const;
  if (names.has("content.xml") || names.has("mimetype")) {
    return refuse({ ...save, message: "This file is an OpenDocument spreadsheet, whatever its name says." });
  }
  if (names.has("xl/workbook.bin")) {
    return refuse({ ...save, message: "This file is a binary workbook (.xlsb), whatever its name says." });
  }
  if (has("word/") || has("ppt/")) {
    return refuse({ ...save, message: "This file is a document or presentation, not a workbook." });
  }
  return refuse({
    code: "type_mismatch",
    message: "This file is a zip file, but no workbook.",
    hint: "Unpack it and choose the roster inside.",
  });
}

function checkEntry(entry: Entry): void {
  if (entry.isEncrypted()) {
    throw refuse({
      code: "workbook_unsafe",
      message: "This workbook is locked with a password.",
      hint: "Open it, remove the password, and save it again as .xlsx.",
    });
  }
  if (isLink(entry)) throw unsafeWorkbook("holds a link to a file outside it");
}

async function listEntries(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  if (zip.entryCount > maxZipEntries) throw unsafeWorkbook(`holds ${grouped(zip.entryCount)} parts`);
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

function toParts(entries: readonly Entry[]): Map<string, ZipPart> {
  const names = new Set(entries.map((entry) => entry.fileName.toLowerCase()));
  if (!names.has("xl/workbook.xml")) throw foreignZip(names);
  if (names.size < entries.length) throw unsafeWorkbook("holds two parts of one name");
  if (names.has("xl/vbaproject.bin")) {
    throw refuse({
      code: "type_mismatch",
      message: "This is a workbook with macros (.xlsm), whatever its name says.",
      hint: "Save it as .xlsx, without macros.",
    });
  }
  for (const entry of entries) {
    checkName(entry.fileName);
    checkEntry(entry);
  }
  if (doOverlap(entries)) throw unsafeWorkbook("holds parts that overlap");
  if (entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0) > maxUnpackedBytes) throw tooLarge();
  return new Map(
    entries.map((entry) => [
      entry.fileName.toLowerCase(),
      { name: entry.fileName, unpackedBytes: entry.uncompressedSize, checksum: entry.crc32, entry },
    ]),
  );
}

/**
 * The only way to the inside of a workbook. Before anything is unpacked, the table of contents is checked: number
 * and names of parts, claimed sizes, encryption, links, overlap. While a part is unpacked, its bytes are counted
 * and its checksum is taken; what differs from the claim is refused.
 */
export class ZipGate {
  readonly #zip: ZipFile;
  readonly #parts: ReadonlyMap<string, ZipPart>;

  private constructor(zip: ZipFile, parts: ReadonlyMap<string, ZipPart>) {
    this.#zip = zip;
    this.#parts = parts;
  }

  static async open(path: string): Promise<ZipGate> {
    const zip = await openPromise(path, { autoClose: false }).catch((error: unknown) => {
      throw damagedWorkbook(error);
    });
    try {
      return new ZipGate(zip, toParts(await listEntries(zip)));
    } catch (error) {
      zip.close();
      throw error instanceof RosterRefusedError ? error : damagedWorkbook(error);
    }
  }

  close(): void {
    this.#zip.close();
  }

  /** By name, upper or lower case. */
  find(name: string): ZipPart | undefined {
    return this.#parts.get(name.toLowerCase());
  }

  async *read(part: ZipPart): AsyncGenerator<Buffer> {
    try {
      yield* readEntry(this.#zip, part.entry);
    } catch (error) {
      throw error instanceof RosterRefusedError ? error : damagedWorkbook(error);
    }
  }
}
