"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/http/action";
import { changeModelSettings } from "@/lib/llm/mutations/change-model-settings";
import { addOwnModel, removeOwnModel } from "@/lib/llm/mutations/own-models";
import { testModel } from "@/lib/llm/mutations/test-model";

export const changeModelSettingsAction = action("changeModelSettings", async (ctx, input) => {
  const { changed } = await changeModelSettings(ctx, input);
  refresh();
  return { changedCount: changed.length };
});

export const addOwnModelAction = action("addOwnModel", async (ctx, input) => {
  const added = await addOwnModel(ctx, input);
  refresh();
  return added;
});

export const removeOwnModelAction = action("removeOwnModel", async (ctx, input) => {
  const removed = await removeOwnModel(ctx, input);
  refresh();
  return removed;
});

export const testModelAction = action("testModel", async (ctx, input) => {
  const test = await testModel(ctx, input);
  refresh();
  return test;
});
