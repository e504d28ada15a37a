import { attachment } from "@/lib/csv/file-download";
import { route } from "@/lib/http/route";
import { probeFile } from "@/lib/scoring/probe-file";
import { getProbeReport } from "@/lib/scoring/queries/probes";

/** The report of a probe as a file; people go by their ids. */
export const GET = route<{ batchId: string }>(
  "GET /api/probes/[batchId]",
  async (ctx, _request, { batchId }) => {
    const { probe, report } = await getProbeReport(ctx, batchId);
    const day = probe.createdAt.toISOString().slice(0, 10);
    return new Response(probeFile(report), {
      headers: {
        "content-type": "text/csv; charset=utf-8; header=absent",
        "content-disposition": attachment(`${report.kind}-v${report.templateVersion}-${day}.csv`),
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
      },
    });
  },
);
