import { z } from "zod";
import { rowFixActions } from "@/db/enums";
import { maxCellCharacters } from "./limits";
import { type RosterInspection, type RowFault, type RowFaultCode, rowFaultCodes } from "./schema";

const CellText = z.string().max(maxCellCharacters);

/**
 * What a person decided about faulty rows: of one line, or of all lines with this fault (and this text, where one is
 * given). What is said of a line goes before what is said of many; of a line the later of two wins, and of many the
 * earlier, so that deciding the rest leaves alone what was decided.
 */
export const RowFixRule = z.strictObject({
  faultCode: z.enum(rowFaultCodes),
  /** Null: every line with this fault. */
  line: z.int().min(1).nullable(),
  /** Null where the fault is of the whole row. */
  column: CellText.nullable(),
  /** The faulty text as the fault shows it; null with a null line: whatever stands there. */
  value: CellText.nullable(),
  action: z.enum(rowFixActions),
  /** What is read instead. Null: the text without what cannot be printed, or the row cut and filled to the header. */
  replacement: CellText.nullable(),
});
export type RowFixRule = z.infer<typeof RowFixRule>;

/** A rule as the reader gets it, with its place in the order in which they were made. */
export const PlacedRule = RowFixRule.extend({ position: z.int().min(1) });
export type PlacedRule = z.infer<typeof PlacedRule>;

/** A fault of a row that is kept for review. */
export interface KeptFault extends RowFault {
  /** Rules up to this place were in force when it was found, and did not settle it. 0: in the file as it came. */
  readonly after: number;
}

/** A faulty row as it stands in the file. */
export interface KeptRow {
  readonly line: number;
  /** By column; null where it tells of a person. Cells past the last column are extra ones. */
  readonly cells: readonly (string | null)[];
  /** People it stands for, as far as it says; else one. */
  readonly people: number;
  readonly faults: readonly KeptFault[];
}

export interface FaultTally {
  readonly lines: number;
  readonly people: number;
}

/** Rows with faults as one reading found them, with the rules that stood by then. */
export interface RowReview {
  /** How many rules were in force, and the place of the last: unlike before whenever one is made or undone. */
  readonly fixCount: number;
  readonly lastPosition: number;
  /** Rows that still have a fault, by the code of each of their faults; a row with two counts in both. */
  readonly open: Readonly<Partial<Record<RowFaultCode, FaultTally>>>;
  readonly openLines: number;
  readonly mendedLines: number;
  readonly skippedLines: number;
  /** The first 1,000 open ones, and the first 1,000 that were mended or skipped, by line. */
  readonly rows: readonly KeptRow[];
}

/** What is stored of a waiting upload. */
export interface StoredInspection extends RosterInspection {
  readonly review: RowReview;
}

export const DecideRowsInput = RowFixRule.extend({ uploadId: z.uuid() });
export const UndoRowFixInput = z.strictObject({ uploadId: z.uuid(), fixId: z.uuid() });

/** One act as the screen lists it; a corrected error file makes many rules in one act. */
export interface RowAct {
  /** Of its last rule. */
  readonly fixId: string;
  readonly rule: RowFixRule;
  readonly ruleCount: number;
  readonly madeByName: string;
  readonly madeAt: Date;
}

export const reviewViews = ["open", "all"] as const;
export type ReviewView = (typeof reviewViews)[number];
