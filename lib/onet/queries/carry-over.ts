import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { authorize, type Ctx } from "@/lib/auth/context";
import {
  type CarryOver,
  type CarryOverPreview,
  namedStays,
  type StayingActivity,
  type StayingOccupation,
} from "@/lib/onet/releases";

/**
 * What of an organization's decisions a release knows. `release` is the one that is or will be in use; decisions made
 * under it need no carrying and count as carried.
 */

/**
 * True of a row `way` of `onet_successors` that leads to something a person can choose: a DWA, or a GWA as long as it
 * owns no IWA.
 */
export function leadsToActivity(release: string): SQL {
  return sql`(way.to_release = ${release} and way.successor_id is not null
    and (way.level = 'dwa' or (way.level = 'gwa' and not exists (
      select 1 from onet_iwas owned where owned.release = ${release} and owned.gwa_id = way.successor_id))))`;
}

/** True of an activity `id` of the release `of` that the wanted release has as well. */
function isKnown(id: SQL, of: SQL, release: string): SQL {
  return sql`(${of} = ${release} or exists (select 1 from onet_successors way
    where way.from_release = ${of} and way.element_id = ${id} and ${leadsToActivity(release)}))`;
}

/**
 * Every decision that names an O*NET activity: `kind`, `session_id`, `code`, `role_id`, `activity_id`, `release`,
 * `is_known`.
 */
export function activityDecisions(ctx: Ctx, release: string): SQL {
  return sql`
    select 'choice' as kind, session_id, onet_code as code, role_id, activity_id, release,
           ${isKnown(sql`activity_id`, sql`release`, release)} as is_known
      from activity_choices where org_id = ${ctx.orgId}
    union all
    select 'nearest', session_id, onet_code, role_id, nearest_dwa_id, release,
           ${isKnown(sql`nearest_dwa_id`, sql`release`, release)}
      from own_activities where org_id = ${ctx.orgId} and nearest_dwa_id is not null and removed_at is null`;
}

/** Every role with an occupation, decided or accepted by the rule: `session_id`, `role_id`, `code`, `release`, `is_decided`, `is_known`. */
export function mappedRoles(ctx: Ctx, release: string): SQL {
  return sql`
    select r.session_id, r.id as role_id, m.code, m.release, m.is_decided,
           exists (select 1 from onet_occupations o where o.release = ${release} and o.code = m.code) as is_known
      from roles r
      left join role_decisions d on d.org_id = r.org_id and d.role_id = r.id
      left join role_suggestions s on s.org_id = r.org_id and s.role_id = r.id and s.is_accepted
     cross join lateral (select case when d.role_id is null then s.best_code else d.onet_code end as code,
                                coalesce(d.release, s.release) as release, d.role_id is not null as is_decided) m
     where r.org_id = ${ctx.orgId} and m.code is not null`;
}

interface Counts extends Record<string, unknown> {
  carriedChoices: number;
  stayingChoices: number;
  carriedNearest: number;
  stayingNearest: number;
  carriedMappings: number;
  stayingMappings: number;
  sessions: number;
}

/** What the release has of the organization's decisions, and what not. */
export async function countCarryOver(tx: Tx, ctx: Ctx, release: string): Promise<CarryOver> {
  const [counts] = await tx.execute<Counts>(sql`
    with activities as materialized (${activityDecisions(ctx, release)}),
         mapped as materialized (${mappedRoles(ctx, release)})
    select count(*) filter (where kind = 'choice' and is_known)::int as "carriedChoices",
           count(*) filter (where kind = 'choice' and not is_known)::int as "stayingChoices",
           count(*) filter (where kind = 'nearest' and is_known)::int as "carriedNearest",
           count(*) filter (where kind = 'nearest' and not is_known)::int as "stayingNearest",
           (select count(*)::int from mapped where is_decided and is_known) as "carriedMappings",
           (select count(*)::int from mapped where is_decided and not is_known) as "stayingMappings",
           (select count(distinct session_id)::int from (
              select session_id from activities union all select session_id from mapped) touched) as sessions
      from activities`);
  return {
    choices: { carriedCount: counts?.carriedChoices ?? 0, stayingCount: counts?.stayingChoices ?? 0 },
    nearest: { carriedCount: counts?.carriedNearest ?? 0, stayingCount: counts?.stayingNearest ?? 0 },
    mappings: { carriedCount: counts?.carriedMappings ?? 0, stayingCount: counts?.stayingMappings ?? 0 },
    sessionCount: counts?.sessions ?? 0,
  };
}

/** The sessions whose next analysis is another one under another release. */
export function touchedSessions(ctx: Ctx, release: string): SQL {
  return sql`
    select session_id from (${activityDecisions(ctx, release)}) a
    union select session_id from (${mappedRoles(ctx, release)}) m`;
}

async function listStayingActivities(tx: Tx, ctx: Ctx, release: string): Promise<StayingActivity[]> {
  const rows = await tx.execute<StayingActivity & Record<string, unknown>>(sql`
    select a.release, coalesce(d.name, g.name, a.activity_id) as name, count(*)::int as "decisionCount"
      from (${activityDecisions(ctx, release)}) a
      left join onet_dwas d on d.release = a.release and d.id = a.activity_id
      left join onet_gwas g on g.release = a.release and g.id = a.activity_id
     where not a.is_known
     group by 1, 2
     order by count(*) desc, 2, 1
     limit ${namedStays}`);
  return [...rows];
}

async function listStayingOccupations(tx: Tx, ctx: Ctx, release: string): Promise<StayingOccupation[]> {
  const rows = await tx.execute<StayingOccupation & Record<string, unknown>>(sql`
    select m.release, m.code, coalesce(o.title, m.code) as title, count(*)::int as "roleCount"
      from (${mappedRoles(ctx, release)}) m
      left join onet_occupations o on o.release = m.release and o.code = m.code
     where not m.is_known
     group by 1, 2, 3
     order by count(*) desc, 2
     limit ${namedStays}`);
  return [...rows];
}

/** Says before a release is taken into use what is carried over and what stays behind, by name. */
export async function previewCarryOver(ctx: Ctx, release: string): Promise<CarryOverPreview> {
  authorize(ctx, "reference:read");
  return inOrg(ctx, async (tx) => ({
    ...(await countCarryOver(tx, ctx, release)),
    activities: await listStayingActivities(tx, ctx, release),
    occupations: await listStayingOccupations(tx, ctx, release),
  }));
}
