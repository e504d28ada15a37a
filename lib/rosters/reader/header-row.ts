import { recognisedHeaders } from "../header-match";
import { cellText, isBlankText } from "../header-text";

/** A header further down than this is not looked for. */
const searchedRows = 40;

/** Cells up to the last one that is not blank. */
export function filledWidth(cells: readonly string[]): number {
  let width = cells.length;
  while (width > 0 && isBlankText(cells[width - 1] ?? "")) width -= 1;
  return width;
}

export function isBlankRow(cells: readonly string[]): boolean {
  return filledWidth(cells) === 0;
}

/** The width most rows have, blank rows apart; of two equally common ones the greater. */
export function usualWidth(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const width = filledWidth(row);
    if (width > 0) counts.set(width, (counts.get(width) ?? 0) + 1);
  }
  let usual = 0;
  for (const [width, count] of counts) {
    const best = counts.get(usual) ?? 0;
    if (count > best || (count === best && width > usual)) usual = width;
  }
  return usual;
}

function looksLikeHeader(cells: readonly string[], width: number): boolean {
  const filled = cells.map(cellText).filter((cell) => cell !== "");
  return filled.length >= width && filled.every((cell) => /\p{L}/u.test(cell) && cell.length <= 60);
}

export interface HeaderChoice {
  readonly index: number;
  /** How many known headers the row holds; 0 when it was chosen by its shape alone. */
  readonly recognised: number;
}

/**
 * Picks the header among the first rows: the row that names the most fields, the first of equals; when no row
 * names any, the first whose cells are all short text and as many as a usual row has; else the first row that is
 * not blank. Undefined when all rows are blank.
 */
export function pickHeaderRow(rows: readonly (readonly string[])[]): HeaderChoice | undefined {
  const searched = rows.slice(0, searchedRows);
  const width = usualWidth(rows);
  if (width === 0) return undefined;
  let best: HeaderChoice | undefined;
  for (const [index, cells] of searched.entries()) {
    // A banner such as "Department: Sales" over a table fills one cell where the table fills several.
    if (filledWidth(cells) < Math.min(2, width)) continue;
    const recognised = recognisedHeaders(cells);
    if (recognised > (best?.recognised ?? 0)) best = { index, recognised };
  }
  if (best) return best;
  const byShape = searched.findIndex((cells) => looksLikeHeader(cells, width));
  const index = byShape === -1 ? searched.findIndex((cells) => !isBlankRow(cells)) : byShape;
  return index === -1 ? undefined : { index, recognised: 0 };
}
