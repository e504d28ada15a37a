"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/http/action";
import { cancelScoring } from "@/lib/scoring/mutations/cancel-scoring";
import { retryScoring } from "@/lib/scoring/mutations/retry-scoring";
import { reviewScoring } from "@/lib/scoring/mutations/review-scoring";

export const retryScoringAction = action("retryScoring", async (ctx, input) => {
  const job = await retryScoring(ctx, input);
  refresh();
  return job;
});

export const cancelScoringAction = action("cancelScoring", async (ctx, input) => {
  const job = await cancelScoring(ctx, input);
  refresh();
  return job;
});

export const reviewScoringAction = action("reviewScoring", async (ctx, input) => {
  const review = await reviewScoring(ctx, input);
  refresh();
  return review;
});
