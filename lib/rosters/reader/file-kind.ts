import { extname } from "node:path";
import { refuse } from "../notes";

export type RosterFormat = "csv" | "xlsx";

const formatByEnding: Readonly<Record<string, RosterFormat>> = {
  ".csv": "csv",
  ".tsv": "csv",
  ".txt": "csv",
  ".xlsx": "xlsx",
};

const exportHint = "Export the roster as CSV or XLSX and choose that file.";

interface ForeignKind {
  readonly name: string;
  readonly hint: string;
  readonly matches: (head: Buffer) => boolean;
}

const startsWith =
  (...bytes: number[]) =>
  (head: Buffer) =>
    bytes.every((byte, index) => head[index] === byte);

const markup = /^[\s\uFEFF]*<(?:!doctype|html|\?xml|table|head|meta|workbook)\b/i;

/** An object, or a list of objects, lists or texts. */
const json = /^(?:\u00ef\u00bb\u00bf)?\s*(?:\[\s*[{["]|\{\s*")/;

/** Kinds of file that are sometimes renamed to look like a roster, told by their first bytes. */
const foreignKinds: readonly ForeignKind[] = [
  { name: "a PDF document", hint: exportHint, matches: (head) => head.subarray(0, 1024).includes("%PDF-") },
  {
    name: "an old Excel workbook (.xls), or a workbook locked with a password",
    hint: "Open it, remove the password if it has one, and save it as .xlsx.",
    matches: startsWith(0xd0, 0xcf, 0x11, 0xe0),
  },
  {
    name: "an OpenDocument spreadsheet",
    hint: "Open it and save it as .xlsx or CSV.",
    matches: (head) => head.subarray(30, 100).includes("mimetypeapplication/vnd.oasis.opendocument"),
  },
  {
    name: "a web page or XML document",
    hint: exportHint,
    matches: (head) => markup.test(head.toString("latin1").replace(/^\u00ef\u00bb\u00bf/, "")),
  },
  {
    name: "a rich text document",
    hint: exportHint,
    matches: (head) => head.subarray(0, 5).equals(Buffer.from("{\\rtf")),
  },
  {
    name: "a compressed file",
    hint: "Unpack it and choose the roster inside.",
    matches: startsWith(0x1f, 0x8b),
  },
  {
    name: "a compressed file",
    hint: "Unpack it and choose the roster inside.",
    matches: startsWith(0x37, 0x7a, 0xbc, 0xaf),
  },
  {
    name: "a compressed file",
    hint: "Unpack it and choose the roster inside.",
    matches: startsWith(0x52, 0x61, 0x72, 0x21),
  },
  {
    name: "a JSON document",
    hint: exportHint,
    matches: (head) => json.test(head.toString("latin1", 0, 200)),
  },
  {
    name: "a mail or a saved web page",
    hint: exportHint,
    matches: (head) => /^\s*MIME-Version:/i.test(head.toString("latin1", 0, 200)),
  },
  { name: "a picture", hint: exportHint, matches: startsWith(0x89, 0x50, 0x4e, 0x47) },
  { name: "a picture", hint: exportHint, matches: startsWith(0x47, 0x49, 0x46, 0x38) },
  { name: "a picture", hint: exportHint, matches: startsWith(0xff, 0xd8, 0xff) },
];

const isZip = startsWith(0x50, 0x4b);

/**
 * The format, from the ending and the first bytes together; what they disagree about is refused. Whether a zip
 * is a workbook inside is for the zip gate to say.
 *
 * @param fileName name as the person knows it; only its ending is used
 * @param head the first bytes of the file (4 KB are enough)
 */
export function rosterFormat(fileName: string, head: Buffer): RosterFormat {
  const foreign = foreignKinds.find((kind) => kind.matches(head));
  if (foreign) {
    throw refuse({
      code: "type_unsupported",
      message: `This file is ${foreign.name}, whatever its name says.`,
      hint: foreign.hint,
    });
  }
  const ending = extname(fileName).toLowerCase();
  const format = formatByEnding[ending];
  if (!format) {
    throw refuse({
      code: "type_unsupported",
      value: ending || null,
      message: ending
        ? `Files ending in ${ending} cannot be read as a roster.`
        : "The file name has no ending.",
      hint: "Choose a file that ends in .csv, .tsv, .txt or .xlsx.",
    });
  }
  if (format === "csv" && isZip(head)) {
    throw refuse({
      code: "type_mismatch",
      message: `The name ends in ${ending}, but the file is a workbook or another zip file.`,
      hint: "If it is a workbook, rename it to end in .xlsx; if not, export the roster as CSV.",
    });
  }
  if (format === "xlsx" && !isZip(head)) {
    throw refuse({
      code: "type_mismatch",
      message: "The name ends in .xlsx, but the file is not a workbook.",
      hint: "If it is plain text, rename it to end in .csv; if not, export the roster again.",
    });
  }
  return format;
}
