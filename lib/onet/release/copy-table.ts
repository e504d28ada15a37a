import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { PendingQuery, Row, TransactionSql } from "postgres";
import { AppError } from "@/lib/errors";

/** A tab-separated file with a header line, and the table that its rows go into. */
export type TableFile = {
  readonly path: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly sha256: string;
  /** What every row begins with beside its own cells: the release, for tables that are keyed by it. */
  readonly release: string | null;
};

/**
 * Copies a file into its table, piece by piece.
 * @throws AppError `unavailable` when its bytes are not those that were promised (a merge or a cut download damaged it)
 */
export async function copyTable(tx: TransactionSql, file: TableFile): Promise<void> {
  const columns = file.release === null ? [...file.columns] : ["release", ...file.columns];
  const copy = tx`copy ${tx(file.table)} (${tx(columns)}) from stdin with (format text, null '')`;
  await sendRows(copy, bodyOf(file));
}

/**
 * Sends the rows and waits for the server's word. postgres.js (3.4) drops an error that comes after the last byte (a
 * broken key is found then), and its stream never ends; the query's own `reject` still hears of it.
 */
async function sendRows(copy: PendingQuery<Row[]>, rows: AsyncIterable<Buffer>): Promise<void> {
  const failure = new Promise<never>((_, reject) => {
    Object.assign(copy, { reject });
  });
  // Otherwise an error that the stream reports as well would count as unhandled.
  failure.catch(() => undefined);
  const target = await Promise.race([copy.writable(), failure]);
  await Promise.race([pipeline(rows, target), failure]);
}

/** The lines after the header, each with the release before it. Bytes stay as they are: latin1 loses none. */
async function* bodyOf({ path, sha256, release }: TableFile): AsyncGenerator<Buffer> {
  const prefix = release === null ? "" : `${release}\t`;
  const hash = createHash("sha256");
  let isInHeader = true;
  let isAtLineStart = true;
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    const bytes: Buffer = chunk;
    hash.update(bytes);
    let text = bytes.toString("latin1");
    if (isInHeader) {
      const end = text.indexOf("\n");
      if (end < 0) continue;
      isInHeader = false;
      text = text.slice(end + 1);
    }
    if (text === "") continue;
    yield Buffer.from(prefixed(text, prefix, isAtLineStart), "latin1");
    isAtLineStart = text.endsWith("\n");
  }
  // The rows are sent, but not kept: the error takes the transaction back.
  if (hash.digest("hex") !== sha256) {
    throw new AppError(
      "unavailable",
      `${path} is not the file that its manifest names. Nothing was changed.`,
    );
  }
}

function prefixed(text: string, prefix: string, isAtLineStart: boolean): string {
  if (prefix === "") return text;
  const isWhole = text.endsWith("\n");
  const lines = (isWhole ? text.slice(0, -1) : text).replaceAll("\n", `\n${prefix}`);
  return `${isAtLineStart ? prefix : ""}${lines}${isWhole ? "\n" : ""}`;
}
