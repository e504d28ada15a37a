import "server-only";
import { sql } from "drizzle-orm";
import { asSystem } from "@/db/client";
import { log } from "@/lib/log";

/** As the column's default has it; for organizations that settled nothing. */
const defaultTextDays = 90;
/** Jobs per transaction, and transactions per sweep: what is left is for the next one. */
const batchSize = 500;
const batchLimit = 50;

/**
 * Drops prompts, profile texts, quotes, rationales and raw answers of scorings that ended, and of those that are older
 * still, when an organization's retention of them is over. Scores, points and outcomes stay. Harmless to repeat.
 */
export async function sweepScoringTexts(): Promise<{ readonly textsDropped: number }> {
  let textsDropped = 0;
  for (let batch = 0; batch < batchLimit; batch += 1) {
    const count = await dropBatch();
    textsDropped += count;
    if (count < batchSize) break;
  }
  if (textsDropped > 0) log.info({ textsDropped }, "texts of old scorings are gone");
  return { textsDropped };
}

async function dropBatch(): Promise<number> {
  const [row] = await asSystem("sweep: texts of scorings", (tx) =>
    tx.execute<{ count: number }>(sql`
      with due as (
        select j.org_id, j.id from scoring_jobs j
          left join organization_settings s on s.org_id = j.org_id
         where j.text_dropped_at is null and (j.completed_at is not null or j.failed_at is not null or j.cancelled_at is not null)
           and j.created_at < now() - make_interval(days => coalesce(s.scoring_text_days, ${defaultTextDays}))
         order by j.created_at limit ${batchSize} for update of j skip locked
      ),
      points as (
        update scoring_points p set quote = null, quote_start = null, quote_end = null, rationale = null
          from due where p.org_id = due.org_id and p.job_id = due.id
      ),
      attempts as (
        update scoring_attempts a set raw_answer = null, faults = '{}'
          from due where a.org_id = due.org_id and a.job_id = due.id
      ),
      jobs as (
        update scoring_jobs j
           set prompt = null, gate_prompt = null, profile_text = null, summary = null, gate_reason = null,
               text_dropped_at = now()
          from due where j.org_id = due.org_id and j.id = due.id
        returning 1
      )
      select count(*)::int as count from jobs`),
  );
  return row?.count ?? 0;
}
