import "server-only";
import { cookies } from "next/headers";
import { sealSignIn, signInCookie } from "./sealed-sign-in";
import type { NewSignIn } from "./sign-ins";

/** Hands the browser its new sign-in; an older one in the same browser is replaced. */
export async function keepSignIn(signIn: NewSignIn): Promise<void> {
  (await cookies()).set(signInCookie.name, await sealSignIn(signIn), signInCookie.options);
}

export async function dropSignIn(): Promise<void> {
  (await cookies()).delete({ name: signInCookie.name, path: "/", secure: signInCookie.options.secure });
}
