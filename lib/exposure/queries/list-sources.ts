import "server-only";
import { sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { type ExposureLevel, exposureLevels } from "@/db/enums";
import { authorize, type Ctx } from "@/lib/auth/context";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import type { ExposureSource } from "@/lib/onet/schema";
import type { CoveredSource, SourceList, SourceVersion } from "../schema";
import { getDefaultSource } from "./default-source";

interface Scored extends SourceVersion {
  readonly level: ExposureLevel;
  readonly scored: number;
}

function toVersion(described: ExposureSource | undefined): SourceVersion | null {
  return described ? { source: described.source, version: described.version } : null;
}

/** Every exposure source with how much of the release in use it scores, and which one the organization takes. */
export async function listSources(ctx: Ctx): Promise<SourceList> {
  authorize(ctx, "reference:choose");
  return inOrg(ctx, async (tx) => {
    const release = await getReleaseInUse(tx, ctx);
    const { sources, present, productDefault, choice } = await getDefaultSource(tx, ctx);
    const totals = await countElements(tx, release);
    const scored = await countScored(tx, release);
    const cover = (described: ExposureSource): CoveredSource => ({
      ...described,
      coverage: exposureLevels.flatMap((level) => {
        const row = scored.find(
          (each) =>
            each.level === level && each.source === described.source && each.version === described.version,
        );
        return row ? [{ level, scored: row.scored, total: totals[level] }] : [];
      }),
    });
    return {
      release,
      sources: sources.map(cover),
      present: toVersion(present),
      choice,
      productDefault: toVersion(productDefault),
      followingSessionCount: await countFollowing(tx, ctx),
    };
  });
}

async function countElements(tx: Tx, release: string): Promise<Record<ExposureLevel, number>> {
  const [counts] = await tx.execute<Record<ExposureLevel, number>>(sql`
    select (select count(*)::int from onet_tasks where release = ${release}) as task,
           (select count(*)::int from onet_dwas where release = ${release}) as dwa,
           (select count(*)::int from onet_iwas where release = ${release}) as iwa,
           (select count(*)::int from onet_gwas where release = ${release}) as gwa`);
  return counts ?? { task: 0, dwa: 0, iwa: 0, gwa: 0 };
}

/** A score of an element that the release does not have counts for nothing. */
async function countScored(tx: Tx, release: string): Promise<readonly Scored[]> {
  return tx.execute<Scored & Record<string, unknown>>(sql`
    select source, version, scores.level, count(*)::int as scored
      from exposure_scores scores
      join (select 'task' as level, task_id::text as id from onet_tasks where release = ${release}
            union all select 'dwa', id from onet_dwas where release = ${release}
            union all select 'iwa', id from onet_iwas where release = ${release}
            union all select 'gwa', id from onet_gwas where release = ${release}) as elements
        on elements.level = scores.level and elements.id = scores.element_id
     group by 1, 2, 3`);
}

async function countFollowing(tx: Tx, ctx: Ctx): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count
      from discovery_sessions
     where org_id = ${ctx.orgId} and analysis_settings is null and deleted_at is null
       and exists (select 1 from analysis_runs
                    where analysis_runs.org_id = discovery_sessions.org_id
                      and analysis_runs.session_id = discovery_sessions.id)`);
  return row?.count ?? 0;
}
