import "server-only";
import { inOrg, type Tx } from "@/db/client";
import { getActivityReference } from "@/lib/activities/queries/activity-reference";
import { authorize, type Ctx } from "@/lib/auth/context";
import type { ExposureSource } from "@/lib/onet/schema";
import { compareLens, lensDirectionOf, rankLens, spearman } from "../lens";
import { pageOf } from "../page-of";
import { type LensPage, LensQuery, sourceKeyOf } from "../schema";
import { type OpenReference, occupationExposures, openReference } from "./open-reference";

const rowsPerPage = 50;

/** Another one than A to look through, where there is any: one made in another way, if possible. */
function otherThan(a: ExposureSource, sources: readonly ExposureSource[]): ExposureSource {
  const others = sources.filter((source) => sourceKeyOf(source) !== sourceKeyOf(a));
  const family = (source: ExposureSource) => source.source.split("-", 1)[0];
  return others.find((source) => family(source) !== family(a)) ?? others[0] ?? a;
}

function findSource(sources: readonly ExposureSource[], key: string | undefined): ExposureSource | undefined {
  return sources.find((source) => sourceKeyOf(source) === key);
}

/** What a source says of each occupation that has tasks. Overrides are left out: they would say the same of both. */
async function viewThrough(tx: Tx, { release, facts }: OpenReference, { source, version }: ExposureSource) {
  const reference = await getActivityReference(tx, release, source, version);
  const exposures = occupationExposures(reference, facts.keys());
  return (code: string): number | null => {
    const exposure = exposures.get(code);
    return exposure === undefined || exposure.siblings !== null ? null : exposure.value;
  };
}

/**
 * How two sources rank the occupations of the release in use, 50 a page.
 * @throws AppError `unavailable` while no reference data is loaded
 */
export async function getLenses(ctx: Ctx, input: unknown): Promise<LensPage> {
  authorize(ctx, "reference:read");
  const query = LensQuery.parse(input);
  return inOrg(ctx, async (tx) => {
    const open = await openReference(tx, ctx);
    const { sources, facts, release, reference } = open;
    const a = findSource(sources, query.a) ?? open.source;
    const b = findSource(sources, query.b) ?? otherThan(a, sources);
    const [throughA, throughB] = [await viewThrough(tx, open, a), await viewThrough(tx, open, b)];
    const described = [...facts.values()].filter(
      ({ code }) => (reference.activities.profileOf(code)?.tasks.length ?? 0) > 0,
    );
    const ranked = rankLens(
      described.map(({ code, title, wage }) => ({
        code,
        title,
        employment: wage?.employment ?? null,
        a: throughA(code),
        b: throughB(code),
      })),
    ).filter(({ code }) => query.group === undefined || code.startsWith(`${query.group}-`));
    const points = ranked.flatMap((row) =>
      row.a === null || row.b === null ? [] : [{ a: row.a, b: row.b }],
    );
    ranked.sort(compareLens(query.sort, lensDirectionOf(query)));
    return {
      release,
      sources,
      a,
      b,
      list: pageOf(ranked, query.page, rowsPerPage),
      sharedCount: points.length,
      correlation: spearman(points),
      points,
    };
  });
}
