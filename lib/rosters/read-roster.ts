import { hasJobWord } from "./column-evidence";
import { detectColumns, mappingOf, withChosenMapping } from "./column-mapping";
import { type RememberedColumn, withMemories } from "./column-memory";
import { isErrorFile, unguardedRow } from "./error-columns";
import { wholeNumber } from "./headcount";
import { cellText } from "./header-text";
import { maxIgnoredRows, maxRows, previewRows, shownCharacters } from "./limits";
import { cutText, grouped, RosterRefusedError, refuse } from "./notes";
import type { RosterRow } from "./reader/delimited-text";
import type { PlacedRule, RowReview } from "./review-schema";
import { type OnReviewedRow, ReviewedRows } from "./reviewed-rows";
import { rosterFields } from "./roster-fields";
import {
  findTable,
  missingHeader,
  type OpenRosterOptions,
  openRosterFile,
  type RosterHeader,
  type RosterTable,
} from "./roster-reader";
import {
  headcountWarnings,
  headerWarnings,
  type IgnoredLines,
  ignoredWarnings,
  listedLines,
} from "./roster-warnings";
import { RowChecker, type RowLayout } from "./row-checks";
import { stateOfRules } from "./row-fixes";
import type {
  ColumnMapping,
  IgnoredRows,
  RosterColumn,
  RosterFacts,
  RosterRefusal,
  RosterWarning,
  RowFault,
  WorkforceSegment,
} from "./schema";
import { SegmentAccumulator } from "./segments";

export interface ReadRosterOptions extends OpenRosterOptions {
  /** As a person chose it; without it the columns are detected. */
  readonly mapping?: ColumnMapping;
  /** False when only the counts are of interest; `segments` is empty then. */
  readonly wantsSegments?: boolean;
  /** What people of the organization took columns for before; goes before detection. */
  readonly memories?: readonly RememberedColumn[];
  /** What people decided about faulty rows, applied on the way. */
  readonly fixes?: readonly PlacedRule[];
  readonly onReviewedRow?: OnReviewedRow;
  /** Told after every batch of a few thousand rows. */
  readonly onProgress?: (rowsRead: number) => void;
}

/** All there is to know about a roster after one pass. What was not reached before a refusal is empty. */
export interface RosterReading {
  /** Why the file as a whole is refused; null when it is not. */
  readonly refusal: RosterRefusal | null;
  readonly facts: RosterFacts;
  readonly headerLine: number | null;
  readonly columns: readonly RosterColumn[];
  readonly mapping: ColumnMapping;
  /** What the columns look like to somebody who remembers nothing. */
  readonly detected: ColumnMapping;
  readonly preview: readonly Readonly<Record<string, string>>[];
  /** Data rows, faulty ones too; ignored ones not, nor those that a person took out. */
  readonly rows: number;
  readonly people: number;
  readonly roles: number;
  readonly ignored: IgnoredRows;
  /** Of the rows without fault. */
  readonly segments: readonly WorkforceSegment[];
  /** The first 1,000; `faultCount` counts all. */
  readonly faults: readonly RowFault[];
  readonly faultCount: number;
  readonly warnings: readonly RosterWarning[];
  readonly review: RowReview;
}

const unknownFacts: RosterFacts = { format: null, encoding: null, delimiter: null, sheet: null, sheets: [] };

const titleHint =
  'Name one column "Job title", or choose the column that holds the titles if it has another name.';

function checkMapping(names: readonly string[], mapping: ColumnMapping): void {
  const chosen = rosterFields.flatMap((field) => mapping[field] ?? []);
  for (const [index, name] of chosen.entries()) {
    if (!names.includes(name)) {
      const hint = "Choose one of the columns of this file.";
      throw refuse({
        code: "column_unknown",
        column: name,
        message: `This file has no column "${name}".`,
        hint,
      });
    }
    if (chosen.indexOf(name) !== index) {
      const hint = "Choose another column for one of the two.";
      throw refuse({
        code: "column_mapped_twice",
        column: name,
        message: `The column "${name}" is chosen for two fields.`,
        hint,
      });
    }
  }
}

/**
 * A file without column names begins with data. When no name told which column holds the titles, a title or a
 * number in the place of a name shows that the names are missing.
 */
function checkIsHeader({ names, line }: RosterHeader, columns: readonly RosterColumn[]): void {
  const title = columns.find(({ field }) => field === "title");
  if (title?.reason?.rule !== "values") return;
  if (hasJobWord(title.name) || names.some((name) => wholeNumber(name) !== null)) throw missingHeader(line);
}

/** Gathers the parts of a reading in the order in which the file gives them away. */
class ReadingInProgress {
  refusal: RosterRefusal | null = null;
  facts = unknownFacts;
  headerLine: number | null = null;
  columns: RosterColumn[] = [];
  detected: ColumnMapping = {};
  rows = 0;
  readonly preview: Record<string, string>[] = [];
  readonly reviewed: ReviewedRows;
  readonly warnings: RosterWarning[] = [];
  readonly accumulator: SegmentAccumulator;
  readonly ignored = { blank: 0, total: 0, repeatedHeader: 0 };
  readonly #ignoredLines: IgnoredLines = { blank: [], total: [], repeatedHeader: [] };

  constructor({ fixes = [], onReviewedRow, wantsSegments = true }: ReadRosterOptions = {}) {
    this.reviewed = new ReviewedRows(stateOfRules(fixes), onReviewedRow);
    this.accumulator = new SegmentAccumulator({ wantsSegments });
  }

  finished(): RosterReading {
    return {
      refusal: this.refusal,
      facts: this.facts,
      headerLine: this.headerLine,
      columns: this.columns,
      mapping: mappingOf(this.columns),
      detected: this.detected,
      preview: this.preview,
      rows: this.rows,
      people: this.accumulator.people,
      roles: this.accumulator.roles,
      ignored: this.ignored,
      segments: this.accumulator.segments(),
      faults: this.reviewed.faults,
      faultCount: this.reviewed.count,
      warnings: this.warnings,
      review: this.reviewed.review(),
    };
  }

  takeTable({ header, sample }: RosterTable, { mapping, memories = [] }: ReadRosterOptions): void {
    this.headerLine = header.line;
    const detected = detectColumns(
      header.names,
      sample.map((row) => row.cells.map(cellText)),
    );
    if (mapping) checkMapping(header.names, mapping);
    this.detected = mappingOf(detected);
    this.columns = mapping ? withChosenMapping(detected, mapping) : withMemories(detected, memories);
    checkIsHeader(header, this.columns);
    this.warnings.push(...headerWarnings(header, this.columns, this.facts));
    if (!this.columns.some((column) => column.field === "title")) {
      for (const row of sample.slice(0, previewRows)) this.#addPreview(row);
      throw refuse({
        code: "title_column_missing",
        line: header.line,
        message: "No column with job titles was found.",
        hint: titleHint,
      });
    }
  }

  takeRow(row: RosterRow, checker: RowChecker): void {
    const outcome = checker.check(row);
    if (outcome === "blank" || outcome === "total" || outcome === "repeatedHeader") {
      this.#ignore(outcome, row.line);
      return;
    }
    if (outcome === "skipped") return;
    this.rows += 1;
    if (this.rows > maxRows) throw tooManyRows(row.line);
    if (this.preview.length < previewRows) this.#addPreview(row);
    if (outcome !== "faulty") this.accumulator.add(outcome);
  }

  takeEnd(checker: RowChecker): void {
    this.warnings.push(
      ...ignoredWarnings(this.ignored, this.#ignoredLines),
      ...headcountWarnings(checker, this.columns),
    );
    if (this.rows > 0 || this.reviewed.skippedLines > 0) return;
    throw refuse({
      code: "no_data_rows",
      message: "There are no rows below the header.",
      hint: "Choose a file that has the people or positions in it, one per row.",
    });
  }

  #ignore(kind: keyof IgnoredRows, line: number): void {
    this.ignored[kind] += 1;
    if (this.ignored[kind] <= listedLines) this.#ignoredLines[kind].push(line);
    if (this.ignored[kind] > maxIgnoredRows) throw tooManyRows(line);
  }

  /** `fromEntries` makes own properties of any name, `__proto__` too. */
  #addPreview(row: RosterRow): void {
    this.preview.push(
      Object.fromEntries(
        this.columns.map(({ name }, index) => [
          name,
          cutText(cellText(row.cells[index] ?? ""), shownCharacters),
        ]),
      ),
    );
  }
}

function tooManyRows(line: number) {
  return refuse({
    code: "too_many_rows",
    line,
    message: `This roster has more than ${grouped(maxRows)} rows, or a great many blank ones.`,
    hint: "Add up people of the same job in one row with a headcount, or split the roster into several files.",
  });
}

function layoutOf(table: RosterTable, reading: ReadingInProgress): RowLayout {
  const positions = Object.fromEntries(
    reading.columns.flatMap(({ field }, index) => (field === null ? [] : [[field, index]])),
  );
  const isSheet = reading.facts.format === "xlsx";
  return {
    names: table.header.names,
    headerCells: table.header.cells,
    positions,
    lineWord: isSheet ? "Row" : "Line",
    writtenWidth: isSheet ? null : table.header.writtenWidth,
  };
}

async function readInto(reading: ReadingInProgress, path: string, options: ReadRosterOptions): Promise<void> {
  const source = await openRosterFile(path, options);
  reading.facts = source.facts;
  const found = await findTable(source);
  const unguard = isErrorFile(found.header.names) ? unguardedRow : undefined;
  const table = unguard ? { ...found, sample: found.sample.map(unguard) } : found;
  reading.takeTable(table, options);
  const checker = new RowChecker(layoutOf(table, reading), reading.reviewed, options.fixes ?? []);
  for await (const batch of table.batches) {
    for (const row of batch) reading.takeRow(unguard ? unguard(row) : row, checker);
    options.onProgress?.(reading.rows);
  }
  reading.takeEnd(checker);
}

/** The reading of a file that could not be looked into. */
export function refusedReading(refusal: RosterRefusal): RosterReading {
  const reading = new ReadingInProgress();
  reading.refusal = refusal;
  return reading.finished();
}

/**
 * Reads a roster file in one pass: facts, columns, preview, faults, workforce segments. Faults of the file and of
 * rows are part of the answer, never thrown.
 */
export async function readRoster(path: string, options: ReadRosterOptions = {}): Promise<RosterReading> {
  const reading = new ReadingInProgress(options);
  try {
    await readInto(reading, path, options);
  } catch (error) {
    if (!(error instanceof RosterRefusedError)) throw error;
    reading.refusal = error.refusal;
  }
  return reading.finished();
}
