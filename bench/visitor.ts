import { eq } from "drizzle-orm";
import { asSystem } from "@/db/client";
import { users } from "@/db/schema";

export interface Page {
  readonly status: number;
  readonly body: string;
}

export type GetPage = (path: string) => Promise<Page>;

const patienceMs = 30_000;

/** The cookie of somebody who is signed in. Needs the environment of the web. */
export async function signInCookieOf(userId: string): Promise<string> {
  const { openSignIn } = await import("@/lib/auth/sign-ins");
  const { sealSignIn, signInCookie } = await import("@/lib/auth/sealed-sign-in");
  const [user] = await asSystem("bench: who", (tx) => tx.select().from(users).where(eq(users.id, userId)));
  if (!user) throw new Error("Nobody is there to sign in.");
  return `${signInCookie.name}=${await sealSignIn(await openSignIn(user))}`;
}

/** Asks for pages as somebody who is signed in. Status 0 stands for no answer. Needs the environment of the web. */
export async function asVisitor(address: string, userId: string): Promise<GetPage> {
  const cookie = await signInCookieOf(userId);
  return async (path) => {
    try {
      const response = await fetch(`${address}${path}`, {
        headers: { cookie },
        redirect: "manual",
        signal: AbortSignal.timeout(patienceMs),
      });
      return { status: response.status, body: await response.text() };
    } catch {
      return { status: 0, body: "" };
    }
  };
}
