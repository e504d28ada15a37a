import "server-only";
import { and, asc, eq, inArray, isNotNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { analysisActivities, analysisResults, candidates } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { rowsByKey } from "@/lib/onet/rows-by-key";
import { topActivityIds } from "../candidate-naming";
import type { ExistingCandidate, RankedRole } from "../candidate-plan";

const activityNamesPerAgent = 3;

/** The ranked roles of a run as the candidate rules want them, `only` those asked for. */
export async function listRankedRoles(
  tx: Tx,
  ctx: Ctx,
  runId: string,
  only: { readonly first: number } | { readonly roleIds: readonly string[] },
): Promise<RankedRole[]> {
  const inRun = and(
    eq(analysisResults.orgId, ctx.orgId),
    eq(analysisResults.runId, runId),
    isNotNull(analysisResults.rank),
  );
  const query = tx
    .select({
      roleId: analysisResults.roleId,
      title: analysisResults.title,
      headcount: analysisResults.headcount,
      rank: analysisResults.rank,
      tier: analysisResults.tier,
      onetCode: analysisResults.onetCode,
    })
    .from(analysisResults)
    .orderBy(asc(analysisResults.rank));
  const rows =
    "first" in only
      ? await query.where(and(inRun, isNotNull(analysisResults.tier))).limit(only.first)
      : only.roleIds.length === 0
        ? []
        : await query.where(and(inRun, inArray(analysisResults.roleId, [...only.roleIds])));
  const names = await topActivityNames(tx, ctx, runId, rows);
  return rows.map(({ onetCode: _, ...role }) => ({
    ...role,
    topActivityNames: names.get(role.roleId) ?? [],
  }));
}

async function topActivityNames(
  tx: Tx,
  ctx: Ctx,
  runId: string,
  roles: readonly { roleId: string; onetCode: string | null }[],
): Promise<Map<string, string[]>> {
  const codes = [...new Set(roles.flatMap(({ onetCode }) => onetCode ?? []))];
  if (codes.length === 0) return new Map();
  const rows = await tx
    .select({
      onetCode: analysisActivities.onetCode,
      roleId: analysisActivities.roleId,
      id: analysisActivities.activityId,
      name: analysisActivities.name,
      share: analysisActivities.share,
      exposure: analysisActivities.exposure,
      selected: analysisActivities.isSelected,
    })
    .from(analysisActivities)
    .where(
      and(
        eq(analysisActivities.orgId, ctx.orgId),
        eq(analysisActivities.runId, runId),
        inArray(analysisActivities.onetCode, codes),
      ),
    )
    .orderBy(asc(analysisActivities.activityId));
  const byOwner = rowsByKey(
    rows,
    ({ onetCode, roleId }) => roleId ?? onetCode,
    (row) => row,
  );
  return new Map(
    roles.map(({ roleId, onetCode }) => {
      const activities = byOwner.get(roleId) ?? byOwner.get(onetCode ?? "") ?? [];
      const nameOf = new Map(activities.map(({ id, name }) => [id, name]));
      const ids = topActivityIds(activities, activityNamesPerAgent);
      return [roleId, ids.flatMap((id) => nameOf.get(id) ?? [])];
    }),
  );
}

/** Every candidate of a session, dismissed ones included. */
export async function listExistingCandidates(
  tx: Tx,
  ctx: Ctx,
  sessionId: string,
): Promise<ExistingCandidate[]> {
  const rows = await tx
    .select()
    .from(candidates)
    .where(and(eq(candidates.orgId, ctx.orgId), eq(candidates.sessionId, sessionId)))
    .orderBy(asc(candidates.id));
  return rows.map(({ chosenForBuildAt, dismissedAt, staleAt, ...row }) => ({
    id: row.id,
    roleId: row.roleId,
    origin: row.origin,
    name: row.name,
    nameOrigin: row.nameOrigin,
    description: row.description,
    descriptionOrigin: row.descriptionOrigin,
    tier: row.tier,
    tierOrigin: row.tierOrigin,
    position: row.position,
    isChosenForBuild: chosenForBuildAt !== null,
    isDismissed: dismissedAt !== null,
    isStale: staleAt !== null,
  }));
}
