import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { analysisActivities, analysisResults, oewsWages } from "@/db/schema";
import { getActivityReference } from "@/lib/activities/queries/activity-reference";
import type { ActivityExposureLevel } from "@/lib/activities/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import { withOverrides } from "@/lib/exposure/exposure-resolution";
import { listExposureBases } from "@/lib/exposure/queries/exposure-bases";
import { listOverridesOfRun } from "@/lib/exposure/queries/overrides-in-force";
import type { ExposureBasis } from "@/lib/exposure/schema";
import {
  type ExplainedActivity,
  explainComplexity,
  explainExposure,
  explainImpact,
  explainPriority,
  explainTier,
  type ListPlace,
  type RoleExplanation,
} from "../explanation";
import { type ResultRow, RunRoleInput, type RunSummary } from "../run-views";
import { RoleFactors } from "../schema";
import { tierRules } from "../tiers";
import { allOccupationsSoc, wageYear } from "../wages";
import { findRunById } from "./runs";

const departmentsShown = 10;

/**
 * Every factor behind a role's place in a run, from the rows the run has stored.
 * @throws AppError `not_found` when the run is not finished or has no such role
 */
export async function getRoleExplanation(ctx: Ctx, input: unknown): Promise<RoleExplanation> {
  authorize(ctx, "session:read");
  const { runId, roleId } = RunRoleInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const run = await findRunById(tx, ctx, runId);
    const found = await findResult(tx, ctx, runId, roleId);
    if (!run || !found) throw notFound("role of a run");
    const { role, factors } = found;
    const { settings } = run;
    const stored = await listActivities(tx, ctx, runId, role);
    const bases = await basesOf(tx, ctx, run, found, stored);
    const activities = stored.map((activity) => ({ ...activity, basis: bases.get(activity.id) ?? null }));
    const fixed = {
      largestHeadcount: await largestHeadcount(tx, ctx, runId),
      meanHourlyWage: await meanHourlyWage(tx),
    };
    return {
      runNumber: run.number,
      release: run.release,
      formulaVersion: run.formulaVersion,
      exposureSource: run.exposureSource,
      overrideCount: run.overrideCount,
      exposureMode: settings.exposureMode,
      role,
      departments: await listDepartments(tx, ctx, run.sessionId, roleId),
      mapping: {
        origin: role.mappingOrigin,
        activitySiblings: factors.activitySiblings,
        complexitySiblings: factors.complexitySiblings,
      },
      exposure: explainExposure(role, activities),
      impact: explainImpact(role, factors, settings, fixed),
      complexity: explainComplexity(role.complexity, factors),
      priority: explainPriority(role, settings.weights),
      tier: explainTier(role, settings.tiers, await placeOf(tx, ctx, runId, role)),
      activities,
    };
  });
}

export async function findResult(
  tx: Tx,
  ctx: Ctx,
  runId: string,
  roleId: string,
): Promise<{ role: ResultRow; factors: RoleFactors } | null> {
  const [row] = await tx
    .select()
    .from(analysisResults)
    .where(
      and(
        eq(analysisResults.orgId, ctx.orgId),
        eq(analysisResults.runId, runId),
        eq(analysisResults.roleId, roleId),
      ),
    );
  if (!row) return null;
  const { orgId: _, runId: __, factors: stored, ...numbers } = row;
  const factors = RoleFactors.parse(stored);
  return { role: { ...numbers, flags: factors.flags }, factors };
}

type StoredActivity = Omit<ExplainedActivity, "basis">;

/** What each O*NET activity's exposure rests on, from the tables of the run's own release, source and moment. */
async function basesOf(
  tx: Tx,
  ctx: Ctx,
  run: RunSummary,
  { role, factors }: { readonly role: ResultRow; readonly factors: RoleFactors },
  activities: readonly StoredActivity[],
): Promise<Map<string, ExposureBasis>> {
  if (role.onetCode === null) return new Map();
  const { source, version } = run.exposureSource;
  const overrides = await listOverridesOfRun(tx, ctx, run);
  const { lookup } = await getActivityReference(tx, run.release, source, version);
  const sight = {
    release: run.release,
    source,
    version,
    overrides,
    lookup: withOverrides(lookup, overrides),
  };
  const ids = activities.filter(({ level }) => level !== "own").map(({ id }) => id);
  return listExposureBases(tx, sight, factors.activitySiblings?.codes ?? [role.onetCode], ids);
}

/** Those of the role where they were adjusted, else those of its occupation. */
async function listActivities(
  tx: Tx,
  ctx: Ctx,
  runId: string,
  role: Pick<ResultRow, "roleId" | "onetCode">,
): Promise<StoredActivity[]> {
  if (role.onetCode === null) return [];
  const rows = await tx
    .select({
      roleId: analysisActivities.roleId,
      id: analysisActivities.activityId,
      level: analysisActivities.level,
      name: analysisActivities.name,
      weight: sql<number>`coalesce(${analysisActivities.weight}, 0)::float8`,
      share: analysisActivities.share,
      exposure: analysisActivities.exposure,
      // Written by the engine, whose levels these are.
      exposureLevel: sql<ActivityExposureLevel | null>`${analysisActivities.exposureLevel}`,
      isSelected: analysisActivities.isSelected,
      selectedBy: analysisActivities.selectedBy,
    })
    .from(analysisActivities)
    .where(
      and(
        eq(analysisActivities.orgId, ctx.orgId),
        eq(analysisActivities.runId, runId),
        eq(analysisActivities.onetCode, role.onetCode),
        sql`(${analysisActivities.roleId} is null or ${analysisActivities.roleId} = ${role.roleId})`,
      ),
    )
    .orderBy(
      desc(analysisActivities.isSelected),
      desc(analysisActivities.share),
      sql`${analysisActivities.weight} desc nulls last`,
      analysisActivities.activityId,
    );
  const own = rows.filter(({ roleId }) => roleId !== null);
  return (own.length > 0 ? own : rows).map(({ roleId: _, ...activity }) => activity);
}

async function listDepartments(tx: Tx, ctx: Ctx, sessionId: string, roleId: string) {
  const rows = await tx.execute<{ name: string | null; headcount: number }>(sql`
    select department as name, sum(headcount)::float8 as headcount
      from workforce_segments
     where org_id = ${ctx.orgId} and session_id = ${sessionId} and role_id = ${roleId}
     group by department
     order by sum(headcount) desc, department
     limit ${departmentsShown}`);
  return [...rows];
}

async function placeOf(tx: Tx, ctx: Ctx, runId: string, role: ResultRow): Promise<ListPlace> {
  const [place] = await tx.execute<ListPlace & Record<string, unknown>>(sql`
    select count(*)::int as "placedCount",
           count(*) filter (where priority > ${role.priority}::numeric)::int as "higherCount",
           count(*) filter (where priority = ${role.priority}::numeric)::int as "equalCount"
      from analysis_results
     where org_id = ${ctx.orgId} and run_id = ${runId} and priority is not null
       and coverage >= ${tierRules.leastCoverage}::numeric`);
  return place ?? { placedCount: 0, higherCount: 0, equalCount: 0 };
}

async function largestHeadcount(tx: Tx, ctx: Ctx, runId: string): Promise<number> {
  const [row] = await tx
    .select({ largest: sql<number>`coalesce(max(${analysisResults.headcount}), 0)::int` })
    .from(analysisResults)
    .where(and(eq(analysisResults.orgId, ctx.orgId), eq(analysisResults.runId, runId)));
  return row?.largest ?? 0;
}

async function meanHourlyWage(tx: Tx): Promise<number> {
  const [row] = await tx
    .select({ hourlyMean: oewsWages.hourlyMean })
    .from(oewsWages)
    .where(and(eq(oewsWages.year, wageYear), eq(oewsWages.soc, allOccupationsSoc)));
  return row?.hourlyMean ?? 0;
}
