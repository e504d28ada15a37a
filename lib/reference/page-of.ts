import type { Paged } from "./schema";

/** One page of what is in memory; a page beyond the last is the last. */
export function pageOf<T>(rows: readonly T[], page: number, perPage: number): Paged<T> {
  const pageCount = Math.max(1, Math.ceil(rows.length / perPage));
  const shown = Math.min(page, pageCount);
  return {
    rows: rows.slice((shown - 1) * perPage, shown * perPage),
    total: rows.length,
    page: shown,
    pageCount,
  };
}
