"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { SignInInput } from "@/lib/auth/schema";
import { keepSignIn } from "@/lib/auth/sign-in-cookie";
import { signInWithPassword } from "@/lib/auth/sign-ins";
import { publicAction } from "@/lib/http/action";
import { clientAddress } from "@/lib/http/client-address";

export const signInAction = publicAction("signIn", async (input): Promise<never> => {
  const { email, password } = SignInInput.parse(input);
  await keepSignIn(await signInWithPassword(email, password, clientAddress(await headers())));
  redirect("/discovery");
});
