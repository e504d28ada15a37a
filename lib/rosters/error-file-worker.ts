import { closeSync, openSync, writeSync } from "node:fs";
import { byteOrderMark } from "@/lib/csv/csv-line";
import { answerInWorkerThread } from "@/lib/worker-threads";
import { unguardedRow } from "./error-columns";
import {
  type CorrectedRow,
  correctionsOf,
  errorFileCells,
  errorFileHeader,
  errorFileLine,
  type FaultyRow,
  fieldNames,
  isCorrectionOf,
  lineOf,
} from "./error-file";
import { type Corrections, ErrorFileTask, maxCorrections } from "./error-file-task";
import { isBlankText } from "./header-text";
import { RosterRefusedError } from "./notes";
import { readRoster } from "./read-roster";
import type { RowFixRule } from "./review-schema";
import { findTable, openRosterFile } from "./roster-reader";

type Roster = ErrorFileTask["roster"];

/** Writes the rows that still have a fault, with their faults. @returns how many */
async function writeErrorFile(roster: Roster, target: string): Promise<{ rowCount: number }> {
  const source = await openRosterFile(roster.path, roster);
  const delimiter = source.facts.delimiter ?? ",";
  const { header } = await findTable(source);
  const fieldOf = fieldNames(roster.mapping);
  const file = openSync(target, "w", 0o600);
  try {
    let text = byteOrderMark + errorFileLine(errorFileHeader(header.cells), delimiter);
    let rowCount = 0;
    await readRoster(roster.path, {
      ...roster,
      onReviewedRow: ({ cells }, { left }) => {
        if (left.length === 0) return;
        rowCount += 1;
        text += errorFileLine(errorFileCells(cells, header.cells.length, left, fieldOf), delimiter);
        if (text.length < 65_536) return;
        writeSync(file, text);
        text = "";
      },
    });
    writeSync(file, text);
    return { rowCount };
  } finally {
    closeSync(file);
  }
}

async function readCorrected(path: string, fileName: string): Promise<CorrectedRow[]> {
  const { header, batches } = await findTable(await openRosterFile(path, { fileName }));
  const rows: CorrectedRow[] = [];
  for await (const batch of batches) {
    for (const row of batch) {
      const { line, cells } = unguardedRow(row);
      if (cells.every(isBlankText)) continue;
      rows.push({ at: line, cells: new Map(header.names.map((name, index) => [name, cells[index] ?? ""])) });
    }
  }
  return rows;
}

/** What a corrected error file says of the faulty rows of a waiting roster; all of it fits, or nothing is taken. */
async function matchCorrections(
  roster: Roster,
  corrected: NonNullable<ErrorFileTask["corrected"]>,
): Promise<Corrections> {
  const byLine = new Map<number, CorrectedRow>();
  let misplacedAt: number | null = null;
  for (const row of await readCorrected(corrected.path, corrected.fileName)) {
    const line = lineOf(row);
    if (line === null || byLine.has(line)) misplacedAt ??= row.at;
    else byLine.set(line, row);
  }
  const faulty = new Map<number, FaultyRow>();
  const { columns } = await readRoster(roster.path, {
    ...roster,
    onReviewedRow: ({ line, cells }, { found, left }) => {
      if (byLine.has(line)) faulty.set(line, { line, cells: [...cells], faults: [...found, ...left] });
    },
  });
  const names = columns.map(({ name }) => name);
  const rules: RowFixRule[] = [];
  let changedRows = 0;
  for (const [line, row] of byLine) {
    const before = faulty.get(line);
    if (!before || !isCorrectionOf(row, before, names)) {
      misplacedAt ??= row.at;
      continue;
    }
    const changes = correctionsOf(row, before, names, roster.mapping);
    if (changes.length > 0) changedRows += 1;
    if (rules.length <= maxCorrections) rules.push(...changes);
  }
  return { rules, changedRows, rowCount: byLine.size, misplacedAt };
}

/** A file that cannot be read as a roster is the sentence of the reader here, too. */
async function answer(task: ErrorFileTask): Promise<unknown> {
  try {
    if (task.corrected) return await matchCorrections(task.roster, task.corrected);
    return await writeErrorFile(task.roster, task.target ?? "");
  } catch (error) {
    if (!(error instanceof RosterRefusedError)) throw error;
    return { refusal: `${error.refusal.message} ${error.refusal.hint}` };
  }
}

/** Entry of the thread that writes an error file, or reads one that came back; started by `error-file-threads.ts`. */
answerInWorkerThread((input) => answer(ErrorFileTask.parse(input)));
