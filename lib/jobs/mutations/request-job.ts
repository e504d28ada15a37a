import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { JobKind } from "@/db/enums";
import { jobs } from "@/db/schema";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { conflict } from "@/lib/errors";
import { eventByKind } from "../events";
import { announce, isOpen } from "../open-jobs";
import { enqueue } from "../outbox";

export interface JobRequest {
  readonly kind: JobKind;
  /** Null for work that belongs to no single session. */
  readonly sessionId: string | null;
  /** The row it works on: an upload, an analysis run, an export, or the session itself. */
  readonly subjectId: string;
}

/**
 * Asks for background work in the caller's transaction. While a job of this kind for this subject is open, asking
 * again gives that one. The caller has checked the rights and records the change.
 * @throws AppError `conflict` when the open job changes under our eyes more than once
 */
export async function requestJob(
  tx: Tx,
  ctx: Ctx,
  request: JobRequest,
): Promise<{ readonly jobId: string; readonly isNew: boolean }> {
  const { orgId, requestId } = ctx;
  for (let round = 0; round < 3; round += 1) {
    const [made] = await tx
      .insert(jobs)
      .values({ orgId, requestId, requestedBy: actingUserId(ctx), ...request })
      .onConflictDoNothing()
      .returning({ jobId: jobs.id });
    if (made) {
      const ref = { orgId, jobId: made.jobId };
      await enqueue(tx, { name: eventByKind[request.kind], data: ref });
      await announce(tx, ref);
      return { jobId: made.jobId, isNew: true };
    }
    const [open] = await tx
      .select({ jobId: jobs.id })
      .from(jobs)
      .where(
        and(
          eq(jobs.orgId, orgId),
          eq(jobs.kind, request.kind),
          eq(jobs.subjectId, request.subjectId),
          isOpen,
        ),
      );
    // It may have ended between the two statements; then there is room for a new one.
    if (open) return { jobId: open.jobId, isNew: false };
  }
  throw conflict("This work was started and ended several times just now. Nothing was started; try again.");
}
