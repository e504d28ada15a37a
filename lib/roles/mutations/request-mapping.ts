import "server-only";
import { and, eq } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { roles } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { invalid } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { requestJob } from "@/lib/jobs/mutations/request-job";
import { RequestMappingInput } from "@/lib/roles/schema";
import { openForEdit } from "@/lib/sessions/mutations";

/** For an import: asks for suggestions in its own transaction, after it opened the session for edit. */
export function enqueueMapping(
  tx: Tx,
  ctx: Ctx,
  sessionId: string,
): Promise<{ readonly jobId: string; readonly isNew: boolean }> {
  return requestJob(tx, ctx, { kind: "roles.map", sessionId, subjectId: sessionId });
}

/**
 * Asks for suggestions for all roles of the session. While that runs, asking again gives the job at work.
 * @throws AppError `invalid` while the session has no roles
 */
export async function requestMapping(
  ctx: Ctx,
  input: unknown,
): Promise<{ readonly jobId: string; readonly isNew: boolean }> {
  const { sessionId } = RequestMappingInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: false });
    const [role] = await tx
      .select({ id: roles.id })
      .from(roles)
      .where(and(eq(roles.orgId, ctx.orgId), eq(roles.sessionId, sessionId)))
      .limit(1);
    if (!role) throw invalid("This session has no roles yet. Upload a roster first.");
    const job = await enqueueMapping(tx, ctx, sessionId);
    if (job.isNew) {
      await recordChange(tx, ctx, {
        name: "role.mapping_requested",
        subjectKind: "session",
        subjectId: sessionId,
        data: { jobId: job.jobId },
      });
    }
    return job;
  });
}
