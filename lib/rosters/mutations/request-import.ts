import "server-only";
import { inOrg } from "@/db/client";
import type { Ctx } from "@/lib/auth/context";
import { invalid } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { requestJob } from "@/lib/jobs/mutations/request-job";
import { reviewOf } from "../roster-review";
import { UploadInput } from "../upload-schema";
import { openWaitingUpload } from "./waiting-upload";

/**
 * Asks for the import of a waiting upload; asking twice gives the same job.
 * @throws AppError `invalid` while the file has faults: an import is whole or absent
 */
export async function requestImport(ctx: Ctx, input: unknown): Promise<{ jobId: string }> {
  const { uploadId } = UploadInput.parse(input);
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
      await recordChange(tx, ctx, {
        name: "upload.import_requested",
        subjectKind: "upload",
        subjectId: uploadId,
      });
    }
    return { jobId };
  });
}
