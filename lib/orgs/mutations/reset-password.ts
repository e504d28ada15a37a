import "server-only";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { memberships, oneTimeLinks, users } from "@/db/schema";
import { authorize, type Ctx, may } from "@/lib/auth/context";
import { isMemberElsewhere } from "@/lib/auth/memberships";
import { checkPasswordStrength, hashPassword } from "@/lib/auth/passwords";
import { endSignInsOf, type Person } from "@/lib/auth/sign-ins";
import { tokenHash } from "@/lib/auth/tokens";
import { AppError, conflict, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { lifetimes, linkIsGone, linkUrl, newTenantToken } from "../link-tokens";
import { getUsableResetLink } from "../queries";
import { MemberInput, type OneTimeLink, ResetPasswordInput } from "../schema";

const openLinksOf = (userId: string) =>
  and(
    eq(oneTimeLinks.purpose, "password_reset"),
    eq(oneTimeLinks.userId, userId),
    isNull(oneTimeLinks.usedAt),
    gt(oneTimeLinks.expiresAt, sql`now()`),
  );

/** A newer link, or a password set another way, makes the links handed out before worthless. */
export async function voidResetLinks(tx: Tx, userId: string): Promise<void> {
  await tx.update(oneTimeLinks).set({ expiresAt: sql`now()` }).where(openLinksOf(userId));
}

interface Resettable {
  readonly email: string;
  readonly isOperator: boolean;
}

/** @throws AppError `not_found`, `conflict` */
async function getResettable(tx: Tx, ctx: Ctx, userId: string): Promise<Resettable> {
  const [member] = await tx
    .select({
      email: users.email,
      isDemo: users.isDemo,
      isOperator: sql<boolean>`${users.operatorSinceAt} is not null`,
      disabledAt: memberships.disabledAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.orgId, ctx.orgId), eq(memberships.userId, userId)));
  if (!member) throw notFound("member");
  if (member.disabledAt) throw conflict("This member is disabled. Enable them first.");
  if (member.isDemo) throw conflict("The demo people keep the passwords that the sign-in page shows.");
  return member;
}

/**
 * Makes a link to set a new password, good for a day and one use; older links of the person end. It is returned
 * once, for the admin to hand on. Whoever holds it can enter as the person, so an admin gets it only for people
 * whose account opens nothing beyond this organization.
 * @throws AppError `not_found`, `conflict`, `forbidden`
 */
export async function requestPasswordReset(ctx: Ctx, input: unknown): Promise<OneTimeLink> {
  authorize(ctx, "member:manage");
  const { userId } = MemberInput.parse(input);
  const isElsewhere = await isMemberElsewhere(userId, ctx.orgId);
  const token = newTenantToken(ctx.orgId);
  const expiresAt = new Date(Date.now() + lifetimes.passwordReset);
  return inOrg(ctx, async (tx) => {
    const member = await getResettable(tx, ctx, userId);
    if ((isElsewhere || member.isOperator) && !may(ctx, "installation:manage")) {
      throw new AppError(
        "forbidden",
        "This person's account opens more than this organization. Ask an operator of the installation for the link.",
      );
    }
    await voidResetLinks(tx, userId);
    await tx
      .insert(oneTimeLinks)
      .values({ purpose: "password_reset", userId, tokenHash: tokenHash(token), expiresAt });
    await recordChange(tx, ctx, {
      name: "password.reset_requested",
      subjectKind: "user",
      subjectId: userId,
    });
    return { url: linkUrl("passwordReset", token), email: member.email, expiresAt };
  });
}

/**
 * Sets a new password by a reset link, ends every sign-in of the person, and spends the link.
 * @throws AppError `not_found` (link), `invalid` (password)
 */
export async function resetPassword(input: unknown, requestId: string): Promise<Person> {
  const { token, password } = ResetPasswordInput.parse(input);
  const { orgId, userId, name, email } = await getUsableResetLink(token);
  checkPasswordStrength(password, [name, email]);
  const passwordHash = await hashPassword(password);
  const ctx: Ctx = { orgId, actor: { kind: "user", userId }, rights: new Set(), requestId };
  return inOrg(ctx, async (tx) => {
    const [spent] = await tx
      .update(oneTimeLinks)
      .set({ usedAt: sql`now()` })
      .where(and(openLinksOf(userId), eq(oneTimeLinks.tokenHash, tokenHash(token))))
      .returning({ id: oneTimeLinks.id });
    if (!spent) throw linkIsGone();
    await tx.update(users).set({ passwordHash }).where(eq(users.id, userId));
    await endSignInsOf(tx, userId, "password_changed");
    await recordChange(tx, ctx, { name: "password.reset", subjectKind: "user", subjectId: userId });
    return { id: userId, name, email };
  });
}
