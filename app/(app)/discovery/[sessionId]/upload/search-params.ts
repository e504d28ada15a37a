import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsInteger,
  parseAsStringLiteral,
} from "nuqs/server";
import { reviewViews } from "@/lib/rosters/review-schema";
import { rowFaultCodes } from "@/lib/rosters/schema";

const reviewParams = {
  view: parseAsStringLiteral(reviewViews).withDefault("open"),
  fault: parseAsStringLiteral(rowFaultCodes),
  page: parseAsInteger.withDefault(1),
};

/** Which faulty rows are shown. */
export type ReviewQuery = inferParserType<typeof reviewParams>;

export const loadReviewQuery = createLoader(reviewParams);

const serialize = createSerializer(reviewParams);

/** The address with some parameters changed; a change other than the page begins at the first. */
export function reviewHref(sessionId: string, query: ReviewQuery, change: Partial<ReviewQuery>): string {
  return serialize(`/discovery/${sessionId}/upload`, { ...query, page: 1, ...change });
}
