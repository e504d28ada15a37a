import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { jobs, uploads } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { AppError, conflict, notFound } from "@/lib/errors";
import { isOpen } from "@/lib/jobs/open-jobs";
import { openForEdit } from "@/lib/sessions/mutations";
import { withoutPeople } from "../preview-privacy";
import { rulesInForce } from "../queries/rules-in-force";
import type { PlacedRule, StoredInspection } from "../review-schema";
import { unknownReview } from "../roster-review";
import { ColumnMapping } from "../schema";

export interface WaitingUpload {
  readonly sessionId: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly quarantineKey: string;
  readonly inspection: StoredInspection;
  readonly mapping: ColumnMapping;
  readonly sheet: string | null;
  /** What was decided about its faulty rows. */
  readonly rules: readonly PlacedRule[];
}

/** Without a review when it was read before there was one. */
type KeptInspection = Omit<StoredInspection, "review"> & Partial<Pick<StoredInspection, "review">>;

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
    .where(and(eq(uploads.orgId, ctx.orgId), eq(uploads.id, uploadId)));
  if (!upload) throw notFound("upload");
  await openForEdit(tx, ctx, upload.sessionId, options);
  if (upload.removedAt)
    throw conflict("This roster was discarded meanwhile. Upload it again if you need it.");
  if (upload.importedAt) throw conflict("This roster is imported already.");
  if (!upload.quarantineKey || !upload.inspection) {
    throw conflict("This file waited too long and was deleted. Upload it again.");
  }
  return {
    sessionId: upload.sessionId,
    fileName: upload.fileName,
    sha256: upload.sha256,
    quarantineKey: upload.quarantineKey,
    // Stored by receiveUpload and storeInspection, and by nobody else.
    inspection: { review: unknownReview, ...(upload.inspection as KeptInspection) },
    mapping: ColumnMapping.parse(upload.mapping),
    sheet: upload.sheet,
    rules: await rulesInForce(tx, ctx, uploadId),
  };
}

/**
 * The same for what changes how the file is read, which an import under way must not meet.
 * @throws AppError `conflict` while it is being imported, too
 */
export async function openChangeableUpload(tx: Tx, ctx: Ctx, uploadId: string): Promise<WaitingUpload> {
  const upload = await openWaitingUpload(tx, ctx, uploadId, { changesInputs: false });
  const [importing] = await tx
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(eq(jobs.orgId, ctx.orgId), eq(jobs.kind, "roster.import"), eq(jobs.subjectId, uploadId), isOpen),
    );
  if (importing) {
    throw conflict("This roster is being imported with what was decided before. Nothing was changed.");
  }
  return upload;
}

/**
 * Keeps what a reading of a waiting file found.
 * @throws AppError `conflict` when it was imported meanwhile
 */
export async function storeInspection(
  tx: Tx,
  ctx: Ctx,
  uploadId: string,
  inspection: StoredInspection,
  changed: { readonly mapping?: ColumnMapping } = {},
): Promise<{ uploadId: string }> {
  const [row] = await tx
    .update(uploads)
    .set({ inspection: withoutPeople(inspection), sheet: inspection.sheet, ...changed })
    .where(
      and(
        eq(uploads.orgId, ctx.orgId),
        eq(uploads.id, uploadId),
        isNull(uploads.importedAt),
        isNull(uploads.removedAt),
      ),
    )
    .returning({ uploadId: uploads.id });
  if (!row) throw conflict("This roster was imported or discarded meanwhile; it stays as it was.");
  return row;
}

/** A file whose columns are not known gives nothing to choose from. */
export function refuseUnreadable(inspection: StoredInspection): void {
  const [fault] = inspection.errors;
  if (inspection.columns.length > 0 || !fault) return;
  throw new AppError("invalid", `${fault.message} ${fault.hint}`);
}
