"use server";

import { redirect } from "next/navigation";
import { requestId } from "@/lib/auth/current";
import { publicAction } from "@/lib/http/action";
import { resetPassword } from "@/lib/orgs/mutations/reset-password";

export const resetPasswordAction = publicAction("resetPassword", async (input): Promise<never> => {
  await resetPassword(input, await requestId());
  redirect("/sign-in?done=1");
});
