import "server-only";
import { inOrg } from "@/db/client";
import type { Ctx } from "@/lib/auth/context";
import { listOwnRecentJobs } from "@/lib/jobs/progress-queries";
import type { JobView } from "@/lib/jobs/schema";
import { findReleaseInUse } from "@/lib/onet/queries/list-releases";

/** What the frame around every page shows of the organization, in one transaction. */
export function readFrame(ctx: Ctx): Promise<{ readonly ownJobs: JobView[]; readonly release: string }> {
  return inOrg(ctx, async () => {
    const [ownJobs, release] = await Promise.all([listOwnRecentJobs(ctx), findReleaseInUse(ctx)]);
    return { ownJobs, release };
  });
}
