import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { invitations, memberships, users } from "@/db/schema";
import { committed } from "@/db/testing/db-test";
import { signInWithPassword } from "@/lib/auth/sign-ins";
import { acceptInvitation } from "./mutations/accept-invitation";
import { inviteMember, revokeInvitation } from "./mutations/invite-member";
import { getInvitationOffer, listOpenInvitations } from "./queries";
import {
  addMember,
  addOrganization,
  expectOneWinner,
  expireLinks,
  goodPassword,
  historyNames,
  historyOf,
  tokenOf,
} from "./testing/people";

let count = 0;
function newAddress(): string {
  count += 1;
  return `newcomer-${count}@harbour.example`;
}

const stranger = { signedInUserId: null, address: "test", requestId: "request-1" };
const newcomer = { name: "Lise Meitner", password: goodPassword };

async function invited(role = "analyst", email = newAddress()) {
  const org = await addOrganization();
  const link = await inviteMember(org.admin.ctx, { email, role });
  return { ...org, email, token: tokenOf(link.url), link };
}

async function openInvitationOf({ ctx }: { ctx: Parameters<typeof listOpenInvitations>[0] }) {
  const [invitation] = await listOpenInvitations(ctx);
  if (!invitation) throw new Error("There is no open invitation.");
  return invitation;
}

describe("inviteMember", () => {
  it("makes a link for seven days and stores only its hash", async () => {
    const { orgId, admin, link, token } = await invited("manager", "  Newcomer-X@Harbour.example ");
    expect(link.email).toBe("newcomer-x@harbour.example");
    expect(link.url).toBe(`http://127.0.0.1:3000/invitation/${token}`);
    expect(token.startsWith(`${orgId}.`)).toBe(true);
    expect((link.expiresAt.getTime() - Date.now()) / 86_400_000).toBeCloseTo(7, 2);
    const rows = await committed((tx) => tx.select().from(invitations).where(eq(invitations.orgId, orgId)));
    expect(rows).toMatchObject([
      { email: "newcomer-x@harbour.example", role: "manager", invitedBy: admin.userId },
    ]);
    expect(JSON.stringify(rows)).not.toContain(token.split(".")[1]);
    expect(await historyOf(orgId)).toMatchObject([
      { name: "member.invited", actorId: admin.userId, data: { role: "manager" } },
    ]);
  });

  it("leaves one open invitation per address, also when asked twice at the same moment", async () => {
    const { admin } = await addOrganization();
    const email = newAddress();
    const outcomes = await Promise.allSettled(
      ["analyst", "admin"].map((role) => inviteMember(admin.ctx, { email, role })),
    );
    expectOneWinner(outcomes, "conflict");
    await expect(inviteMember(admin.ctx, { email, role: "analyst" })).rejects.toMatchObject({
      code: "conflict",
      fields: { email: expect.any(String) },
    });
  });

  it("replaces an invitation that has run out", async () => {
    const { orgId, admin, email } = await invited();
    await expireLinks();
    expect(await openInvitationOf(admin)).toMatchObject({ email, isExpired: true });
    const link = await inviteMember(admin.ctx, { email, role: "manager" });
    expect(await openInvitationOf(admin)).toMatchObject({ email, role: "manager", isExpired: false });
    await expect(getInvitationOffer(tokenOf(link.url))).resolves.toMatchObject({ role: "manager" });
    expect(await historyNames(orgId)).toEqual(["member.invited", "invitation.revoked", "member.invited"]);
  });

  it("refuses members, disabled members and demo people", async () => {
    const { orgId, admin } = await addOrganization();
    const demo = await addOrganization({ isDemo: true });
    const people = [
      await addMember({ orgId }),
      await addMember({ orgId, disabledAt: new Date() }),
      await addMember({ orgId: demo.orgId, isDemo: true }),
    ];
    for (const { email } of people) {
      await expect(inviteMember(admin.ctx, { email, role: "analyst" })).rejects.toMatchObject({
        code: "conflict",
      });
    }
    expect(await listOpenInvitations(admin.ctx)).toEqual([]);
  });

  it("needs the right", async () => {
    const { orgId } = await addOrganization();
    for (const role of ["analyst", "manager"] as const) {
      const { ctx } = await addMember({ orgId, role });
      await expect(inviteMember(ctx, { email: newAddress(), role: "admin" })).rejects.toMatchObject({
        code: "forbidden",
      });
    }
  });

  it.each([
    { email: "nobody", role: "analyst" },
    { email: "a@b.example,c@d.example", role: "analyst" },
    { email: "a@b.example", role: "owner" },
  ])("refuses %j", async (input) => {
    const { admin } = await addOrganization();
    await expect(inviteMember(admin.ctx, input)).rejects.toHaveProperty("name", "ZodError");
  });
});

describe("revokeInvitation", () => {
  it("voids the link, once", async () => {
    const { orgId, admin, token } = await invited();
    const { id } = await openInvitationOf(admin);
    await revokeInvitation(admin.ctx, { invitationId: id });
    await expect(acceptInvitation({ token, ...newcomer }, stranger)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(revokeInvitation(admin.ctx, { invitationId: id })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await historyNames(orgId)).toEqual(["member.invited", "invitation.revoked"]);
  });

  it("does not find another organization's, and needs the right", async () => {
    const { orgId, admin } = await invited();
    const { id: invitationId } = await openInvitationOf(admin);
    const foreign = await addOrganization();
    await expect(revokeInvitation(foreign.admin.ctx, { invitationId })).rejects.toMatchObject({
      code: "not_found",
    });
    const { ctx } = await addMember({ orgId, role: "manager" });
    await expect(revokeInvitation(ctx, { invitationId })).rejects.toMatchObject({ code: "forbidden" });
    expect(await openInvitationOf(admin)).toMatchObject({ id: invitationId });
  });
});

describe("acceptInvitation", () => {
  it("makes a new person a member with the role of the invitation", async () => {
    const { orgId, email, token, name } = await invited("manager");
    expect(await getInvitationOffer(token)).toEqual({
      organizationName: name,
      email,
      role: "manager",
      hasAccount: false,
    });
    const joined = await acceptInvitation({ token, ...newcomer }, stranger);
    expect(joined).toMatchObject({ orgId, person: { name: "Lise Meitner", email } });
    const [membership] = await committed((tx) =>
      tx.select().from(memberships).where(eq(memberships.userId, joined.person.id)),
    );
    expect(membership).toMatchObject({ orgId, role: "manager", disabledAt: null });
    expect((await historyOf(orgId)).at(-1)).toMatchObject({
      name: "member.joined",
      subjectId: joined.person.id,
      actorId: joined.person.id,
      data: { role: "manager" },
    });
    await expect(signInWithPassword(email, goodPassword, "test")).resolves.toMatchObject({ email });
  });

  it("works once, even when it is used by several at the same moment", async () => {
    const { token, email, orgId } = await invited();
    const outcomes = await Promise.allSettled(
      ["a", "b", "c"].map((requestId) =>
        acceptInvitation({ token, ...newcomer }, { ...stranger, requestId }),
      ),
    );
    expectOneWinner(outcomes, "not_found");
    const accounts = await committed((tx) => tx.select().from(users).where(eq(users.email, email)));
    expect(accounts).toHaveLength(1);
    await expect(acceptInvitation({ token, ...newcomer }, stranger)).rejects.toMatchObject({
      code: "not_found",
    });
    expect((await historyNames(orgId)).filter((name) => name === "member.joined")).toHaveLength(1);
  });

  it("answers the same for links that ran out, belong elsewhere or never were", async () => {
    const { token } = await invited();
    const other = await addOrganization();
    const secret = token.split(".")[1];
    const tokens = [`${other.orgId}.${secret}`, `${randomUUID()}.${secret}`, "nonsense", `.${secret}`];
    for (const wrong of tokens) {
      await expect(getInvitationOffer(wrong)).rejects.toMatchObject({ code: "not_found" });
      await expect(acceptInvitation({ token: wrong, ...newcomer }, stranger)).rejects.toMatchObject({
        code: "not_found",
      });
    }
    await expireLinks();
    await expect(getInvitationOffer(token)).rejects.toMatchObject({ code: "not_found" });
    await expect(acceptInvitation({ token, ...newcomer }, stranger)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("keeps the invitation when name or password are refused", async () => {
    const { token } = await invited();
    const tries = [
      { password: goodPassword },
      { name: "Lise Meitner" },
      { name: "Lise Meitner", password: "password1234" },
      { name: "Lise Meitner", password: "Lise.Meitner.1" },
    ];
    for (const input of tries) {
      await expect(acceptInvitation({ token, ...input }, stranger)).rejects.toMatchObject({
        code: "invalid",
      });
    }
    await expect(acceptInvitation({ token, ...newcomer }, stranger)).resolves.toBeDefined();
  });

  it("asks a person who has an account for its password", async () => {
    const elsewhere = await addOrganization();
    const person = await addMember({ orgId: elsewhere.orgId, password: goodPassword });
    const { token, orgId } = await invited("analyst", person.email);
    expect(await getInvitationOffer(token)).toMatchObject({ hasAccount: true });
    await expect(
      acceptInvitation({ token, name: "Somebody Else", password: "another good passphrase" }, stranger),
    ).rejects.toMatchObject({ code: "unauthorized" });
    const joined = await acceptInvitation({ token, password: goodPassword }, stranger);
    expect(joined).toMatchObject({ orgId, person: { id: person.userId } });
    const theirs = await committed((tx) =>
      tx.select().from(memberships).where(eq(memberships.userId, person.userId)),
    );
    expect(theirs.map((membership) => membership.orgId).sort()).toEqual([elsewhere.orgId, orgId].sort());
  });

  it("takes the sign-in of the invited person, and nobody else's", async () => {
    const elsewhere = await addOrganization();
    const person = await addMember({ orgId: elsewhere.orgId });
    const { token } = await invited("analyst", person.email);
    const other = { ...stranger, signedInUserId: elsewhere.admin.userId };
    await expect(acceptInvitation({ token }, other)).rejects.toMatchObject({ code: "forbidden" });
    const own = { ...stranger, signedInUserId: person.userId };
    await expect(acceptInvitation({ token }, own)).resolves.toMatchObject({ person: { id: person.userId } });
  });

  it("never brings back somebody who was disabled", async () => {
    const { orgId, token, email } = await invited();
    const joined = await acceptInvitation({ token, ...newcomer }, stranger);
    // A second open invitation can only come to be by hand; the membership is the wall.
    await committed((tx) =>
      tx
        .update(invitations)
        .set({ acceptedAt: null })
        .where(and(eq(invitations.orgId, orgId), eq(invitations.email, email))),
    );
    await committed((tx) => tx.update(memberships).set({ disabledAt: new Date() }));
    await expect(acceptInvitation({ token, password: goodPassword }, stranger)).rejects.toMatchObject({
      code: "conflict",
    });
    const [membership] = await committed((tx) =>
      tx.select().from(memberships).where(eq(memberships.userId, joined.person.id)),
    );
    expect(membership?.disabledAt).toBeInstanceOf(Date);
  });
});
