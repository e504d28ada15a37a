import { recognisedHeaders } from "../header-match";
import { sampleRows } from "../limits";
import { RosterRefusedError } from "../notes";
import { DelimitedTextParser, type RosterRow } from "./delimited-text";
import { isBlankRow, pickHeaderRow, usualWidth } from "./header-row";

const delimiters = [",", ";", "\t", "|"] as const;

interface DelimiterScore {
  readonly delimiter: string;
  readonly recognised: number;
  /** Share of rows that have the usual width, 0–1. */
  readonly evenness: number;
  readonly width: number;
}

/** The rows of the sample up to the first whose quotes make no sense this way; an unfinished last one is left out. */
function sampledRows(sample: string, isWholeFile: boolean, delimiter: string): string[][] {
  const rows: RosterRow[] = [];
  const parser = new DelimitedTextParser(delimiter);
  try {
    parser.push(sample, rows);
    if (isWholeFile) parser.end(rows);
  } catch (error) {
    if (!(error instanceof RosterRefusedError)) throw error;
  }
  return rows.slice(0, sampleRows).map((row) => row.cells);
}

function scoreOf(rows: readonly (readonly string[])[], delimiter: string): DelimiterScore[] {
  const filled = rows.filter((cells) => !isBlankRow(cells));
  const header = pickHeaderRow(filled);
  const width = usualWidth(filled);
  const headerWidth = header ? (filled[header.index]?.length ?? 0) : 0;
  // Above a short table there may be more lines of text than rows.
  if (!header || headerWidth < 2 || (width < 2 && header.recognised < 2)) return [];
  const evenness = filled.filter((cells) => cells.length === headerWidth).length / filled.length;
  return [{ delimiter, recognised: header.recognised, evenness, width }];
}

/** A first line such as "Job title", with no delimiter in it, over lines that may hold some. */
function startsWithLoneHeader(sample: string): boolean {
  const line = sample.split(/\r\n|\n|\r/, 10).find((text) => text.trim() !== "") ?? "";
  return !delimiters.some((delimiter) => line.includes(delimiter)) && recognisedHeaders([line]) > 0;
}

/**
 * The delimiter of a text: the one that uncovers the most known headers, else the one that cuts the rows most
 * evenly. Null when the text has one column and its cells hold delimiters as text; a comma when they hold none.
 *
 * @param sample beginning of the file, or all of it
 */
export function detectDelimiter(sample: string, isWholeFile: boolean): string | null {
  if (!/[^\s,;|]/.test(sample)) return ",";
  const [best] = delimiters
    .flatMap((delimiter) => scoreOf(sampledRows(sample, isWholeFile, delimiter), delimiter))
    .sort((a, b) => b.recognised - a.recognised || b.evenness - a.evenness || b.width - a.width);
  const isTable = best !== undefined && (best.recognised >= 2 || best.evenness >= 0.5);
  const isOneColumn = best === undefined || (best.recognised === 0 && startsWithLoneHeader(sample));
  if (isTable && !isOneColumn) return best.delimiter;
  return delimiters.some((delimiter) => sample.includes(delimiter)) ? null : ",";
}

const separatorLine = /^("?)sep=([^\p{L}\p{N}\s"]|\t)\1(?:\r\n|\n|\r)/iu;

/** The line by which some programs tell Excel the delimiter; it is no row. */
export function declaredDelimiter(sample: string): { delimiter: string; length: number } | undefined {
  const match = separatorLine.exec(sample);
  return match?.[2] ? { delimiter: match[2], length: match[0].length } : undefined;
}
