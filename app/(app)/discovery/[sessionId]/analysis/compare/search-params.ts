import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { moveLists } from "@/lib/analysis/comparison/schema";

const compareParams = {
  /** Numbers of runs; the latest and the one before it where they say nothing. */
  from: parseAsInteger,
  to: parseAsInteger,
  by: parseAsStringLiteral(moveLists).withDefault("tier"),
  q: parseAsString.withDefault(""),
  page: parseAsInteger.withDefault(1),
};

export type CompareQuery = inferParserType<typeof compareParams>;

export const loadCompareQuery = createLoader(compareParams);

/** What the table shows, all pages of it. */
export function exportParams({
  from,
  to,
  by,
  q,
}: CompareQuery & { from: number; to: number }): Record<string, string> {
  return { from: `${from}`, to: `${to}`, by, ...(q.trim() && { q }) };
}

const serialize = createSerializer(compareParams);

export function compareHref(sessionId: string, query: Partial<CompareQuery>): string {
  return serialize(`/discovery/${sessionId}/analysis/compare`, query);
}
