import type { RankedHit } from "@/lib/onet/occupation-search";
import type { OccupationFacts } from "@/lib/onet/schema";
import type {
  Direction,
  OccupationExposure,
  OccupationRow,
  OccupationSort,
  OccupationsQuery,
} from "./schema";

export const occupationsPerPage = 50;
/** OEWS's own: what it divides a yearly wage by. */
const hoursPerYear = 2080;

const collator = new Intl.Collator("en");

/** Without a choice: the best match first after a search, else by title. */
export function orderOf({ q, sort, dir }: Pick<OccupationsQuery, "q" | "sort" | "dir">): {
  sort: OccupationSort;
  dir: Direction;
} {
  const isSearch = q.trim() !== "";
  const usual = isSearch ? "relevance" : "title";
  const chosen = sort === undefined || (sort === "relevance" && !isSearch) ? usual : sort;
  return { sort: chosen, dir: dir ?? (chosen === "title" ? "asc" : "desc") };
}

/** Dollars a year, for comparing; occupations paid by the hour alone count as full-time. */
function yearlyWage({ wage }: OccupationFacts): number | null {
  if (wage === null) return null;
  return wage.annualMean ?? (wage.hourlyMean === null ? null : wage.hourlyMean * hoursPerYear);
}

function amountOf(sort: OccupationSort, row: OccupationRow): number | null {
  if (sort === "exposure") return row.exposure.value;
  return sort === "wage" ? yearlyWage(row) : (row.wage?.employment ?? null);
}

/** Unknown values come last in either direction; ties fall back to title and code. */
function compareRows(sort: OccupationSort, dir: Direction) {
  const sign = dir === "asc" ? 1 : -1;
  const byTitle = (a: OccupationRow, b: OccupationRow) =>
    collator.compare(a.title, b.title) || (a.code < b.code ? -1 : 1);
  return (a: OccupationRow, b: OccupationRow): number => {
    if (sort === "title") return sign * byTitle(a, b);
    const [left, right] = [amountOf(sort, a), amountOf(sort, b)];
    if (left === null || right === null)
      return Number(left === null) - Number(right === null) || byTitle(a, b);
    return sign * (left - right) || byTitle(a, b);
  };
}

/**
 * The occupations that search and filters leave, in their order.
 * @param hits what the search found, the best first; null without a search
 */
export function listedOccupations(
  facts: ReadonlyMap<string, OccupationFacts>,
  exposures: ReadonlyMap<string, OccupationExposure>,
  hits: readonly RankedHit[] | null,
  query: OccupationsQuery,
): OccupationRow[] {
  const found = hits ?? [...facts.keys()].map((code) => ({ code }));
  const rows = found.flatMap((hit): OccupationRow[] => {
    const fact = facts.get(hit.code);
    const exposure = exposures.get(hit.code);
    const isLeft =
      (query.zone === undefined || fact?.jobZone === query.zone) &&
      (query.group === undefined || hit.code.startsWith(`${query.group}-`));
    if (fact === undefined || exposure === undefined || !isLeft) return [];
    const match =
      "matchedKind" in hit ? { matchedTitle: hit.matchedTitle, matchedKind: hit.matchedKind } : null;
    return [{ ...fact, exposure, match }];
  });
  const { sort, dir } = orderOf(query);
  if (sort === "relevance") return dir === "desc" ? rows : rows.reverse();
  return rows.sort(compareRows(sort, dir));
}
