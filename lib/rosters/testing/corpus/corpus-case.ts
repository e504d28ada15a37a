import type { RefusalCode, RosterFacts, RowFaultCode } from "../../schema";

/** "Engineer|IT|Retail|Oslo|3": what is left of a row or of several, trailing blanks left out: "Engineer||||3". */
export type SegmentLine = string;

interface Sound {
  readonly is: "sound";
  /** All segments in their order. */
  readonly segments: readonly SegmentLine[];
  readonly facts?: Partial<RosterFacts> & { readonly headerLine?: number };
  /** Codes of the warnings, in their order. */
  readonly warnings?: readonly string[];
}

interface Refused {
  readonly is: "refused";
  readonly code: RefusalCode;
  readonly line?: number;
  readonly column?: string;
  readonly value?: string;
}

interface Faulty {
  readonly is: "faulty";
  readonly faults: readonly (readonly [
    code: RowFaultCode,
    line: number,
    column: string | null,
    value: string | null,
  ])[];
}

/** A file made in code, and what has to become of it. */
export interface CorpusCase {
  readonly name: string;
  readonly fileName: string;
  readonly content: () => string | Uint8Array;
  readonly expected: Sound | Refused | Faulty;
}

export const refused = (code: RefusalCode, where: Omit<Refused, "is" | "code"> = {}): Refused => ({
  is: "refused",
  code,
  ...where,
});

export const faulty = (...faults: Faulty["faults"]): Faulty => ({ is: "faulty", faults });

export const sound = (
  segments: readonly SegmentLine[],
  facts?: Sound["facts"],
  warnings?: Sound["warnings"],
): Sound => ({ is: "sound", segments, ...(facts && { facts }), ...(warnings && { warnings }) });

/** Cases of delimited text from a table; content given as text or bytes, or made when it is asked for. */
export function textCases(
  rows: readonly (readonly [
    name: string,
    content: string | Uint8Array | (() => string | Uint8Array),
    expected: CorpusCase["expected"],
    fileName?: string,
  ])[],
): CorpusCase[] {
  return rows.map(([name, content, expected, fileName = "roster.csv"]) => ({
    name,
    fileName,
    content: typeof content === "function" ? content : () => content,
    expected,
  }));
}

/** Cases of workbooks from a table. */
export function workbookCasesOf(
  rows: readonly (readonly [name: string, content: () => Uint8Array, expected: CorpusCase["expected"]])[],
): CorpusCase[] {
  return rows.map(([name, content, expected]) => ({ name, fileName: "roster.xlsx", content, expected }));
}
