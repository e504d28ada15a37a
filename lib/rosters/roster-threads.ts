import {
  runInWorkerThread,
  type ThreadWork,
  WarmThreads,
  type WorkerThreadBounds,
  WorkerThreadError,
} from "@/lib/worker-threads";
import { type InspectRosterOptions, inspectionOf, reviewedInspectionOf } from "./inspect-roster";
import { readerThreadMegabytes, readerThreadTimeoutMs, textReadersAtOnce } from "./limits";
import { rosterNote } from "./notes";
import { type RosterReading, refusedReading } from "./read-roster";
import type { StoredInspection } from "./review-schema";
import type { RosterAnswer, RosterTask } from "./roster-task";
import type { ColumnMapping, RosterInspection } from "./schema";
import { WaitingLine } from "./waiting-line";

export interface ReadSegmentsOptions extends Omit<InspectRosterOptions, "mapping"> {
  readonly onProgress?: (rowsRead: number) => void;
}

function tooDemanding(): RosterReading {
  return refusedReading(
    rosterNote({
      code: "workbook_too_demanding",
      message: "Reading this file takes more memory or time than one file may use. Nothing was imported.",
      hint: "Leave out sheets and columns that are not needed, or save the roster as CSV.",
    }),
  );
}

const reader: WorkerThreadBounds = {
  module: "lib/rosters/roster-worker.ts",
  memoryMegabytes: readerThreadMegabytes,
};

/** Its start costs more than a small file does. */
const textReaders = new WarmThreads(reader, { idleMs: 300_000 });

type Run = (work: ThreadWork) => Promise<unknown>;

async function answerOf(
  run: Run,
  task: RosterTask,
  onProgress?: (rowsRead: number) => void,
): Promise<RosterAnswer> {
  try {
    const answer = await run({
      input: task,
      timeoutMs: readerThreadTimeoutMs,
      onProgress: (rowsRead) => onProgress?.(Number(rowsRead)),
    });
    // What `roster-worker.ts` answers with.
    return answer as RosterAnswer;
  } catch (error) {
    if (error instanceof WorkerThreadError && error.reason !== "failed") {
      return { reading: tooDemanding(), packed: null };
    }
    throw error;
  }
}

/** The texts that cells of a workbook share are held in memory; delimited text is streamed, but a thread has its price. */
const workbookLine = new WaitingLine(1);
const textLine = new WaitingLine(textReadersAtOnce);

function readInThread(task: RosterTask, onProgress?: (rowsRead: number) => void): Promise<RosterAnswer> {
  const isWorkbook = (task.fileName ?? task.path).toLowerCase().endsWith(".xlsx");
  if (!isWorkbook) return textLine.take(() => answerOf((work) => textReaders.run(work), task, onProgress));
  // What a workbook took of memory goes with its thread.
  const run: Run = (work) => runInWorkerThread({ ...reader, ...work });
  return workbookLine.take(() => answerOf(run, task, onProgress));
}

/** `inspectRoster` in a thread with bounds on memory and time, so that the process goes on answering. */
export async function inspectRosterInThread(
  path: string,
  options: InspectRosterOptions = {},
): Promise<RosterInspection> {
  const { reading } = await readInThread({ ...options, path, wanted: "counts" });
  return inspectionOf(reading);
}

export interface ReviewedRoster {
  /** With the faulty rows themselves, for a person to look at. */
  readonly inspection: StoredInspection;
  /** The reading to keep for the import (`packReading`); null when the roster has faults. */
  readonly packed: string | null;
}

/** The same with all that an import of it needs. */
export async function reviewRosterInThread(
  path: string,
  options: InspectRosterOptions = {},
): Promise<ReviewedRoster> {
  const { reading, packed } = await readInThread({ ...options, path, wanted: "packed" });
  return { inspection: reviewedInspectionOf(reading), packed };
}

/**
 * The workforce segments of a roster by a confirmed mapping, read in a thread with bounds on memory and time. Check
 * `refusal` and `faultCount` before storing: an import is whole or absent.
 */
export async function readRosterSegments(
  path: string,
  mapping: ColumnMapping,
  { onProgress, ...options }: ReadSegmentsOptions = {},
): Promise<RosterReading> {
  const { reading } = await readInThread({ ...options, mapping, path, wanted: "segments" }, onProgress);
  return reading;
}
