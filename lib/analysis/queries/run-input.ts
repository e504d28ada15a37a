import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { activityChoices, ownActivities, workforceSegments } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { getActivityTree, getExposureScores, getOccupationProfiles, listWages } from "@/lib/onet/queries";
import { listMappedRoles } from "@/lib/roles/queries";
import type { AnalysisInput } from "../analysis-input";
import type { AnalysisSettings } from "../schema";

/** OEWS year of the reference pack. */
const wageYear = 2024;

export interface RunSource {
  readonly sessionId: string;
  readonly release: string;
  readonly settings: AnalysisSettings;
}

/** Names that the results carry along, so that an old run reads as it was. */
export interface RunNames {
  readonly occupations: ReadonlyMap<string, string>;
  readonly activities: ReadonlyMap<string, string>;
}

/** Everything one run is computed from, read in one transaction. */
export async function loadRunInput(
  tx: Tx,
  ctx: Ctx,
  { sessionId, release, settings }: RunSource,
): Promise<{ input: AnalysisInput; names: RunNames; mapped: Awaited<ReturnType<typeof listMappedRoles>> }> {
  const profiles = await getOccupationProfiles(tx, release, "all");
  const tree = await getActivityTree(tx, release);
  const mapped = await listMappedRoles(tx, ctx, sessionId);
  const decisions = await loadActivityDecisions(tx, ctx, sessionId);
  const { exposureSource, exposureVersion } = settings;
  const input: AnalysisInput = {
    release,
    occupations: [...profiles.values()],
    tree: { gwaIds: tree.gwas.map(({ id }) => id), iwas: tree.iwas, dwas: tree.dwas },
    exposureScores: await getExposureScores(tx, exposureSource, exposureVersion),
    exposureOverrides: [],
    wages: settings.impactMode === "wages" ? await listWages(tx, wageYear) : [],
    roles: mapped.map(({ roleId, title, code, isDecided }) => ({
      id: roleId,
      title,
      code,
      isMappingConfirmed: isDecided,
    })),
    segments: await loadSegments(tx, ctx, sessionId),
    activityChoices: decisions.choices,
    ownActivities: decisions.own,
    complexityOverrides: [],
    settings,
  };
  const activities = [...tree.gwas, ...tree.dwas, ...decisions.own];
  return {
    input,
    mapped,
    names: {
      occupations: new Map([...profiles.values()].map(({ code, title }) => [code, title])),
      activities: new Map(activities.map(({ id, name }) => [id, name])),
    },
  };
}

function loadSegments(tx: Tx, ctx: Ctx, sessionId: string) {
  return tx
    .select({
      roleId: workforceSegments.roleId,
      department: workforceSegments.department,
      lineOfBusiness: workforceSegments.lineOfBusiness,
      location: workforceSegments.location,
      headcount: workforceSegments.headcount,
    })
    .from(workforceSegments)
    .where(and(eq(workforceSegments.orgId, ctx.orgId), eq(workforceSegments.sessionId, sessionId)));
}

/** What people decided about activities in a session, and the activities they added. */
export async function loadActivityDecisions(tx: Tx, ctx: Ctx, sessionId: string) {
  const choices = await tx
    .select({
      code: activityChoices.onetCode,
      roleId: activityChoices.roleId,
      activityId: activityChoices.activityId,
      selected: activityChoices.isSelected,
      share: activityChoices.share,
    })
    .from(activityChoices)
    .where(and(eq(activityChoices.orgId, ctx.orgId), eq(activityChoices.sessionId, sessionId)));
  const own = await tx
    .select({
      id: ownActivities.id,
      code: ownActivities.onetCode,
      roleId: ownActivities.roleId,
      name: ownActivities.name,
      share: ownActivities.share,
      exposure: ownActivities.exposure,
      nearestDwaId: ownActivities.nearestDwaId,
    })
    .from(ownActivities)
    .where(
      and(
        eq(ownActivities.orgId, ctx.orgId),
        eq(ownActivities.sessionId, sessionId),
        isNull(ownActivities.removedAt),
      ),
    );
  return { choices, own };
}
