import "server-only";
import { sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { authorize, type Ctx } from "@/lib/auth/context";
import { departmentKeyOf } from "@/lib/roles/mutations/route-segments";
import { type AliasForRole, type AliasRecord, aliasConfidence } from "../alias-rules";

export interface AliasesForRoles {
  readonly byRole: ReadonlyMap<string, AliasForRole>;
  /** 0–1, from how people took suggestions by alias so far. */
  readonly confidence: number;
}

/**
 * The organization's aliases for these roles: of the department where all of a role's people are in one, else the
 * general one. An alias whose occupation the release does not have is left out.
 */
export async function getAliasesForRoles(
  ctx: Ctx,
  roleIds: readonly string[],
  release: string,
): Promise<AliasesForRoles> {
  authorize(ctx, "session:read");
  return inOrg(ctx, async (tx) => {
    const rows = await tx.execute<AliasForRole & { roleId: string } & Record<string, unknown>>(sql`
      select distinct on (r.id) r.id as "roleId", a.id as "aliasId", a.onet_code as code
        from roles r
        join title_aliases a on a.org_id = r.org_id and a.title_key = r.title_key and a.ended_at is null
       where r.org_id = ${ctx.orgId} and r.id = any(${sql.param([...roleIds])}::uuid[])
         and (a.onet_code is null
              or exists (select 1 from onet_occupations o where o.release = ${release} and o.code = a.onet_code))
         and (a.department_key is null or a.department_key = coalesce(r.department_key, (
               select case when count(distinct ${departmentKeyOf(sql`w.department`)}) = 1
                           then min(${departmentKeyOf(sql`w.department`)}) end
                 from workforce_segments w where w.org_id = r.org_id and w.role_id = r.id)))
       order by r.id, a.department_key nulls last`);
    const byRole = new Map(rows.map(({ roleId, aliasId, code }) => [roleId, { aliasId, code }]));
    if (byRole.size === 0)
      return { byRole, confidence: aliasConfidence({ agreedCount: 0, decidedCount: 0 }) };
    const [taken] = await tx.execute<AliasRecord & Record<string, unknown>>(sql`
      select count(*) filter (where d.onet_code is not distinct from s.best_code)::int as "agreedCount",
             count(*)::int as "decidedCount"
        from role_suggestions s
        join role_decisions d on d.org_id = s.org_id and d.role_id = s.role_id and d.origin = 'user'
       where s.org_id = ${ctx.orgId} and s.alias_id is not null and s.is_accepted`);
    return { byRole, confidence: aliasConfidence(taken ?? { agreedCount: 0, decidedCount: 0 }) };
  });
}
