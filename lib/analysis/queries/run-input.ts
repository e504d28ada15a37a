import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import {
  analysisRuns,
  discoverySessions,
  onetSuccessors,
  ownActivities,
  workforceSegments,
} from "@/db/schema";
import { listStoredChoices } from "@/lib/activities/queries/stored-choices";
import { authorizeOwned, type Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import { listOverridesOfRun } from "@/lib/exposure/queries/overrides-in-force";
import { getActivityTree, getExposureScores, getOccupationProfiles, listWages } from "@/lib/onet/queries";
import { activityInRelease } from "@/lib/onet/queries/carried-over";
import { listMappedRoles } from "@/lib/roles/queries";
import type { AnalysisInput } from "../analysis-input";
import type { RunLabels } from "../mutations/store-run";
import { AnalysisSettings } from "../schema";
import { wageYear } from "../wages";

export type LoadedRun =
  | { readonly isFinished: true; readonly scoredRoleCount: number }
  | { readonly isFinished: false; readonly input: AnalysisInput; readonly labels: RunLabels };

/**
 * Everything a requested run is computed from, read in one transaction.
 * @throws AppError `not_found` when the run or its session is gone, `forbidden` without the right to edit the session
 */
export async function loadRun(ctx: Ctx, runId: string): Promise<LoadedRun> {
  return inOrg(ctx, async (tx) => {
    const run = await getRunSource(tx, ctx, runId);
    authorizeOwned(ctx, "edit", run.ownerId);
    if (run.finishedAt) return { isFinished: true, scoredRoleCount: run.scoredRoleCount ?? 0 };
    return { isFinished: false, ...(await loadInput(tx, ctx, run)) };
  });
}

/**
 * What a finished run would be computed from now: its own release, source version and settings, and what people have
 * decided since.
 * @throws AppError `not_found`, also for a run that is not finished
 */
export async function loadInputOfFinished(tx: Tx, ctx: Ctx, runId: string): Promise<AnalysisInput> {
  const run = await getRunSource(tx, ctx, runId);
  if (!run.finishedAt) throw notFound("finished analysis run");
  return (await loadInput(tx, ctx, run)).input;
}

async function getRunSource(tx: Tx, ctx: Ctx, runId: string) {
  const [run] = await tx
    .select({
      id: analysisRuns.id,
      sessionId: analysisRuns.sessionId,
      ownerId: discoverySessions.ownerId,
      release: analysisRuns.release,
      settings: analysisRuns.settings,
      finishedAt: analysisRuns.finishedAt,
      scoredRoleCount: analysisRuns.scoredRoleCount,
    })
    .from(analysisRuns)
    .innerJoin(
      discoverySessions,
      and(
        eq(discoverySessions.orgId, analysisRuns.orgId),
        eq(discoverySessions.id, analysisRuns.sessionId),
        isNull(discoverySessions.deletedAt),
      ),
    )
    .where(and(eq(analysisRuns.orgId, ctx.orgId), eq(analysisRuns.id, runId)));
  if (!run) throw notFound("analysis run");
  return { ...run, settings: AnalysisSettings.parse(run.settings) };
}

interface RunSource {
  readonly id: string;
  readonly sessionId: string;
  readonly release: string;
  readonly settings: AnalysisSettings;
}

/** What a run is computed from besides the session: the release, and what its settings name. */
export async function loadRunData(tx: Tx, release: string, settings: AnalysisSettings) {
  const profiles = await getOccupationProfiles(tx, release, "all");
  const tree = await getActivityTree(tx, release);
  const { exposureSource, exposureVersion } = settings;
  return {
    profiles,
    activities: [...tree.gwas, ...tree.dwas],
    data: {
      release,
      settings,
      occupations: [...profiles.values()],
      tree: { gwaIds: tree.gwas.map(({ id }) => id), iwas: tree.iwas, dwas: tree.dwas },
      exposureScores: await getExposureScores(tx, exposureSource, exposureVersion),
      wages: settings.impactMode === "wages" ? await listWages(tx, wageYear) : [],
    },
  };
}

/** The organization's own figures as they stood when a run was made, by the ids of `release`. */
export async function loadOverrides(
  tx: Tx,
  ctx: Ctx,
  run: { readonly id: string; readonly release: string },
) {
  const overrides = await listOverridesOfRun(tx, ctx, run);
  return overrides.map(({ level, elementId, value }) => ({ level, elementId, value }));
}

async function loadInput(tx: Tx, ctx: Ctx, run: RunSource) {
  const { sessionId, release, settings } = run;
  const { profiles, activities, data } = await loadRunData(tx, release, settings);
  const mapped = await listMappedRoles(tx, ctx, { sessionId, release });
  const decisions = await loadActivityDecisions(tx, ctx, sessionId, release);
  const input: AnalysisInput = {
    ...data,
    exposureOverrides: await loadOverrides(tx, ctx, run),
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
  };
  const labels: RunLabels = {
    occupations: new Map([...profiles.values()].map(({ code, title }) => [code, title])),
    activities: new Map([...activities, ...decisions.own].map(({ id, name }) => [id, name])),
    mappingOrigins: new Map(mapped.map(({ roleId, origin }) => [roleId, origin])),
    decisions,
  };
  return { input, labels };
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

/** What people decided about activities in a session, and the activities they added, as a release knows them. */
export async function loadActivityDecisions(tx: Tx, ctx: Ctx, sessionId: string, release: string) {
  const nearest = activityInRelease(
    { activityId: ownActivities.nearestDwaId, release: ownActivities.release },
    release,
  );
  const choices = await listStoredChoices(tx, ctx, { sessionId, release });
  const own = await tx
    .select({
      id: ownActivities.id,
      code: ownActivities.onetCode,
      roleId: ownActivities.roleId,
      name: ownActivities.name,
      share: ownActivities.share,
      exposure: ownActivities.exposure,
      nearestDwaId: nearest.id,
    })
    .from(ownActivities)
    .leftJoin(onetSuccessors, nearest.join)
    .where(
      and(
        eq(ownActivities.orgId, ctx.orgId),
        eq(ownActivities.sessionId, sessionId),
        isNull(ownActivities.removedAt),
      ),
    );
  return { choices, own };
}
