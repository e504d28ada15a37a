"use server";

import { refresh } from "next/cache";
import { chooseDefaultSource } from "@/lib/exposure/mutations/choose-default-source";
import { endOverride, restoreOverride, setOverride } from "@/lib/exposure/mutations/override-exposure";
import { action } from "@/lib/http/action";

export const setOverrideAction = action("setOverride", async (ctx, input) => {
  const change = await setOverride(ctx, input);
  refresh();
  return change;
});

export const endOverrideAction = action("endOverride", async (ctx, input) => {
  const change = await endOverride(ctx, input);
  refresh();
  return change;
});

export const restoreOverrideAction = action("restoreOverride", async (ctx, input) => {
  const change = await restoreOverride(ctx, input);
  refresh();
  return change;
});

export const chooseDefaultSourceAction = action("chooseDefaultSource", async (ctx, input) => {
  const chosen = await chooseDefaultSource(ctx, input);
  refresh();
  return chosen;
});
