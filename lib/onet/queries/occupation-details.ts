import "server-only";
import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { onetJobZones, onetOccupations, onetRelatedOccupations, onetTechnologies } from "@/db/schema";
import { rowsByKey } from "@/lib/onet/rows-by-key";
import type { RelatedOccupation, Technology } from "@/lib/onet/schema";

/** Code → job zone 1–5; occupations without tasks have none. */
export async function getJobZones(
  tx: Tx,
  release: string,
  codes: readonly string[],
): Promise<Map<string, number>> {
  if (codes.length === 0) return new Map();
  const rows = await tx
    .select({ code: onetJobZones.code, jobZone: onetJobZones.jobZone })
    .from(onetJobZones)
    .where(and(eq(onetJobZones.release, release), inArray(onetJobZones.code, [...codes])));
  return new Map(rows.map((row) => [row.code, row.jobZone]));
}

/** Code → technologies that employers ask for often (O*NET's hot list), those in demand first, then by name. */
export async function getHotTechnologies(
  tx: Tx,
  release: string,
  codes: readonly string[],
): Promise<Map<string, Technology[]>> {
  if (codes.length === 0) return new Map();
  const rows = await tx
    .select({
      code: onetTechnologies.code,
      name: onetTechnologies.name,
      hot: onetTechnologies.hot,
      inDemand: onetTechnologies.inDemand,
    })
    .from(onetTechnologies)
    .where(
      and(
        eq(onetTechnologies.release, release),
        inArray(onetTechnologies.code, [...codes]),
        eq(onetTechnologies.hot, true),
      ),
    )
    .orderBy(asc(onetTechnologies.code), desc(onetTechnologies.inDemand), asc(onetTechnologies.name));
  return rowsByKey(
    rows,
    (row) => row.code,
    ({ name, hot, inDemand }): Technology => ({ name, hot, inDemand }),
  );
}

/** Code → related occupations, closest first. */
export async function getRelatedOccupations(
  tx: Tx,
  release: string,
  codes: readonly string[],
): Promise<Map<string, RelatedOccupation[]>> {
  if (codes.length === 0) return new Map();
  const rows = await tx
    .select({
      of: onetRelatedOccupations.code,
      code: onetRelatedOccupations.relatedCode,
      title: onetOccupations.title,
      tier: onetRelatedOccupations.tier,
      position: onetRelatedOccupations.position,
    })
    .from(onetRelatedOccupations)
    .innerJoin(
      onetOccupations,
      and(
        eq(onetOccupations.release, onetRelatedOccupations.release),
        eq(onetOccupations.code, onetRelatedOccupations.relatedCode),
      ),
    )
    .where(and(eq(onetRelatedOccupations.release, release), inArray(onetRelatedOccupations.code, [...codes])))
    .orderBy(asc(onetRelatedOccupations.code), asc(onetRelatedOccupations.position));
  return rowsByKey(
    rows,
    (row) => row.of,
    ({ code, title, tier, position }): RelatedOccupation => ({ code, title, tier, position }),
  );
}
