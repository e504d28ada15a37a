import { z } from "zod";
import { rosterFields } from "./roster-fields";

export const RosterField = z.enum(rosterFields);
export type RosterField = z.infer<typeof RosterField>;

/**
 * Field → column name. Column names are unique within a file (see `uniqueColumnNames`); a field that is absent
 * is not mapped.
 */
export const ColumnMapping = z.partialRecord(RosterField, z.string().min(1).max(32_767));
export type ColumnMapping = z.infer<typeof ColumnMapping>;

/** Faults of the file as a whole: it is refused and no row is imported. */
export const refusalCodes = [
  "file_unreadable",
  "file_empty",
  "file_too_large",
  "type_unsupported",
  "type_mismatch",
  "text_undecodable",
  "quote_not_closed",
  "quote_misplaced",
  "delimiter_unknown",
  "cell_too_long",
  "too_many_columns",
  "too_many_rows",
  "workbook_damaged",
  "workbook_unsafe",
  "workbook_too_large",
  "workbook_too_demanding",
  "sheet_unknown",
  "sheet_far_cell",
  "header_missing",
  "title_column_missing",
  "column_unknown",
  "column_mapped_twice",
  "no_data_rows",
] as const;

/** Faults of one row: listed for review; the strict check counts any of them as "not importable as it stands". */
export const rowFaultCodes = [
  "title_missing",
  "headcount_invalid",
  "cells_missing",
  "cells_extra",
  "employee_id_repeated",
  "control_character",
  "formula_error",
] as const;

/** Things noticed and dealt with, worth a look. */
export const warningCodes = [
  "header_not_first",
  "header_repeated",
  "blank_rows",
  "total_rows",
  "headcount_blank",
  "column_unnamed",
  "column_renamed",
  "column_uncertain",
  "sheets_not_read",
] as const;

export type RefusalCode = (typeof refusalCodes)[number];
export type RowFaultCode = (typeof rowFaultCodes)[number];
export type WarningCode = (typeof warningCodes)[number];

/** One fault or warning: where it is, what is wrong, what to do. */
export interface RosterNote<Code extends string = string> {
  readonly code: Code;
  /** 1-based physical line (sheet row for XLSX); null when the whole file is meant. */
  readonly line: number | null;
  /** Column name; null when no single column is meant. */
  readonly column: string | null;
  /** The text that was found, cut to 200 characters. */
  readonly value: string | null;
  readonly message: string;
  readonly hint: string;
}

export type RosterRefusal = RosterNote<RefusalCode>;
export type RowFault = RosterNote<RowFaultCode>;
export type RosterWarning = RosterNote<WarningCode>;

/** How the file was read. Unknown parts are null. */
export interface RosterFacts {
  readonly format: "csv" | "xlsx" | null;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | null;
  /** Null for XLSX, and for a text file with one column in which a delimiter would only be part of the text. */
  readonly delimiter: string | null;
  readonly sheet: string | null;
  /** All worksheets of a workbook in their order; empty for CSV. */
  readonly sheets: readonly string[];
}

/** Why a column was taken for a field. */
export const columnRules = [
  "header_equals",
  "header_contains",
  "header_part",
  "values",
  "chosen",
  "remembered",
] as const;

export interface ColumnReason {
  readonly rule: (typeof columnRules)[number];
  /** The known word or phrase that was found; null when the values decided or a person chose. */
  readonly words: string | null;
  /** Who in the organization took a column of this name for this before, and when. */
  readonly byName?: string;
  readonly at?: string;
}

export interface RosterColumn {
  readonly name: string;
  readonly field: RosterField | null;
  /** 0–1; 0 for a column without a field. */
  readonly confidence: number;
  readonly reason: ColumnReason | null;
  /** Holds names or contact data of people: never kept, and no samples are given. */
  readonly isPersonal: boolean;
  /** Up to three different values. */
  readonly samples: readonly string[];
}

/** Rows that were left out on purpose. */
export interface IgnoredRows {
  readonly blank: number;
  readonly total: number;
  readonly repeatedHeader: number;
}

/** People who share title, department, line of business and location; never a name or an id of a person. */
export interface WorkforceSegment {
  readonly title: string;
  /** Equal for two spellings of the same title; at most 200 characters. */
  readonly titleKey: string;
  readonly department: string | null;
  readonly lineOfBusiness: string | null;
  readonly location: string | null;
  readonly headcount: number;
}

/** The answer of `npm run inspect` and of the upload preview. */
export interface RosterInspection {
  readonly ok: boolean;
  readonly format: RosterFacts["format"];
  readonly encoding: RosterFacts["encoding"];
  readonly delimiter: string | null;
  readonly sheet: string | null;
  readonly sheets: readonly string[];
  readonly headerLine: number | null;
  readonly rows: number;
  /** Sum of the headcount column, or the row count without one. */
  readonly people: number;
  /** Distinct titles. */
  readonly roles: number;
  readonly ignored: IgnoredRows;
  readonly columns: readonly RosterColumn[];
  readonly preview: readonly Readonly<Record<string, string>>[];
  /** The first 1,000; `errorCount` counts all. */
  readonly errors: readonly RosterNote[];
  readonly errorCount: number;
  readonly warnings: readonly RosterWarning[];
}
