import type { ScoringStatus } from "@/db/enums";
import type { ErrorReason } from "@/lib/errors";

/** How often people may start a failed job again; the table holds it as well. */
export const retryLimit = 3;

/** Why a bulk retry leaves a job alone. */
export const scoringRetrySkips = ["not_failed", "limit_reached", "text_dropped", "pointless"] as const;
export type ScoringRetrySkip = (typeof scoringRetrySkips)[number];

/** What starting all again that a filter leaves comes to. */
export interface ScoringRetryCounts {
  readonly queued: number;
  readonly skipped: readonly { readonly reason: ScoringRetrySkip; readonly count: number }[];
  /** From the screening alone, or a short answer, to a repair of the longest one. */
  readonly costLowNanos: number;
  readonly costHighNanos: number;
}

interface Endable {
  readonly status: ScoringStatus;
  readonly retryCount: number;
  readonly textDroppedAt: Date | null;
}

const stillAs: Readonly<Record<ScoringStatus, string>> = {
  pending: "This scoring is under way already. Nothing was started a second time.",
  processing: "This scoring is under way already. Nothing was started a second time.",
  completed: "This scoring ended well. Nothing was started; score the profile again for a new result.",
  cancelled: "This scoring was cancelled. Nothing was started; score the profile again.",
  failed: "Somebody changed this scoring just now. Nothing was started; look again.",
};

/** What the person is told who may not start a job again. */
export function retryRefusal({ status, retryCount, textDroppedAt }: Endable): {
  readonly sentence: string;
  readonly reason: ErrorReason;
} {
  if (status === "failed" && retryCount >= retryLimit) {
    const sentence = `This scoring was started again ${retryLimit} times, which is the limit. Score the profile anew.`;
    return { sentence, reason: "RETRY_LIMIT_EXCEEDED" };
  }
  if (status === "failed" && textDroppedAt) {
    const sentence =
      "The texts of this scoring were dropped when their retention was over. Score the profile again.";
    return { sentence, reason: "JOB_NOT_RETRYABLE" };
  }
  return { sentence: stillAs[status], reason: "JOB_NOT_RETRYABLE" };
}
