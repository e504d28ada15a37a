import type { ScoringOutcome, ScoringStatus } from "@/db/enums";
import { retryLimit } from "./retry-rules";
import type { BatchRow, ScoringAttempt, ScoringCounts } from "./scoring-views";

export function isOpenScoring(status: ScoringStatus): boolean {
  return status === "pending" || status === "processing";
}

export interface Scored {
  readonly status: ScoringStatus;
  readonly overall: number | null;
  readonly outcome: ScoringOutcome | null;
  readonly gateOutcome: ScoringOutcome | null;
  readonly reviewedAt: Date | null;
  readonly reviewedOverall: number | null;
  readonly reviewedOutcome: ScoringOutcome | null;
}

/** Why there is no total: an error and a wait are no result, and neither is a low score. */
export type NoScore = "open" | "failed" | "cancelled" | "screened_out" | "abstained";

export interface ShownScore {
  /** On the job's scale; 0 is a score. */
  readonly overall: number | null;
  readonly outcome: ScoringOutcome | null;
  /** Whether a person decided, whose figure goes before ours. */
  readonly isReviewed: boolean;
  /** Null when there is a total. */
  readonly missing: NoScore | null;
}

function missingFor({ status, gateOutcome }: Scored): NoScore {
  if (status === "failed" || status === "cancelled") return status;
  if (isOpenScoring(status)) return "open";
  return gateOutcome === "rejected" ? "screened_out" : "abstained";
}

export function shownScore(job: Scored): ShownScore {
  const isReviewed = job.reviewedAt !== null;
  const overall = (isReviewed ? job.reviewedOverall : null) ?? job.overall;
  return {
    overall,
    outcome: (isReviewed ? job.reviewedOutcome : null) ?? job.outcome,
    isReviewed,
    missing: overall === null ? missingFor(job) : null,
  };
}

export function retriesLeft({ retryCount }: { readonly retryCount: number }): number {
  return Math.max(0, retryLimit - retryCount);
}

/** What the ledger says was spent; a call that is out counts at what was reserved for it. */
export function paidNanos(attempts: readonly Pick<ScoringAttempt, "call">[]): number {
  return attempts.reduce((sum, { call }) => {
    if (call === null) return sum;
    return sum + (call.status === "open" ? call.reservedNanos : call.costNanos);
  }, 0);
}

/** Shares of the total that criteria with evidence carry, 0–1. */
export function coverageOf(
  points: readonly { readonly weight: number; readonly points: number | null }[],
): number {
  return points.reduce((sum, { weight, points: given }) => (given === null ? sum : sum + weight), 0);
}

export function endedCount({ completed, failed, cancelled }: ScoringCounts): number {
  return completed + failed + cancelled;
}

export function madeCount(counts: ScoringCounts): number {
  return counts.pending + counts.processing + endedCount(counts);
}

/** Whether its figures may still change. */
export function isOpenBatch({
  endedAt,
  openJobId,
  counts,
}: Pick<BatchRow, "endedAt" | "openJobId" | "counts">): boolean {
  return endedAt === null && (openJobId !== null || counts.pending + counts.processing > 0);
}

/** Of those that ended with a result or an error, the share with a result; null when there are none. */
export function successShare({
  completed,
  failed,
}: {
  readonly completed: number;
  readonly failed: number;
}): number | null {
  return completed + failed === 0 ? null : completed / (completed + failed);
}
