import { csvDownload } from "@/lib/csv/file-download";
import { fetchExport } from "@/lib/exports/mutations/fetch-export";
import { route } from "@/lib/http/route";

/** A file that somebody exported, while it is kept. */
export const GET = route<{ exportId: string }>(
  "GET /api/exports/[exportId]",
  async (ctx, _request, { exportId }) => {
    const { fileName, ...file } = await fetchExport(ctx, exportId);
    return csvDownload(fileName, file);
  },
);
