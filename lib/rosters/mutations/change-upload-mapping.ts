import "server-only";
import { and, eq } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { rowFixes } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { quarantine } from "@/lib/files/rooms";
import { recordChange } from "@/lib/history/record-change";
import { mappingOf } from "../column-mapping";
import { rememberedColumns } from "../queries/remembered-columns";
import { reviewRosterInThread } from "../roster-threads";
import { ChangeUploadMappingInput } from "../upload-schema";
import { keepReading } from "./raw-files";
import { openChangeableUpload, refuseUnreadable, storeInspection } from "./waiting-upload";

/**
 * Reads a waiting file again, with the columns (or the sheet) a person chose. What was decided about faulty rows
 * stays with other columns, and goes with another sheet, whose rows are others.
 */
export async function changeUploadMapping(ctx: Ctx, input: unknown): Promise<{ uploadId: string }> {
  const { uploadId, mapping, sheet } = ChangeUploadMappingInput.parse(input);
  const { before, memories } = await inOrg(ctx, async (tx) => ({
    before: await openChangeableUpload(tx, ctx, uploadId),
    memories: await rememberedColumns(tx, ctx),
  }));
  const isOtherSheet = sheet !== undefined && sheet !== before.sheet;
  const { inspection, packed } = await quarantine.withLocalCopy(before.quarantineKey, (path) =>
    reviewRosterInThread(path, {
      fileName: before.fileName,
      sheet: sheet ?? before.sheet ?? undefined,
      mapping: isOtherSheet ? undefined : mapping,
      fixes: isOtherSheet ? [] : before.rules,
      memories,
    }),
  );
  refuseUnreadable(inspection);
  const taken = isOtherSheet ? mappingOf(inspection.columns) : mapping;
  const rules = isOtherSheet ? [] : before.rules;
  await keepReading(
    before.quarantineKey,
    { ...before, mapping: taken, sheet: inspection.sheet, rules },
    packed,
  );
  return inOrg(ctx, async (tx) => {
    await openChangeableUpload(tx, ctx, uploadId);
    const changed = await storeInspection(tx, ctx, uploadId, inspection, { mapping: taken });
    if (isOtherSheet) {
      await tx.delete(rowFixes).where(and(eq(rowFixes.orgId, ctx.orgId), eq(rowFixes.uploadId, uploadId)));
    }
    await recordChange(tx, ctx, {
      name: "upload.mapped",
      subjectKind: "upload",
      subjectId: uploadId,
      data: { fields: Object.keys(mapping), errorCount: inspection.errorCount },
    });
    return changed;
  });
}
