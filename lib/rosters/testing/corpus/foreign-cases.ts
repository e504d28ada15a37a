import { type CorpusCase, refused, textCases } from "./corpus-case";

const plain = "Job Title,Department\nClerk,HR\n";
const bytes = (hex: string) => Buffer.concat([Buffer.from(hex, "hex"), Buffer.alloc(600)]);
const unsupported = refused("type_unsupported");

/** Other kinds of file under the name of a roster. */
export const foreignCases: readonly CorpusCase[] = textCases([
  ["a PDF as .csv", "%PDF-1.7\n%âãÏÓ\n1 0 obj", unsupported],
  ["a PDF as .xlsx", "%PDF-1.7\n%âãÏÓ\n1 0 obj", unsupported, "roster.xlsx"],
  ["an old workbook as .csv", bytes("d0cf11e0a1b11ae1"), unsupported],
  ["an old workbook as .xlsx, or one with a password", bytes("d0cf11e0a1b11ae1"), unsupported, "roster.xlsx"],
  ["an old workbook as itself", bytes("d0cf11e0a1b11ae1"), unsupported, "roster.xls"],
  ["a web page as .csv", "<!DOCTYPE html><html><table><tr><td>Job Title", unsupported],
  ["a table of HTML as .csv", "\uFEFF\n <table><tr><td>Job Title</td></tr></table>", unsupported],
  ["a web page as .xls", "<html><table>", unsupported, "roster.xls"],
  ["XML of 2003 as .csv", '<?xml version="1.0"?><Workbook>', unsupported],
  ["a picture as .csv", bytes("89504e470d0a1a0a"), unsupported],
  ["a photo as .xlsx", bytes("ffd8ffe0"), unsupported, "roster.xlsx"],
  ["a drawing as .csv", bytes("474946383961"), unsupported],
  ["gzip as .csv", bytes("1f8b0800"), unsupported],
  ["7-Zip as .xlsx", bytes("377abcaf271c"), unsupported, "roster.xlsx"],
  ["RAR as .csv", bytes("526172211a07"), unsupported],
  ["rich text as .txt", "{\\rtf1\\ansi Job Title}", unsupported, "roster.txt"],
  ["JSON as .csv", '[\n  {\n    "Job Title": "Clerk",\n    "Department": "HR"\n  }\n]\n', unsupported],
  [
    "JSON lines as .txt",
    '{"Job Title":"Clerk","Department":"HR"}\n{"Job Title":"Cook"}\n',
    unsupported,
    "roster.txt",
  ],
  [
    "a database as .csv",
    Buffer.concat([Buffer.from("SQLite format 3\0"), Buffer.alloc(200)]),
    refused("text_undecodable"),
  ],
  [
    "a mail with the roster attached",
    "MIME-Version: 1.0\nContent-Type: multipart/related\n\n--x\nJob Title,HR\n",
    unsupported,
  ],
  ["zip as .csv", bytes("504b0304"), refused("type_mismatch")],
  ["CSV as .xlsx", plain, refused("type_mismatch"), "roster.xlsx"],
  ["CSV as .xls", plain, refused("type_unsupported", { value: ".xls" }), "roster.xls"],
  ["CSV as .ods", plain, refused("type_unsupported", { value: ".ods" }), "roster.ods"],
  ["CSV as .exe", plain, refused("type_unsupported", { value: ".exe" }), "roster.csv.exe"],
  ["no ending", plain, unsupported, "roster"],
  ["nothing but an ending", plain, unsupported, ".csv"],
  ["an empty .xlsx", "", refused("file_empty"), "roster.xlsx"],
]);
