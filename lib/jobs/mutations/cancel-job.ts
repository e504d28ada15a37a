import "server-only";
import { and, eq } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { jobs } from "@/db/schema";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { conflict } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { cancelSubjectOf } from "../end-subject-of";
import { announce, clock, isOpen } from "../open-jobs";
import { enqueue } from "../outbox";
import { JobInput } from "../retry-rules";
import { openForControl } from "./open-for-control";

/**
 * Ends an open job: no further step of it is begun. The step at hand may still end; what it writes to the job is
 * refused from now on.
 * @throws AppError `not_found`, `forbidden`, `conflict` when it has ended
 */
export async function cancelJob(ctx: Ctx, input: unknown): Promise<{ readonly id: string }> {
  const { jobId } = JobInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const { kind, subjectId } = await openForControl(tx, ctx, jobId);
    const [cancelled] = await tx
      .update(jobs)
      .set({ cancelledAt: clock, cancelledBy: actingUserId(ctx), updatedAt: clock })
      .where(and(eq(jobs.orgId, ctx.orgId), eq(jobs.id, jobId), isOpen))
      .returning({ id: jobs.id });
    if (!cancelled) throw conflict("This work has ended already. Nothing was cancelled.");
    await cancelSubjectOf(tx, { orgId: ctx.orgId, kind, subjectId }, actingUserId(ctx));
    const ref = { orgId: ctx.orgId, jobId };
    await enqueue(tx, { name: "job/cancelled", data: ref });
    await recordChange(tx, ctx, {
      name: "job.cancelled",
      subjectKind: "job",
      subjectId: jobId,
      data: { kind },
    });
    await announce(tx, ref);
    return cancelled;
  });
}
