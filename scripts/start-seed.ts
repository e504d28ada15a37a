import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { identityDb } from "@/db/client";
import { oneTimeLinks, users } from "@/db/schema";
import { type DemoSignIn, seedDemo } from "@/db/seed";
import { newToken, tokenHash } from "@/lib/auth/tokens";

const linkLifetimeMs = 24 * 3_600_000;

export interface Seeded {
  readonly demoSignIns: readonly DemoSignIn[];
  /** Path of the page where the first admin makes their account; undefined once there is one. */
  readonly firstAdminPath: string | undefined;
}

/** A new link replaces the one of an earlier start: only its hash was kept, so it cannot be shown again. */
async function issueFirstAdminPath(): Promise<string | undefined> {
  return identityDb().transaction(async (tx) => {
    const [operator] = await tx
      .select({ id: users.id })
      .from(users)
      .where(and(isNotNull(users.operatorSinceAt), eq(users.isDemo, false)))
      .limit(1);
    const unused = and(eq(oneTimeLinks.purpose, "first_admin"), isNull(oneTimeLinks.usedAt));
    await tx.delete(oneTimeLinks).where(unused);
    if (operator) return undefined;
    const token = newToken();
    await tx.insert(oneTimeLinks).values({
      tokenHash: tokenHash(token),
      purpose: "first_admin",
      expiresAt: new Date(Date.now() + linkLifetimeMs),
    });
    return `/welcome/${token}`;
  });
}

/** What a fresh installation needs to be entered. Changes nothing the second time, apart from the link. */
export async function seedInstallation(options: { readonly isDemo: boolean }): Promise<Seeded> {
  const demoSignIns = options.isDemo ? await seedDemo() : [];
  return { demoSignIns, firstAdminPath: await issueFirstAdminPath() };
}
