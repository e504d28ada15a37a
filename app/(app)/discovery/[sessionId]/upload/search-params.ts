import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { changeLists } from "@/lib/rosters/changes-schema";

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

const serialize = createSerializer(changesParams);

export function changesHref(sessionId: string, query: Partial<ChangesQuery>): string {
  return serialize(`/discovery/${sessionId}/upload`, query);
}
