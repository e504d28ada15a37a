"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { action } from "@/lib/http/action";
import { changeRetention } from "@/lib/profiles/mutations/change-retention";
import { eraseProfile } from "@/lib/profiles/mutations/erase-profile";
import { endLink, linkProfile } from "@/lib/profiles/mutations/profile-links";

export const changeRetentionAction = action("changeRetention", async (ctx, input) => {
  const changed = await changeRetention(ctx, input);
  refresh();
  return changed;
});

/** Nothing of the person is left to show, so it leads to the list. */
export const eraseProfileAction = action("eraseProfile", async (ctx, input) => {
  await eraseProfile(ctx, input);
  redirect("/profiles?erased=1");
});

export const linkProfileAction = action("linkProfile", async (ctx, input) => {
  const made = await linkProfile(ctx, input);
  refresh();
  return made;
});

export const endLinkAction = action("endLink", async (ctx, input) => {
  const ended = await endLink(ctx, input);
  refresh();
  return ended;
});
