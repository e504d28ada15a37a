import "server-only";
import { and, eq } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { uploads } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { invalid } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { requestJob } from "@/lib/jobs/mutations/request-job";
import { reviewOf } from "../roster-review";
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
    const upload = await openWaitingUpload(tx, ctx, uploadId, { changesInputs: false });
    const { sessionId, inspection, rules } = upload;
    const { isChecked } = reviewOf(inspection.review, rules);
    if (!inspection.ok || !isChecked) {
      throw invalid(
        "This roster still has faults. Mend or skip the rows, choose other columns, or correct the file and upload it again.",
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
