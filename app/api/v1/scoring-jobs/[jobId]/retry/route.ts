import { jobAnswer } from "@/lib/api/scoring-shapes";
import { apiRoute } from "@/lib/http/api-route";
import { refuseOtherMethods } from "@/lib/http/no-such-route";
import { retryScoring } from "@/lib/scoring/mutations/retry-scoring";
import { scoringLimits } from "@/lib/scoring/mutations/scoring-limits";
import { getScoringJob } from "@/lib/scoring/queries/get-scoring-job";

export const POST = apiRoute(
  "POST /api/v1/scoring-jobs/[jobId]/retry",
  async ({ ctx, params: { jobId } }) => {
    await retryScoring(ctx, { jobId });
    return jobAnswer(await getScoringJob(ctx, jobId));
  },
  { limits: (ctx) => scoringLimits(ctx, null) },
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOtherMethods("POST");
