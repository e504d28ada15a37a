import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, gt, isNotNull, isNull, sql } from "drizzle-orm";
import { identityDb, inOrg, type Tx } from "@/db/client";
import { oneTimeLinks, users } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { checkPasswordStrength, hashPassword } from "@/lib/auth/passwords";
import { rightsOf } from "@/lib/auth/rights";
import type { Person } from "@/lib/auth/sign-ins";
import { newToken, tokenHash } from "@/lib/auth/tokens";
import { AppError } from "@/lib/errors";
import { lifetimes, linkIsGone, linkUrl } from "../link-tokens";
import { checkFirstAdminLink } from "../queries";
import { CreateFirstAdminInput } from "../schema";
import { addOrganization, lockInstallation, newOrgId } from "./create-organization";

const openLinks = () =>
  and(
    eq(oneTimeLinks.purpose, "first_admin"),
    isNull(oneTimeLinks.usedAt),
    gt(oneTimeLinks.expiresAt, sql`now()`),
  );

function countOperators(tx: Tx): Promise<number> {
  return tx.$count(users, isNotNull(users.operatorSinceAt));
}

/**
 * While nobody looks after the installation: a fresh link for the first person who will, in place of older ones.
 * For the start script, which prints it.
 * @returns null once there is an operator
 */
export async function ensureFirstAdminLink(): Promise<string | null> {
  return identityDb().transaction(async (tx) => {
    await lockInstallation(tx);
    if ((await countOperators(tx)) > 0) return null;
    await tx.update(oneTimeLinks).set({ expiresAt: sql`now()` }).where(openLinks());
    const token = newToken();
    await tx.insert(oneTimeLinks).values({
      purpose: "first_admin",
      tokenHash: tokenHash(token),
      expiresAt: new Date(Date.now() + lifetimes.firstAdmin),
    });
    return linkUrl("firstAdmin", token);
  });
}

/**
 * The first person of an installation, by the link that its start printed: an operator, and the admin of a first
 * organization.
 * @throws AppError `not_found` (link), `invalid` (fields), `conflict` (names that are taken)
 */
export async function createFirstAdmin(input: unknown, requestId: string): Promise<Person> {
  const { token, name, email, password, organizationName } = CreateFirstAdminInput.parse(input);
  await checkFirstAdminLink(token);
  checkPasswordStrength(password, [name, email, organizationName]);
  const passwordHash = await hashPassword(password);
  const person = { id: randomUUID(), name, email };
  const ctx: Ctx = {
    orgId: newOrgId(),
    actor: { kind: "user", userId: person.id },
    rights: rightsOf("admin", true),
    requestId,
  };
  return inOrg(ctx, async (tx) => {
    await lockInstallation(tx);
    const [spent] = await tx
      .update(oneTimeLinks)
      .set({ usedAt: sql`now()` })
      .where(and(openLinks(), eq(oneTimeLinks.tokenHash, tokenHash(token))))
      .returning({ id: oneTimeLinks.id });
    if (!spent || (await countOperators(tx)) > 0) throw linkIsGone();
    const [user] = await tx
      .insert(users)
      .values({ ...person, passwordHash, operatorSinceAt: sql`now()` })
      .onConflictDoNothing()
      .returning({ id: users.id });
    if (!user) throw takenAddress();
    await addOrganization(tx, ctx, { name: organizationName, field: "organizationName" });
    return person;
  });
}

function takenAddress(): AppError {
  const sentence = "Somebody has this e-mail address here already. Use another one.";
  return new AppError("conflict", sentence, { fields: { email: sentence } });
}
