import { z } from "zod";
import { type Tier, tiers } from "@/db/enums";

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

/** Filters of the rankings as they stand in the URL; unknown values fall back, so an old link still opens. */
export const RankingQuery = z.object({
  tier: z.enum(tiers).optional().catch(undefined),
  department: z.string().max(500).optional().catch(undefined),
  session: z.uuid().optional().catch(undefined),
  search: z.string().max(200).default("").catch(""),
  chosen: z.enum(["yes", "no"]).optional().catch(undefined),
  sort: z.enum(rankingSorts).default("rank").catch("rank"),
  direction: z.enum(["asc", "desc"]).default("asc").catch("asc"),
});
export type RankingQuery = z.infer<typeof RankingQuery>;

/** A candidate with its place in the organization. */
export interface RankingRow {
  readonly id: string;
  readonly sessionId: string;
  readonly sessionName: string;
  readonly runId: string;
  readonly roleId: string;
  readonly name: string;
  readonly description: string;
  readonly roleTitle: string;
  readonly occupation: string | null;
  readonly onetCode: string | null;
  readonly departments: readonly string[];
  readonly headcount: number;
  readonly exposure: number | null;
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

function isLeft(row: RankingRow, query: RankingQuery): boolean {
  const text = query.search.trim().toLowerCase();
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
  return rows.filter((row) => isLeft(row, query)).sort(compareBy(query.sort, query.direction));
}
