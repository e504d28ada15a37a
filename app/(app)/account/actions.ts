"use server";

import { redirect } from "next/navigation";
import { dropSignIn, keepSignIn } from "@/lib/auth/sign-in-cookie";
import { openSignIn } from "@/lib/auth/sign-ins";
import { action } from "@/lib/http/action";
import { changePassword, signOutEverywhere } from "@/lib/orgs/mutations/change-password";

export const changePasswordAction = action("changePassword", async (ctx, input) => {
  const person = await changePassword(ctx, input);
  // Every sign-in has ended, this one too; the browser at hand gets a new one.
  await keepSignIn(await openSignIn(person, ctx.orgId));
  return { userId: person.id };
});

export const signOutEverywhereAction = action("signOutEverywhere", async (ctx): Promise<never> => {
  await signOutEverywhere(ctx);
  await dropSignIn();
  redirect("/sign-in");
});
