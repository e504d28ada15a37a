import { jobAnswer } from "@/lib/api/scoring-shapes";
import { apiRoute } from "@/lib/http/api-route";
import { refuseOtherMethods } from "@/lib/http/no-such-route";
import { requestScoring } from "@/lib/scoring/mutations/request-scoring";
import { scoringLimits } from "@/lib/scoring/mutations/scoring-limits";
import { getScoringJob } from "@/lib/scoring/queries/get-scoring-job";

export const POST = apiRoute(
  "POST /api/v1/profiles/[profileId]/score-template",
  async ({ ctx, params: { profileId }, body, idempotencyKey }) => {
    const { jobId } = await requestScoring(ctx, { profileId, ...body, idempotencyKey });
    return jobAnswer(await getScoringJob(ctx, jobId));
  },
  { limits: (ctx, { profileId }) => scoringLimits(ctx, profileId ?? null) },
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOtherMethods("POST");
