import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { changeLists } from "@/lib/rosters/changes-schema";
import { reviewViews } from "@/lib/rosters/review-schema";
import { rowFaultCodes } from "@/lib/rosters/schema";

const changesParams = {
  /** The roster whose changes are looked through; the others show their first list. */
  changes: parseAsString.withDefault(""),
  list: parseAsStringLiteral(changeLists),
  q: parseAsString.withDefault(""),
  page: parseAsInteger.withDefault(1),
};

/** What stands in the address of the upload step; odd values fall back to the default. */
export type ChangesQuery = inferParserType<typeof changesParams>;

export const loadChangesQuery = createLoader(changesParams);

const serializeChanges = createSerializer(changesParams);

export function changesHref(sessionId: string, query: Partial<ChangesQuery>): string {
  return serializeChanges(`/discovery/${sessionId}/upload`, query);
}

const reviewParams = {
  view: parseAsStringLiteral(reviewViews).withDefault("open"),
  fault: parseAsStringLiteral(rowFaultCodes),
  /** Page of the faulty rows. */
  rows: parseAsInteger.withDefault(1),
};

/** Which faulty rows are shown. */
export type ReviewQuery = inferParserType<typeof reviewParams>;

export const loadReviewQuery = createLoader(reviewParams);

const serializeReview = createSerializer(reviewParams);

/** The address with some parameters changed; a change other than the page begins at the first. */
export function reviewHref(sessionId: string, query: ReviewQuery, change: Partial<ReviewQuery>): string {
  return serializeReview(`/discovery/${sessionId}/upload`, { ...query, rows: 1, ...change });
}
