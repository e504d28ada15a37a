import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { identityDb, inOrg, type OrgId, type Tx } from "@/db/client";
import { invitations, memberships, users } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { checkPasswordStrength, hashPassword } from "@/lib/auth/passwords";
import { rightsOf } from "@/lib/auth/rights";
import { type Person, provePassword } from "@/lib/auth/sign-ins";
import { AppError, conflict, invalid } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { linkIsGone } from "../link-tokens";
import { getUsableInvitation, type UsableInvitation } from "../queries";
import { AcceptInvitationInput } from "../schema";

/** Whoever holds the link: signed in already, or not. */
export interface LinkHolder {
  readonly signedInUserId: string | null;
  /** For the counter against guessing, see lib/http/client-address. */
  readonly address: string;
  readonly requestId: string;
}

export interface Joined {
  readonly orgId: OrgId;
  readonly person: Person;
}

interface Joiner {
  readonly person: Person;
  /** Of a person who gets an account now; null for one who has it already. */
  readonly passwordHash: string | null;
}

/** The person signed in, who must be the one the invitation was made for. */
async function signedInJoiner(userId: string, invitation: UsableInvitation): Promise<Joiner> {
  const [person] = await identityDb()
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(eq(users.id, userId));
  if (person?.email !== invitation.email) {
    throw new AppError(
      "forbidden",
      `This invitation is for ${invitation.email}. Sign out first, then open the link again.`,
    );
  }
  return { person, passwordHash: null };
}

async function newJoiner(
  invitation: UsableInvitation,
  { name, password }: { name?: string; password?: string },
): Promise<Joiner> {
  if (!name) throw invalid("Write your name.", { name: "Write your name." });
  if (!password) throw invalid("Choose a password.", { password: "Choose a password." });
  checkPasswordStrength(password, [name, invitation.email, invitation.organization.name]);
  return {
    person: { id: randomUUID(), name, email: invitation.email },
    passwordHash: await hashPassword(password),
  };
}

/** Adds the account when it is new, and the membership. */
async function join(tx: Tx, ctx: Ctx, invitation: UsableInvitation, joiner: Joiner): Promise<void> {
  const { person, passwordHash } = joiner;
  if (passwordHash) {
    const [added] = await tx
      .insert(users)
      .values({ ...person, passwordHash })
      .onConflictDoNothing()
      .returning({ id: users.id });
    if (!added) throw conflict("This address got an account meanwhile. Open the link again and sign in.");
  }
  const [membership] = await tx
    .insert(memberships)
    .values({ orgId: ctx.orgId, userId: person.id, role: invitation.role })
    .onConflictDoNothing()
    .returning({ userId: memberships.userId });
  if (!membership) throw conflict("This person is a member of this organization already.");
  await recordChange(tx, ctx, {
    name: "member.joined",
    subjectKind: "user",
    subjectId: person.id,
    data: { role: invitation.role, invitationId: invitation.id },
  });
}

/**
 * Makes the holder of the link a member: a new account with name and password, or an existing one that is proven by
 * its sign-in or password. The link works once.
 * @throws AppError `not_found` (link), `forbidden` (somebody else is signed in), `unauthorized`, `invalid`, `conflict`
 */
export async function acceptInvitation(input: unknown, holder: LinkHolder): Promise<Joined> {
  const data = AcceptInvitationInput.parse(input);
  const invitation = await getUsableInvitation(data.token);
  const { account, organization, orgId } = invitation;
  if (account?.isDemo && !organization.isDemo) throw linkIsGone();
  const joiner = await proveHolder(invitation, data, holder);
  const ctx: Ctx = {
    orgId,
    actor: { kind: "user", userId: joiner.person.id },
    rights: rightsOf(invitation.role, false),
    requestId: holder.requestId,
  };
  return inOrg(ctx, async (tx) => {
    const [accepted] = await tx
      .update(invitations)
      .set({ acceptedAt: sql`now()` })
      .where(
        and(
          eq(invitations.orgId, orgId),
          eq(invitations.id, invitation.id),
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
          gt(invitations.expiresAt, sql`now()`),
        ),
      )
      .returning({ id: invitations.id });
    if (!accepted) throw linkIsGone();
    await join(tx, ctx, invitation, joiner);
    return { orgId, person: joiner.person };
  });
}

async function proveHolder(
  invitation: UsableInvitation,
  data: { name?: string; password?: string },
  holder: LinkHolder,
): Promise<Joiner> {
  if (holder.signedInUserId) return signedInJoiner(holder.signedInUserId, invitation);
  if (!invitation.account) return newJoiner(invitation, data);
  const person = await provePassword(invitation.email, data.password ?? "", holder.address);
  return { person, passwordHash: null };
}
