import { exportOrganizationRanking } from "@/lib/candidates/mutations/export-organization-ranking";
import { csvDownload } from "@/lib/csv/csv-download";
import { route } from "@/lib/http/route";

/** The organization's ranking as a CSV file; takes the parameters of the rankings page. */
export const GET = route("GET /api/rankings/export", async (ctx, request) => {
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const { fileName, parts } = await exportOrganizationRanking(ctx, { params });
  return csvDownload(fileName, parts);
});
