"use server";

import { redirect } from "next/navigation";
import { requestId } from "@/lib/auth/current";
import { keepSignIn } from "@/lib/auth/sign-in-cookie";
import { openSignIn } from "@/lib/auth/sign-ins";
import { publicAction } from "@/lib/http/action";
import { createFirstAdmin } from "@/lib/orgs/mutations/create-first-admin";

export const createFirstAdminAction = publicAction("createFirstAdmin", async (input): Promise<never> => {
  const person = await createFirstAdmin(input, await requestId());
  await keepSignIn(await openSignIn(person));
  redirect("/discovery");
});
