import "server-only";
import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { OrgId, Tx } from "@/db/client";
import { exposureOverrides, users } from "@/db/schema";
import type { OverrideNote } from "../schema";

interface Tenant {
  readonly orgId: OrgId;
}

/**
 * The element of an override as another release knows it; null where it has no successor there. Activities follow the
 * table of successors; a task keeps its id for as long as it is there. For statements that read `exposure_overrides`
 * beside another table.
 */
export function carriedElementId(release: SQL | string): SQL<string | null> {
  return sql<string | null>`case
    when exposure_overrides.release = ${release} then exposure_overrides.element_id
    when exposure_overrides.level = 'task' then (
      select kept.task_id::text from onet_tasks kept
       where kept.release = ${release}
         and kept.task_id = (case when exposure_overrides.level = 'task' then exposure_overrides.element_id end)::int)
    else (
      select successor_id from onet_successors
       where from_release = exposure_overrides.release and to_release = ${release}
         and onet_successors.level = exposure_overrides.level
         and onet_successors.element_id = exposure_overrides.element_id)
    end`;
}

/** Those that stood when a run was requested, so that it can be computed again at any time. */
function stoodAtRun({ orgId }: Tenant, runId: string): SQL {
  return sql`exists (select 1 from analysis_runs run
    where run.org_id = ${orgId} and run.id = ${runId} and exposure_overrides.created_at <= run.created_at
      and (exposure_overrides.ended_at is null or exposure_overrides.ended_at > run.created_at))`;
}

async function listStanding(
  tx: Tx,
  { orgId }: Tenant,
  release: string,
  standing: SQL,
): Promise<OverrideNote[]> {
  const rows = await tx
    .select({
      id: exposureOverrides.id,
      level: exposureOverrides.level,
      elementId: carriedElementId(release),
      value: exposureOverrides.value,
      reason: exposureOverrides.reason,
      byName: users.name,
      at: exposureOverrides.createdAt,
    })
    .from(exposureOverrides)
    .innerJoin(users, eq(users.id, exposureOverrides.createdBy))
    .where(and(eq(exposureOverrides.orgId, orgId), standing))
    .orderBy(asc(exposureOverrides.createdAt), asc(exposureOverrides.id));
  // Two of other releases can lead to one element here; the newest holds.
  const newest = new Map<string, OverrideNote>();
  for (const { elementId, ...row } of rows) {
    if (elementId !== null) newest.set(`${row.level} ${elementId}`, { ...row, elementId });
  }
  return [...newest.values()];
}

/** The organization's overrides as they stand now, by the ids of a release; one left behind by it is not among them. */
export function listOverridesInForce(tx: Tx, ctx: Tenant, release: string): Promise<OverrideNote[]> {
  return listStanding(tx, ctx, release, isNull(exposureOverrides.endedAt));
}

/** The overrides that a run was made with, by the ids of the run's release. */
export function listOverridesOfRun(
  tx: Tx,
  ctx: Tenant,
  { id, release }: { readonly id: string; readonly release: string },
): Promise<OverrideNote[]> {
  return listStanding(tx, ctx, release, stoodAtRun(ctx, id));
}

/** How many overrides a run was made with; for a statement that reads `analysis_runs` beside another table. */
export const overrideCountOfRun = sql<number>`(
  select count(distinct (exposure_overrides.level, ${carriedElementId(sql`analysis_runs.release`)}))
           filter (where ${carriedElementId(sql`analysis_runs.release`)} is not null)::int
    from exposure_overrides
   where exposure_overrides.org_id = analysis_runs.org_id
     and exposure_overrides.created_at <= analysis_runs.created_at
     and (exposure_overrides.ended_at is null or exposure_overrides.ended_at > analysis_runs.created_at))`;
