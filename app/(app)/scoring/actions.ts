"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/http/action";
import { cancelJob } from "@/lib/jobs/mutations/cancel-job";
import { linkProfile } from "@/lib/profiles/mutations/profile-links";
import { cancelScoring } from "@/lib/scoring/mutations/cancel-scoring";
import { previewBatch, requestBatch } from "@/lib/scoring/mutations/request-batch";
import { requestScoring } from "@/lib/scoring/mutations/request-scoring";
import { previewScoringRetry, retryMatchingScorings } from "@/lib/scoring/mutations/retry-matching-scorings";
import { retryScoring } from "@/lib/scoring/mutations/retry-scoring";
import { reviewScoring } from "@/lib/scoring/mutations/review-scoring";

export const previewBatchAction = action("previewBatch", previewBatch);

export const requestScoringAction = action("requestScoring", requestScoring);

export const requestBatchAction = action("requestBatch", requestBatch);

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

/** A batch is a background job like others; with it everything of it that is open is cancelled. */
export const cancelBatchAction = action("cancelBatch", async (ctx, input) => {
  const job = await cancelJob(ctx, input);
  refresh();
  return job;
});

export const previewScoringRetryAction = action("previewScoringRetry", previewScoringRetry);

export const retryMatchingScoringsAction = action("retryMatchingScorings", async (ctx, input) => {
  const counts = await retryMatchingScorings(ctx, input);
  refresh();
  return counts;
});

export const reviewScoringAction = action("reviewScoring", async (ctx, input) => {
  const review = await reviewScoring(ctx, input);
  refresh();
  return review;
});

/** Makes a person the accountable lead of an agent. */
export const makeLeadAction = action("makeLead", async (ctx, input) => {
  const link = await linkProfile(ctx, input);
  refresh();
  return link;
});
