import { jobSummary } from "@/lib/api/scoring-shapes";
import { apiRoute } from "@/lib/http/api-route";
import { refuseOtherMethods } from "@/lib/http/no-such-route";
import { listScoringJobs } from "@/lib/scoring/queries/list-scoring-jobs";

export const GET = apiRoute("GET /api/v1/scoring-jobs", async ({ ctx, query }) => {
  const { cursor, limit, ...filter } = query;
  const { items, nextCursor } = await listScoringJobs(ctx, filter, { after: cursor, limit });
  return { items: items.map(jobSummary), nextCursor };
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOtherMethods("GET");
