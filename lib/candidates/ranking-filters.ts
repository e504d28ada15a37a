import { z } from "zod";
import { type Tier, tiers } from "@/db/enums";
import { firstValues, type LinkParams, readQuery } from "@/lib/http/link-query";

/** What the rankings can be sorted by; `rank` is the order of the common basis. */
export const rankingSorts = [
  "rank",
  "name",
  "headcount",
  "exposure",
  "impact",
  "complexity",
  "priority",
] as const;
export type RankingSort = (typeof rankingSorts)[number];

/** What a link to the rankings holds: filter, order and page. */
export const RankingQuery = z.object({
  tier: z.enum(tiers).optional(),
  department: z.string().max(500).optional(),
  session: z.uuid().optional(),
  chosen: z.enum(["yes", "no"]).optional(),
  /** Part of the agent's name, of the role's title or of the occupation, in any case. */
  q: z.string().max(200).default(""),
  sort: z.enum(rankingSorts).default("rank"),
  dir: z.enum(["asc", "desc"]).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
export type RankingQuery = z.infer<typeof RankingQuery>;

const filterNames = ["q", "tier", "department", "session", "chosen"] as const;

/** A candidate with its place in the organization. */
export interface RankingRow {
  readonly id: string;
  readonly sessionId: string;
  readonly sessionName: string;
  readonly runId: string;
  readonly runNumber: number;
  readonly roleId: string;
  readonly name: string;
  readonly description: string;
  readonly roleTitle: string;
  readonly occupation: string | null;
  readonly onetCode: string | null;
  readonly departments: readonly string[];
  readonly headcount: number;
  readonly exposure: number | null;
  readonly coverage: number;
  readonly reach: number | null;
  readonly impact: number | null;
  readonly complexity: number | null;
  readonly priority: number | null;
  readonly rank: number | null;
  readonly tier: Tier;
  /** A person set the tier. */
  readonly isTierChosen: boolean;
  readonly isChosenForBuild: boolean;
}

/** @throws ZodError when a value means nothing: an export must not hold more than was asked for */
export function parseRankingQuery(params: LinkParams): RankingQuery {
  return RankingQuery.parse(firstValues(params));
}

/** For a page: what means nothing is left out, and said so. */
export function readRankingQuery(params: LinkParams): { query: RankingQuery; isDamaged: boolean } {
  return readQuery(RankingQuery, params);
}

type RankingChanges = Readonly<Partial<Record<keyof RankingQuery, string | number | null>>>;

/** What a link holds that differs from the present one in these; what is as usual is left out. */
export function rankingParams(present: RankingQuery, changes: RankingChanges = {}): Record<string, string> {
  const merged = { ...present, page: 1, ...changes };
  const usual: Readonly<Record<string, unknown>> = { q: "", sort: "rank", page: 1 };
  return Object.fromEntries(
    Object.entries(merged).flatMap(([name, value]) =>
      value === undefined || value === null || value === usual[name] ? [] : [[name, String(value)]],
    ),
  );
}

/** A link that differs from the present one in these; null takes a part out. Another order or filter begins anew. */
export function rankingHref(path: string, present: RankingQuery, changes: RankingChanges = {}): string {
  const params = new URLSearchParams(rankingParams(present, changes));
  return params.size > 0 ? `${path}?${params}` : path;
}

/** The names of the filters that narrow the list. */
export function narrowingFilters(query: RankingQuery): string[] {
  return filterNames.filter((name) => query[name] !== undefined && query[name] !== "");
}

/** The filter in one line, for exports: `tier=now; department=Finance`. Empty without one. */
export function rankingFilterText(query: RankingQuery): string {
  return filterNames
    .flatMap((name) => (narrowingFilters(query).includes(name) ? [`${name}=${query[name]}`] : []))
    .join("; ");
}

const risingSorts: ReadonlySet<RankingSort> = new Set(["rank", "name", "complexity"]);

/** The direction that somebody means who says nothing: names and ranks from the first, amounts from the largest. */
export function directionOf({ sort, dir }: Pick<RankingQuery, "sort" | "dir">): "asc" | "desc" {
  return dir ?? (risingSorts.has(sort) ? "asc" : "desc");
}

function isLeft(row: RankingRow, query: RankingQuery): boolean {
  const text = query.q.trim().toLowerCase();
  const isFound =
    text === "" ||
    [row.name, row.roleTitle, row.occupation ?? ""].some((value) => value.toLowerCase().includes(text));
  return (
    isFound &&
    (query.tier === undefined || row.tier === query.tier) &&
    (query.department === undefined || row.departments.includes(query.department)) &&
    (query.session === undefined || row.sessionId === query.session) &&
    (query.chosen === undefined || row.isChosenForBuild === (query.chosen === "yes"))
  );
}

const collator = new Intl.Collator("en");

/** Unknown values come last in either direction; ties fall back to the rank, then the id. */
function compareBy(sort: RankingSort, direction: "asc" | "desc") {
  const sign = direction === "asc" ? 1 : -1;
  const byRank = (a: RankingRow, b: RankingRow) =>
    (a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER) || (a.id < b.id ? -1 : 1);
  return (a: RankingRow, b: RankingRow): number => {
    if (sort === "name") return sign * collator.compare(a.name, b.name) || byRank(a, b);
    const [left, right] = [a[sort], b[sort]];
    if (left === null || right === null)
      return Number(left === null) - Number(right === null) || byRank(a, b);
    return sign * (left - right) || byRank(a, b);
  };
}

export function rankingRowsFor(rows: readonly RankingRow[], query: RankingQuery): RankingRow[] {
  return rows.filter((row) => isLeft(row, query)).sort(compareBy(query.sort, directionOf(query)));
}

/** How many the filter leaves in each tier, were it not for the filter by tier. */
export function tierCountsFor(rows: readonly RankingRow[], query: RankingQuery): Record<Tier, number> {
  const counts = { now: 0, next_quarter: 0, future: 0 };
  for (const { tier } of rankingRowsFor(rows, { ...query, tier: undefined })) counts[tier] += 1;
  return counts;
}
