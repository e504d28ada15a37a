import { createHash } from "node:crypto";
import type { Cell } from "./schema";
import { largestPage, type WebServices } from "./web-services-client";
import { WebServicesError } from "./web-services-error";

export type TableRow = Readonly<Record<string, Cell>>;

function inconsistent(sentence: string): WebServicesError {
  return new WebServicesError("inconsistent", `${sentence} Nothing was changed; the next try reads it anew.`);
}

/** Equal for equal rows, whatever the order of their columns. */
function keyOf(row: TableRow): string {
  const cells = Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(cells)).digest("base64");
}

/**
 * Reads a table page by page and hands each over as it comes. What has been handed over holds only if this ends
 * without an error: a page that came twice, or under another's number, shows in rows that were there before.
 * @throws WebServicesError `inconsistent` when rows repeat, or when the number of rows changes on the way
 */
export async function* readTable(
  services: Pick<WebServices, "getRows">,
  table: string,
  pageSize = largestPage,
): AsyncGenerator<{ readonly rows: readonly TableRow[]; readonly total: number }> {
  const seen = new Set<string>();
  let total: number | undefined;
  for (let start = 1; total === undefined || start <= total; start += pageSize) {
    const page = await services.getRows(table, { start, end: start + pageSize - 1 });
    total ??= page.total;
    if (page.total !== total) {
      throw inconsistent(
        `O*NET's table ${table} had ${total} rows, and ${page.total} while it was being read.`,
      );
    }
    for (const row of page.row) {
      const key = keyOf(row);
      if (seen.has(key)) throw inconsistent(`O*NET sent a row of ${table} twice (rows from ${start} on).`);
      seen.add(key);
    }
    yield { rows: page.row, total };
    if (total === 0) return;
  }
}
