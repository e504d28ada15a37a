import "server-only";
import { and, eq } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { uploads } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { invalid } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { requestJob } from "@/lib/jobs/mutations/request-job";
import { RequestImportInput } from "../upload-schema";
import { openWaitingUpload } from "./waiting-upload";

/**
 * Asks for the import of a waiting upload, beside the session's rosters or in their place; asking twice gives the same
 * job, as it was asked for first.
 * @throws AppError `invalid` while the file has faults: an import is whole or absent
 */
export async function requestImport(ctx: Ctx, input: unknown): Promise<{ jobId: string }> {
  const { uploadId, mode } = RequestImportInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const { sessionId, inspection } = await openWaitingUpload(tx, ctx, uploadId, { changesInputs: false });
    if (!inspection.ok) {
      throw invalid(
        "This roster still has faults. Mend them in the file and upload it again, or choose other columns.",
      );
    }
    const { jobId, isNew } = await requestJob(tx, ctx, {
      kind: "roster.import",
      sessionId,
      subjectId: uploadId,
    });
    if (isNew) {
      await tx
        .update(uploads)
        .set({ mode })
        .where(and(eq(uploads.orgId, ctx.orgId), eq(uploads.id, uploadId)));
      await recordChange(tx, ctx, {
        name: "upload.import_requested",
        subjectKind: "upload",
        subjectId: uploadId,
        data: { mode },
      });
    }
    return { jobId };
  });
}
