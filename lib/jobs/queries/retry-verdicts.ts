import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { JobKind } from "@/db/enums";
import type { Ctx } from "@/lib/auth/context";
import type { RetrySkip } from "../retry-rules";

interface Verdict {
  readonly id: string;
  /** Why it is not started again; null when it may be. */
  readonly reason: RetrySkip | null;
}

/** A release that somebody uploaded is kept for so long when its sync fails (`lib/onet/mutations/sweep-syncs.ts`). */
const uploadsGoneSince = sql`now() - interval '7 days'`;

/**
 * Judges jobs among all the jobs that `alike` leaves: those for the same things must be in it. Goes once through them
 * in order instead of looking for each one's fellows, which a planner that knows too little makes millions of looks.
 */
function verdicts(ctx: Ctx, alike: SQL, wanted: SQL): SQL {
  return sql`
    with seen as (
      select k.*, k.finished_at is null and k.failed_at is null and k.cancelled_at is null as is_open,
             first_value(k.id) over in_order as newest_id,
             bool_or(k.finished_at is null and k.failed_at is null and k.cancelled_at is null)
               over (partition by k.kind, k.subject_id) as is_busy
        from jobs k where k.org_id = ${ctx.orgId} and ${alike}
      window in_order as (partition by k.kind, k.subject_id order by k.created_at desc, k.id desc)
    )
    select j.id, case
        when j.finished_at is not null then 'finished'
        when j.is_open then 'open'
        when j.is_busy then 'under_way'
        when j.newest_id <> j.id then 'replaced'
        when m.user_id is null then 'no_member'
        when s.deleted_at is not null then 'session_closed'
        when s.archived_at is not null and j.kind <> 'export.write' then 'session_closed'
        when j.kind = 'roster.import'
          and (up.id is null or up.removed_at is not null or (up.quarantine_key is null and up.imported_at is null))
          then 'subject_gone'
        when j.kind = 'analysis.run' and ar.id is null then 'subject_gone'
        when j.kind = 'export.write' and ex.id is null then 'subject_gone'
        when j.kind = 'onet.sync' and (os.id is null or (os.origin = 'zip' and os.created_at < ${uploadsGoneSince}))
          then 'subject_gone'
        when j.kind = 'profiles.score' and sb.id is null then 'subject_gone'
        -- Its scorings were cancelled with it, and making the others alone would be half of what was asked for.
        when j.kind = 'profiles.score' and j.cancelled_at is not null then 'scoring'
        when j.kind = 'onet.sync' and exists (select 1 from onet_syncs o
          where o.finished_at is null and o.failed_at is null and o.id <> os.id) then 'under_way'
      end as reason
      from seen j
      left join memberships m on m.org_id = j.org_id and m.user_id = j.requested_by and m.disabled_at is null
      left join discovery_sessions s on s.org_id = j.org_id and s.id = j.session_id
      left join uploads up on up.org_id = j.org_id and up.id = j.subject_id
      left join analysis_runs ar on ar.org_id = j.org_id and ar.id = j.subject_id
      left join exports ex on ex.org_id = j.org_id and ex.id = j.subject_id
      left join onet_syncs os on os.id = j.subject_id
      left join scoring_batches sb on sb.org_id = j.org_id and sb.id = j.subject_id
     where ${wanted}`;
}

/** Those of the jobs that are there, in no order. */
export async function listRetryVerdicts(
  tx: Tx,
  ctx: Ctx,
  jobIds: readonly string[],
): Promise<readonly Verdict[]> {
  const wanted = sql`j.id = any(${sql.param([...jobIds])}::uuid[])`;
  return tx.execute<{ id: string; reason: RetrySkip | null }>(verdicts(ctx, sql`true`, wanted));
}

/** Why this one is not started again, or null. */
export async function findRetrySkip(
  tx: Tx,
  ctx: Ctx,
  job: { readonly id: string; readonly kind: JobKind; readonly subjectId: string },
): Promise<RetrySkip | null> {
  const alike = sql`k.kind = ${job.kind} and k.subject_id = ${job.subjectId}`;
  const [verdict] = await tx.execute<{ id: string; reason: RetrySkip | null }>(
    verdicts(ctx, alike, sql`j.id = ${job.id}`),
  );
  return verdict ? verdict.reason : "gone";
}
