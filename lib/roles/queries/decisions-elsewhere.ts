import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Ctx } from "@/lib/auth/context";
import type { DecisionElsewhere } from "@/lib/roles/panel-schema";

type Row = {
  code: string | null;
  title: string | null;
  isMissing: boolean;
  sessionCount: number;
  headcount: number;
  sessionName: string;
  decidedByName: string;
  decidedAt: string;
};

const shown = 5;

/** What people decided for the same title in the organization's other sessions, the most sessions first. */
export async function listDecisionsElsewhere(
  tx: Tx,
  ctx: Ctx,
  { sessionId, titleKey, release }: { sessionId: string; titleKey: string; release: string },
): Promise<DecisionElsewhere[]> {
  const rows = await tx.execute<Row & Record<string, unknown>>(sql`
    with decided as (
      select d.onet_code, d.decided_at, d.release, s.id as session_id, s.name as session_name, u.name as by_name,
             (select coalesce(sum(w.headcount), 0)::float8 from workforce_segments w
               where w.org_id = r.org_id and w.role_id = r.id) as headcount
        from roles r
        join role_decisions d on d.org_id = r.org_id and d.role_id = r.id and d.origin = 'user'
        join discovery_sessions s on s.org_id = r.org_id and s.id = r.session_id and s.deleted_at is null
        join users u on u.id = d.decided_by
       where r.org_id = ${ctx.orgId} and r.title_key = ${titleKey} and r.session_id <> ${sessionId}
         and r.merged_into_id is null)
    select onet_code as code,
           coalesce((select o.title from onet_occupations o where o.release = ${release} and o.code = onet_code),
                    (select o.title from onet_occupations o where o.code = onet_code limit 1)) as title,
           onet_code is not null and not exists (
             select 1 from onet_occupations o where o.release = ${release} and o.code = onet_code) as "isMissing",
           count(distinct session_id)::int as "sessionCount", sum(headcount) as headcount,
           (array_agg(session_name order by decided_at desc, session_id))[1] as "sessionName",
           (array_agg(by_name order by decided_at desc, session_id))[1] as "decidedByName",
           max(decided_at) as "decidedAt"
      from decided
     group by onet_code
     order by 4 desc, 8 desc, 1
     limit ${shown}`);
  return rows.map(({ code, title, isMissing, sessionCount, headcount, ...latest }) => ({
    occupation: code === null ? null : { code, title: title ?? code },
    isMissing,
    sessionCount,
    headcount,
    latest: {
      sessionName: latest.sessionName,
      decidedByName: latest.decidedByName,
      decidedAt: new Date(latest.decidedAt),
    },
  }));
}
