import type { ReadRosterOptions, RosterReading } from "./read-roster";

/** What the thread that reads a file is told. Both ends are ours, and zod would be half of the thread's start. */
export interface RosterTask
  extends Pick<ReadRosterOptions, "fileName" | "mapping" | "sheet" | "fixes" | "memories"> {
  readonly path: string;
  /** Counts alone; with the segments; or with the segments as text to keep (`packReading`). */
  readonly wanted: "counts" | "segments" | "packed";
}

export interface RosterAnswer {
  readonly reading: RosterReading;
  readonly packed: string | null;
}
