import type { Browser, Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { asSystem } from "@/db/client";
import { memberships, users } from "@/db/schema";
import { makeSignIn } from "@/db/testing/factories";
import { expect } from "./fixtures";

/** Makes the page that of somebody who has signed in; the form for it is shown in people.spec.ts. */
export async function letIn(page: Page, email: string): Promise<void> {
  const { id: sid, userId: sub } = await asSystem("e2e: arrange", async (tx) => {
    const [member] = await tx
      .select({ userId: users.id, currentOrgId: memberships.orgId })
      .from(users)
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .where(eq(users.email, email));
    if (!member) throw new Error(`Nobody has the address ${email}.`);
    return makeSignIn(tx, member);
  });
  const { NEXTAUTH_SECRET: secret = "", NEXTAUTH_URL: url = "" } = process.env;
  const value = await encode({ token: { sub, sid }, secret, maxAge: 3_600 });
  await page.context().addCookies([{ name: "opportune.sign-in", value, url, httpOnly: true }]);
  await page.goto("/discovery");
  await expect(page.getByRole("heading", { name: "Discovery sessions" })).toBeVisible();
}

/** The page of somebody else at another machine, signed in. */
export async function enterAs(browser: Browser, { email }: { readonly email: string }): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await letIn(page, email);
  return page;
}
