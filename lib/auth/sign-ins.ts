import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { asPerson, identityDb } from "@/db/client";
import { memberships, organizations, signIns, users } from "@/db/schema";
import { AppError, notFound } from "@/lib/errors";
import { Email } from "./email";
import { guardAgainstGuessing } from "./guessing";
import { findMembership } from "./memberships";
import { passwordMatches } from "./passwords";

/** A sign-in ends by itself after this long without a request, and after this long in any case. */
export const idleMinutes = 30;
export const absoluteHours = 12;

export type SignInEnd =
  | "sign_out"
  | "disabled"
  | "role_changed"
  | "password_changed"
  | "organization_removed";

const refusal =
  "This e-mail address and password do not belong together. Try again, or ask an admin for a reset link.";

export interface NewSignIn {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
}

/**
 * Checks a password and opens a sign-in. Unknown address, wrong password and disabled member get the same answer
 * in the same time.
 * @throws AppError `unauthorized` or `rate_limited`
 */
export async function signInWithPassword(
  emailText: string,
  password: string,
  address: string,
): Promise<NewSignIn> {
  const email = Email.safeParse(emailText);
  const account = email.success ? email.data : "";
  const release = await guardAgainstGuessing(account, address);
  const [user] = await identityDb().select().from(users).where(eq(users.email, account));
  const matches = await passwordMatches(user?.passwordHash ?? null, password);
  if (!user || !matches) throw new AppError("unauthorized", refusal);
  const opened = await openSignIn(user);
  await release();
  return opened;
}

/** Opens a sign-in for somebody whose identity is proven: by password, by a one-time link, or by the OIDC provider. */
export async function openSignIn(user: { id: string; name: string; email: string }): Promise<NewSignIn> {
  const orgId = await firstOrganization(user.id);
  if (!orgId) throw new AppError("unauthorized", refusal);
  const [row] = await identityDb()
    .insert(signIns)
    .values({ userId: user.id, currentOrgId: orgId })
    .returning({ id: signIns.id });
  if (!row) throw new AppError("internal", "The sign-in was not stored.");
  return { id: row.id, userId: user.id, name: user.name, email: user.email };
}

async function firstOrganization(userId: string): Promise<string | undefined> {
  return asPerson(userId, async (tx) => {
    const [row] = await tx
      .select({ orgId: memberships.orgId })
      .from(memberships)
      .innerJoin(organizations, eq(organizations.id, memberships.orgId))
      .where(and(eq(memberships.userId, userId), isNull(memberships.disabledAt)))
      .orderBy(organizations.isDemo, memberships.createdAt)
      .limit(1);
    return row?.orgId;
  });
}

/** The person whose address an OIDC provider has verified; nobody is created by signing in. */
export async function findUserByEmail(emailText: string) {
  const email = Email.safeParse(emailText);
  if (!email.success) return undefined;
  const [user] = await identityDb()
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(eq(users.email, email.data));
  return user;
}

/** A live sign-in with its person; touches `last_seen_at` at most once a minute. */
export async function findLiveSignIn(signInId: string) {
  const [row] = await identityDb()
    .select({
      id: signIns.id,
      currentOrgId: signIns.currentOrgId,
      lastSeenAt: signIns.lastSeenAt,
      userId: users.id,
      name: users.name,
      email: users.email,
      operatorSinceAt: users.operatorSinceAt,
    })
    .from(signIns)
    .innerJoin(users, eq(users.id, signIns.userId))
    .where(
      and(
        eq(signIns.id, signInId),
        isNull(signIns.endedAt),
        sql`${signIns.createdAt} > now() - make_interval(hours => ${absoluteHours})`,
        sql`${signIns.lastSeenAt} > now() - make_interval(mins => ${idleMinutes})`,
      ),
    );
  if (!row) return undefined;
  if (Date.now() - row.lastSeenAt.getTime() > 60_000) {
    await identityDb().update(signIns).set({ lastSeenAt: new Date() }).where(eq(signIns.id, signInId));
  }
  return row;
}

export async function endSignIn(signInId: string): Promise<void> {
  await identityDb()
    .update(signIns)
    .set({ endedAt: new Date(), endReason: "sign_out" satisfies SignInEnd })
    .where(and(eq(signIns.id, signInId), isNull(signIns.endedAt)));
}

/** Ends every open sign-in of a person, in the caller's transaction where one is given. */
export async function endSignInsOf(
  db: Pick<ReturnType<typeof identityDb>, "update">,
  userId: string,
  reason: SignInEnd,
): Promise<void> {
  await db
    .update(signIns)
    .set({ endedAt: new Date(), endReason: reason })
    .where(and(eq(signIns.userId, userId), isNull(signIns.endedAt)));
}

const SwitchOrganizationInput = z.strictObject({ organizationId: z.uuid() });

/** @throws AppError `not_found` when the person is no enabled member there */
export async function switchOrganization(userId: string, signInId: string, input: unknown): Promise<void> {
  const { organizationId } = SwitchOrganizationInput.parse(input);
  const target = await findMembership(userId, organizationId);
  if (target?.orgId !== organizationId) throw notFound("organization");
  await identityDb().update(signIns).set({ currentOrgId: organizationId }).where(eq(signIns.id, signInId));
}
