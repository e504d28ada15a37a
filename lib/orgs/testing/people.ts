import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { expect } from "vitest";
import type { OrgId } from "@/db/client";
import type { MemberRole } from "@/db/enums";
import { history, invitations, oneTimeLinks, signIns } from "@/db/schema";
import { committed, testOrgId } from "@/db/testing/db-test";
import { makeMembership, makeOrg, makeSignIn, makeUser } from "@/db/testing/factories";
import type { Ctx } from "@/lib/auth/context";
import { hashPassword } from "@/lib/auth/passwords";
import { rightsOf } from "@/lib/auth/rights";

export const goodPassword = "seven grey herons wade";

export interface TestMember {
  readonly userId: string;
  readonly email: string;
  readonly ctx: Ctx;
}

export function ctxOf(orgId: OrgId, userId: string, role: MemberRole, isOperator = false): Ctx {
  return {
    orgId,
    actor: { kind: "user", userId },
    rights: rightsOf(role, isOperator),
    requestId: randomUUID(),
  };
}

interface MemberOptions {
  readonly orgId: OrgId;
  readonly role?: MemberRole;
  readonly isOperator?: boolean;
  readonly isDemo?: boolean;
  readonly disabledAt?: Date;
  readonly password?: string;
}

/** A committed person who belongs to the organization. */
export async function addMember(options: MemberOptions): Promise<TestMember> {
  const { orgId, role = "analyst", isOperator = false, isDemo = false, disabledAt, password } = options;
  const passwordHash = password === undefined ? null : await hashPassword(password);
  const user = await committed(async (tx) => {
    const made = await makeUser(tx, {
      isDemo,
      passwordHash,
      operatorSinceAt: isOperator ? new Date() : null,
    });
    await makeMembership(tx, { orgId, userId: made.id, role, disabledAt });
    return made;
  });
  return { userId: user.id, email: user.email, ctx: ctxOf(orgId, user.id, role, isOperator) };
}

/** A committed organization with one admin. */
export async function addOrganization(values: { name?: string; isDemo?: boolean } = {}) {
  const org = await committed((tx) => makeOrg(tx, values));
  const orgId = testOrgId(org.id);
  return { orgId, name: org.name, admin: await addMember({ orgId, role: "admin" }) };
}

export async function signInOf(userId: string, currentOrgId: string): Promise<string> {
  const row = await committed((tx) => makeSignIn(tx, { userId, currentOrgId }));
  return row.id;
}

/** Why a sign-in ended, or null while it is open. */
export async function endOf(signInId: string): Promise<string | null> {
  const [row] = await committed((tx) => tx.select().from(signIns).where(eq(signIns.id, signInId)));
  return row?.endReason ?? null;
}

/** The organization's history, oldest first, as far as tests look at it. */
export function historyOf(orgId: string) {
  return committed((tx) =>
    tx
      .select({
        name: history.name,
        subjectId: history.subjectId,
        actorId: history.actorId,
        data: history.data,
      })
      .from(history)
      .where(eq(history.orgId, orgId))
      .orderBy(asc(history.position)),
  );
}

export async function historyNames(orgId: string): Promise<string[]> {
  return (await historyOf(orgId)).map(({ name }) => name);
}

export function tokenOf(url: string): string {
  return decodeURIComponent(url.split("/").at(-1) ?? "");
}

/** As if the time of every link and invitation had come. */
export async function expireLinks(): Promise<void> {
  const expiresAt = new Date(Date.now() - 1000);
  await committed(async (tx) => {
    await tx.update(oneTimeLinks).set({ expiresAt });
    await tx.update(invitations).set({ expiresAt });
  });
}

/** Of several calls at once exactly one came through; the others were refused with the code. */
export function expectOneWinner(outcomes: readonly PromiseSettledResult<unknown>[], code: string): void {
  const losers = outcomes.filter((outcome) => outcome.status === "rejected");
  expect(losers).toHaveLength(outcomes.length - 1);
  for (const { reason } of losers) expect(reason).toMatchObject({ code });
}
