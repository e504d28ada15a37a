import { exportRanking } from "@/lib/analysis/mutations/export-ranking";
import { csvDownload } from "@/lib/csv/csv-download";
import { route } from "@/lib/http/route";

/** The ranking of one run as a CSV file; takes the parameters of the analysis page. */
export const GET = route<{ sessionId: string }>(
  "GET /api/sessions/[sessionId]/ranking",
  async (ctx, request, { sessionId }) => {
    const params = Object.fromEntries(new URL(request.url).searchParams);
    const { fileName, parts } = await exportRanking(ctx, { sessionId, params });
    return csvDownload(fileName, parts);
  },
);
