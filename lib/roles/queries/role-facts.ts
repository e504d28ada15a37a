import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "@/lib/auth/context";
import { percentTolerance } from "@/lib/roles/percent";
import { leastEffect, unknownEffect } from "@/lib/roles/review-order";
import type { ModelView, RoleFilter, RoleSort, RoleState } from "@/lib/roles/schema";

/** Nothing typed into a search acts as a wildcard. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}

const percentOf = (share: SQL) => sql`floor(${share} * 100 + ${percentTolerance}::float8)::int`;

/** Per role of the session its headcount; roles that no segment points to any more stay out. */
export function roleHeads(ctx: Ctx, sessionId: string, more: SQL = sql``): SQL {
  return sql`
    select role_id, sum(headcount)::float8 as headcount ${more}
      from workforce_segments
     where org_id = ${ctx.orgId} and session_id = ${sessionId}
     group by role_id`;
}

/** Whose roles, and the O*NET release that suggestions must fit. */
export interface RolePlace {
  readonly sessionId: string;
  readonly release: string;
}

/**
 * True of a suggestion `s` whose best occupation the release has. One that another release left behind counts as none:
 * its confidence speaks of an occupation that cannot be chosen any more.
 */
export function fitsRelease(release: string): SQL {
  return sql`(s.best_code is null or s.best_code in (select code from onet_occupations where release = ${release}))`;
}

/** What was found last of each suggestion that somebody checked, by role and the occupation in question. */
export function standingVerdicts(ctx: Ctx, sessionId: string): SQL {
  return sql`
    select distinct on (i.role_id, i.onet_code) i.role_id, i.onet_code, i.verdict
      from mapping_audits a
      join mapping_audit_items i on i.org_id = ${ctx.orgId} and i.audit_id = a.id
     where a.org_id = ${ctx.orgId} and a.session_id = ${sessionId} and i.verdict is not null
     order by i.role_id, i.onet_code, i.checked_at desc`;
}

/**
 * A session's roles with the few figures that lists, counts and confirmations go by. One pass over the session's
 * segments, whatever the filter.
 *
 * Right after an import the database has no statistics of the new rows and takes a roster of 50,000 roles for a
 * handful. So everything hangs on the sums by left joins, and `offset 0` keeps conditions out: then the worst plan
 * looks up each role by its key, and none adds up the segments again for each role.
 */
export function roleFacts(
  ctx: Ctx,
  { sessionId, release }: RolePlace,
  department: RoleFilter["department"],
): SQL {
  const inDepartment =
    department === undefined ? sql`true` : sql`bool_or(department is not distinct from ${department})`;
  return sql`
    select r.id, r.title, r.title_key, h.headcount, h.is_in_department,
           s.best_code, coalesce(s.is_accepted, false) as is_accepted, s.confidence, s.effect,
           s.model_outcome, coalesce(s.model_outcome in ('chosen', 'none') and s.model_code is distinct from s.best_code, false)
             as is_disputed, checked.verdict,
           ${percentOf(sql`s.confidence`)} as percent, ${percentOf(sql`s.margin`)} as margin_percent,
           d.role_id is not null as is_decided, d.onet_code is not null as has_occupation
      from (${roleHeads(ctx, sessionId, sql`, ${inDepartment} as is_in_department`)}) h
      left join roles r on r.org_id = ${ctx.orgId} and r.id = h.role_id
      left join role_suggestions s on s.org_id = ${ctx.orgId} and s.role_id = h.role_id and ${fitsRelease(release)}
      left join role_decisions d on d.org_id = ${ctx.orgId} and d.role_id = h.role_id
      left join (${standingVerdicts(ctx, sessionId)}) checked
        on checked.role_id = h.role_id and checked.onet_code = s.best_code
    offset 0`;
}

/** Over `roleFacts` as `f`: what a threshold may confirm, from there on. */
export function isTakenFrom(threshold: {
  readonly minPercent: number;
  readonly minMarginPercent: number | null;
}): SQL {
  const { minPercent, minMarginPercent } = threshold;
  const margin = minMarginPercent === null ? sql`true` : sql`f.margin_percent >= ${minMarginPercent}`;
  return sql`${isConfirmable} and f.percent >= ${minPercent} and ${margin}`;
}

/** Open, with a suggestion that neither a model nor a person who checked it finds wrong. */
export const isConfirmable = sql`(not f.is_decided and f.best_code is not null and not f.is_disputed
  and f.verdict is distinct from 'wrong')`;

const stateConditions: Readonly<Record<RoleState, SQL>> = {
  open: sql`not f.is_decided`,
  unclear: sql`not f.is_decided and not f.is_accepted`,
  decided: sql`f.is_decided and f.has_occupation`,
  none: sql`f.is_decided and not f.has_occupation`,
  all: sql`true`,
};

const modelConditions: Readonly<Record<ModelView, SQL>> = {
  chosen: sql`f.model_outcome = 'chosen'`,
  none: sql`f.model_outcome = 'none'`,
  other: sql`f.is_disputed`,
  unanswered: sql`f.model_outcome in ('refused', 'failed')`,
};

/** Row-level security keeps the look inside the organization. */
function cameWith(uploadId: string): SQL {
  return sql`f.id not in (
    select g.role_id from former_segments g join uploads u on u.org_id = g.org_id and u.id = g.upload_id
     where u.superseded_by_id = ${uploadId})`;
}

/** The filter over `roleFacts` under the name `f`; the department is in the facts already. */
export function matchesFilter(filter: RoleFilter): SQL {
  const conditions = [stateConditions[filter.state], sql`f.is_in_department`];
  if (filter.search) conditions.push(sql`f.title ilike ${containing(filter.search)}`);
  if (filter.minPercent !== undefined) conditions.push(sql`f.percent >= ${filter.minPercent}`);
  if (filter.model) conditions.push(modelConditions[filter.model]);
  if (filter.since) conditions.push(cameWith(filter.since));
  if (filter.maxPercent !== undefined) conditions.push(sql`f.percent <= ${filter.maxPercent}`);
  return sql.join(conditions, sql` and `);
}

/** One value per role that a list is ordered by; ties fall to the id. */
/** Open roles by a weight, 0 and up; decided ones below 0, by headcount. */
const openFirst = (weight: SQL) => sql`case when f.is_decided then -1 / (f.headcount + 1) else ${weight} end`;
/** `doubtWeight` in SQL. */
const doubt = sql`f.headcount * (1 - coalesce(f.confidence, 0))`;

export const sortKeys: Readonly<Record<RoleSort, SQL>> = {
  // `reviewWeight` in SQL.
  review: openFirst(
    sql`${doubt} * greatest(${leastEffect}::float8, coalesce(f.effect, ${unknownEffect}::float8))`,
  ),
  doubt: openFirst(doubt),
  title: sql`f.title_key`,
  headcount: sql`f.headcount`,
  confidence: sql`coalesce(f.confidence, -1)`,
};
