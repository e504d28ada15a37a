import "server-only";
import { inOrg } from "@/db/client";
import type { Ctx } from "@/lib/auth/context";
import { conflict } from "@/lib/errors";
import { findRetrySkip } from "../queries/retry-verdicts";
import { JobInput, retryRefusals } from "../retry-rules";
import { openForControl } from "./open-for-control";
import { isOpenedElsewhere, type ReopenedJob, reopenJobs } from "./reopen-jobs";

/**
 * Starts a job again that has failed or was cancelled. It stays its requester's: what it may do is checked when it
 * runs. Of two clicks the second is told that it is under way.
 * @throws AppError `not_found`, `forbidden`, `conflict`
 */
export async function retryJob(ctx: Ctx, input: unknown): Promise<ReopenedJob> {
  const { jobId } = JobInput.parse(input);
  try {
    return await inOrg(ctx, async (tx) => {
      const job = await openForControl(tx, ctx, jobId);
      const skip = await findRetrySkip(tx, ctx, job);
      if (skip && skip !== "replaced") throw conflict(retryRefusals[skip]);
      const [reopened] = await reopenJobs(tx, ctx, [jobId]);
      if (!reopened) throw conflict(retryRefusals.open);
      return reopened;
    });
  } catch (error) {
    if (isOpenedElsewhere(error)) throw conflict(retryRefusals.under_way);
    throw error;
  }
}
