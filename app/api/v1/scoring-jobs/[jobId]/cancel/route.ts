import { jobAnswer } from "@/lib/api/scoring-shapes";
import { apiRoute } from "@/lib/http/api-route";
import { refuseOtherMethods } from "@/lib/http/no-such-route";
import { cancelScoring } from "@/lib/scoring/mutations/cancel-scoring";
import { getScoringJob } from "@/lib/scoring/queries/get-scoring-job";

export const POST = apiRoute(
  "POST /api/v1/scoring-jobs/[jobId]/cancel",
  async ({ ctx, params: { jobId } }) => {
    await cancelScoring(ctx, { jobId });
    return jobAnswer(await getScoringJob(ctx, jobId));
  },
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOtherMethods("POST");
