import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Ctx } from "@/lib/auth/context";

/** Case-folded form of a department; `''` for people without one. Made in SQL alone, so that both sides agree. */
export function departmentKeyOf(department: SQL): SQL {
  return sql`lower(normalize(coalesce(${department}, '')))`;
}

/**
 * The role that people under the name `s` (`title_key`, `department`) belong to: read `id` in a statement that joins
 * `joins`. The id is null for a title that is no role of the session.
 */
export function routedRole(ctx: Ctx, sessionId: string): { readonly joins: SQL; readonly id: SQL } {
  return {
    joins: sql`
      left join roles whole on whole.org_id = ${ctx.orgId} and whole.session_id = ${sessionId}
       and whole.title_key = s.title_key and whole.department_key is null
      left join roles part on part.org_id = ${ctx.orgId} and part.session_id = ${sessionId}
       and part.title_key = s.title_key and part.department_key = ${departmentKeyOf(sql`s.department`)}`,
    id: sql`coalesce(part.merged_into_id, part.id, whole.merged_into_id, whole.id)`,
  };
}

/**
 * Carries out a statement that joins many people with their roles. The planner knows nothing of rows that came in this
 * minute, and would walk the roles for each of them: a minute and a half where a tenth of a second is enough.
 */
export async function withoutLoops<T>(tx: Tx, statement: () => Promise<T>): Promise<T> {
  await tx.execute(sql`select set_config('enable_nestloop', 'off', true)`);
  const answer = await statement();
  await tx.execute(sql`select set_config('enable_nestloop', 'on', true)`);
  return answer;
}

/**
 * Moves the people of a session to the roles that they belong to: the role split off for their title and department
 * where there is one, else the role of their title; from there on to the role it was merged into. Repeatable: what
 * lies right is not touched.
 * @param place.titleKeys only people with these titles; all when left out
 * @returns how many segments moved
 */
export async function routeSegments(
  tx: Tx,
  ctx: Ctx,
  { sessionId, titleKeys }: { readonly sessionId: string; readonly titleKeys?: readonly string[] },
): Promise<number> {
  const asked = titleKeys ? sql`and s.title_key = any(${sql.param([...titleKeys])}::text[])` : sql``;
  const role = routedRole(ctx, sessionId);
  const moved = await withoutLoops(tx, () =>
    tx.execute(sql`
      update workforce_segments w
         set role_id = t.role_id
        from (select s.id, ${role.id} as role_id
                from workforce_segments s ${role.joins}
               where s.org_id = ${ctx.orgId} and s.session_id = ${sessionId} ${asked}) t
       where w.org_id = ${ctx.orgId} and w.id = t.id and w.role_id <> t.role_id
      returning w.id`),
  );
  return moved.length;
}

/**
 * The same for people who just came in beside the roles of their titles: only titles with a role that was split off or
 * merged can lie wrong, and most sessions have none.
 */
export async function routeNewSegments(tx: Tx, ctx: Ctx, sessionId: string): Promise<void> {
  const ruled = await tx.execute<{ titleKey: string }>(sql`
    select distinct title_key as "titleKey" from roles
     where org_id = ${ctx.orgId} and session_id = ${sessionId}
       and (department_key is not null or merged_into_id is not null)`);
  if (ruled.length === 0) return;
  await routeSegments(tx, ctx, { sessionId, titleKeys: ruled.map(({ titleKey }) => titleKey) });
}
