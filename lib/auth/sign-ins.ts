import "server-only";
import { and, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { asPerson, identityDb, type OrgId } from "@/db/client";
import { memberships, organizations, signIns, users } from "@/db/schema";
import { env } from "@/lib/env";
import { AppError, notFound } from "@/lib/errors";
import { Email } from "./email";
import { guardAgainstGuessing } from "./guessing";
import { findMembership } from "./memberships";
import { passwordMatches } from "./passwords";

/** A sign-in ends by itself after this long without a request, and after this long in any case. */
export const idleMinutes = 30;
export const absoluteHours = 12;

export type SignInEnd = "sign_out" | "disabled" | "role_changed" | "password_changed";

const refusal =
  "This e-mail address and password do not belong together. Try again, or ask an admin for a reset link.";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export interface NewSignIn {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
}

/** The demo people have passwords that everybody knows, so they exist for as long as the demo is switched on. */
function demoGate(): SQL | undefined {
  return env.OPPORTUNE_DEMO ? undefined : eq(users.isDemo, false);
}

/**
 * Checks a password, and counts the try before it does. Unknown address and wrong password get the same answer in
 * the same time.
 * @throws AppError `unauthorized` or `rate_limited`
 */
export async function provePassword(emailText: string, password: string, address: string): Promise<Person> {
  const email = Email.safeParse(emailText);
  const account = email.success ? email.data : "";
  const release = await guardAgainstGuessing(account, address);
  const [user] = await identityDb()
    .select()
    .from(users)
    .where(and(eq(users.email, account), demoGate()));
  const matches = await passwordMatches(user?.passwordHash ?? null, password);
  if (!user || !matches) throw new AppError("unauthorized", refusal);
  await release();
  return { id: user.id, name: user.name, email: user.email };
}

/**
 * Checks a password and opens a sign-in. A disabled member gets the answer of a wrong password.
 * @throws AppError `unauthorized` or `rate_limited`
 */
export async function signInWithPassword(
  emailText: string,
  password: string,
  address: string,
): Promise<NewSignIn> {
  return openSignIn(await provePassword(emailText, password, address));
}

/**
 * Opens a sign-in for somebody whose identity is proven: by password, by a one-time link, or by the OIDC provider.
 * @param orgId the organization to begin in; by default the first the person belongs to
 * @throws AppError `unauthorized` when no organization has the person as an enabled member
 */
export async function openSignIn(user: Person, orgId?: OrgId): Promise<NewSignIn> {
  const beginIn = orgId ?? (await firstOrganization(user.id));
  if (!beginIn) throw new AppError("unauthorized", refusal);
  const [row] = await identityDb()
    .insert(signIns)
    .values({ userId: user.id, currentOrgId: beginIn })
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

const isLive = (): SQL | undefined =>
  and(
    isNull(signIns.endedAt),
    sql`${signIns.createdAt} > now() - make_interval(hours => ${absoluteHours})`,
    sql`${signIns.lastSeenAt} > now() - make_interval(mins => ${idleMinutes})`,
  );

/** In how many browsers the person is signed in. */
export function countLiveSignIns(userId: string): Promise<number> {
  return identityDb().$count(signIns, and(eq(signIns.userId, userId), isLive()));
}

/**
 * A live sign-in with its person; touches `last_seen_at` at most once a minute.
 * @param options.isAttended false for a request that a page makes by itself: it keeps no idle sign-in alive
 */
export async function findLiveSignIn(signInId: string, { isAttended = true } = {}) {
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
    .where(and(eq(signIns.id, signInId), isLive(), demoGate()));
  if (!row) return undefined;
  if (isAttended && Date.now() - row.lastSeenAt.getTime() > 60_000) {
    await identityDb().update(signIns).set({ lastSeenAt: new Date() }).where(eq(signIns.id, signInId));
  }
  return row;
}

/**
 * Which of these sign-ins are still live, each with the organization it acts in: one look at all that have a stream
 * open, which touches none of them.
 */
export async function findLiveOrganizations(
  signInIds: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await identityDb()
    .select({ id: signIns.id, orgId: signIns.currentOrgId })
    .from(signIns)
    .innerJoin(users, eq(users.id, signIns.userId))
    .where(and(inArray(signIns.id, [...signInIds]), isLive(), demoGate()));
  return new Map(rows.map(({ id, orgId }) => [id, orgId]));
}

export async function endSignIn(signInId: string): Promise<void> {
  await identityDb()
    .update(signIns)
    .set({ endedAt: new Date(), endReason: "sign_out" satisfies SignInEnd })
    .where(and(eq(signIns.id, signInId), isNull(signIns.endedAt)));
}

/**
 * Ends every open sign-in of a person, in the caller's transaction where one is given.
 * @param orgId only those that act in this organization: what an admin does here ends nothing elsewhere
 */
export async function endSignInsOf(
  db: Pick<ReturnType<typeof identityDb>, "update">,
  userId: string,
  reason: SignInEnd,
  orgId?: OrgId,
): Promise<void> {
  const there = orgId && or(eq(signIns.currentOrgId, orgId), isNull(signIns.currentOrgId));
  await db
    .update(signIns)
    .set({ endedAt: new Date(), endReason: reason })
    .where(and(eq(signIns.userId, userId), isNull(signIns.endedAt), there));
}

const SwitchOrganizationInput = z.strictObject({ organizationId: z.uuid() });

/** @throws AppError `not_found` when the person is no enabled member there */
export async function switchOrganization(userId: string, signInId: string, input: unknown): Promise<void> {
  const { organizationId } = SwitchOrganizationInput.parse(input);
  const target = await findMembership(userId, organizationId);
  if (target?.orgId !== organizationId) throw notFound("organization");
  await identityDb().update(signIns).set({ currentOrgId: organizationId }).where(eq(signIns.id, signInId));
}
