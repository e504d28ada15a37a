import "server-only";
import { sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { authorize, type Ctx } from "@/lib/auth/context";
import { mappedRoles } from "@/lib/onet/queries/carry-over";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import { type RolesLeftBehind, rolesLeftBehindNamed } from "@/lib/roles/schema";

type Row = RolesLeftBehind["items"][number] & { total: number };

/** Roles with people that are decided for an occupation which the release in use does not have; the largest first. */
export async function listRolesLeftBehind(ctx: Ctx, sessionId: string): Promise<RolesLeftBehind> {
  authorize(ctx, "session:read");
  return inOrg(ctx, async (tx) => {
    const release = await getReleaseInUse(tx, ctx);
    // The people of each such role by themselves, since there are few or none: joined with the sums of all roles, the
    // worst plan right after an import works all of this out again for each of them.
    const rows = await tx.execute<Row & Record<string, unknown>>(sql`
      select title, code, occupation, release, headcount, count(*) over ()::int as total
        from (
          select r.title, m.code, coalesce(o.title, m.code) as occupation, m.release,
                 (select sum(headcount)::float8 from workforce_segments
                   where org_id = ${ctx.orgId} and role_id = r.id) as headcount
            from (${mappedRoles(ctx, release)}) m
            join roles r on r.org_id = ${ctx.orgId} and r.id = m.role_id
            left join onet_occupations o on o.release = m.release and o.code = m.code
           where m.session_id = ${sessionId} and m.is_decided and not m.is_known) behind
       where headcount is not null
       order by headcount desc, title
       limit ${rolesLeftBehindNamed}`);
    return {
      release,
      count: rows[0]?.total ?? 0,
      items: rows.map(({ total: _, ...row }) => row),
    };
  });
}
