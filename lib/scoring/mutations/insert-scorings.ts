import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { scoringJobs } from "@/db/schema";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { enqueueAll } from "@/lib/jobs/outbox";
import type { ScoringSnapshot } from "../scoring-snapshot";

type NewJob = typeof scoringJobs.$inferInsert;

/** A job that is to be made: its snapshot, and where it belongs. */
export type ScoringDraft = ScoringSnapshot &
  Pick<
    NewJob,
    "source" | "templateId" | "templateVersion" | "candidateId" | "batchId" | "variant" | "runNumber"
  >;

export interface InsertedScoring {
  readonly id: string;
  /** The job whose result it shows; null: a run will see to it. */
  readonly reusedFromJobId: string | null;
}

/** For so long a result counts for the same question about the same profile. */
const reuseHours = 24;

/**
 * Writes jobs down, with an event for each, in the caller's transaction. Those that ask what was answered within a day
 * are completed at once by that answer and cost nothing. One of a batch that is there already is left alone.
 */
export async function insertScorings(
  tx: Tx,
  ctx: Ctx,
  drafts: readonly ScoringDraft[],
  { isFresh }: { readonly isFresh: boolean },
): Promise<InsertedScoring[]> {
  if (drafts.length === 0) return [];
  const asked = {
    orgId: ctx.orgId,
    requestedBy: actingUserId(ctx),
    apiKeyId: ctx.actor.kind === "api_key" ? ctx.actor.apiKeyId : null,
    requestId: ctx.requestId,
  };
  const made = await tx
    .insert(scoringJobs)
    .values(drafts.map((draft) => ({ ...draft, ...asked })))
    .onConflictDoNothing()
    .returning({ id: scoringJobs.id });
  const ids = made.map(({ id }) => id);
  const reused = isFresh ? new Map<string, string>() : await reuseResults(tx, ctx, ids);
  await enqueueAll(
    tx,
    ids
      .filter((id) => !reused.has(id))
      .map((jobId) => ({ name: "scoring/job.requested", data: { orgId: ctx.orgId, jobId } })),
  );
  return ids.map((id) => ({ id, reusedFromJobId: reused.get(id) ?? null }));
}

/** Completes those of the new jobs whose question was answered. What was itself taken over is no source. */
async function reuseResults(tx: Tx, { orgId }: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.execute<{ id: string; source_id: string }>(sql`
    with answered as (
      select n.id, s.id as source_id from scoring_jobs n
       cross join lateral (
        select o.id from scoring_jobs o
         where o.org_id = n.org_id and o.input_hash = n.input_hash and o.profile_id = n.profile_id
           and o.completed_at > now() - make_interval(hours => ${reuseHours}) and o.reused_from_job_id is null
           and o.text_dropped_at is null and o.id <> n.id
         order by o.completed_at desc limit 1) s
       where n.org_id = ${orgId} and n.id = any(${sql.param([...ids])}::uuid[])
    ),
    done as (
      update scoring_jobs n
         set started_at = clock_timestamp(), completed_at = clock_timestamp(), updated_at = clock_timestamp(),
             reused_from_job_id = o.id, resolved_model = o.resolved_model, duration_ms = 0, cost_nanos = 0,
             prompt_tokens = 0, completion_tokens = 0, total_tokens = 0,
             gate_outcome = o.gate_outcome, gate_score = o.gate_score, gate_reason = o.gate_reason,
             overall = o.overall, model_overall = o.model_overall, overall_share = o.overall_share,
             outcome = o.outcome, summary = o.summary, flags = o.flags, disagreement = o.disagreement,
             spread = o.spread
        from answered a join scoring_jobs o on o.org_id = ${orgId} and o.id = a.source_id
       where n.org_id = ${orgId} and n.id = a.id
      returning n.id
    ),
    points as (
      insert into scoring_points
        (org_id, job_id, position, key, label, weight, points, abstain_reason, rationale, quote, quote_start, quote_end)
      select p.org_id, a.id, p.position, p.key, p.label, p.weight, p.points, p.abstain_reason, p.rationale, p.quote,
             p.quote_start, p.quote_end
        from answered a join scoring_points p on p.org_id = ${orgId} and p.job_id = a.source_id
    )
    select a.id, a.source_id from answered a join done on done.id = a.id`);
  return new Map(rows.map((row) => [row.id, row.source_id]));
}
