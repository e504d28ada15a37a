import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { rowFixes, uploads, workforceSegments } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { conflict, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { openForEdit } from "@/lib/sessions/mutations";
import { RemoveUploadInput } from "../upload-schema";
import { removeRawFile } from "./raw-files";
import { restoreSuperseded } from "./supersede-rosters";

/**
 * Takes a roster out of its session, a waiting one or an imported one: its segments go, the rosters whose place it took
 * come back as they were, and roles that no roster has any more go. Runs made before keep their figures.
 * @throws AppError `conflict` for one that a later roster took the place of: the later import is undone first; and for
 * one that is not any more what the person saw
 */
export async function removeUpload(ctx: Ctx, input: unknown): Promise<{ uploadId: string }> {
  const { uploadId, seen } = RemoveUploadInput.parse(input);
  const removed = await inOrg(ctx, async (tx) => {
    const upload = await findUpload(tx, ctx, uploadId);
    await openForEdit(tx, ctx, upload.sessionId, { changesInputs: upload.isImported });
    await refuseSuperseded(tx, ctx, uploadId);
    const meanwhile = conflict("This roster was removed or imported meanwhile. Look at the list anew.");
    if (seen && (seen === "imported") !== upload.isImported) throw meanwhile;
    const [row] = await tx
      .update(uploads)
      .set({ removedAt: sql`now()`, quarantineKey: null, inspection: null })
      .where(
        and(
          eq(uploads.orgId, ctx.orgId),
          eq(uploads.id, uploadId),
          isNull(uploads.removedAt),
          sql`(${uploads.importedAt} is not null) = ${upload.isImported}`,
        ),
      )
      .returning({ uploadId: uploads.id });
    if (!row) throw meanwhile;
    await tx.delete(rowFixes).where(and(eq(rowFixes.orgId, ctx.orgId), eq(rowFixes.uploadId, uploadId)));
    const place = { sessionId: upload.sessionId, uploadId };
    const { restoredCount } = upload.isImported ? await takeOut(tx, ctx, place) : { restoredCount: 0 };
    await recordChange(tx, ctx, {
      name: "upload.removed",
      subjectKind: "upload",
      subjectId: uploadId,
      data: { restoredCount },
    });
    return { ...row, quarantineKey: upload.quarantineKey };
  });
  if (removed.quarantineKey) await removeRawFile(removed.quarantineKey);
  return { uploadId: removed.uploadId };
}

async function findUpload(tx: Tx, ctx: Ctx, uploadId: string) {
  const [upload] = await tx
    .select({
      sessionId: uploads.sessionId,
      quarantineKey: uploads.quarantineKey,
      isImported: sql<boolean>`${uploads.importedAt} is not null`,
    })
    .from(uploads)
    .where(and(eq(uploads.orgId, ctx.orgId), eq(uploads.id, uploadId)));
  if (!upload) throw notFound("upload");
  return upload;
}

/** Its people are not in the session any more, so there is nothing to take out; and its place is taken. */
async function refuseSuperseded(tx: Tx, ctx: Ctx, uploadId: string): Promise<void> {
  const [later] = await tx.execute<{ fileName: string }>(sql`
    select later.file_name as "fileName"
      from uploads former
      join uploads later on later.org_id = former.org_id and later.id = former.superseded_by_id
     where former.org_id = ${ctx.orgId} and former.id = ${uploadId}`);
  if (!later) return;
  throw conflict(
    `A later roster, ${later.fileName}, took the place of this one. Undo the import of that one first; nothing was changed.`,
  );
}

async function takeOut(tx: Tx, ctx: Ctx, place: { sessionId: string; uploadId: string }) {
  await tx
    .delete(workforceSegments)
    .where(
      and(
        eq(workforceSegments.orgId, ctx.orgId),
        eq(workforceSegments.sessionId, place.sessionId),
        eq(workforceSegments.uploadId, place.uploadId),
      ),
    );
  const restored = await restoreSuperseded(tx, ctx, place);
  await dropUntracedRoles(tx, ctx, place.sessionId);
  return restored;
}

/**
 * Roles whose title no roster has, neither a present nor a former one, and that no role of such a title was merged into.
 * Those whose people merely left stay, with what was decided about them.
 */
async function dropUntracedRoles(tx: Tx, ctx: Ctx, sessionId: string): Promise<void> {
  await tx.execute(sql`
    with traced as (
      select title_key from workforce_segments where org_id = ${ctx.orgId} and session_id = ${sessionId}
       union
      select title_key from former_segments where org_id = ${ctx.orgId} and session_id = ${sessionId})
    delete from roles r
     where r.org_id = ${ctx.orgId} and r.session_id = ${sessionId}
       and r.title_key not in (select title_key from traced)
       and not exists (
         select 1 from roles m
          where m.org_id = r.org_id and m.merged_into_id = r.id and m.title_key in (select title_key from traced))`);
}
