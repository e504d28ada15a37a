import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { uploads } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { AppError, conflict } from "@/lib/errors";
import { quarantine } from "@/lib/files/rooms";
import { recordChange } from "@/lib/history/record-change";
import { mappingOf } from "../column-mapping";
import { withoutPeople } from "../preview-privacy";
import { inspectRosterInThread } from "../roster-threads";
import { ChangeUploadMappingInput } from "../upload-schema";
import { openWaitingUpload } from "./waiting-upload";

/** Reads a waiting file again, with the columns (or the sheet) a person chose. */
export async function changeUploadMapping(ctx: Ctx, input: unknown): Promise<{ uploadId: string }> {
  const { uploadId, mapping, sheet } = ChangeUploadMappingInput.parse(input);
  const before = await inOrg(ctx, (tx) => openWaitingUpload(tx, ctx, uploadId, { changesInputs: false }));
  const isOtherSheet = sheet !== undefined && sheet !== before.sheet;
  const inspection = await quarantine.withLocalCopy(before.quarantineKey, (path) =>
    inspectRosterInThread(path, {
      fileName: before.fileName,
      sheet: sheet ?? before.sheet ?? undefined,
      mapping: isOtherSheet ? undefined : mapping,
    }),
  );
  const [fault] = inspection.errors;
  if (inspection.columns.length === 0 && fault)
    throw new AppError("invalid", `${fault.message} ${fault.hint}`);
  return inOrg(ctx, async (tx) => {
    await openWaitingUpload(tx, ctx, uploadId, { changesInputs: false });
    const [changed] = await tx
      .update(uploads)
      .set({
        inspection: withoutPeople(inspection),
        mapping: isOtherSheet ? mappingOf(inspection.columns) : mapping,
        sheet: inspection.sheet,
      })
      .where(and(eq(uploads.orgId, ctx.orgId), eq(uploads.id, uploadId), isNull(uploads.importedAt)))
      .returning({ uploadId: uploads.id });
    if (!changed) throw conflict("This roster was imported meanwhile; its columns stay as they were.");
    await recordChange(tx, ctx, {
      name: "upload.mapped",
      subjectKind: "upload",
      subjectId: uploadId,
      data: { fields: Object.keys(mapping), errorCount: inspection.errorCount },
    });
    return changed;
  });
}
