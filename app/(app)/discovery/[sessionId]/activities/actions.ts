"use server";

import { refresh } from "next/cache";
import { chooseActivities } from "@/lib/activities/mutations/choose-activities";
import {
  addOwnActivity,
  removeOwnActivity,
  restoreOwnActivity,
} from "@/lib/activities/mutations/own-activities";
import { resetActivities } from "@/lib/activities/mutations/reset-activities";
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
