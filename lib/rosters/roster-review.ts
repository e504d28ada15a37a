import type {
  FaultTally,
  KeptFault,
  KeptRow,
  PlacedRule,
  ReviewView,
  RowFixRule,
  RowReview,
} from "./review-schema";
import { speaksOf, stateOfRules } from "./row-fixes";
import { type RowFaultCode, rowFaultCodes } from "./schema";

export type Settlement = "open" | "mended" | "skipped";

export interface ReviewedFault extends KeptFault {
  readonly settlement: Settlement;
  /** What is read instead of the cell, once it is mended; null also for a row cut or filled to the header. */
  readonly replacement: string | null;
}

export interface ReviewedLine extends Omit<KeptRow, "faults"> {
  readonly faults: readonly ReviewedFault[];
  readonly settlement: Settlement;
}

/** Rows with the same fault, and the same text where one is given. */
export interface FaultGroup extends FaultTally {
  readonly code: RowFaultCode;
  readonly column: string | null;
  readonly value: string | null;
  readonly hint: string;
}

export interface CodeGroup extends FaultTally {
  readonly code: RowFaultCode;
  readonly hint: string;
  /** The column all of them are in; null when there are several, or none. */
  readonly column: string | null;
  /** By text, the most frequent first, at most twenty; empty when all are alike. */
  readonly values: readonly FaultGroup[];
}

export interface ReviewCounts {
  readonly left: number;
  readonly mended: number;
  readonly skipped: number;
  readonly total: number;
}

export interface RosterReview {
  readonly counts: ReviewCounts;
  readonly groups: readonly CodeGroup[];
  readonly lines: readonly ReviewedLine[];
  /** More faulty rows than are kept. */
  readonly hasMore: boolean;
  /** The whole file was read with exactly the rules in force. */
  readonly isChecked: boolean;
  /** The file has to be read again before more can be said. */
  readonly needsCheck: boolean;
}

/** Of an upload that was read before rows were kept for review: it has to be read again. */
export const unknownReview: RowReview = {
  fixCount: -1,
  lastPosition: 0,
  open: {},
  openLines: 0,
  mendedLines: 0,
  skippedLines: 0,
  rows: [],
};

class RuleBook {
  readonly #byLine = new Map<number, PlacedRule[]>();
  readonly #patterns: PlacedRule[] = [];

  constructor(rules: readonly PlacedRule[]) {
    for (const rule of rules.toSorted((a, b) => a.position - b.position)) {
      if (rule.line === null) this.#patterns.push(rule);
      else this.#byLine.set(rule.line, [...(this.#byLine.get(rule.line) ?? []), rule]);
    }
  }

  /**
   * As the reader would decide: what is said of the line goes before what is said of many; of the line the later goes
   * before the earlier, and of many the earlier before the later.
   */
  settle(row: KeptRow): ReviewedLine {
    const said = this.#byLine.get(row.line) ?? [];
    const isSkipped = said.at(-1)?.action === "skip";
    const replacements = said.filter(({ action }) => action === "replace");
    const faults = row.faults.map((fault): ReviewedFault => {
      if (isSkipped) return { ...fault, settlement: "skipped", replacement: null };
      const speaks = (rule: PlacedRule) => rule.position > fault.after && speaksOf(rule, row.line, fault);
      const rule = replacements.findLast(speaks) ?? this.#patterns.find(speaks);
      if (!rule) return { ...fault, settlement: "open", replacement: null };
      const settlement = rule.action === "skip" ? "skipped" : "mended";
      return { ...fault, settlement, replacement: rule.replacement };
    });
    return { ...row, faults, settlement: settlementOfRow(faults) };
  }
}

function settlementOfRow(faults: readonly ReviewedFault[]): Settlement {
  const has = (settlement: Settlement) => faults.some((fault) => fault.settlement === settlement);
  if (has("skipped")) return "skipped";
  return has("open") ? "open" : "mended";
}

const shownValues = 20;

function valuesOf(code: RowFaultCode, lines: readonly ReviewedLine[]): FaultGroup[] {
  const groups = new Map<string, FaultGroup>();
  for (const { faults, people } of lines) {
    for (const { column, value, hint, ...fault } of faults) {
      if (fault.code !== code || fault.settlement !== "open") continue;
      const key = JSON.stringify([column, value]);
      const before = groups.get(key) ?? { lines: 0, people: 0 };
      const tally = { lines: before.lines + 1, people: before.people + people };
      groups.set(key, { code, column, value, hint, ...tally });
    }
  }
  return [...groups.values()].sort((a, b) => b.lines - a.lines);
}

const isOpenAt = (review: RowReview, row: KeptRow) =>
  row.faults.some(({ after }) => after === review.lastPosition);

function codeGroups(review: RowReview, lines: readonly ReviewedLine[]): CodeGroup[] {
  const open = lines.filter(({ settlement }) => settlement === "open");
  return rowFaultCodes.flatMap((code) => {
    const has = (row: KeptRow) =>
      row.faults.some((fault) => fault.code === code && fault.after === review.lastPosition);
    const then = review.rows.filter(has);
    const now = open.filter(({ faults }) =>
      faults.some((fault) => fault.code === code && fault.settlement === "open"),
    );
    const sum = (rows: readonly KeptRow[]) => rows.reduce((people, row) => people + row.people, 0);
    const told = review.open[code] ?? { lines: 0, people: 0 };
    // The rows that are not kept are known by their number only.
    const count = told.lines - then.length + now.length;
    if (count <= 0) return [];
    const values = valuesOf(code, open);
    const columns = new Set(values.map(({ column }) => column));
    const [column] = columns.size === 1 ? columns : [null];
    return [
      {
        code,
        column: column ?? null,
        hint: values[0]?.hint ?? "",
        lines: count,
        people: told.people - sum(then) + sum(now),
        values: values.length > 1 ? values.slice(0, shownValues) : [],
      },
    ];
  });
}

function countsOf(review: RowReview, lines: readonly ReviewedLine[]): ReviewCounts {
  const total = review.openLines + review.mendedLines + review.skippedLines;
  const is = (settlement: Settlement) => lines.filter((line) => line.settlement === settlement).length;
  const left = review.openLines - review.rows.filter((row) => isOpenAt(review, row)).length + is("open");
  if (total > review.rows.length) {
    const skipped = Math.max(review.skippedLines, is("skipped"));
    return { left, skipped, mended: Math.max(0, total - left - skipped), total };
  }
  return { left, mended: is("mended"), skipped: is("skipped"), total };
}

/** Mending these can bring another fault to light, which only the whole file tells; a row left out frees its id. */
const farReaching: ReadonlySet<RowFaultCode> = new Set([
  "cells_missing",
  "cells_extra",
  "employee_id_repeated",
]);

/** What is left to do about the faulty rows of a waiting roster, by the rules in force now. */
export function reviewOf(review: RowReview, rules: readonly PlacedRule[]): RosterReview {
  const book = new RuleBook(rules);
  const lines = review.rows.map((row) => book.settle(row));
  const counts = countsOf(review, lines);
  const now = stateOfRules(rules);
  const isChecked = review.fixCount === now.fixCount && review.lastPosition === now.lastPosition;
  const hasMore = counts.total > lines.length;
  const hasIds = lines.some(
    ({ settlement, faults }) =>
      settlement === "open" && faults.some(({ code }) => code === "employee_id_repeated"),
  );
  const reachesFar = rules.some(
    ({ position, faultCode, action }) =>
      position > review.lastPosition && (action === "skip" ? hasIds : farReaching.has(faultCode)),
  );
  return {
    counts,
    groups: codeGroups(review, lines),
    lines,
    hasMore,
    isChecked,
    needsCheck: !isChecked && (hasMore || counts.left === 0 || reachesFar),
  };
}

/** The rows of one view, of one fault where one is asked for. */
export function linesOf(
  review: RosterReview,
  view: ReviewView,
  code: RowFaultCode | null,
): readonly ReviewedLine[] {
  return review.lines.filter(
    ({ settlement, faults }) =>
      (view === "all" || settlement === "open") &&
      (code === null ||
        faults.some((fault) => fault.code === code && (view === "all" || fault.settlement === "open"))),
  );
}

/** Whether a rule would settle anything that is open, as far as is known. */
export function settlesSomething(review: RosterReview, rule: RowFixRule): boolean {
  if (rule.line !== null) return review.lines.some(({ line }) => line === rule.line);
  if (review.hasMore) return true;
  return review.lines.some(({ line, settlement, faults }) =>
    faults.some(
      (fault) => settlement === "open" && fault.settlement === "open" && speaksOf(rule, line, fault),
    ),
  );
}
