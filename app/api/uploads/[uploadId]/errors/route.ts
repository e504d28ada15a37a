import { csvDownload } from "@/lib/csv/file-download";
import { route } from "@/lib/http/route";
import { fetchErrorFile } from "@/lib/rosters/mutations/fetch-error-file";

/** The faulty rows of a waiting roster with what is wrong with them, to correct and upload again. */
export const GET = route<{ uploadId: string }>(
  "GET /api/uploads/[uploadId]/errors",
  async (ctx, _request, { uploadId }) => {
    const { fileName, ...file } = await fetchErrorFile(ctx, uploadId);
    return csvDownload(fileName, file);
  },
);
