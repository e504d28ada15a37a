import { runInWorkerThread, WorkerThreadError } from "@/lib/worker-threads";
import { type InspectRosterOptions, inspectionOf, reviewedInspectionOf } from "./inspect-roster";
import { readerThreadMegabytes, readerThreadTimeoutMs, textReadersAtOnce } from "./limits";
import { rosterNote } from "./notes";
import { type RosterReading, refusedReading } from "./read-roster";
import type { StoredInspection } from "./review-schema";
import type { RosterTask } from "./roster-task";
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

async function runReader(task: RosterTask, onProgress?: (rowsRead: number) => void): Promise<RosterReading> {
  try {
    const reading = await runInWorkerThread({
      module: "lib/rosters/roster-worker.ts",
      input: task,
      memoryMegabytes: readerThreadMegabytes,
      timeoutMs: readerThreadTimeoutMs,
      onProgress: (rowsRead) => onProgress?.(Number(rowsRead)),
    });
    // What `roster-worker.ts` answers with.
    return reading as RosterReading;
  } catch (error) {
    if (error instanceof WorkerThreadError && error.reason !== "failed") return tooDemanding();
    throw error;
  }
}

/** The texts that cells of a workbook share are held in memory; delimited text is streamed, but a thread has its price. */
const workbookLine = new WaitingLine(1);
const textLine = new WaitingLine(textReadersAtOnce);

function readInThread(task: RosterTask, onProgress?: (rowsRead: number) => void): Promise<RosterReading> {
  const read = () => runReader(task, onProgress);
  const isWorkbook = (task.fileName ?? task.path).toLowerCase().endsWith(".xlsx");
  return (isWorkbook ? workbookLine : textLine).take(read);
}

/** `inspectRoster` in a thread with bounds on memory and time, so that the process goes on answering. */
export async function inspectRosterInThread(
  path: string,
  options: InspectRosterOptions = {},
): Promise<RosterInspection> {
  return inspectionOf(await readInThread({ ...options, path, wantsSegments: false }));
}

/** The same with the faulty rows themselves, for a person to look at. */
export async function reviewRosterInThread(
  path: string,
  options: InspectRosterOptions = {},
): Promise<StoredInspection> {
  return reviewedInspectionOf(await readInThread({ ...options, path, wantsSegments: false }));
}

/**
 * The workforce segments of a roster by a confirmed mapping, read in a thread with bounds on memory and time. Check
 * `refusal` and `faultCount` before storing: an import is whole or absent.
 */
export function readRosterSegments(
  path: string,
  mapping: ColumnMapping,
  { onProgress, ...options }: ReadSegmentsOptions = {},
): Promise<RosterReading> {
  return readInThread({ ...options, mapping, path, wantsSegments: true }, onProgress);
}
