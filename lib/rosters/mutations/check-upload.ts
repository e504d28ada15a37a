import "server-only";
import { inOrg } from "@/db/client";
import type { Ctx } from "@/lib/auth/context";
import { quarantine } from "@/lib/files/rooms";
import { reviewRosterInThread } from "../roster-threads";
import { UploadInput } from "../upload-schema";
import { keepReading } from "./raw-files";
import { openChangeableUpload, storeInspection } from "./waiting-upload";

/**
 * Reads a waiting file as a whole with what was decided about its rows, and keeps what is left: an act on the screen
 * answers for the rows it shows, this for all others. Changes nothing that anybody decided.
 * @throws AppError `not_found`, `forbidden`, `conflict`
 */
export async function checkUpload(ctx: Ctx, input: unknown): Promise<{ uploadId: string; left: number }> {
  const { uploadId } = UploadInput.parse(input);
  const upload = await inOrg(ctx, (tx) => openChangeableUpload(tx, ctx, uploadId));
  const { inspection, packed } = await quarantine.withLocalCopy(upload.quarantineKey, (path) =>
    reviewRosterInThread(path, {
      fileName: upload.fileName,
      sheet: upload.sheet ?? undefined,
      mapping: upload.mapping,
      fixes: upload.rules,
    }),
  );
  await keepReading(upload.quarantineKey, upload, packed);
  return inOrg(ctx, async (tx) => {
    const { mapping, sheet } = await openChangeableUpload(tx, ctx, uploadId);
    // Other columns were chosen meanwhile: that reading is the newer one.
    const isSuperseded = JSON.stringify(mapping) !== JSON.stringify(upload.mapping) || sheet !== upload.sheet;
    if (!isSuperseded) await storeInspection(tx, ctx, uploadId, inspection);
    return { uploadId, left: inspection.errorCount };
  });
}
