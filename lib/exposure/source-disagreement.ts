import { compareIds } from "./exposure-resolution";

/**
 * How far one source stands apart from the others. Their scales differ, so what is compared is the place that each gives
 * an activity among all those it knows, 0 for the least exposed and 1 for the most.
 */

/** Activity id → exposure by one source. */
export type SourceValues = ReadonlyMap<string, number>;

/** @returns place in the order, 0–1; equal values share the middle of theirs */
export function placesIn(values: SourceValues): Map<string, number> {
  const inOrder = [...values].sort(([a, x], [b, y]) => x - y || compareIds(a, b));
  const places = new Map<string, number>();
  let start = 0;
  while (start < inOrder.length) {
    let end = start;
    while (end < inOrder.length && inOrder[end]?.[1] === inOrder[start]?.[1]) end += 1;
    const place = (start + (end - start) / 2) / inOrder.length;
    for (const [id] of inOrder.slice(start, end)) places.set(id, place);
    start = end;
  }
  return places;
}

/**
 * @param own places by the source in use
 * @param others by the other sources; an activity that fewer than two of them know has no disagreement
 * @returns activity id → distance from the middle of the others, 0–1
 */
export function disagreementOf(
  own: ReadonlyMap<string, number>,
  others: readonly ReadonlyMap<string, number>[],
): Map<string, number> {
  const distances = new Map<string, number>();
  for (const [id, place] of own) {
    const known = others.flatMap((source) => source.get(id) ?? []).sort((a, b) => a - b);
    const middle = medianOf(known);
    if (known.length >= 2 && middle !== null) distances.set(id, Math.abs(place - middle));
  }
  return distances;
}

function medianOf(ascending: readonly number[]): number | null {
  const upper = ascending[ascending.length >> 1];
  const lower = ascending[(ascending.length - 1) >> 1];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}
