import { type ReadRosterOptions, type RosterReading, readRoster } from "./read-roster";
import type { StoredInspection } from "./review-schema";
import type { RosterInspection } from "./schema";

export type InspectRosterOptions = Pick<
  ReadRosterOptions,
  "mapping" | "sheet" | "fileName" | "fixes" | "memories"
>;

/** Strict: any fault of any row makes it not `ok`. */
export function inspectionOf(reading: RosterReading): RosterInspection {
  const { refusal, facts } = reading;
  return {
    ok: refusal === null && reading.faultCount === 0,
    format: facts.format,
    encoding: facts.encoding,
    delimiter: facts.delimiter,
    sheet: facts.sheet,
    sheets: facts.sheets,
    headerLine: reading.headerLine,
    rows: reading.rows,
    people: reading.people,
    roles: reading.roles,
    ignored: reading.ignored,
    columns: reading.columns,
    preview: reading.preview,
    errors: refusal === null ? reading.faults : [refusal, ...reading.faults],
    errorCount: reading.faultCount + (refusal === null ? 0 : 1),
    warnings: reading.warnings,
  };
}

/** The same with the faulty rows themselves, for a person to look at. */
export function reviewedInspectionOf(reading: RosterReading): StoredInspection {
  return { ...inspectionOf(reading), review: reading.review };
}

/**
 * Whether a file can be imported as it stands, and all that is wrong with it if not. A workbook is held in memory
 * whole: use `inspectRosterInThread` for files of unknown origin.
 */
export async function inspectRoster(
  path: string,
  options: InspectRosterOptions = {},
): Promise<RosterInspection> {
  return inspectionOf(await readRoster(path, { ...options, wantsSegments: false }));
}
