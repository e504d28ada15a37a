import type { CellFormats } from "./cell-formats";
import { damagedWorkbook } from "./zip-gate";

/** What turns the stored value of a cell into text, for one workbook. */
export interface CellContext {
  readonly texts: readonly string[];
  readonly formats: CellFormats;
  readonly startsIn1904: boolean;
}

const dayMs = 86_400_000;
/** Day 0 of the two ways to count. The first counts a 29 February 1900 that never was. */
const firstDay1900 = Date.UTC(1899, 11, 30);
const firstDay1904 = Date.UTC(1904, 0, 1);
const leapDayThatNeverWas = 60;
const lastDay = 2_958_466;

function clockText(milliseconds: number): string {
  const iso = new Date(milliseconds).toISOString().slice(11, 19);
  return iso.endsWith(":00") ? iso.slice(0, 5) : iso;
}

function dateText(days: number, startsIn1904: boolean): string | undefined {
  if (days < 0 || days >= lastDay) return undefined;
  const shift = !startsIn1904 && days < leapDayThatNeverWas && days >= 1 ? 1 : 0;
  const first = startsIn1904 ? firstDay1904 : firstDay1900;
  const moment = first + Math.round((days + shift) * 86_400) * 1_000;
  // A time of day is stored as a part of day 0.
  if (days < 1 && !startsIn1904) return clockText(moment);
  const day = new Date(moment).toISOString().slice(0, 10);
  return moment % dayMs === 0 ? day : `${day} ${clockText(moment)}`;
}

const plainNumber = /^(?:0|[1-9]\d{0,14})$/;

function numberText(raw: string, style: number, { formats, startsIn1904 }: CellContext): string {
  const isDate = formats.isDate(style);
  if (!isDate && plainNumber.test(raw)) return raw;
  const trimmed = raw.trim();
  const number = Number(trimmed);
  if (trimmed === "" || !Number.isFinite(number)) return trimmed;
  const shown = isDate ? dateText(number, startsIn1904) : undefined;
  if (shown !== undefined) return shown;
  return String(Number.isSafeInteger(number) ? number : Number(number.toPrecision(15)));
}

function sharedText(raw: string, texts: readonly string[]): string {
  const text = texts[Number(raw)];
  if (text === undefined || raw.trim() === "") throw damagedWorkbook();
  return text;
}

/** ISO 8601 as the strict kind of workbook stores dates: without a midnight nobody wrote. */
function isoText(raw: string): string {
  return raw
    .trim()
    .replace(/T00:00(?::00(?:\.0+)?)?Z?$/, "")
    .replace("T", " ");
}

/**
 * What a person sees in a cell, in its plainest form: 15 digits as spreadsheets show, ISO dates, TRUE and FALSE, what
 * an error shows.
 *
 * @param type the cell's `t`
 * @param raw what the cell holds, unescaped; not blank
 */
export function cellValueText(
  type: string | undefined,
  raw: string,
  style: number,
  context: CellContext,
): string {
  switch (type) {
    case "s":
      return sharedText(raw, context.texts);
    case "str":
    case "inlineStr":
    case "e":
      return raw;
    case "b":
      return raw.trim() === "1" || raw.trim() === "true" ? "TRUE" : "FALSE";
    case "d":
      return isoText(raw);
    default:
      return numberText(raw, style, context);
  }
}
