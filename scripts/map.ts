import { once } from "node:events";
import { open } from "node:fs/promises";
import { parseArgs } from "node:util";
import { AppError, invalid } from "@/lib/errors";
import { matchTitle } from "@/lib/roles/occupation-matcher";
import type { TitleIndex } from "@/lib/roles/title-index";
import { readTitleIndex } from "@/lib/roles/title-index-reader";
import { matchHeader } from "@/lib/rosters/header-match";
import { RosterRefusedError } from "@/lib/rosters/notes";
import { openCsv } from "@/lib/rosters/reader/csv-reader";
import type { RosterRow } from "@/lib/rosters/reader/delimited-text";
import type { RosterField } from "@/lib/rosters/schema";

/**
 * `npm run -s map -- titles.csv [--column title] [--department department] [--top 5]`: the rows of a CSV file with the
 * occupation of each title, as CSV on standard output. Reads the reference pack alone: no server, no database.
 */

const usage = "npm run -s map -- titles.csv [--column title] [--department department] [--top 5]";
const addedColumns = ["onet_code", "occupation", "confidence", "margin", "accepted", "alternatives"];
const headBytes = 64 * 1024;
const mostCandidates = 50;

type Arguments = { path: string; column?: string; department?: string; top: number };
type Columns = { title: number; department: number | undefined; width: number };

function readArguments(args: string[]): Arguments {
  const { values, positionals } = parseArgs({
    args,
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
  return { path, column: values.column, department: values.department, top };
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

function mapRow(index: TitleIndex, { cells }: RosterRow, columns: Columns, top: number): string {
  const department = columns.department === undefined ? null : (cells[columns.department] ?? null);
  const match = matchTitle(index, { title: cells[columns.title] ?? "", department }, top);
  const [best, ...others] = match.candidates;
  const padding = Array.from({ length: Math.max(0, columns.width - cells.length) }, () => "");
  return writeLine([
    ...cells,
    ...padding,
    best?.code ?? "",
    best ? (index.titleByCode.get(best.code) ?? "") : "",
    match.confidence.toFixed(4),
    match.margin.toFixed(4),
    String(match.accepted),
    others.map((other) => other.code).join("|"),
  ]);
}

async function writeOut(text: string): Promise<void> {
  if (text !== "" && !process.stdout.write(text)) await once(process.stdout, "drain");
}

async function main(args: string[]): Promise<void> {
  const options = readArguments(args);
  const { head, isWholeFile } = await readHead(options.path);
  const { batches } = await openCsv(options.path, head, isWholeFile);
  let columns: Columns | undefined;
  let index: TitleIndex | undefined;
  for await (const rows of batches) {
    let text = "";
    for (const row of rows) {
      if (columns && index) {
        text += mapRow(index, row, columns, options.top);
      } else {
        columns = chooseColumns(row.cells, options);
        index = readTitleIndex();
        text += writeLine([...row.cells, ...addedColumns]);
      }
    }
    await writeOut(text);
  }
  if (!columns) throw invalid(`${options.path} is empty: it has no header line.`);
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
