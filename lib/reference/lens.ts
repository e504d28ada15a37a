import type { Direction, LensQuery, LensRow, LensSort } from "./schema";

/** How two sources rank the same occupations. */

type Unranked = Pick<LensRow, "code" | "title" | "employment" | "a" | "b">;

/** Places from 1 for the largest; equal values share the mean of their places. */
export function ranksOf(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((x, y) => (values[y] ?? 0) - (values[x] ?? 0));
  const ranks = new Array<number>(values.length).fill(0);
  let start = 0;
  while (start < order.length) {
    let end = start;
    while (end + 1 < order.length && values[order[end + 1] ?? 0] === values[order[start] ?? 0]) end += 1;
    for (let place = start; place <= end; place += 1) ranks[order[place] ?? 0] = (start + end) / 2 + 1;
    start = end + 1;
  }
  return ranks;
}

const leastPairs = 3;

/** Spearman's rank correlation, ties at the mean of their places; null where it says nothing. */
export function spearman(pairs: readonly { readonly a: number; readonly b: number }[]): number | null {
  if (pairs.length < leastPairs) return null;
  const ranksA = ranksOf(pairs.map(({ a }) => a));
  const ranksB = ranksOf(pairs.map(({ b }) => b));
  const mean = (pairs.length + 1) / 2;
  let [products, squaresA, squaresB] = [0, 0, 0];
  ranksA.forEach((rankA, index) => {
    const [left, right] = [rankA - mean, (ranksB[index] ?? mean) - mean];
    products += left * right;
    squaresA += left * left;
    squaresB += right * right;
  });
  if (squaresA === 0 || squaresB === 0) return null;
  return Math.max(-1, Math.min(1, products / Math.sqrt(squaresA * squaresB)));
}

/** Ranks among the rows that both sources know; the others have none. */
export function rankLens(rows: readonly Unranked[]): LensRow[] {
  const shared = rows.flatMap(({ code, a, b }) => (a === null || b === null ? [] : [{ code, a, b }]));
  const ranksA = ranksOf(shared.map(({ a }) => a));
  const ranksB = ranksOf(shared.map(({ b }) => b));
  const places = new Map(shared.map(({ code }, index) => [code, index]));
  return rows.map((row) => {
    const place = places.get(row.code);
    const [rankA = null, rankB = null] = place === undefined ? [] : [ranksA[place], ranksB[place]];
    const difference = rankA === null || rankB === null ? null : rankA - rankB;
    return { ...row, rankA, rankB, difference };
  });
}

const collator = new Intl.Collator("en");

/** Titles from A; amounts from the largest. */
export function lensDirectionOf({ sort, dir }: Pick<LensQuery, "sort" | "dir">): Direction {
  return dir ?? (sort === "title" ? "asc" : "desc");
}

function amountOf(sort: LensSort, row: LensRow): number | null {
  if (sort === "a" || sort === "b") return row[sort];
  if (sort === "employment") return row.employment;
  return row.difference === null ? null : Math.abs(row.difference);
}

/** Unknown values come last in either direction; differences are ordered by their size, whichever way they point. */
export function compareLens(sort: LensSort, dir: Direction) {
  const sign = dir === "asc" ? 1 : -1;
  const byTitle = (x: LensRow, y: LensRow) =>
    collator.compare(x.title, y.title) || (x.code < y.code ? -1 : 1);
  return (x: LensRow, y: LensRow): number => {
    if (sort === "title") return sign * byTitle(x, y);
    const [left, right] = [amountOf(sort, x), amountOf(sort, y)];
    if (left === null || right === null)
      return Number(left === null) - Number(right === null) || byTitle(x, y);
    return sign * (left - right) || byTitle(x, y);
  };
}
