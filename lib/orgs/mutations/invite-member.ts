import "server-only";
import { and, eq, isNull, lte, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { invitations, memberships, organizations, users } from "@/db/schema";
import { actingUserId, authorize, type Ctx } from "@/lib/auth/context";
import { tokenHash } from "@/lib/auth/tokens";
import { AppError, conflict, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { lifetimes, linkUrl, newTenantToken } from "../link-tokens";
import { InvitationInput, InviteMemberInput, type OneTimeLink } from "../schema";

const isOpen = () => and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt));

function refuse(sentence: string): never {
  throw new AppError("conflict", sentence, { fields: { email: sentence } });
}

/** @throws AppError `conflict` when the address belongs to somebody who is here, or must not be */
async function checkInvitee(tx: Tx, ctx: Ctx, email: string): Promise<void> {
  const [account] = await tx
    .select({
      isDemo: users.isDemo,
      isOrganizationDemo: organizations.isDemo,
      memberSince: memberships.createdAt,
      disabledAt: memberships.disabledAt,
    })
    .from(users)
    .innerJoin(organizations, eq(organizations.id, ctx.orgId))
    .leftJoin(memberships, and(eq(memberships.orgId, ctx.orgId), eq(memberships.userId, users.id)))
    .where(eq(users.email, email));
  if (account?.disabledAt) refuse("This person is a member who was disabled. Enable them instead.");
  if (account?.memberSince) refuse("This person is a member already.");
  if (account?.isDemo && !account.isOrganizationDemo)
    refuse("The demo people stay in the demo organization.");
}

/** Puts an invitation that ran out aside, so that the address can be invited anew. */
async function revokeExpired(tx: Tx, ctx: Ctx, email: string): Promise<void> {
  const expired = await tx
    .update(invitations)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(invitations.orgId, ctx.orgId),
        eq(invitations.email, email),
        isOpen(),
        lte(invitations.expiresAt, sql`now()`),
      ),
    )
    .returning({ id: invitations.id });
  for (const { id } of expired) await recordRevocation(tx, ctx, id);
}

function recordRevocation(tx: Tx, ctx: Ctx, invitationId: string): Promise<void> {
  return recordChange(tx, ctx, {
    name: "invitation.revoked",
    subjectKind: "invitation",
    subjectId: invitationId,
  });
}

/**
 * Makes a link for one address, good for seven days and one use. It is returned once, for the admin to hand on.
 * @throws AppError `conflict` when the person is a member or has an open invitation
 */
export async function inviteMember(ctx: Ctx, input: unknown): Promise<OneTimeLink> {
  authorize(ctx, "member:manage");
  const { email, role } = InviteMemberInput.parse(input);
  const token = newTenantToken(ctx.orgId);
  const expiresAt = new Date(Date.now() + lifetimes.invitation);
  return inOrg(ctx, async (tx) => {
    await checkInvitee(tx, ctx, email);
    await revokeExpired(tx, ctx, email);
    const [invitation] = await tx
      .insert(invitations)
      .values({
        orgId: ctx.orgId,
        email,
        role,
        tokenHash: tokenHash(token),
        invitedBy: actingUserId(ctx),
        expiresAt,
      })
      .onConflictDoNothing()
      .returning({ id: invitations.id });
    if (!invitation) refuse("This address has an open invitation. Revoke it first to make a new link.");
    await recordChange(tx, ctx, {
      name: "member.invited",
      subjectKind: "invitation",
      subjectId: invitation.id,
      data: { role },
    });
    return { url: linkUrl("invitation", token), email, expiresAt };
  });
}

/** @throws AppError `not_found`; `conflict` when it was accepted or revoked meanwhile */
export async function revokeInvitation(ctx: Ctx, input: unknown): Promise<{ id: string }> {
  authorize(ctx, "member:manage");
  const { invitationId } = InvitationInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const here = and(eq(invitations.orgId, ctx.orgId), eq(invitations.id, invitationId));
    const present = await tx.$count(invitations, here);
    if (present === 0) throw notFound("invitation");
    const [revoked] = await tx
      .update(invitations)
      .set({ revokedAt: sql`now()` })
      .where(and(here, isOpen()))
      .returning({ id: invitations.id });
    if (!revoked) throw conflict("This invitation was accepted or revoked already. Nothing was changed.");
    await recordRevocation(tx, ctx, revoked.id);
    return revoked;
  });
}
