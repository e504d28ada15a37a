import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Ctx } from "@/lib/auth/context";
import { routedRole, withoutLoops } from "@/lib/roles/mutations/route-segments";
import type { RolePeople } from "../roster-difference";

/** People of one title in one department, as a file has them. */
export interface TitlePeople {
  readonly titleKey: string;
  readonly title: string;
  readonly department: string | null;
  readonly headcount: number;
}

type Row = RolePeople & Record<string, unknown>;

/** People of the session's roles; `segments` gives `role_id`, `department` and `headcount`. */
async function sumByRole(tx: Tx, ctx: Ctx, segments: SQL): Promise<RolePeople[]> {
  const rows = await withoutLoops(tx, () =>
    tx.execute<Row>(sql`
      select p.role_id as "roleKey", p.role_id as "roleId", r.title, p.department, p.headcount
        from (select role_id, department, sum(headcount)::float8 as headcount
                from (${segments}) s group by role_id, department) p
        join roles r on r.org_id = ${ctx.orgId} and r.id = p.role_id`),
  );
  return [...rows];
}

/** The people that the session has now, of all its rosters. */
export function listPresentPeople(tx: Tx, ctx: Ctx, sessionId: string): Promise<RolePeople[]> {
  return sumByRole(
    tx,
    ctx,
    sql`select role_id, department, headcount from workforce_segments
         where org_id = ${ctx.orgId} and session_id = ${sessionId}`,
  );
}

/** The people of one present roster. */
export function listPeopleOf(
  tx: Tx,
  ctx: Ctx,
  { sessionId, uploadId }: { readonly sessionId: string; readonly uploadId: string },
): Promise<RolePeople[]> {
  return sumByRole(
    tx,
    ctx,
    sql`select role_id, department, headcount from workforce_segments
         where org_id = ${ctx.orgId} and session_id = ${sessionId} and upload_id = ${uploadId}`,
  );
}

/** The people of the rosters whose place this one took, by the roles that their titles belong to now. */
export function listPeopleBefore(
  tx: Tx,
  ctx: Ctx,
  { sessionId, uploadId }: { readonly sessionId: string; readonly uploadId: string },
): Promise<RolePeople[]> {
  const role = routedRole(ctx, sessionId);
  return sumByRole(
    tx,
    ctx,
    sql`select ${role.id} as role_id, s.department, s.headcount
          from former_segments s ${role.joins}
         where s.org_id = ${ctx.orgId} and s.upload_id in (
           select id from uploads where org_id = ${ctx.orgId} and superseded_by_id = ${uploadId})`,
  );
}

/** The people of a file, by the roles that their titles would belong to. A title without a role has its own key. */
export async function routePeople(
  tx: Tx,
  ctx: Ctx,
  sessionId: string,
  people: readonly TitlePeople[],
): Promise<RolePeople[]> {
  const column = (pick: (row: TitlePeople) => string | number | null) => sql.param(people.map(pick));
  const role = routedRole(ctx, sessionId);
  const rows = await withoutLoops(tx, () =>
    tx.execute<Row>(sql`
      select coalesce(r.id::text, s.title_key) as "roleKey", r.id as "roleId", coalesce(r.title, s.title) as title,
             s.department, s.headcount
        from unnest(${column(({ titleKey }) => titleKey)}::text[],
                    ${column(({ title }) => title)}::text[],
                    ${column(({ department }) => department)}::text[],
                    ${column(({ headcount }) => headcount)}::float8[])
          as s (title_key, title, department, headcount)
             ${role.joins}
        left join roles r on r.org_id = ${ctx.orgId} and r.id = ${role.id}`),
  );
  return [...rows];
}

/** Departments and locations that the session's people are said to work in. */
export async function listPlaces(
  tx: Tx,
  ctx: Ctx,
  sessionId: string,
): Promise<{ departments: string[]; locations: string[] }> {
  const distinct = async (column: "department" | "location") => {
    const rows = await tx.execute<{ name: string }>(sql`
      select distinct ${sql.raw(column)} as name from workforce_segments
       where org_id = ${ctx.orgId} and session_id = ${sessionId} and ${sql.raw(column)} is not null`);
    return rows.map(({ name }) => name);
  };
  return { departments: await distinct("department"), locations: await distinct("location") };
}
