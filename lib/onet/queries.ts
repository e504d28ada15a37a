import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  exposureScores,
  exposureSources,
  oewsWages,
  onetDwas,
  onetGwaRatings,
  onetGwas,
  onetIwas,
  onetOccupations,
  onetTaskDwas,
  onetTasks,
} from "@/db/schema";
import type { ExposureScore } from "@/lib/exposure/exposure-resolution";
import { rowsByKey } from "@/lib/onet/rows-by-key";
import type {
  ActivityNames,
  ExposureSource,
  GwaRating,
  OccupationProfile,
  OccupationTask,
  Wage,
} from "@/lib/onet/schema";

/**
 * Reads of the reference data. It stands above the tenants, so these take the transaction and the release instead of
 * a context; the caller is inside `inOrg` for its own rows.
 */

/** Code → title; codes that the release does not know are absent. */
export async function getOccupationNames(
  tx: Tx,
  release: string,
  codes: readonly string[],
): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await tx
    .select({ code: onetOccupations.code, title: onetOccupations.title })
    .from(onetOccupations)
    .where(and(eq(onetOccupations.release, release), inArray(onetOccupations.code, [...codes])));
  return new Map(rows.map((row) => [row.code, row.title]));
}

/**
 * Tasks with their activities and the ratings of the 41 GWAs, per occupation. All occupations of a release (`"all"`)
 * take about 0.3 s, so keep the result while the release stays.
 */
export async function getOccupationProfiles(
  tx: Tx,
  release: string,
  codes: readonly string[] | "all",
): Promise<Map<string, OccupationProfile>> {
  if (codes.length === 0) return new Map();
  const wanted = codes === "all" ? null : [...codes];
  const occupations = await tx
    .select({ code: onetOccupations.code, title: onetOccupations.title })
    .from(onetOccupations)
    .where(
      and(
        eq(onetOccupations.release, release),
        wanted === null ? undefined : inArray(onetOccupations.code, wanted),
      ),
    )
    .orderBy(asc(onetOccupations.code));
  const tasks = await listTasks(tx, release, wanted);
  const ratings = await tx
    .select({
      code: onetGwaRatings.code,
      gwaId: onetGwaRatings.gwaId,
      importance: onetGwaRatings.importance,
      level: onetGwaRatings.level,
    })
    .from(onetGwaRatings)
    .where(
      and(
        eq(onetGwaRatings.release, release),
        wanted === null ? undefined : inArray(onetGwaRatings.code, wanted),
      ),
    )
    .orderBy(asc(onetGwaRatings.code), asc(onetGwaRatings.gwaId));
  const ratingsByCode = rowsByKey(
    ratings,
    (row) => row.code,
    ({ gwaId, importance, level }): GwaRating => ({ gwaId, importance, level }),
  );
  return new Map(
    occupations.map(({ code, title }) => [
      code,
      { code, title, tasks: tasks.get(code) ?? [], gwaRatings: ratingsByCode.get(code) ?? [] },
    ]),
  );
}

async function listTasks(
  tx: Tx,
  release: string,
  codes: string[] | null,
): Promise<Map<string, OccupationTask[]>> {
  const links = await tx
    .select({ taskId: onetTaskDwas.taskId, dwaId: onetTaskDwas.dwaId })
    .from(onetTaskDwas)
    .where(
      and(eq(onetTaskDwas.release, release), codes === null ? undefined : inArray(onetTaskDwas.code, codes)),
    )
    .orderBy(asc(onetTaskDwas.taskId), asc(onetTaskDwas.dwaId));
  const tasks = await tx
    .select({
      code: onetTasks.code,
      taskId: onetTasks.taskId,
      importance: onetTasks.importance,
    })
    .from(onetTasks)
    .where(and(eq(onetTasks.release, release), codes === null ? undefined : inArray(onetTasks.code, codes)))
    .orderBy(asc(onetTasks.taskId));
  const dwasByTask = rowsByKey(
    links,
    (link) => link.taskId,
    (link) => link.dwaId,
  );
  return rowsByKey(
    tasks,
    (task) => task.code,
    ({ taskId, importance }): OccupationTask => ({
      taskId: String(taskId),
      importance,
      relevance: null,
      dwaIds: dwasByTask.get(taskId) ?? [],
    }),
  );
}

/** Every activity of the release with its parent and name, by id. */
export async function getActivityTree(tx: Tx, release: string): Promise<ActivityNames> {
  const gwas = await tx
    .select({ id: onetGwas.id, name: onetGwas.name })
    .from(onetGwas)
    .where(eq(onetGwas.release, release))
    .orderBy(asc(onetGwas.id));
  const iwas = await tx
    .select({ id: onetIwas.id, gwaId: onetIwas.gwaId, name: onetIwas.name })
    .from(onetIwas)
    .where(eq(onetIwas.release, release))
    .orderBy(asc(onetIwas.id));
  const dwas = await tx
    .select({ id: onetDwas.id, iwaId: onetDwas.iwaId, name: onetDwas.name })
    .from(onetDwas)
    .where(eq(onetDwas.release, release))
    .orderBy(asc(onetDwas.id));
  return { gwas, iwas, dwas };
}

/** All scores of one source, by level and element. */
export async function getExposureScores(tx: Tx, source: string, version: string): Promise<ExposureScore[]> {
  return await tx
    .select({
      level: exposureScores.level,
      elementId: exposureScores.elementId,
      value: exposureScores.value,
    })
    .from(exposureScores)
    .where(and(eq(exposureScores.source, source), eq(exposureScores.version, version)))
    .orderBy(asc(exposureScores.level), asc(exposureScores.elementId));
}

export async function listExposureSources(tx: Tx): Promise<ExposureSource[]> {
  return await tx
    .select()
    .from(exposureSources)
    .orderBy(asc(exposureSources.source), asc(exposureSources.version));
}

/** All wage rows of one year: detailed occupations and the groups that stand in for those OEWS merges. */
export async function listWages(tx: Tx, year: number): Promise<Wage[]> {
  return await tx
    .select({
      soc: oewsWages.soc,
      title: oewsWages.title,
      employment: oewsWages.employment,
      hourlyMean: oewsWages.hourlyMean,
      annualMean: oewsWages.annualMean,
    })
    .from(oewsWages)
    .where(eq(oewsWages.year, year))
    .orderBy(asc(oewsWages.soc));
}
