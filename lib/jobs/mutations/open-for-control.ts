import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { JobKind } from "@/db/enums";
import { jobs } from "@/db/schema";
import { actingUserId, authorize, type Ctx, may } from "@/lib/auth/context";
import { AppError, notFound } from "@/lib/errors";

/**
 * Finds a job in the tenant for somebody who wants to start it again or to cancel it, and locks it, so that of two
 * clicks the second sees what the first has done.
 * @throws AppError `not_found`, `forbidden`
 */
export async function openForControl(
  tx: Tx,
  ctx: Ctx,
  jobId: string,
): Promise<{ readonly id: string; readonly kind: JobKind; readonly subjectId: string }> {
  if (!may(ctx, "job:control-any")) authorize(ctx, "job:control-own");
  const [job] = await tx
    .select({ id: jobs.id, kind: jobs.kind, subjectId: jobs.subjectId, requestedBy: jobs.requestedBy })
    .from(jobs)
    .where(and(eq(jobs.orgId, ctx.orgId), eq(jobs.id, jobId)))
    .for("update");
  if (!job) throw notFound("job");
  if (may(ctx, "job:control-any") || job.requestedBy === actingUserId(ctx)) return job;
  throw new AppError("forbidden", "Only the person who asked for this work, or an admin, may do that.");
}
