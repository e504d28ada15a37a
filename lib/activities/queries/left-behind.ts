import "server-only";
import { sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { type ChoicesLeftBehind, choicesLeftBehindNamed } from "@/lib/activities/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { activityDecisions } from "@/lib/onet/queries/carry-over";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";

type Row = ChoicesLeftBehind["items"][number] & { total: number };

/**
 * Choices of a session, and own activities that take the exposure of an O*NET one, whose activity the release in use
 * does not have: they are kept with the release they were made under.
 */
export async function listChoicesLeftBehind(ctx: Ctx, sessionId: string): Promise<ChoicesLeftBehind> {
  authorize(ctx, "session:read");
  return inOrg(ctx, async (tx) => {
    const release = await getReleaseInUse(tx, ctx);
    const rows = await tx.execute<Row & Record<string, unknown>>(sql`
      select a.kind, a.release, coalesce(d.name, g.name, a.activity_id) as activity,
             coalesce(o.title, a.code) as occupation, r.title as role, count(*) over ()::int as total
        from (${activityDecisions(ctx, release)}) a
        left join onet_dwas d on d.release = a.release and d.id = a.activity_id
        left join onet_gwas g on g.release = a.release and g.id = a.activity_id
        left join onet_occupations o on o.release = a.release and o.code = a.code
        left join roles r on r.org_id = ${ctx.orgId} and r.id = a.role_id
       where a.session_id = ${sessionId} and not a.is_known
       order by 4, 3, 5 nulls first
       limit ${choicesLeftBehindNamed}`);
    return {
      release,
      count: rows[0]?.total ?? 0,
      items: rows.map(({ total: _, ...row }) => row),
    };
  });
}
