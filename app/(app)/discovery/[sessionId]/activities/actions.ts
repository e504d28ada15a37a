"use server";

import { refresh } from "next/cache";
import { chooseActivities } from "@/lib/activities/mutations/choose-activities";
import { copyActivities } from "@/lib/activities/mutations/copy-activities";
import {
  addOwnActivity,
  removeOwnActivity,
  restoreOwnActivity,
} from "@/lib/activities/mutations/own-activities";
import { resetActivities } from "@/lib/activities/mutations/reset-activities";
import { reviewActivities, withdrawReview } from "@/lib/activities/mutations/review-activities";
import { shareActivities } from "@/lib/activities/mutations/share-activities";
import { takeBackActivities } from "@/lib/activities/mutations/take-back-activities";
import { action } from "@/lib/http/action";

export const chooseActivitiesAction = action("chooseActivities", async (ctx, input) => {
  const chosen = await chooseActivities(ctx, input);
  refresh();
  return chosen;
});

export const resetActivitiesAction = action("resetActivities", async (ctx, input) => {
  const reset = await resetActivities(ctx, input);
  refresh();
  return reset;
});

export const addOwnActivityAction = action("addOwnActivity", async (ctx, input) => {
  const added = await addOwnActivity(ctx, input);
  refresh();
  return added;
});

export const removeOwnActivityAction = action("removeOwnActivity", async (ctx, input) => {
  const removed = await removeOwnActivity(ctx, input);
  refresh();
  return removed;
});

export const restoreOwnActivityAction = action("restoreOwnActivity", async (ctx, input) => {
  const restored = await restoreOwnActivity(ctx, input);
  refresh();
  return restored;
});

export const reviewActivitiesAction = action("reviewActivities", async (ctx, input) => {
  const reviewed = await reviewActivities(ctx, input);
  refresh();
  return reviewed;
});

export const withdrawReviewAction = action("withdrawReview", async (ctx, input) => {
  const withdrawn = await withdrawReview(ctx, input);
  refresh();
  return withdrawn;
});

export const shareActivitiesAction = action("shareActivities", async (ctx, input) => {
  const shared = await shareActivities(ctx, input);
  refresh();
  return shared;
});

export const copyActivitiesAction = action("copyActivities", async (ctx, input) => {
  const copied = await copyActivities(ctx, input);
  refresh();
  return copied;
});

export const takeBackActivitiesAction = action("takeBackActivities", async (ctx, input) => {
  const takenBack = await takeBackActivities(ctx, input);
  refresh();
  return takenBack;
});
