import { once } from "node:events";
import { open } from "node:fs/promises";
import { parseArgs } from "node:util";
import { AppError, invalid } from "@/lib/errors";
import { matchTitle, type TitleMatch } from "@/lib/roles/occupation-matcher";
import type { TitleQuestion } from "@/lib/roles/prompt";
import type { TitleIndex } from "@/lib/roles/title-index";
import { readTitleIndex } from "@/lib/roles/title-index-reader";
import { matchHeader } from "@/lib/rosters/header-match";
import { RosterRefusedError } from "@/lib/rosters/notes";
import { openCsv } from "@/lib/rosters/reader/csv-reader";
import type { RosterRow } from "@/lib/rosters/reader/delimited-text";
import type { RosterField } from "@/lib/rosters/schema";
import type { Choice, Chooser } from "./choose-with-model";

/**
 * `npm run -s map -- titles.csv [--column title] [--department department] [--top 5]`: the rows of a CSV file with the
 * occupation of each title, as CSV on standard output. Reads the reference pack alone: no server, no database. With
 * --model a model is asked about the titles that the matcher is unsure of; what it cost goes to standard error.
 */

const usage =
  "npm run -s map -- titles.csv [--column title] [--department department] [--top 5] [--model [name]]";
const addedColumns = ["onet_code", "occupation", "confidence", "margin", "accepted", "alternatives"];
const modelColumns = ["origin", "model_outcome", "model_reason"];
const modelFlag = "--model";
const headBytes = 64 * 1024;
const mostCandidates = 50;
/** A model chooses among at least so many, however few are written out. */
const candidatesForModel = 5;

type Arguments = {
  path: string;
  column?: string;
  department?: string;
  top: number;
  /** Undefined: no model is asked; null: the product's choice. */
  model: string | null | undefined;
};
type Columns = { title: number; department: number | undefined; width: number };

/** A name may follow the flag, with or without an equals sign; the file's name is no model's. */
function takeModel(args: readonly string[]): { model: string | null | undefined; rest: string[] } {
  const at = args.findIndex((arg) => arg === modelFlag || arg.startsWith(`${modelFlag}=`));
  if (at < 0) return { model: undefined, rest: [...args] };
  const [flag = "", next] = args.slice(at);
  const others = [...args.slice(0, at), ...args.slice(at + 1)];
  if (flag !== modelFlag) return { model: flag.slice(modelFlag.length + 1) || null, rest: others };
  const isName = next !== undefined && !next.startsWith("-") && !/\.(csv|tsv|txt)$/i.test(next);
  if (!isName) return { model: null, rest: others };
  return { model: next, rest: [...args.slice(0, at), ...args.slice(at + 2)] };
}

function readArguments(given: string[]): Arguments {
  const { model, rest } = takeModel(given);
  const { values, positionals } = parseArgs({
    args: rest,
    allowPositionals: true,
    options: {
      column: { type: "string" },
      department: { type: "string" },
      top: { type: "string", default: "5" },
    },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw invalid(`Name one CSV file: ${usage}.`);
  const top = Number(values.top);
  if (!Number.isInteger(top) || top < 1 || top > mostCandidates) {
    throw invalid(`--top must be a whole number from 1 to ${mostCandidates}, not "${values.top}".`);
  }
  return { path, column: values.column, department: values.department, top, model };
}

async function readHead(path: string): Promise<{ head: Buffer; isWholeFile: boolean }> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === "ENOENT" ? "there is no such file" : (error.code ?? "it is not readable");
    throw invalid(`Cannot open ${path}: ${why}.`);
  });
  try {
    if (!(await file.stat()).isFile()) throw invalid(`Cannot read ${path}: it is not a file.`);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes + 1), 0, headBytes + 1, 0);
    return { head: buffer.subarray(0, Math.min(bytesRead, headBytes)), isWholeFile: bytesRead <= headBytes };
  } finally {
    await file.close();
  }
}

function findNamed(header: readonly string[], name: string): number {
  const wanted = name.trim().toLowerCase();
  const at = header.findIndex((cell) => cell.trim().toLowerCase() === wanted);
  if (at < 0) throw invalid(`There is no column "${name}". The file has: ${header.join(", ")}.`);
  return at;
}

/** The column whose header most clearly names the field, the first of equals. */
function findLikely(header: readonly string[], field: RosterField): number | undefined {
  let best: number | undefined;
  let highest = 0;
  header.forEach((cell, at) => {
    const score = matchHeader(cell).find((match) => match.field === field)?.score ?? 0;
    if (score > highest) {
      best = at;
      highest = score;
    }
  });
  return best;
}

function chooseColumns(header: readonly string[], { column, department }: Arguments): Columns {
  const title = column === undefined ? findLikely(header, "title") : findNamed(header, column);
  if (title === undefined) {
    throw invalid(
      `No column looks like a job title; name it with --column. The file has: ${header.join(", ")}.`,
    );
  }
  const named = department === undefined ? findLikely(header, "department") : findNamed(header, department);
  return { title, department: named === title ? undefined : named, width: header.length };
}

/** By RFC 4180; a cell that a spreadsheet would read as a formula stays as it is, so that input comes back unchanged. */
function quoteCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function writeLine(cells: readonly string[]): string {
  return `${cells.map(quoteCell).join(",")}\r\n`;
}

interface MatchedRow {
  readonly cells: readonly string[];
  readonly title: string;
  readonly department: string | null;
  readonly match: TitleMatch;
}

function matchRow(index: TitleIndex, { cells }: RosterRow, columns: Columns, top: number): MatchedRow {
  const department = columns.department === undefined ? null : (cells[columns.department] ?? null);
  const title = cells[columns.title] ?? "";
  return { cells, title, department, match: matchTitle(index, { title, department }, top) };
}

function toQuestion(index: TitleIndex, { title, department, match }: MatchedRow): TitleQuestion | null {
  if (match.accepted || match.candidates.length === 0) return null;
  const candidates = match.candidates.map(({ code }) => ({
    code,
    title: index.titleByCode.get(code) ?? code,
  }));
  return { title, department: department || undefined, candidates };
}

/** What the model says of each row; undefined for those it is not asked about. */
async function chooseFor(
  chooser: Chooser,
  index: TitleIndex,
  rows: readonly MatchedRow[],
): Promise<(Choice | undefined)[]> {
  const questions = rows.map((row) => toQuestion(index, row));
  const answers = await chooser.choose(questions.filter((question) => question !== null));
  return questions.map((question) => (question === null ? undefined : answers.shift()));
}

function writeRow(
  index: TitleIndex,
  { cells, match }: MatchedRow,
  width: number,
  more: readonly string[],
  { code, top }: { code: string; top: number },
): string {
  const others = match.candidates.filter((candidate) => candidate.code !== code).slice(0, top - 1);
  const padding = Array.from({ length: Math.max(0, width - cells.length) }, () => "");
  return writeLine([
    ...cells,
    ...padding,
    code,
    index.titleByCode.get(code) ?? "",
    match.confidence.toFixed(4),
    match.margin.toFixed(4),
    String(match.accepted),
    others.map((other) => other.code).join("|"),
    ...more,
  ]);
}

interface Table {
  readonly columns: Columns;
  readonly index: TitleIndex;
}

/** Confidence and margin stay the matcher's, whoever chose: a model's are not measured. */
async function mapRows(
  { columns, index }: Table,
  rows: readonly RosterRow[],
  top: number,
  chooser: Chooser | null,
): Promise<string> {
  const candidates = chooser ? Math.max(top, candidatesForModel) : top;
  const matched = rows.map((row) => matchRow(index, row, columns, candidates));
  const choices = chooser ? await chooseFor(chooser, index, matched) : [];
  return matched
    .map((row, at) => {
      const choice = choices[at];
      const best = row.match.candidates[0]?.code ?? "";
      const code = choice?.outcome === "chosen" ? choice.code : best;
      const origin = code === "" ? "" : choice?.outcome === "chosen" ? "model" : "matcher";
      const more = chooser ? [origin, choice?.outcome ?? "", choice?.reason ?? ""] : [];
      return writeRow(index, row, columns.width, more, { code, top });
    })
    .join("");
}

async function openModel({ model }: Arguments): Promise<Chooser | null> {
  if (model === undefined) return null;
  // Not before it is wanted: it reads the environment, which the matcher alone does without.
  const { openChooser } = await import("./choose-with-model");
  return openChooser(model ?? undefined);
}

async function writeOut(text: string): Promise<void> {
  if (text !== "" && !process.stdout.write(text)) await once(process.stdout, "drain");
}

/** Reads the header and writes it with the columns that are added. */
async function beginTable({ cells }: RosterRow, options: Arguments): Promise<Table> {
  const columns = chooseColumns(cells, options);
  const more = options.model === undefined ? [] : modelColumns;
  await writeOut(writeLine([...cells, ...addedColumns, ...more]));
  return { columns, index: readTitleIndex() };
}

async function main(args: string[]): Promise<void> {
  const options = readArguments(args);
  const chooser = await openModel(options);
  const { head, isWholeFile } = await readHead(options.path);
  const { batches } = await openCsv(options.path, head, isWholeFile);
  let table: Table | undefined;
  for await (const [first, ...more] of batches) {
    if (!first) continue;
    const rows = table ? [first, ...more] : more;
    table ??= await beginTable(first, options);
    await writeOut(await mapRows(table, rows, options.top, chooser));
  }
  if (!table) throw invalid(`${options.path} is empty: it has no header line.`);
  if (chooser) process.stderr.write(chooser.report());
}

function isForReader(error: unknown): error is Error {
  if (error instanceof AppError || error instanceof RosterRefusedError) return true;
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

// A reader that has seen enough (`| head`) closes the pipe: no fault of ours, and nothing is left to do.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!isForReader(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
