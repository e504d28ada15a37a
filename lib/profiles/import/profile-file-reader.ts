import { open } from "node:fs/promises";
import { RosterRefusedError } from "@/lib/rosters/notes";
import { openCsv } from "@/lib/rosters/reader/csv-reader";
import { detectTextEncoding, readText } from "@/lib/rosters/reader/text-encoding";
import { CsvPeople } from "./csv-people";
import type { ReadPerson } from "./import-report";
import { JsonCutter, type JsonPiece, JsonShapeError, placeOfJsonFault } from "./json-people";
import { type ImportTerms, personFromRecord } from "./person-from-record";
import type { ProfileRecord } from "./record";

const headBytes = 64 * 1024;

export type ProfileFileKind = "csv" | "json";

/** A file opened: what it is, and its people in order, a few at a time. */
export interface ProfileFile {
  readonly kind: ProfileFileKind;
  readonly people: AsyncIterable<ReadPerson>;
}

const wholeFile = (
  message: string,
  hint: string,
  line: number | null = null,
  column: string | null = null,
): ReadPerson => ({
  line,
  profile: null,
  faults: [{ line, column, message, hint }],
  unknownKeys: [],
});

const exportHint = "Export the people as CSV (UTF-8) or JSON and choose that file.";

/** First bytes of files that are sometimes taken for text. */
const foreign: readonly (readonly [string, string])[] = [
  ["PK\u0003\u0004", "a workbook or another compressed file"],
  ["%PDF-", "a PDF document"],
  ["\u00d0\u00cf\u0011\u00e0", "an old Excel workbook"],
];

async function headOf(path: string): Promise<{ head: Buffer; isWhole: boolean }> {
  const file = await open(path, "r");
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    const { size } = await file.stat();
    return { head: buffer.subarray(0, bytesRead), isWhole: size <= headBytes };
  } finally {
    await file.close();
  }
}

async function* only(person: ReadPerson): AsyncGenerator<ReadPerson> {
  yield person;
}

/** What the reader of rows refuses becomes a fault like any other; people before it stand. */
async function* withRefusals(people: AsyncIterable<ReadPerson>): AsyncGenerator<ReadPerson> {
  try {
    yield* people;
  } catch (error) {
    if (!(error instanceof RosterRefusedError)) throw error;
    const { code, message, hint, line, column } = error.refusal;
    yield wholeFile(message, code === "text_undecodable" ? exportHint : hint, line, column);
  }
}

/** Opens a file of people. Everything that is wrong with it comes as faults. */
export async function openProfileFile(path: string, terms: ImportTerms): Promise<ProfileFile> {
  const { head, isWhole } = await headOf(path);
  if (head.length === 0) {
    return {
      kind: "csv",
      people: only(wholeFile("This file is empty.", "Choose a file with people in it.")),
    };
  }
  const start = head.toString("latin1");
  const kind = foreign.find(([bytes]) => start.startsWith(bytes));
  if (kind) return { kind: "csv", people: only(wholeFile(`This file is ${kind[1]}.`, exportHint)) };
  const isJson = /^[\s\u00ef\u00bb\u00bf\u00ff\u00fe\0]*[[{]/.test(start);
  return isJson
    ? { kind: "json", people: withRefusals(jsonPeople(path, head, terms)) }
    : { kind: "csv", people: withRefusals(csvPeople(path, head, isWhole, terms)) };
}

async function* csvPeople(
  path: string,
  head: Buffer,
  isWhole: boolean,
  terms: ImportTerms,
): AsyncGenerator<ReadPerson> {
  const { batches } = await openCsv(path, head, isWhole);
  let people: CsvPeople | null = null;
  for await (const rows of batches) {
    for (const { line, cells } of rows) {
      const read = people?.read(cells, line) ?? null;
      if (read) yield read;
      if (people !== null || !cells.some((cell) => cell.trim() !== "")) continue;
      people = new CsvPeople(cells, terms);
      const faults = people.headerFaults(line);
      if (faults.length > 0) {
        yield { line, profile: null, faults, unknownKeys: [] };
        return;
      }
    }
  }
}

function isRecord(value: unknown): value is ProfileRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** People wrapped into one object, as `{"profiles": [...]}`. */
function peopleWithin(record: ProfileRecord): readonly unknown[] | null {
  const keys = Object.keys(record);
  if (keys.some((key) => /name|id$/i.test(key))) return null;
  const key = ["profiles", "people", "persons", "items", "results", "data"].find((name) =>
    Array.isArray(record[name]),
  );
  return key === undefined ? null : (record[key] as readonly unknown[]);
}

function* peopleOf(piece: JsonPiece, terms: ImportTerms): Generator<ReadPerson> {
  let value: unknown;
  try {
    value = JSON.parse(piece.text);
  } catch (error) {
    const { line, column } = placeOfJsonFault(piece, error);
    yield wholeFile(
      "This is not valid JSON.",
      "Look for a missing comma, quotation mark or bracket at this place.",
      line,
      String(column),
    );
    return;
  }
  if (!isRecord(value)) return;
  const within = peopleWithin(value);
  if (within === null) {
    yield personFromRecord(value, piece.line, terms);
    return;
  }
  for (const [index, item] of within.entries()) {
    if (isRecord(item)) yield personFromRecord(item, piece.line, terms, (path) => `${index + 1}. ${path}`);
    else
      yield wholeFile(
        "This entry is no object.",
        "Write an object for each person.",
        piece.line,
        String(index + 1),
      );
  }
}

async function* jsonPeople(path: string, head: Buffer, terms: ImportTerms): AsyncGenerator<ReadPerson> {
  const cutter = new JsonCutter();
  try {
    for await (const text of readText(path, await detectTextEncoding(path, head))) {
      for (const piece of cutter.push(text)) yield* peopleOf(piece, terms);
    }
    cutter.end();
  } catch (error) {
    if (!(error instanceof JsonShapeError)) throw error;
    yield wholeFile(
      error.message,
      "The file should hold a list of objects, one for each person.",
      error.line,
      String(error.column),
    );
  }
}
