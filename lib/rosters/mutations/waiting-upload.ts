import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { uploads } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { conflict, notFound } from "@/lib/errors";
import { openForEdit } from "@/lib/sessions/mutations";
import { ColumnMapping, type RosterInspection } from "../schema";

export interface WaitingUpload {
  readonly sessionId: string;
  readonly fileName: string;
  readonly quarantineKey: string;
  readonly inspection: RosterInspection;
  readonly mapping: ColumnMapping;
  readonly sheet: string | null;
}

/**
 * An upload that waits for its import, with its session opened for edit.
 * @throws AppError `not_found`, `forbidden`, `conflict` when it was imported, removed or has expired
 */
export async function openWaitingUpload(
  tx: Tx,
  ctx: Ctx,
  uploadId: string,
  options: { changesInputs: boolean },
): Promise<WaitingUpload> {
  const [upload] = await tx
    .select()
    .from(uploads)
    .where(and(eq(uploads.orgId, ctx.orgId), eq(uploads.id, uploadId), isNull(uploads.removedAt)));
  if (!upload) throw notFound("upload");
  await openForEdit(tx, ctx, upload.sessionId, options);
  if (upload.importedAt) throw conflict("This roster is imported already.");
  if (!upload.quarantineKey || !upload.inspection) {
    throw conflict("This file waited too long and was deleted. Upload it again.");
  }
  return {
    sessionId: upload.sessionId,
    fileName: upload.fileName,
    quarantineKey: upload.quarantineKey,
    // Stored by receiveUpload and changeUploadMapping, and by nobody else.
    inspection: upload.inspection as RosterInspection,
    mapping: ColumnMapping.parse(upload.mapping),
    sheet: upload.sheet,
  };
}
