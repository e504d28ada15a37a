import { headcountFrom } from "./headcount";
import { cellText, isBlankText, storableText } from "./header-text";
import { controlCharacter } from "./reader/control-character";
import type { PlacedRule, RowFixRule } from "./review-schema";
import { rosterFields } from "./roster-fields";
import type { ColumnMapping, RowFault } from "./schema";

const everyControlCharacter = new RegExp(controlCharacter, "g");
export const spreadsheetError =
  /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|ERROR!)$/i;

/** Faults of the row as a whole, mended by cutting it and filling it up to the header. */
export const widthFaults: ReadonlySet<string> = new Set(["cells_missing", "cells_extra"]);

type FaultParts = Pick<RowFault, "code" | "column" | "value">;

/** Whether a rule speaks of this fault of this line. */
export function speaksOf(rule: RowFixRule, line: number, fault: FaultParts): boolean {
  if (rule.line !== null && rule.line !== line) return false;
  if (rule.action === "skip" && rule.line !== null) return true;
  // A cell that a person wrote anew settles whatever was wrong with it.
  if (rule.line !== null && rule.column !== null && rule.replacement !== null) {
    // In a row of another length than the header, it also says how the row is to be read.
    return rule.column === fault.column || (widthFaults.has(fault.code) && rule.faultCode === fault.code);
  }
  if (rule.faultCode !== fault.code) return false;
  if (rule.column !== null && rule.column !== fault.column) return false;
  return rule.value === null || rule.value === (fault.value === null ? null : storableText(fault.value));
}

/** How many rules there are and the place of the last: another pair whenever one is made or undone. */
export function stateOfRules(rules: readonly PlacedRule[]): { fixCount: number; lastPosition: number } {
  const lastPosition = rules.reduce((last, { position }) => Math.max(last, position), 0);
  return { fixCount: rules.length, lastPosition };
}

/** How wide a row must be, and may be. Null for a sheet, whose rows have no length of their own. */
export interface RowWidth {
  readonly least: number;
  readonly most: number;
}

function fitted(cells: readonly string[], width: RowWidth | null): string[] {
  if (width === null) return [...cells];
  const cut = cells.slice(0, width.most);
  while (cut.length < width.least) cut.push("");
  return cut;
}

function rewritten(cells: readonly string[], rule: RowFixRule, at: RowPlaces): string[] {
  if (rule.column === null) return fitted(cells, at.width);
  const position = at.positionOf.get(rule.column);
  if (position === undefined) return [...cells];
  const next = widthFaults.has(rule.faultCode) ? fitted(cells, at.width) : [...cells];
  while (next.length <= position) next.push("");
  next[position] = rule.replacement ?? (next[position] ?? "").replace(everyControlCharacter, "");
  return next;
}

export interface RowPlaces {
  readonly positionOf: ReadonlyMap<string, number>;
  readonly width: RowWidth | null;
}

/** Applies what people decided about faulty rows, row by row; knows no file and no order of rows. */
export class RowFixes {
  readonly #byLine = new Map<number, PlacedRule[]>();
  readonly #patterns: PlacedRule[] = [];
  readonly #at: RowPlaces;

  constructor(rules: readonly PlacedRule[], at: RowPlaces) {
    this.#at = at;
    for (const rule of rules.toSorted((a, b) => a.position - b.position)) {
      if (rule.line === null) this.#patterns.push(rule);
      else this.#byLine.set(rule.line, [...(this.#byLine.get(rule.line) ?? []), rule]);
    }
  }

  get hasPatterns(): boolean {
    return this.#patterns.length > 0;
  }

  speaksOfLine(line: number): boolean {
    return this.#byLine.has(line);
  }

  /** The row as a person wrote it anew; null when it is left out. What was written after a skip takes the row back. */
  withLineRules(line: number, cells: readonly string[]): readonly string[] | null {
    let isSkipped = false;
    let now = cells;
    for (const rule of this.#byLine.get(line) ?? []) {
      isSkipped = rule.action === "skip";
      if (!isSkipped) now = rewritten(now, rule, this.#at);
    }
    return isSkipped ? null : now;
  }

  /** The same by what was decided of all rows with such a fault; the very same cells when nothing was. */
  withPatterns(
    line: number,
    cells: readonly string[],
    faults: readonly FaultParts[],
  ): readonly string[] | null {
    let now = cells;
    for (const fault of faults) {
      // The earlier before the later: what is decided of all open rows leaves alone what was decided before.
      const rule = this.#patterns.find((pattern) => speaksOf(pattern, line, fault));
      if (!rule) continue;
      if (rule.action === "skip") return null;
      now = rewritten(now, { ...rule, column: fault.column }, this.#at);
    }
    return now;
  }
}

/** Why a text cannot stand in for what was faulty; null when it can. */
export function replacementFault(
  rule: Pick<RowFixRule, "action" | "column" | "replacement" | "faultCode">,
  mapping: ColumnMapping,
): "title_needed" | "headcount_needed" | "unprintable" | "formula" | "text_needed" | null {
  if (rule.action === "skip") return null;
  const { replacement } = rule;
  const isWhole = widthFaults.has(rule.faultCode) && rule.column === null;
  if (replacement === null) return isWhole || rule.faultCode === "control_character" ? null : "text_needed";
  if (controlCharacter.test(replacement)) return "unprintable";
  if (spreadsheetError.test(cellText(replacement))) return "formula";
  const field = rosterFields.find((candidate) => mapping[candidate] === rule.column);
  if (field === "title" && isBlankText(replacement)) return "title_needed";
  if (field !== "headcount" || isBlankText(replacement)) return null;
  return headcountFrom(cellText(replacement)) === null ? "headcount_needed" : null;
}
