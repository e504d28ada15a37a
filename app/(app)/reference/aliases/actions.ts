"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/http/action";
import { changeAlias, endAlias, restoreAlias } from "@/lib/memory/mutations/change-alias";

export const changeAliasAction = action("changeAlias", async (ctx, input) => {
  const changed = await changeAlias(ctx, input);
  refresh();
  return changed;
});

export const endAliasAction = action("endAlias", async (ctx, input) => {
  const ended = await endAlias(ctx, input);
  refresh();
  return ended;
});

export const restoreAliasAction = action("restoreAlias", async (ctx, input) => {
  const restored = await restoreAlias(ctx, input);
  refresh();
  return restored;
});
