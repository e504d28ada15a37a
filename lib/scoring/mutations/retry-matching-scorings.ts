import "server-only";
import { and, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { scoringJobs } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { requireProvider } from "@/lib/llm/provider";
import { filterConditions } from "../queries/filter-conditions";
import { retryLimit, type ScoringRetryCounts, type ScoringRetrySkip } from "../retry-rules";
import { ScoringJobFilter } from "../schema";
import { reopenScorings } from "./retry-scoring";

/** Jobs started again in one transaction. */
const chunkSize = 500;
/** What a usual answer costs against one that is as long as it may be. */
const usualShare = 0.5;

/** Why one is left alone; null when it is started again. Another try of what can never work is not paid for. */
const skipReason = sql<ScoringRetrySkip | null>`case
  when ${scoringJobs.status} <> 'failed' then 'not_failed'
  when ${scoringJobs.retryCount} >= ${retryLimit} then 'limit_reached'
  when ${scoringJobs.textDroppedAt} is not null then 'text_dropped'
  when ${scoringJobs.errorClass} = 'never' then 'pointless' end`;

interface RetryPlan {
  readonly jobIds: readonly string[];
  readonly counts: ScoringRetryCounts;
}

async function planRetry(tx: Tx, ctx: Ctx, filter: ScoringJobFilter): Promise<RetryPlan> {
  const matching = filterConditions(ctx, filter);
  const groups = await tx
    .select({
      reason: skipReason,
      count: sql<number>`count(*)::int`,
      estimate: sql<number>`coalesce(sum(${scoringJobs.estimateNanos}), 0)::float8`,
    })
    .from(scoringJobs)
    .where(matching)
    .groupBy(sql`1`);
  const again = groups.find(({ reason }) => reason === null);
  const ids = await tx
    .select({ id: scoringJobs.id })
    .from(scoringJobs)
    .where(and(matching, sql`${skipReason} is null`))
    .orderBy(scoringJobs.createdAt, scoringJobs.id);
  const counts = {
    queued: ids.length,
    skipped: groups
      .flatMap(({ reason, count }) => (reason === null ? [] : [{ reason, count }]))
      .toSorted((a, b) => b.count - a.count),
    costLowNanos: Math.floor((again?.estimate ?? 0) * usualShare),
    costHighNanos: Math.ceil(again?.estimate ?? 0),
  };
  return { jobIds: ids.map(({ id }) => id), counts };
}

/** What starting all again that the filter leaves would come to; nothing is. */
export async function previewScoringRetry(ctx: Ctx, input: unknown): Promise<ScoringRetryCounts> {
  authorize(ctx, "scoring:request");
  const filter = ScoringJobFilter.parse(input);
  return (await inOrg(ctx, (tx) => planRetry(tx, ctx, filter))).counts;
}

/**
 * Starts every failed job again that the filter leaves, a chunk at a time, and says how many it left alone and why.
 * What somebody else started meanwhile is started once.
 * @throws AppError `forbidden`, `not_configured`
 */
export async function retryMatchingScorings(ctx: Ctx, input: unknown): Promise<ScoringRetryCounts> {
  authorize(ctx, "scoring:request");
  const filter = ScoringJobFilter.parse(input);
  requireProvider();
  const { jobIds, counts } = await inOrg(ctx, (tx) => planRetry(tx, ctx, filter));
  let queued = 0;
  for (let from = 0; from < jobIds.length; from += chunkSize) {
    const chunk = jobIds.slice(from, from + chunkSize);
    queued += (await inOrg(ctx, (tx) => reopenScorings(tx, ctx, chunk))).length;
  }
  return { ...counts, queued, skipped: withMore(counts.skipped, jobIds.length - queued) };
}

function withMore(skipped: ScoringRetryCounts["skipped"], count: number): ScoringRetryCounts["skipped"] {
  if (count === 0) return skipped;
  const before = skipped.find(({ reason }) => reason === "not_failed")?.count ?? 0;
  return [
    ...skipped.filter(({ reason }) => reason !== "not_failed"),
    { reason: "not_failed", count: before + count },
  ];
}
