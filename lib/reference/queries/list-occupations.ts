import "server-only";
import { inOrg } from "@/db/client";
import { authorize, type Ctx } from "@/lib/auth/context";
import { getOccupationSearch } from "@/lib/onet/queries/search-occupations";
import { listedOccupations, occupationsPerPage, orderOf } from "../occupation-list";
import { pageOf } from "../page-of";
import { type OccupationList, OccupationsQuery } from "../schema";
import { occupationExposures, openReference } from "./open-reference";

/**
 * Occupations of the release in use, 50 a page, with the exposure that the organization's default source gives them.
 * @throws AppError `unavailable` while no reference data is loaded
 */
export async function listOccupations(ctx: Ctx, input: unknown): Promise<OccupationList> {
  authorize(ctx, "reference:read");
  const query = OccupationsQuery.parse(input);
  return inOrg(ctx, async (tx) => {
    const { release, source, facts, reference } = await openReference(tx, ctx);
    // Also without a search, so that the first letter somebody types finds it ready.
    const search = await getOccupationSearch(tx, release);
    const hits = query.q.trim() === "" ? null : search.find(query.q);
    const exposures = occupationExposures(reference, facts.keys());
    const listed = listedOccupations(facts, exposures, hits, query);
    return {
      release,
      source,
      list: pageOf(listed, query.page, occupationsPerPage),
      occupationCount: facts.size,
      ...orderOf(query),
    };
  });
}
