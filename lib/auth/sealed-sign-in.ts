import "server-only";
import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";
import { absoluteHours } from "./sign-ins";

const isHttps = env.NEXTAUTH_URL.startsWith("https://");
const maxAge = absoluteHours * 3600;

/** `__Host-` ties the cookie to this very host; browsers accept it over https only. */
export const signInCookie = {
  name: isHttps ? "__Host-opportune.sign-in" : "opportune.sign-in",
  options: { httpOnly: true, sameSite: "lax", path: "/", secure: isHttps, maxAge },
} as const;

/** The cookie names the sign-in and nothing else; rights are read on every request. */
export function sealSignIn(signIn: { id: string; userId: string }): Promise<string> {
  return encode({ token: { sub: signIn.userId, sid: signIn.id }, secret: env.NEXTAUTH_SECRET, maxAge });
}

/** @returns the id of the sign-in a cookie names, or undefined when the cookie is not ours. */
export async function unsealSignIn(cookie: string | undefined): Promise<string | undefined> {
  if (!cookie) return undefined;
  const token = await decode({ token: cookie, secret: env.NEXTAUTH_SECRET }).catch(() => null);
  return token?.sid;
}
