"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/http/action";
import { cancelJob } from "@/lib/jobs/mutations/cancel-job";
import { changeJobHistory } from "@/lib/jobs/mutations/change-job-history";
import { replayEvents } from "@/lib/jobs/mutations/replay-events";
import { retryJob } from "@/lib/jobs/mutations/retry-job";
import { retryMatchingJobs } from "@/lib/jobs/mutations/retry-matching-jobs";
import { previewRetry } from "@/lib/jobs/queries/retry-plan";

export const retryJobAction = action("retryJob", async (ctx, input) => {
  const job = await retryJob(ctx, input);
  refresh();
  return job;
});

export const previewRetryAction = action("previewRetry", previewRetry);

export const retryMatchingJobsAction = action("retryMatchingJobs", async (ctx, input) => {
  const counts = await retryMatchingJobs(ctx, input);
  refresh();
  return counts;
});

export const cancelJobAction = action("cancelJob", async (ctx, input) => {
  const job = await cancelJob(ctx, input);
  refresh();
  return job;
});

export const replayEventsAction = action("replayEvents", async (ctx, input) => {
  const counts = await replayEvents(ctx, input);
  refresh();
  return counts;
});

export const changeJobHistoryAction = action("changeJobHistory", async (ctx, input) => {
  const history = await changeJobHistory(ctx, input);
  refresh();
  return history;
});
