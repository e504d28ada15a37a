"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { sealSignIn, signInCookie } from "@/lib/auth/next-auth";
import { SignInInput } from "@/lib/auth/schema";
import { signInWithPassword } from "@/lib/auth/sign-ins";
import { publicAction } from "@/lib/http/action";
import { clientAddress } from "@/lib/http/client-address";

export const signInAction = publicAction("signIn", async (input): Promise<never> => {
  const { email, password } = SignInInput.parse(input);
  const signIn = await signInWithPassword(email, password, clientAddress(await headers()));
  (await cookies()).set(signInCookie.name, await sealSignIn(signIn), signInCookie.options);
  redirect("/discovery");
});
