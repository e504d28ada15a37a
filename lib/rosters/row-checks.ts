import { headcountFrom } from "./headcount";
import { cellText, headerText } from "./header-text";
import { IdLines, KnownTexts } from "./known-texts";
import { maxHeadcount } from "./limits";
import { cutText, grouped, rosterNote } from "./notes";
import { controlCharacter } from "./reader/control-character";
import type { RosterRow } from "./reader/delimited-text";
import { filledWidth } from "./reader/header-row";
import type { PlacedRule } from "./review-schema";
import type { ReviewedRows } from "./reviewed-rows";
import { RowFixes, spreadsheetError } from "./row-fixes";
import type { IgnoredRows, RosterField, RowFault, RowFaultCode } from "./schema";

/** What is kept of a row: no names, no ids. */
export interface RosterRecord {
  readonly title: string;
  readonly department: string;
  readonly lineOfBusiness: string;
  readonly location: string;
  readonly headcount: number;
}

/** A row left out on purpose says why; "faulty" rows have their faults in the list, "skipped" ones a person took out. */
export type RowOutcome = keyof IgnoredRows | "faulty" | "skipped" | RosterRecord;

export interface RowLayout {
  readonly names: readonly string[];
  readonly headerCells: readonly string[];
  /** Columns by position. */
  readonly positions: Readonly<Partial<Record<RosterField, number>>>;
  /** "Line" of a text file, "Row" of a sheet. */
  readonly lineWord: "Line" | "Row";
  /** Cells the header line has, blank ones at its end too; null for a sheet, whose rows have no length of their own. */
  readonly writtenWidth: number | null;
}

interface FaultText {
  /** @param where such as "Line 17" */
  readonly message: (where: string, lineWord: string) => string;
  readonly hint: string;
}

const totalWords: ReadonlySet<string> = new Set(
  (
    "total|totals|grand total|sub total|subtotal|overall total|sum|summe|gesamt|gesamtsumme|zwischensumme|" +
    "gesamtergebnis|total general|total geral|sous total|somme|suma|soma|subtotaal|totaal|eindtotaal|sluttsum|totalt|" +
    "delsum|total headcount|total employees"
  ).split("|"),
);

const numeric = /^[-+]?[\d.,'’ \u00A0\u202F]*%?$/;
/** What most cells do; spares them the look at the whole. */
function beginsWithLetter(cell: string): boolean {
  const code = cell.charCodeAt(0) | 0x20;
  return code >= 0x61 && code <= 0x7a;
}

const mayBeTotal = /tot|sum|som|gesamt|ergebnis/i;
/** How spreadsheets name the totals of a group: "Engineer Total". */
const groupTotal = / (?:sub)?(?:total|totaal|gesamt|ergebnis)$/;

/** "Total", also with its number in the same cell ("Total: 45"), and "Engineer Total". */
function isTotalWord(text: string): boolean {
  if (text.length > 100 || !mayBeTotal.test(text)) return false;
  const words = headerText(text).replace(/ \d[\d ]*$/, "");
  return totalWords.has(words) || groupTotal.test(words);
}

/** Fields whose texts come up again and again. */
type KnownField = Exclude<RosterField, "employee_id">;

/** Fitting a row to the header can bring a fault of a cell to light, and mending that another. */
const maxPasses = 4;

/** Checks the rows of one roster, one by one and in order, and applies what people decided about faulty ones. */
export class RowChecker {
  readonly #layout: RowLayout;
  readonly #reviewed: ReviewedRows;
  readonly #fixes: RowFixes;
  readonly #requiredWidth: number;
  readonly #firstHeaderCell: string;
  readonly #header: string;
  readonly #texts: Readonly<Record<KnownField, KnownTexts>> = {
    title: new KnownTexts(),
    department: new KnownTexts(),
    line_of_business: new KnownTexts(),
    location: new KnownTexts(),
    headcount: new KnownTexts(),
  };
  readonly #idLines = new IdLines();
  /** Of the row at hand. */
  #faults: RowFault[] = [];
  #takenId: string | null = null;
  #isBlankHeadcount = false;
  /** Lines on which the mapped headcount cell was blank, which counts as one person. */
  blankHeadcounts = 0;
  firstBlankHeadcountLine: number | null = null;

  constructor(layout: RowLayout, reviewed: ReviewedRows, rules: readonly PlacedRule[]) {
    this.#layout = layout;
    this.#reviewed = reviewed;
    this.#requiredWidth = filledWidth(layout.headerCells);
    this.#firstHeaderCell = cellText(layout.headerCells[0] ?? "");
    const { writtenWidth } = layout;
    this.#fixes = new RowFixes(rules, {
      positionOf: new Map(layout.names.map((name, index) => [name, index])),
      width: writtenWidth === null ? null : { least: this.#requiredWidth, most: writtenWidth },
    });
    this.#header = layout.headerCells.map(cellText).join("\n");
  }

  check(row: RosterRow): RowOutcome {
    const width = filledWidth(row.cells);
    if (width === 0) return "blank";
    if (this.#isRepeatedHeader(row.cells)) return "repeatedHeader";
    if (this.#isTotal(row.cells)) return "total";
    const record = this.#read(row, width);
    if (record !== undefined && !this.#fixes.speaksOfLine(row.line)) return this.#taken(record, row.line);
    return this.#settle(row, record);
  }

  /** A row with a fault, or one that a person spoke of. */
  #settle(row: RosterRow, asItCame: RosterRecord | undefined): RowOutcome {
    const { line } = row;
    const found = this.#faults;
    const headcount = this.#headcountOrOne(row);
    let record = asItCame;
    let cells: readonly string[] | null = this.#fixes.withLineRules(line, row.cells);
    if (cells !== null && this.#fixes.speaksOfLine(line)) record = this.#readAgain(line, cells);
    for (let pass = 0; cells !== null && record === undefined && pass < maxPasses; pass += 1) {
      if (!this.#fixes.hasPatterns) break;
      const next: readonly string[] | null = this.#fixes.withPatterns(line, cells, this.#faults);
      if (next === cells) break;
      cells = next;
      if (cells !== null) record = this.#readAgain(line, cells);
    }
    if (cells === null) this.#forgetId();
    const isSkipped = cells === null;
    const left = isSkipped || record !== undefined ? [] : this.#faults;
    this.#reviewed.add(row, { found, left, isSkipped, headcount });
    if (isSkipped) return "skipped";
    return record === undefined ? "faulty" : this.#taken(record, line);
  }

  #taken(record: RosterRecord, line: number): RosterRecord {
    if (this.#isBlankHeadcount) {
      this.blankHeadcounts += 1;
      this.firstBlankHeadcountLine ??= line;
    }
    return record;
  }

  #readAgain(line: number, cells: readonly string[]): RosterRecord | undefined {
    this.#forgetId();
    return this.#read({ line, cells: [...cells] });
  }

  /** Undefined with a fault. */
  #read(row: RosterRow, width = filledWidth(row.cells)): RosterRecord | undefined {
    if (this.#faults.length > 0) this.#faults = [];
    this.#takenId = null;
    this.#isBlankHeadcount = false;
    const record = this.#checkWidth(row, width) ? this.#checkCells(row) : undefined;
    return this.#faults.length > 0 ? undefined : record;
  }

  /** A row that is read again, or left out, does not take its id from others. */
  #forgetId(): void {
    if (this.#takenId !== null) this.#idLines.release(this.#takenId);
    this.#takenId = null;
  }

  #headcountOrOne(row: RosterRow): number {
    const position = this.#layout.positions.headcount;
    return position === undefined ? 1 : (headcountFrom(cellText(row.cells[position] ?? "")) ?? 1);
  }

  #isRepeatedHeader(cells: readonly string[]): boolean {
    if (cellText(cells[0] ?? "") !== this.#firstHeaderCell) return false;
    return cells.slice(0, this.#layout.headerCells.length).map(cellText).join("\n") === this.#header;
  }

  /** A name of a total and nothing but numbers beside it; "Total Rewards Manager" is a title. */
  #isTotal(cells: readonly string[]): boolean {
    let word: string | undefined;
    for (const cell of cells) {
      if (!beginsWithLetter(cell) && numeric.test(cell)) continue;
      if (word !== undefined) return false;
      word = cell;
    }
    return word !== undefined && isTotalWord(word);
  }

  #checkWidth({ line, cells }: RosterRow, width: number): boolean {
    const { writtenWidth } = this.#layout;
    if (writtenWidth === null) return true;
    if (cells.length < this.#requiredWidth) {
      this.#add("cells_missing", line, null, null, {
        message: (where) =>
          `${where} has ${grouped(cells.length)} cells; the header has ${grouped(this.#requiredWidth)}.`,
        hint: "Add the missing cells, and put cells that hold the delimiter or a line end in quotation marks.",
      });
      return false;
    }
    if (width > writtenWidth) {
      // No value: in a row that slipped sideways it may be anybody's name.
      this.#add("cells_extra", line, null, null, {
        message: (where) => `${where} has ${grouped(width)} cells; the header has ${grouped(writtenWidth)}.`,
        hint: "Put cells that hold the delimiter in quotation marks, or take the extra cells out.",
      });
      return false;
    }
    return true;
  }

  #checkCells(row: RosterRow): RosterRecord | undefined {
    this.#checkControlCharacters(row);
    this.#checkEmployeeId(row);
    const title = this.#text(row, "title");
    if (title === "") {
      this.#add("title_missing", row.line, this.#columnName("title"), null, {
        message: (where) => `${where} has no title.`,
        hint: "Write the job title, or take the row out.",
      });
    }
    const department = this.#text(row, "department");
    const lineOfBusiness = this.#text(row, "line_of_business");
    const location = this.#text(row, "location");
    const headcount = this.#headcount(row);
    return headcount === undefined ? undefined : { title, department, lineOfBusiness, location, headcount };
  }

  #checkControlCharacters({ line, cells, isPrintable }: RosterRow): void {
    if (isPrintable) return;
    for (let column = 0; column < cells.length; column += 1) {
      const cell = cells[column] ?? "";
      const match = controlCharacter.exec(cell);
      if (!match) continue;
      const code = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
      this.#add("control_character", line, this.#layout.names[column] ?? null, cell, {
        message: (where) => `${where} holds a character that cannot be printed (U+${code}).`,
        hint: "Delete the character, or type the cell again.",
      });
    }
  }

  #checkEmployeeId(row: RosterRow): void {
    const id = this.#text(row, "employee_id");
    if (id === "" || (id.startsWith("#") && spreadsheetError.test(id))) return;
    const firstLine = this.#idLines.take(id, row.line);
    if (firstLine === 0) {
      this.#takenId = id;
      return;
    }
    this.#add("employee_id_repeated", row.line, this.#columnName("employee_id"), id, {
      message: (where, lineWord) =>
        `${where}: this employee id is already on ${lineWord} ${grouped(firstLine)}.`,
      hint: "Keep one row for each person, or correct the id.",
    });
  }

  /** Undefined after a fault. A blank cell counts as one person and is warned about. */
  #headcount(row: RosterRow): number | undefined {
    const position = this.#layout.positions.headcount;
    if (position === undefined) return 1;
    const text = this.#text(row, "headcount");
    if (text === "") {
      this.#isBlankHeadcount = true;
      return 1;
    }
    const headcount = headcountFrom(text);
    if (headcount !== null) return headcount;
    if (!spreadsheetError.test(text)) {
      this.#add("headcount_invalid", row.line, this.#columnName("headcount"), text, {
        message: (where) => `${where}: headcount is ${cutText(text, 60)}.`,
        hint: `Write a whole number from 1 to ${grouped(maxHeadcount)}.`,
      });
    }
    return undefined;
  }

  /** The cleaned text of a mapped column, "" when it is not mapped; an error of a formula is no text. */
  #text(row: RosterRow, field: RosterField): string {
    const position = this.#layout.positions[field];
    if (position === undefined) return "";
    const cell = row.cells[position] ?? "";
    const text = field === "employee_id" ? cellText(cell) : this.#texts[field].of(cell);
    if (text.startsWith("#") && spreadsheetError.test(text)) {
      this.#add("formula_error", row.line, this.#columnName(field), text, {
        message: (where) => `${where} shows ${text}, an error of a formula.`,
        hint: "Correct the formula, or write the value in its place.",
      });
    }
    return text;
  }

  #columnName(field: RosterField): string | null {
    const position = this.#layout.positions[field];
    return position === undefined ? null : (this.#layout.names[position] ?? null);
  }

  #add(code: RowFaultCode, line: number, column: string | null, value: string | null, said: FaultText): void {
    const { lineWord } = this.#layout;
    const message = said.message(`${lineWord} ${grouped(line)}`, lineWord.toLowerCase());
    this.#faults.push(rosterNote({ code, line, column, value, message, hint: said.hint }));
  }
}
