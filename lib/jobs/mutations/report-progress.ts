import "server-only";
import { inOrg } from "@/db/client";
import { jobs } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { announce, clock, heldBy } from "../open-jobs";
import type { ClaimedJob } from "./claim-job";

/**
 * Says how far the work is, in units that the kind defines. Call it outside the transaction that does the work, or
 * nobody sees it before the end.
 * @returns false when the job was cancelled or taken over: the caller may stop early
 */
export async function reportProgress(
  ctx: Pick<Ctx, "orgId">,
  job: ClaimedJob,
  progress: { readonly done: number; readonly total: number },
): Promise<boolean> {
  return inOrg(ctx, async (tx) => {
    const rows = await tx
      .update(jobs)
      .set({ progressDone: progress.done, progressTotal: progress.total, updatedAt: clock })
      .where(heldBy(job))
      .returning({ id: jobs.id });
    if (rows.length === 0) return false;
    await announce(tx, job);
    return true;
  });
}
