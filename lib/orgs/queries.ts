import "server-only";
import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import { identityDb, inOrg, type OrgId } from "@/db/client";
import { invitations, memberships, oneTimeLinks, organizations, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { tokenHash } from "@/lib/auth/tokens";
import { env } from "@/lib/env";
import { type DemoSignIn, demoSignIns } from "./demo-sign-ins";
import { linkIsGone, organizationOf } from "./link-tokens";
import type { InvitationOffer, Member, OpenInvitation } from "./schema";

/** More people than any organization lets into a tool for a few; keeps the page bounded. */
const mostMembers = 1000;

/** Enabled members first, then by name. */
export function listMembers(ctx: Ctx): Promise<Member[]> {
  authorize(ctx, "member:manage");
  return inOrg(ctx, (tx) =>
    tx
      .select({
        userId: users.id,
        name: users.name,
        email: users.email,
        role: memberships.role,
        joinedAt: memberships.createdAt,
        disabledAt: memberships.disabledAt,
        isOperator: sql<boolean>`${users.operatorSinceAt} is not null`,
      })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(memberships.orgId, ctx.orgId))
      .orderBy(
        sql`${memberships.disabledAt} is not null`,
        sql`${users.name} collate "en-x-icu"`,
        asc(users.id),
      )
      .limit(mostMembers),
  );
}

/** Invitations that were neither accepted nor revoked; those that ran out are among them, marked. */
export function listOpenInvitations(ctx: Ctx): Promise<OpenInvitation[]> {
  authorize(ctx, "member:manage");
  return inOrg(ctx, (tx) =>
    tx
      .select({
        id: invitations.id,
        email: invitations.email,
        role: invitations.role,
        expiresAt: invitations.expiresAt,
        isExpired: sql<boolean>`${invitations.expiresAt} <= now()`,
      })
      .from(invitations)
      .where(
        and(eq(invitations.orgId, ctx.orgId), isNull(invitations.acceptedAt), isNull(invitations.revokedAt)),
      )
      .orderBy(invitations.expiresAt, invitations.id)
      .limit(mostMembers),
  );
}

/** An invitation that can still be accepted, with what its acceptance needs to know. */
export interface UsableInvitation {
  readonly orgId: OrgId;
  readonly id: string;
  readonly email: string;
  readonly role: Member["role"];
  readonly organization: { readonly name: string; readonly isDemo: boolean };
  /** The account that the address has already. */
  readonly account: { readonly id: string; readonly isDemo: boolean } | null;
}

/**
 * Looks for an invitation inside the organization that its token names.
 * @throws AppError `not_found` when it was accepted, revoked, has run out, or never was
 */
export async function getUsableInvitation(token: string): Promise<UsableInvitation> {
  const orgId = organizationOf(token);
  if (!orgId) throw linkIsGone();
  const [row] = await inOrg({ orgId }, (tx) =>
    tx
      .select({
        id: invitations.id,
        email: invitations.email,
        role: invitations.role,
        organization: { name: organizations.name, isDemo: organizations.isDemo },
        account: { id: users.id, isDemo: users.isDemo },
      })
      .from(invitations)
      .innerJoin(organizations, eq(organizations.id, invitations.orgId))
      .leftJoin(users, eq(users.email, invitations.email))
      .where(
        and(
          eq(invitations.orgId, orgId),
          eq(invitations.tokenHash, tokenHash(token)),
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
          gt(invitations.expiresAt, sql`now()`),
        ),
      ),
  );
  if (!row) throw linkIsGone();
  return { orgId, ...row };
}

/** @throws AppError `not_found` when the link is not valid any more */
export async function getInvitationOffer(token: string): Promise<InvitationOffer> {
  const { organization, email, role, account } = await getUsableInvitation(token);
  return { organizationName: organization.name, email, role, hasAccount: account !== null };
}

/** @throws AppError `not_found` when the link is not valid any more */
export async function checkFirstAdminLink(token: string): Promise<void> {
  const [row] = await identityDb()
    .select({ id: oneTimeLinks.id })
    .from(oneTimeLinks)
    .where(
      and(
        eq(oneTimeLinks.tokenHash, tokenHash(token)),
        eq(oneTimeLinks.purpose, "first_admin"),
        isNull(oneTimeLinks.usedAt),
        gt(oneTimeLinks.expiresAt, sql`now()`),
      ),
    );
  if (!row) throw linkIsGone();
}

/** A reset link that can still be used, and whose password it sets. */
export interface UsableResetLink {
  readonly orgId: OrgId;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
}

/**
 * The link was made by an admin of the organization it names, and is good for as long as the person is an enabled
 * member there.
 * @throws AppError `not_found`
 */
export async function getUsableResetLink(token: string): Promise<UsableResetLink> {
  const orgId = organizationOf(token);
  if (!orgId) throw linkIsGone();
  const [row] = await inOrg({ orgId }, (tx) =>
    tx
      .select({ userId: users.id, name: users.name, email: users.email })
      .from(oneTimeLinks)
      .innerJoin(users, eq(users.id, oneTimeLinks.userId))
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .where(
        and(
          eq(memberships.orgId, orgId),
          isNull(memberships.disabledAt),
          eq(oneTimeLinks.tokenHash, tokenHash(token)),
          eq(oneTimeLinks.purpose, "password_reset"),
          isNull(oneTimeLinks.usedAt),
          gt(oneTimeLinks.expiresAt, sql`now()`),
        ),
      ),
  );
  if (!row) throw linkIsGone();
  return { orgId, ...row };
}

/** The ready sign-ins, for as long as the demo is switched on and has not been removed. */
export async function listDemoSignIns(): Promise<readonly DemoSignIn[]> {
  if (!env.OPPORTUNE_DEMO) return [];
  const present = await identityDb().$count(organizations, eq(organizations.isDemo, true));
  return present > 0 ? demoSignIns : [];
}
