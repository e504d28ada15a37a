import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { uploads } from "@/db/schema";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { conflict } from "@/lib/errors";
import { arriving } from "@/lib/files/arriving-body";
import type { StoredFile } from "@/lib/files/file-room";
import type { ByteStream } from "@/lib/files/file-store";
import { quarantine } from "@/lib/files/rooms";
import { recordChange } from "@/lib/history/record-change";
import { openForEdit } from "@/lib/sessions/mutations";
import { mappingOf } from "../column-mapping";
import { maxFileBytes } from "../limits";
import { withoutPeople } from "../preview-privacy";
import { rememberedColumns } from "../queries/remembered-columns";
import type { StoredInspection } from "../review-schema";
import { reviewRosterInThread } from "../roster-threads";
import { quarantineDays, type ReceivedUpload, ReceiveUploadInput } from "../upload-schema";
import { closeGaps } from "./close-gaps";
import { keepReading, removeRawFile } from "./raw-files";
import { refuseUnreadable } from "./waiting-upload";

/** A body with the little that is known of it before it is read. */
export interface IncomingFile {
  readonly sessionId: string;
  readonly fileName: string;
  readonly body: ByteStream;
}

/**
 * Takes a file in: streams it into quarantine, reads it once, and keeps what was found for the person to look at.
 * The same bytes twice in one session give the same upload. A file that cannot be a roster leaves nothing behind.
 * A corrected error file of a roster that waits mends its rows, and is no upload of its own.
 * @throws AppError `invalid` with the reader's sentence, `too_large`, `not_found`, `forbidden`
 */
export async function receiveUpload(ctx: Ctx, incoming: IncomingFile): Promise<ReceivedUpload> {
  const { body, ...meta } = incoming;
  const { sessionId, fileName } = ReceiveUploadInput.parse(meta);
  // Asked before the body is read, so that nobody streams a file to where they may not write.
  const memories = await inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: false });
    return rememberedColumns(tx, ctx);
  });
  const key = randomUUID();
  const file = { ...(await quarantine.put(key, arriving(body), { maxBytes: maxFileBytes })), key };
  let isKept = false;
  try {
    const { inspection, packed } = await quarantine.withLocalCopy(key, (path) =>
      reviewRosterInThread(path, { fileName, memories }),
    );
    refuseUnreadable(inspection);
    const closed = await closeGaps(ctx, { sessionId, fileName, key, inspection });
    if (closed) return closed;
    const { sha256 } = file;
    const { sheet } = inspection;
    const mapping = mappingOf(inspection.columns);
    await keepReading(key, { sha256, fileName, sheet, mapping, rules: [] }, packed);
    const stored = await inOrg(ctx, (tx) => store(tx, ctx, sessionId, fileName, file, inspection));
    isKept = stored.isNew;
    return { uploadId: stored.uploadId, mendedRows: null };
  } finally {
    if (!isKept) await removeRawFile(key);
  }
}

async function store(
  tx: Tx,
  ctx: Ctx,
  sessionId: string,
  fileName: string,
  file: StoredFile & { readonly key: string },
  inspection: StoredInspection,
): Promise<{ uploadId: string; isNew: boolean }> {
  await openForEdit(tx, ctx, sessionId, { changesInputs: false });
  const [made] = await tx
    .insert(uploads)
    .values({
      orgId: ctx.orgId,
      sessionId,
      uploadedBy: actingUserId(ctx),
      fileName,
      byteSize: file.byteSize,
      sha256: file.sha256,
      quarantineKey: file.key,
      quarantineUntil: new Date(Date.now() + quarantineDays * 86_400_000),
      inspection: withoutPeople(inspection),
      mapping: mappingOf(inspection.columns),
      sheet: inspection.sheet,
    })
    .onConflictDoNothing()
    .returning({ uploadId: uploads.id });
  if (made) {
    await recordChange(tx, ctx, {
      name: "upload.received",
      subjectKind: "upload",
      subjectId: made.uploadId,
      data: { byteSize: file.byteSize, rows: inspection.rows, errorCount: inspection.errorCount },
    });
    return { ...made, isNew: true };
  }
  const [same] = await tx
    .select({ uploadId: uploads.id })
    .from(uploads)
    .where(
      and(
        eq(uploads.orgId, ctx.orgId),
        eq(uploads.sessionId, sessionId),
        eq(uploads.sha256, file.sha256),
        isNull(uploads.removedAt),
      ),
    );
  if (!same) throw conflict("The file was taken in and removed at the same moment. Upload it again.");
  return { ...same, isNew: false };
}
