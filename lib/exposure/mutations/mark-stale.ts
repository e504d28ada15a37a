import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { ExposureLevel } from "@/db/enums";
import type { Ctx } from "@/lib/auth/context";
import type { ExposureElement } from "../exposure-resolution";
import type { Moment } from "./change-turn";

// Sessions are marked, never touched otherwise: their runs stay as they are, and `updated_at`, which orders the list,
// belongs to what people did in them.

const latestRuns = (ctx: Ctx) => sql`
  select distinct on (session_id) id, session_id, release, finished_at
    from analysis_runs
   where org_id = ${ctx.orgId}
   order by session_id, number desc`;

/** Activities whose exposure an override decides, by the ids of each release; of a task with its occupation. */
const activitiesBeneath: Readonly<Record<ExposureLevel, SQL>> = {
  task: sql`
    select carried.release, links.dwa_id as id, links.code
      from carried join onet_task_dwas links
        on links.release = carried.release and links.task_id = carried.id::int`,
  dwa: sql`select release, id, null::text as code from carried`,
  iwa: sql`
    select carried.release, onet_dwas.id, null::text as code
      from carried join onet_dwas on onet_dwas.release = carried.release and onet_dwas.iwa_id = carried.id`,
  gwa: sql`
    select release, id, null::text as code from carried
    union all
    select carried.release, onet_dwas.id, null
      from carried
      join onet_iwas on onet_iwas.release = carried.release and onet_iwas.gwa_id = carried.id
      join onet_dwas on onet_dwas.release = carried.release and onet_dwas.iwa_id = onet_iwas.id`,
};

// A deleted session is marked as well: it can be restored.
type Marked = Record<string, unknown> & { isThere: boolean };

function countThere(marked: readonly Marked[]): number {
  return marked.filter(({ isThere }) => isThere).length;
}

/** The element in every release that is there. */
function carriedTo({ level, elementId }: ExposureElement, ofRelease: string): SQL {
  const elsewhere =
    level === "task"
      ? sql`(select task_id::text from onet_tasks
              where onet_tasks.release = onet_releases.release and task_id = ${Number(elementId)}::int)`
      : sql`(select successor_id from onet_successors
              where from_release = ${ofRelease} and to_release = onet_releases.release
                and level = ${level} and element_id = ${elementId})`;
  return sql`
    select release, case when release = ${ofRelease} then ${elementId}::text else ${elsewhere} end as id
      from onet_releases`;
}

/**
 * Marks the sessions whose last run rests on the element: one of its roles' activities lies beneath it, or an own
 * activity takes its exposure from there. A run that is still under way counts as if it did.
 * @returns how many of those that are not deleted
 */
export async function markSessionsOnElement(
  tx: Tx,
  ctx: Ctx,
  element: ExposureElement,
  ofRelease: string,
  at: Moment,
): Promise<number> {
  const marked = await tx.execute<Marked>(sql`
    with carried as (${carriedTo(element, ofRelease)}),
         beneath as (${activitiesBeneath[element.level]}),
         latest as (${latestRuns(ctx)})
    update discovery_sessions
       set inputs_changed_at = ${at}::timestamptz
      from latest
     where discovery_sessions.org_id = ${ctx.orgId} and discovery_sessions.id = latest.session_id
       and (latest.finished_at is null
         or exists (
              select 1 from beneath
                join analysis_activities done
                  on done.org_id = ${ctx.orgId} and done.run_id = latest.id and done.activity_id = beneath.id
               where beneath.release = latest.release
                 and (beneath.code is null or beneath.code = done.onet_code
                      -- Without tasks of its own an occupation takes those of its siblings.
                      or not exists (select 1 from onet_tasks
                                      where onet_tasks.release = latest.release and onet_tasks.code = done.onet_code)))
         or exists (
              select 1 from beneath
                join own_activities own
                  on own.org_id = ${ctx.orgId} and own.session_id = latest.session_id
                 and own.release = beneath.release and own.nearest_dwa_id = beneath.id
               where beneath.code is null and own.exposure is null and own.removed_at is null))
    returning discovery_sessions.deleted_at is null as "isThere"`);
  return countThere(marked);
}

/**
 * Marks the sessions that follow the organization's default source and have a run.
 * @returns how many of those that are not deleted
 */
export async function markFollowingSessions(tx: Tx, ctx: Ctx, at: Moment): Promise<number> {
  const marked = await tx.execute<Marked>(sql`
    with latest as (${latestRuns(ctx)})
    update discovery_sessions
       set inputs_changed_at = ${at}::timestamptz
      from latest
     where discovery_sessions.org_id = ${ctx.orgId} and discovery_sessions.id = latest.session_id
       and discovery_sessions.analysis_settings is null
    returning discovery_sessions.deleted_at is null as "isThere"`);
  return countThere(marked);
}
