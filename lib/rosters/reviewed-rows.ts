import { maxListedFaults } from "./limits";
import type { RosterRow } from "./reader/delimited-text";
import type { FaultTally, KeptFault, KeptRow, RowReview } from "./review-schema";
import type { RowFault, RowFaultCode } from "./schema";

/** Cells of kept rows, in characters; a faulty row past that is counted and not kept. */
const maxKeptCharacters = 1_500_000;

export interface RowVerdict {
  /** In the row as it stands in the file. */
  readonly found: readonly RowFault[];
  /** After what people decided. */
  readonly left: readonly RowFault[];
  readonly isSkipped: boolean;
  readonly headcount: number;
}

/** Told of every row that had a fault, or that a person spoke of. */
export type OnReviewedRow = (row: RosterRow, verdict: RowVerdict) => void;

const isSame = (one: RowFault, other: RowFault) =>
  one.code === other.code && one.column === other.column && one.value === other.value;

/** What was wrong and is settled, and what is left; a fault that outlived a decision says which. */
function keptFaults({ found, left }: RowVerdict, lastPosition: number): KeptFault[] {
  const settled = found.filter((fault) => !left.some((other) => isSame(fault, other)));
  return [
    ...settled.map((fault) => ({ ...fault, after: 0 })),
    ...left.map((fault) => ({ ...fault, after: lastPosition })),
  ];
}

/** Cut out of large texts, cells would keep all of them in memory. */
const ownCopy = (text: string) => Buffer.from(text).toString();

class KeptRows {
  readonly rows: KeptRow[] = [];
  #characters = 0;

  add({ line, cells }: RosterRow, verdict: RowVerdict, lastPosition: number): void {
    if (this.rows.length >= maxListedFaults) return;
    this.#characters += cells.reduce((sum, cell) => sum + cell.length, 0);
    if (this.#characters > maxKeptCharacters) return;
    const faults = keptFaults(verdict, lastPosition);
    this.rows.push({ line, cells: cells.map(ownCopy), people: verdict.headcount, faults });
  }
}

/** The faulty rows of one reading in file order: the first 1,000 kept, all counted. */
export class ReviewedRows {
  /** The first 1,000 faults that are left; `count` counts all. */
  readonly faults: RowFault[] = [];
  count = 0;
  readonly #open = new KeptRows();
  readonly #settled = new KeptRows();
  readonly #tallies = new Map<RowFaultCode, FaultTally>();
  readonly #tell: OnReviewedRow | undefined;
  #openLines = 0;
  #mendedLines = 0;
  #skippedLines = 0;
  readonly #fixCount: number;
  readonly #lastPosition: number;

  constructor(fixes: { readonly fixCount: number; readonly lastPosition: number }, tell?: OnReviewedRow) {
    this.#fixCount = fixes.fixCount;
    this.#lastPosition = fixes.lastPosition;
    this.#tell = tell;
  }

  get skippedLines(): number {
    return this.#skippedLines;
  }

  add(row: RosterRow, verdict: RowVerdict): void {
    this.#tell?.(row, verdict);
    const { left, isSkipped } = verdict;
    if (left.length === 0) {
      if (isSkipped) this.#skippedLines += 1;
      else this.#mendedLines += 1;
      this.#settled.add(row, verdict, this.#lastPosition);
      return;
    }
    this.#openLines += 1;
    this.count += left.length;
    for (const fault of left) if (this.faults.length < maxListedFaults) this.faults.push(fault);
    for (const code of new Set(left.map((fault) => fault.code))) this.#tally(code, verdict.headcount);
    this.#open.add(row, verdict, this.#lastPosition);
  }

  review(): RowReview {
    return {
      fixCount: this.#fixCount,
      lastPosition: this.#lastPosition,
      open: Object.fromEntries(this.#tallies),
      openLines: this.#openLines,
      mendedLines: this.#mendedLines,
      skippedLines: this.#skippedLines,
      rows: [...this.#open.rows, ...this.#settled.rows].sort((a, b) => a.line - b.line),
    };
  }

  #tally(code: RowFaultCode, people: number): void {
    const before = this.#tallies.get(code) ?? { lines: 0, people: 0 };
    this.#tallies.set(code, { lines: before.lines + 1, people: before.people + people });
  }
}
