import "server-only";
import { setImmediate } from "node:timers/promises";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { onetTitles } from "@/db/schema";
import { OccupationSearch } from "@/lib/onet/occupation-search";
import type { OccupationHit } from "@/lib/onet/schema";
import { keptPerRelease } from "./kept-per-release";
import { getOccupationFacts } from "./occupation-facts";

const kept = keptPerRelease<OccupationSearch>("search");

/**
 * The search over a release, in memory: a third of a second to make, then a few milliseconds a search. Trigrams in
 * the database find less and take longer (`npm run bench -- reference-search`), and not every server has them.
 */
export function getOccupationSearch(tx: Tx, release: string): Promise<OccupationSearch> {
  return kept(release, async () => {
    const facts = await getOccupationFacts(tx, release);
    const titles = await tx
      .select({ code: onetTitles.code, title: onetTitles.title, kind: onetTitles.kind })
      .from(onetTitles)
      .where(eq(onetTitles.release, release));
    const occupations = [...facts.values()].map(({ code, title, wage }) => ({
      code,
      title,
      employment: wage === null || wage.employment === null ? null : wage.employment / wage.occupationCount,
    }));
    return OccupationSearch.build({ occupations, titles }, () => setImmediate());
  });
}

/** The occupations that a text may mean, by one of their titles or by code, the best first. */
export async function searchOccupations(
  tx: Tx,
  release: string,
  text: string,
  limit: number,
): Promise<OccupationHit[]> {
  const search = await getOccupationSearch(tx, release);
  return search
    .find(text)
    .slice(0, limit)
    .map(({ code, title, matchedTitle, matchedKind }) => ({ code, title, matchedTitle, matchedKind }));
}
