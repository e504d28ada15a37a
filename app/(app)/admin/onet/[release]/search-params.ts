import {
  createLoader,
  createSerializer,
  parseAsFloat,
  parseAsInteger,
  parseAsStringLiteral,
} from "nuqs/server";
import {
  defaultLeastChange,
  type MovesQuery,
  moveScopes,
  moveSorts,
  moveViews,
} from "@/lib/onet/release-moves";
import { releaseHref } from "../release-table";

const movesParams = {
  view: parseAsStringLiteral(moveViews).withDefault("candidates"),
  scope: parseAsStringLiteral(moveScopes).withDefault("used"),
  by: parseAsFloat.withDefault(defaultLeastChange),
  sort: parseAsStringLiteral(moveSorts).withDefault("change"),
  dir: parseAsStringLiteral(["asc", "desc"] as const).withDefault("desc"),
  page: parseAsInteger.withDefault(1),
};

const load = createLoader(movesParams);
const serialize = createSerializer(movesParams);

/** Odd values fall back to the usual ones, so that a damaged link still opens the page. */
export async function loadMovesQuery(searchParams: Parameters<typeof load>[0]): Promise<MovesQuery> {
  const query = await load(searchParams);
  const by = query.by >= 0 && query.by <= 1 ? query.by : defaultLeastChange;
  return { ...query, by, page: Math.max(1, query.page) };
}

export function movesHref(release: string, query: MovesQuery, change: Partial<MovesQuery>): string {
  return serialize(releaseHref(release), { ...query, page: 1, ...change });
}
