import "server-only";
import { quarantine } from "@/lib/files/rooms";
import { findReading } from "./mutations/raw-files";
import type { TitlePeople } from "./queries/roster-people";
import type { PlacedRule } from "./review-schema";
import { readRosterSegments } from "./roster-threads";
import type { ColumnMapping, WorkforceSegment } from "./schema";

/** What of a waiting file is compared with the present roster: counts per title, department and location. */
export interface WaitingPeople {
  readonly titles: readonly TitlePeople[];
  /** Department or location → people; those without one are left out. */
  readonly departments: ReadonlyMap<string, number>;
  readonly locations: ReadonlyMap<string, number>;
  /** Rows with faults, which are not among the people. */
  readonly faultCount: number;
}

export interface WaitingFile {
  readonly uploadId: string;
  readonly quarantineKey: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly sheet: string | null;
  readonly mapping: ColumnMapping;
  /** What was decided about its faulty rows. */
  readonly fixes: readonly PlacedRule[];
}

// A look at the next page of a list reads the file no second time. A few thousand small rows each, in memory only.
const readings = new Map<string, Promise<WaitingPeople>>();
const keptReadings = 4;

/** Reads a waiting file once for as long as its columns, and what was decided about its rows, stay the same. */
export function readWaitingPeople(file: WaitingFile): Promise<WaitingPeople> {
  const key = JSON.stringify(file);
  const known = readings.get(key);
  if (known) return known;
  const reading = read(file);
  readings.set(key, reading);
  // A file that could not be read now may be readable later.
  reading.catch(() => readings.delete(key));
  for (const oldest of [...readings.keys()].slice(0, -keptReadings)) readings.delete(oldest);
  return reading;
}

/** From what the upload's reading gave, which has no faults; where that is not kept, from the file. */
async function read({ quarantineKey, fixes, ...file }: WaitingFile): Promise<WaitingPeople> {
  const { fileName, sheet, mapping } = file;
  const kept = await findReading(quarantineKey, { ...file, rules: fixes });
  const { segments, faultCount } = kept
    ? { ...kept, faultCount: 0 }
    : await quarantine.withLocalCopy(quarantineKey, (path) =>
        readRosterSegments(path, mapping, { fileName, sheet: sheet ?? undefined, fixes }),
      );
  return {
    titles: sumByTitle(segments),
    departments: sumBy(segments, ({ department }) => department),
    locations: sumBy(segments, ({ location }) => location),
    faultCount,
  };
}

function sumByTitle(segments: readonly WorkforceSegment[]): TitlePeople[] {
  const sums = new Map<
    string,
    { titleKey: string; title: string; department: string | null; headcount: number }
  >();
  for (const { titleKey, title, department, headcount } of segments) {
    const key = `${titleKey}\n${department ?? ""}`;
    const sum = sums.get(key);
    if (sum) sum.headcount += headcount;
    else sums.set(key, { titleKey, title, department, headcount });
  }
  return [...sums.values()];
}

function sumBy(
  segments: readonly WorkforceSegment[],
  pick: (segment: WorkforceSegment) => string | null,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const segment of segments) {
    const name = pick(segment);
    if (name !== null) sums.set(name, (sums.get(name) ?? 0) + segment.headcount);
  }
  return sums;
}
