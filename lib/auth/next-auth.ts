import "server-only";
import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { env } from "@/lib/env";
import { signInCookie } from "./sealed-sign-in";
import { findUserByEmail, openSignIn, signInWithPassword } from "./sign-ins";

function oidcProviders(): NextAuthOptions["providers"] {
  if (!(env.OIDC_ISSUER && env.OIDC_CLIENT_ID && env.OIDC_CLIENT_SECRET)) return [];
  return [
    {
      id: "oidc",
      name: env.OIDC_NAME ?? "Single sign-on",
      type: "oauth",
      wellKnown: `${env.OIDC_ISSUER.replace(/\/$/, "")}/.well-known/openid-configuration`,
      authorization: { params: { scope: "openid email profile" } },
      clientId: env.OIDC_CLIENT_ID,
      clientSecret: env.OIDC_CLIENT_SECRET,
      checks: ["pkce", "state", "nonce"],
      idToken: true,
      profile: (profile: { sub: string; email?: string; email_verified?: boolean; name?: string }) => ({
        id: profile.sub,
        email: profile.email_verified ? profile.email : undefined,
        name: profile.name,
      }),
    },
  ];
}

export const nextAuthOptions: NextAuthOptions = {
  secret: env.NEXTAUTH_SECRET,
  session: { strategy: "jwt", maxAge: signInCookie.options.maxAge },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  cookies: { sessionToken: { name: signInCookie.name, options: signInCookie.options } },
  providers: [
    Credentials({
      credentials: { email: { type: "email" }, password: { type: "password" } },
      authorize: async (credentials) => {
        // Behind this door the caller's address is unknown, so all its tries share one counter.
        const signIn = await signInWithPassword(
          credentials?.email ?? "",
          credentials?.password ?? "",
          "api",
        ).catch(() => null);
        return signIn && { id: signIn.userId, sid: signIn.id, name: signIn.name, email: signIn.email };
      },
    }),
    ...oidcProviders(),
  ],
  callbacks: {
    // An OIDC account signs in only when an admin has invited its verified address before.
    signIn: async ({ user, account }) =>
      account?.provider !== "oidc" || Boolean(user.email && (await findUserByEmail(user.email))),
    jwt: async ({ token, user, account }) => {
      if (account?.provider === "oidc" && user?.email) {
        const known = await findUserByEmail(user.email);
        const opened = known && (await openSignIn(known));
        return opened ? { sub: opened.userId, sid: opened.id } : {};
      }
      return user?.sid ? { sub: user.id, sid: user.sid } : token;
    },
  },
};
