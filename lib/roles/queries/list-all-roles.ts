import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { inOrg, type Tx } from "@/db/client";
import { authorize, type Ctx } from "@/lib/auth/context";
import { invalid } from "@/lib/errors";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import { type BrowsedRole, mostRolesInBrowser } from "@/lib/roles/browse-roles";
import { withDetails } from "./list-roles";
import { roleHeads } from "./role-facts";

const ListAllRolesInput = z.strictObject({ sessionId: z.uuid() });

/** All departments of the roles that have more than a row names. */
async function getManyDepartments(tx: Tx, ctx: Ctx, sessionId: string) {
  const rows = await tx.execute<{ roleId: string; names: (string | null)[] }>(sql`
    select role_id as "roleId", array_agg(distinct department) as names
      from workforce_segments
     where org_id = ${ctx.orgId} and session_id = ${sessionId}
     group by role_id
    having count(distinct coalesce('is ' || department, '')) > 3`);
  return new Map(rows.map(({ roleId, names }) => [roleId, names]));
}

/** By role the rosters it came with, as `cameWith` of the filter has it; roles that came with none stay out. */
async function getArrivals(tx: Tx, ctx: Ctx, sessionId: string) {
  const rows = await tx.execute<{ roleId: string; uploadIds: string[] }>(sql`
    select h.role_id as "roleId", array_agg(u.id) as "uploadIds"
      from (${roleHeads(ctx, sessionId)}) h
      cross join (select distinct superseded_by_id as id from uploads
                   where org_id = ${ctx.orgId} and session_id = ${sessionId} and superseded_by_id is not null) u
     where (u.id, h.role_id) not in (
             select f.superseded_by_id, g.role_id
               from former_segments g join uploads f on f.org_id = g.org_id and f.id = g.upload_id
              where f.org_id = ${ctx.orgId} and f.session_id = ${sessionId} and f.superseded_by_id is not null)
     group by h.role_id`);
  return new Map(rows.map(({ roleId, uploadIds }) => [roleId, uploadIds]));
}

/**
 * Every role of a session by title, for a browser that filters and orders them by itself.
 * @throws AppError `invalid` where there are too many for that
 */
export async function listAllRoles(ctx: Ctx, input: unknown): Promise<BrowsedRole[]> {
  authorize(ctx, "session:read");
  const { sessionId } = ListAllRolesInput.parse(input);
  return inOrg(ctx, async (tx) => {
    // A left join, since the worst plan of an inner one adds up the segments again for each role (see `roleFacts`).
    const listed = await tx.execute<{ id: string; title: string; headcount: number }>(sql`
      select h.role_id as id, r.title, h.headcount
        from (${roleHeads(ctx, sessionId)}) h
        left join roles r on r.org_id = ${ctx.orgId} and r.id = h.role_id
       order by r.title_key, r.id
       limit ${mostRolesInBrowser + 1}`);
    if (listed.length > mostRolesInBrowser) {
      throw invalid(`This session has more than ${mostRolesInBrowser} roles, which are listed page by page.`);
    }
    const place = { sessionId, release: await getReleaseInUse(tx, ctx) };
    const rows = await withDetails(tx, ctx, listed, place);
    const departmentsOf = await getManyDepartments(tx, ctx, sessionId);
    const arrivals = await getArrivals(tx, ctx, sessionId);
    return rows.map((row) => ({
      ...row,
      allDepartments: departmentsOf.get(row.id),
      cameWith: arrivals.get(row.id),
    }));
  });
}
