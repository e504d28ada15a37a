import type { RosterFacts } from "../schema";
import { DelimitedTextParser, type RosterRow } from "./delimited-text";
import { declaredDelimiter, detectDelimiter } from "./delimiter";
import { detectTextEncoding, readText } from "./text-encoding";

/** A file opened for reading: how it is read, and its rows in order, some at a time. */
export interface RowSource {
  readonly facts: RosterFacts;
  readonly batches: AsyncIterable<RosterRow[]>;
}

async function* rowBatches(
  first: string,
  rest: AsyncIterable<string>,
  parser: DelimitedTextParser,
): AsyncGenerator<RosterRow[]> {
  let rows: RosterRow[] = [];
  parser.push(first, rows);
  yield rows;
  for await (const text of rest) {
    rows = [];
    parser.push(text, rows);
    yield rows;
  }
  rows = [];
  parser.end(rows);
  yield rows;
}

/**
 * Opens delimited text. The encoding is settled by looking at every byte, the delimiter by the first 64 KB; the
 * rows are then read from the file as they are asked for.
 *
 * @param head the first bytes of the file
 * @param isWholeFile whether `head` is all of it
 */
export async function openCsv(path: string, head: Buffer, isWholeFile: boolean): Promise<RowSource> {
  const detected = await detectTextEncoding(path, head);
  const texts = readText(path, detected);
  const start = await texts.next();
  const sample = start.done ? "" : start.value;
  const declared = declaredDelimiter(sample);
  const body = declared ? sample.slice(declared.length) : sample;
  const delimiter = declared ? declared.delimiter : detectDelimiter(body, isWholeFile);
  const parser = new DelimitedTextParser(delimiter, declared ? 2 : 1);
  return {
    facts: { format: "csv", encoding: detected.encoding, delimiter, sheet: null, sheets: [] },
    batches: rowBatches(body, texts, parser),
  };
}
