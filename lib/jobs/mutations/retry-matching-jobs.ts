import "server-only";
import { inOrg } from "@/db/client";
import { authorize, type Ctx, may } from "@/lib/auth/context";
import { conflict } from "@/lib/errors";
import { planRetry } from "../queries/retry-plan";
import type { RetryCounts, RetrySkip } from "../retry-rules";
import { RunFilter } from "../run-filters";
import { isOpenedElsewhere, reopenJobs } from "./reopen-jobs";

/** Times that other clicks may come between before this gives up. */
const rounds = 3;

function withMore(skipped: RetryCounts["skipped"], reason: RetrySkip, count: number): RetryCounts["skipped"] {
  if (count === 0) return skipped;
  const present = skipped.find((skip) => skip.reason === reason)?.count ?? 0;
  return [...skipped.filter((skip) => skip.reason !== reason), { reason, count: present + count }];
}

/**
 * Starts every job again whose run the filter leaves on the person's jobs page, whole or not at all, and says how
 * many it left alone and why.
 * @throws AppError `forbidden`, `conflict`
 */
export async function retryMatchingJobs(ctx: Ctx, input: unknown): Promise<RetryCounts> {
  if (!may(ctx, "job:control-any")) authorize(ctx, "job:control-own");
  const filter = RunFilter.parse(input);
  for (let round = 0; round < rounds; round += 1) {
    try {
      return await inOrg(ctx, async (tx) => {
        const { jobIds, skipped } = await planRetry(tx, ctx, filter);
        const reopened = await reopenJobs(tx, ctx, jobIds);
        return {
          queued: reopened.length,
          // Somebody started these while we looked.
          skipped: withMore(skipped, "open", jobIds.length - reopened.length),
        };
      });
    } catch (error) {
      if (!isOpenedElsewhere(error)) throw error;
    }
  }
  throw conflict("Others started the same work at the same moment. Nothing was started by you; try again.");
}
