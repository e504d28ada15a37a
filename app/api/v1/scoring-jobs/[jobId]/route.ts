import { jobAnswer } from "@/lib/api/scoring-shapes";
import { apiRoute } from "@/lib/http/api-route";
import { refuseOtherMethods } from "@/lib/http/no-such-route";
import { getScoringJob } from "@/lib/scoring/queries/get-scoring-job";

export const GET = apiRoute("GET /api/v1/scoring-jobs/[jobId]", async ({ ctx, params }) =>
  jobAnswer(await getScoringJob(ctx, params.jobId)),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOtherMethods("GET");
