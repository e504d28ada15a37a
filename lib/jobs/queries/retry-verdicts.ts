import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Ctx } from "@/lib/auth/context";
import type { RetrySkip } from "../retry-rules";

const isOpen = (alias: string) =>
  sql.raw(`${alias}.finished_at is null and ${alias}.failed_at is null and ${alias}.cancelled_at is null`);

/**
 * Rows `(id, reason)` for the jobs that a query of ids names: why each is not started again, null for those that may
 * be. Joins over whole sets, so that it bears 20,000 of them.
 */
export function retryVerdicts(ctx: Ctx, jobIds: SQL): SQL {
  return sql`
    with chosen as materialized (
      select j.* from jobs j where j.org_id = ${ctx.orgId} and j.id in (${jobIds})
    ), alike as materialized (
      select k.id, k.kind, k.subject_id, k.created_at, ${isOpen("k")} as is_open from jobs k
       where k.org_id = ${ctx.orgId} and (k.kind, k.subject_id) in (select kind, subject_id from chosen)
    ), newest as (
      select distinct on (kind, subject_id) kind, subject_id, id from alike
       order by kind, subject_id, created_at desc, id desc
    )
    select j.id, case
        when j.finished_at is not null then 'finished'
        when ${isOpen("j")} then 'open'
        when busy.id is not null then 'under_way'
        when newest.id <> j.id then 'replaced'
        when m.user_id is null then 'no_member'
        when s.deleted_at is not null then 'session_closed'
        when s.archived_at is not null and j.kind <> 'export.write' then 'session_closed'
        when j.kind = 'roster.import'
          and (up.id is null or up.removed_at is not null or (up.quarantine_key is null and up.imported_at is null))
          then 'subject_gone'
        when j.kind = 'analysis.run' and ar.id is null then 'subject_gone'
        when j.kind = 'export.write' and ex.id is null then 'subject_gone'
      end as reason
      from chosen j
      join newest on newest.kind = j.kind and newest.subject_id = j.subject_id
      left join alike busy on busy.kind = j.kind and busy.subject_id = j.subject_id and busy.is_open
      left join memberships m on m.org_id = j.org_id and m.user_id = j.requested_by and m.disabled_at is null
      left join discovery_sessions s on s.org_id = j.org_id and s.id = j.session_id
      left join uploads up on up.org_id = j.org_id and up.id = j.subject_id
      left join analysis_runs ar on ar.org_id = j.org_id and ar.id = j.subject_id
      left join exports ex on ex.org_id = j.org_id and ex.id = j.subject_id`;
}

/** Why this one is not started again, or null. */
export async function findRetrySkip(tx: Tx, ctx: Ctx, jobId: string): Promise<RetrySkip | null> {
  const [row] = await tx.execute<{ reason: RetrySkip | null }>(
    sql`select reason from (${retryVerdicts(ctx, sql`select ${jobId}::uuid`)}) verdict`,
  );
  return row ? row.reason : "gone";
}
