import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { roles } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { bareTitle } from "@/lib/roles/part-titles";

/** A role as the matcher reads it. */
export interface TitleToMap {
  readonly roleId: string;
  readonly title: string;
  /** Where most of its people work; undefined when the roster does not say. */
  readonly department?: string;
  readonly lineOfBusiness?: string;
}

/** Ids of the session's roles that have people, in their order. */
export async function listRoleIds(ctx: Ctx, sessionId: string): Promise<string[]> {
  authorize(ctx, "session:read");
  const rows = await inOrg(ctx, (tx) =>
    tx
      .select({ id: roles.id })
      .from(roles)
      .where(
        and(
          eq(roles.orgId, ctx.orgId),
          eq(roles.sessionId, sessionId),
          sql`exists (select 1 from workforce_segments s where s.org_id = ${roles.orgId} and s.role_id = ${roles.id})`,
        ),
      )
      .orderBy(asc(roles.id)),
  );
  return rows.map((row) => row.id);
}

type Row = {
  roleId: string;
  title: string;
  ownDepartment: string | null;
  departmentKey: string | null;
  department: string | null;
  lineOfBusiness: string | null;
};

/** Titles with the department and line of business of most of their people; roles that are gone are left out. */
export async function listTitlesToMap(
  ctx: Ctx,
  sessionId: string,
  roleIds: readonly string[],
): Promise<TitleToMap[]> {
  authorize(ctx, "session:read");
  if (roleIds.length === 0) return [];
  const mostCommon = (column: "department" | "line_of_business") => sql`(
    select ${sql.raw(column)} from workforce_segments
     where org_id = r.org_id and role_id = r.id and ${sql.raw(column)} is not null
     group by 1 order by sum(headcount) desc, 1 limit 1)`;
  const rows = await inOrg(ctx, (tx) =>
    tx.execute<Row>(sql`
      select r.id as "roleId", r.title, r.department as "ownDepartment", r.department_key as "departmentKey",
             ${mostCommon("department")} as department,
             ${mostCommon("line_of_business")} as "lineOfBusiness"
        from roles r
       where r.org_id = ${ctx.orgId} and r.session_id = ${sessionId} and r.id = any(${sql.param([...roleIds])}::uuid[])
       order by r.id`),
  );
  return rows.map(({ roleId, title, ownDepartment, departmentKey, department, lineOfBusiness }) => ({
    roleId,
    title: bareTitle({ title, department: ownDepartment, departmentKey }),
    department: ownDepartment ?? department ?? undefined,
    lineOfBusiness: lineOfBusiness ?? undefined,
  }));
}
