import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { rowFixes, uploads, workforceSegments } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { conflict, notFound } from "@/lib/errors";
import { quarantine } from "@/lib/files/rooms";
import { recordChange } from "@/lib/history/record-change";
import { openForEdit } from "@/lib/sessions/mutations";
import { UploadInput } from "../upload-schema";

/**
 * Takes a roster out of its session: its segments go, and with them the roles that no other roster has. Runs made
 * before keep their figures.
 */
export async function removeUpload(ctx: Ctx, input: unknown): Promise<{ uploadId: string }> {
  const { uploadId } = UploadInput.parse(input);
  const removed = await inOrg(ctx, async (tx) => {
    const here = and(eq(uploads.orgId, ctx.orgId), eq(uploads.id, uploadId));
    const [upload] = await tx
      .select({ sessionId: uploads.sessionId, quarantineKey: uploads.quarantineKey })
      .from(uploads)
      .where(here);
    if (!upload) throw notFound("upload");
    await openForEdit(tx, ctx, upload.sessionId, { changesInputs: true });
    const [row] = await tx
      .update(uploads)
      .set({ removedAt: sql`now()`, quarantineKey: null, inspection: null })
      .where(and(here, isNull(uploads.removedAt)))
      .returning({ uploadId: uploads.id });
    if (!row) throw conflict("This roster is removed already.");
    await tx.delete(rowFixes).where(and(eq(rowFixes.orgId, ctx.orgId), eq(rowFixes.uploadId, uploadId)));
    await tx
      .delete(workforceSegments)
      .where(and(eq(workforceSegments.orgId, ctx.orgId), eq(workforceSegments.uploadId, uploadId)));
    await tx.execute(sql`
      delete from roles r where r.org_id = ${ctx.orgId} and r.session_id = ${upload.sessionId}
         and not exists (select 1 from workforce_segments s where s.org_id = r.org_id and s.role_id = r.id)`);
    await recordChange(tx, ctx, { name: "upload.removed", subjectKind: "upload", subjectId: uploadId });
    return { ...row, quarantineKey: upload.quarantineKey };
  });
  if (removed.quarantineKey) await quarantine.remove(removed.quarantineKey);
  return { uploadId: removed.uploadId };
}
