import "server-only";
import { asc, desc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { oewsWages, onetJobZones, onetOccupations } from "@/db/schema";
import { socOf } from "@/lib/onet/codes";
import { nearestWage } from "@/lib/onet/occupation-wages";
import type { OccupationFacts } from "@/lib/onet/schema";
import { listWages } from "../queries";
import { keptPerRelease } from "./kept-per-release";

const kept = keptPerRelease<ReadonlyMap<string, OccupationFacts>>("facts");

/** Title, job zone, wage and employment of every occupation of a release, by code. */
export function getOccupationFacts(tx: Tx, release: string): Promise<ReadonlyMap<string, OccupationFacts>> {
  return kept(release, () => readFacts(tx, release));
}

async function readFacts(tx: Tx, release: string): Promise<Map<string, OccupationFacts>> {
  const rows = await tx
    .select({ code: onetOccupations.code, title: onetOccupations.title, jobZone: onetJobZones.jobZone })
    .from(onetOccupations)
    .leftJoin(
      onetJobZones,
      sql`${onetJobZones.release} = ${onetOccupations.release} and ${onetJobZones.code} = ${onetOccupations.code}`,
    )
    .where(eq(onetOccupations.release, release))
    .orderBy(asc(onetOccupations.code));
  const [newest] = await tx
    .select({ year: oewsWages.year })
    .from(oewsWages)
    .orderBy(desc(oewsWages.year))
    .limit(1);
  const wages = new Map(
    newest === undefined ? [] : (await listWages(tx, newest.year)).map((wage) => [wage.soc, wage]),
  );
  const sharing = new Map<string, number>();
  for (const { code } of rows) sharing.set(socOf(code), (sharing.get(socOf(code)) ?? 0) + 1);
  return new Map(
    rows.map(({ code, title, jobZone }) => {
      const nearest = nearestWage(code, wages);
      const occupationCount = sharing.get(socOf(code)) ?? 1;
      const wage =
        nearest === null || newest === undefined ? null : { ...nearest, year: newest.year, occupationCount };
      return [code, { code, title, jobZone, wage }];
    }),
  );
}
