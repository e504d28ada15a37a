import { type MadePart, madeZip } from "@/lib/files/testing/made-zip";
import { textRows, workbookParts } from "../workbook-parts";
import { type CorpusCase, refused, sound, workbookCasesOf } from "./corpus-case";
import { table, tableSegments } from "./made-workbook";

const parts = workbookParts([{ name: "Staff", rows: table }]);
const sheetPart = "xl/worksheets/sheet1.xml";
const megabyte = 1024 * 1024;
const whole = () => madeZip(parts);
const more = (...others: MadePart[]) => madeZip([...parts, ...others]);
const without = (end: string) => madeZip(parts.filter((part) => !part.name.endsWith(end)));
const changed = (name: string, change: Partial<MadePart>) =>
  madeZip(parts.map((part) => (part.name === name ? { ...part, ...change } : part)));

const endBytes = 22;

/** The same file with the records that files of more than 4 GB need. */
function asZip64(zip: Buffer): Buffer {
  const [body, end] = [zip.subarray(0, -endBytes), Buffer.from(zip.subarray(-endBytes))];
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(45, 12);
  record.writeUInt16LE(45, 14);
  record.writeBigUInt64LE(BigInt(end.readUInt16LE(8)), 24);
  record.writeBigUInt64LE(BigInt(end.readUInt16LE(10)), 32);
  record.writeBigUInt64LE(BigInt(end.readUInt32LE(12)), 40);
  record.writeBigUInt64LE(BigInt(end.readUInt32LE(16)), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(body.length), 8);
  locator.writeUInt32LE(1, 16);
  end.fill(0xff, 8, 20);
  return Buffer.concat([body, record, locator, end]);
}

function withComment(zip: Buffer): Buffer {
  const copy = Buffer.from(zip);
  copy.writeUInt16LE(5, copy.length - 2);
  return Buffer.concat([copy, Buffer.from("hello")]);
}

/** One byte in the middle of the packed sheet is another. */
function withFlippedByte(zip: Buffer): Buffer {
  const copy = Buffer.from(zip);
  const at = copy.indexOf(sheetPart) + sheetPart.length + 40;
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

const damaged = refused("workbook_damaged");
const unsafe = refused("workbook_unsafe");
const tooLarge = refused("workbook_too_large");
const unsupported = refused("type_unsupported");
const mismatch = refused("type_mismatch");

/** How workbooks are packed. */
export const zipCases: readonly CorpusCase[] = workbookCasesOf([
  [
    "parts that are not packed",
    () => madeZip(parts.map((part) => ({ ...part, isStored: true }))),
    sound(tableSegments),
  ],
  ["records for files of more than 4 GB", () => asZip64(whole()), sound(tableSegments)],
  ["a remark at the end", () => withComment(whole()), sound(tableSegments)],
  [
    "part names in other cases, from the root, with backslashes",
    () =>
      madeZip(
        parts.map((part) => ({
          name: part.name.replace("xl/worksheets", "xl\\Worksheets"),
          content: String(part.content).replace('Target="worksheets', 'Target="/xl/worksheets'),
        })),
      ),
    sound(tableSegments),
  ],
  [
    "parts of other programs beside it",
    () =>
      more(
        { name: "docProps/app.xml", content: "<x/>" },
        { name: "customXml/item1.xml", content: "<x/>" },
        { name: "xl/media/image1.png", content: "x" },
        { name: "xl/externalLinks/externalLink1.xml", content: "<x/>" },
      ),
    sound(tableSegments),
  ],
  [
    "folders among the parts",
    () => more({ name: "xl/", content: "" }, { name: "xl/worksheets/", content: "" }),
    sound(tableSegments),
  ],
  ["half a file", () => whole().subarray(0, 400), damaged],
  ["a file without its last byte", () => whole().subarray(0, -1), damaged],
  ["a file without its first part", () => Buffer.concat([Buffer.from("PK"), whole().subarray(300)]), damaged],
  ["a file with two bytes before it", () => Buffer.concat([Buffer.from("PK"), whole()]), damaged],
  ["the marks of a zip file alone", () => Buffer.from("504b0304", "hex"), damaged],
  ["an empty zip file", () => madeZip([]), mismatch],
  ["a changed byte", () => withFlippedByte(whole()), damaged],
  ["a wrong checksum", () => changed(sheetPart, { claimedChecksum: 1 }), damaged],
  [
    "a wrong checksum of texts",
    () => more({ name: "xl/sharedStrings.xml", content: "<sst/>", claimedChecksum: 1 }),
    damaged,
  ],
  ["a size too large", () => changed(sheetPart, { claimedBytes: 10_000 }), damaged],
  ["a size too small", () => changed(sheetPart, { claimedBytes: 10 }), damaged],
  [
    "a bomb of 201 MB",
    () => more({ name: "xl/media/image1.png", content: Buffer.alloc(201 * megabyte) }),
    tooLarge,
  ],
  [
    "a bomb of many parts",
    () =>
      more(
        ...Array.from({ length: 11 }, (_, index) => ({
          name: `xl/media/${index}`,
          content: "x",
          claimedBytes: 20 * megabyte,
        })),
      ),
    tooLarge,
  ],
  [
    "a bomb that claims little",
    () => changed(sheetPart, { content: Buffer.alloc(20 * megabyte), claimedBytes: 1_000 }),
    damaged,
  ],
  ["a part that claims 201 MB", () => changed(sheetPart, { claimedBytes: 201 * megabyte }), tooLarge],
  [
    "5,001 parts",
    () =>
      more(
        ...Array.from({ length: 5_000 }, (_, index) => ({
          name: `xl/media/${index}`,
          content: "",
          isStored: true,
        })),
      ),
    unsafe,
  ],
  ["a password on a part", () => changed(sheetPart, { flags: 1 }), unsafe],
  ["a link", () => changed(sheetPart, { attributes: 0xa1ff0000 }), unsafe],
  ["a name that climbs", () => more({ name: "xl/../../etc/passwd", content: "x" }), damaged],
  ["an absolute name", () => more({ name: "/etc/passwd", content: "x" }), damaged],
  ["a name of another drive", () => more({ name: "C:/x", content: "x" }), damaged],
  ["a program among the parts", () => more({ name: "run.exe", content: "x" }), unsafe],
  ["a part twice", () => more({ name: sheetPart, content: "<x/>" }), unsafe],
  ["a part twice, in capitals", () => more({ name: sheetPart.toUpperCase(), content: "<x/>" }), unsafe],
  ["parts that overlap", () => more({ name: "xl/media/a.png", content: "x", offset: 40 }), unsafe],
  [
    "a list of sheets without end",
    () =>
      changed("xl/workbook.xml", {
        content: `<workbook><sheets>${"<!-- -->".repeat(megabyte)}</sheets></workbook>`,
      }),
    damaged,
  ],
  ["no relations", () => without(".rels"), damaged],
  ["no list of sheets", () => without("workbook.xml"), mismatch],
  ["no sheet", () => without("sheet1.xml"), damaged],
  [
    "a list of no sheets",
    () => changed("xl/workbook.xml", { content: "<workbook><sheets/></workbook>" }),
    damaged,
  ],
  [
    "a sheet that ends in the middle",
    () => changed(sheetPart, { content: "<worksheet><sheetData><row" }),
    damaged,
  ],
  [
    "a sheet that is text",
    () => changed(sheetPart, { content: "Job Title,Department\nClerk,HR\n" }),
    damaged,
  ],
  ["a sheet without bytes", () => changed(sheetPart, { content: "" }), damaged],
  [
    "a tag that never ends",
    () => changed(sheetPart, { content: `<worksheet><sheetData><row r="1"><c ${"x".repeat(2 * megabyte)}` }),
    damaged,
  ],
  [
    "entities that grow",
    () =>
      changed(sheetPart, {
        content: `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData>${textRows([["Job Title"], ["&b;"]])}</sheetData></worksheet>`,
      }),
    unsafe,
  ],
  [
    "entities from elsewhere among the texts",
    () => more({ name: "xl/sharedStrings.xml", content: '<!DOCTYPE x SYSTEM "file:///etc/passwd"><sst/>' }),
    unsafe,
  ],
  ["macros", () => more({ name: "xl/vbaProject.bin", content: "x" }), mismatch],
  [
    "a zip file of something else",
    () => madeZip([{ name: "roster.csv", content: "Job Title\nCook\n" }]),
    mismatch,
  ],
  [
    "an OpenDocument spreadsheet",
    () =>
      madeZip([
        { name: "content.xml", content: "<x/>" },
        { name: "META-INF/manifest.xml", content: "<x/>" },
      ]),
    unsupported,
  ],
  [
    "an OpenDocument spreadsheet by its first bytes",
    () =>
      madeZip([
        { name: "mimetype", content: "application/vnd.oasis.opendocument.spreadsheet", isStored: true },
      ]),
    unsupported,
  ],
  ["a text document", () => madeZip([{ name: "word/document.xml", content: "<x/>" }]), unsupported],
  ["a presentation", () => madeZip([{ name: "ppt/presentation.xml", content: "<x/>" }]), unsupported],
  ["a binary workbook", () => madeZip([{ name: "xl/workbook.bin", content: "x" }]), unsupported],
]);
