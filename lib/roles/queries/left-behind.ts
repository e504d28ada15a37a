import "server-only";
import { sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { authorize, type Ctx } from "@/lib/auth/context";
import { mappedRoles } from "@/lib/onet/queries/carry-over";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import { type RolesLeftBehind, rolesLeftBehindNamed } from "@/lib/roles/schema";
import { roleHeads } from "./role-facts";

type Row = RolesLeftBehind["items"][number] & { total: number };

/** Roles with people that are decided for an occupation which the release in use does not have; the largest first. */
export async function listRolesLeftBehind(ctx: Ctx, sessionId: string): Promise<RolesLeftBehind> {
  authorize(ctx, "session:read");
  return inOrg(ctx, async (tx) => {
    const release = await getReleaseInUse(tx, ctx);
    const rows = await tx.execute<Row & Record<string, unknown>>(sql`
      select r.title, m.code, coalesce(o.title, m.code) as occupation, m.release, count(*) over ()::int as total,
             h.headcount
        from (${mappedRoles(ctx, release)}) m
        join (${roleHeads(ctx, sessionId)}) h on h.role_id = m.role_id
        join roles r on r.org_id = ${ctx.orgId} and r.id = m.role_id
        left join onet_occupations o on o.release = m.release and o.code = m.code
       where m.session_id = ${sessionId} and m.is_decided and not m.is_known
       order by headcount desc, r.title
       limit ${rolesLeftBehindNamed}`);
    return {
      release,
      count: rows[0]?.total ?? 0,
      items: rows.map(({ total: _, ...row }) => row),
    };
  });
}
