import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { memberships } from "@/db/schema";
import { committed } from "@/db/testing/db-test";
import { makeMembership } from "@/db/testing/factories";
import { findLiveSignIn, signInWithPassword } from "@/lib/auth/sign-ins";
import { changeMemberRole, disableMember, enableMember } from "./mutations/change-member";
import { listMembers } from "./queries";
import {
  addMember,
  addOrganization,
  ctxOf,
  endOf,
  expectOneWinner,
  goodPassword,
  historyNames,
  historyOf,
  signInOf,
} from "./testing/people";

async function membershipOf(orgId: string, userId: string) {
  const [row] = await committed((tx) =>
    tx
      .select()
      .from(memberships)
      .where(and(eq(memberships.orgId, orgId), eq(memberships.userId, userId))),
  );
  return row;
}

describe("listMembers", () => {
  it("shows the organization's people, the disabled ones last", async () => {
    const { orgId, admin } = await addOrganization();
    const disabled = await addMember({ orgId, disabledAt: new Date() });
    const operator = await addMember({ orgId, role: "manager", isOperator: true });
    await addOrganization();
    const members = await listMembers(admin.ctx);
    expect(members.map(({ userId }) => userId).sort()).toEqual(
      [admin.userId, disabled.userId, operator.userId].sort(),
    );
    expect(members.at(-1)?.userId).toBe(disabled.userId);
    expect(members.find(({ userId }) => userId === operator.userId)).toMatchObject({
      role: "manager",
      isOperator: true,
      email: operator.email,
    });
  });

  it("needs the right", async () => {
    const { orgId } = await addOrganization();
    const { ctx } = await addMember({ orgId, role: "manager" });
    expect(() => listMembers(ctx)).toThrow(/member:manage/);
  });
});

describe("changeMemberRole", () => {
  it("changes the role and ends the sign-ins that act here", async () => {
    const { orgId, admin } = await addOrganization();
    const elsewhere = await addOrganization();
    const { userId } = await addMember({ orgId });
    await committed((tx) => makeMembership(tx, { orgId: elsewhere.orgId, userId }));
    const here = await signInOf(userId, orgId);
    const there = await signInOf(userId, elsewhere.orgId);
    const admins = await signInOf(admin.userId, orgId);
    expect(await findLiveSignIn(here)).toBeDefined();

    await changeMemberRole(admin.ctx, { userId, from: "analyst", role: "manager" });

    expect(await membershipOf(orgId, userId)).toMatchObject({ role: "manager" });
    expect(await membershipOf(elsewhere.orgId, userId)).toMatchObject({ role: "analyst" });
    expect(await findLiveSignIn(here)).toBeUndefined();
    expect(await endOf(here)).toBe("role_changed");
    expect(await endOf(there)).toBeNull();
    expect(await endOf(admins)).toBeNull();
    expect(await historyOf(orgId)).toMatchObject([
      {
        name: "member.role_changed",
        subjectId: userId,
        actorId: admin.userId,
        data: { from: "analyst", to: "manager" },
      },
    ]);
  });

  it("does nothing when the member has the role", async () => {
    const { orgId, admin } = await addOrganization();
    const { userId } = await addMember({ orgId, role: "manager" });
    const signIn = await signInOf(userId, orgId);
    await changeMemberRole(admin.ctx, { userId, from: "analyst", role: "manager" });
    expect(await endOf(signIn)).toBeNull();
    expect(await historyNames(orgId)).toEqual([]);
  });

  it("gives way to a change the admin has not seen", async () => {
    const { orgId, admin } = await addOrganization();
    const { userId } = await addMember({ orgId, role: "manager" });
    const stale = { userId, from: "analyst", role: "admin" };
    await expect(changeMemberRole(admin.ctx, stale)).rejects.toMatchObject({ code: "conflict" });
    await committed((tx) =>
      tx.update(memberships).set({ disabledAt: new Date() }).where(eq(memberships.userId, userId)),
    );
    const disabled = { userId, from: "manager", role: "admin" };
    await expect(changeMemberRole(admin.ctx, disabled)).rejects.toMatchObject({ code: "conflict" });
    expect(await membershipOf(orgId, userId)).toMatchObject({ role: "manager" });
    expect(await historyNames(orgId)).toEqual([]);
  });

  it("keeps the last admin who can enter", async () => {
    const { orgId, admin } = await addOrganization();
    await addMember({ orgId, role: "admin", disabledAt: new Date() });
    const input = { userId: admin.userId, from: "admin", role: "analyst" };
    await expect(changeMemberRole(admin.ctx, input)).rejects.toMatchObject({ code: "conflict" });
    expect(await membershipOf(orgId, admin.userId)).toMatchObject({ role: "admin" });
  });

  it("keeps one of two admins who demote each other at the same moment", async () => {
    for (const round of [1, 2, 3]) {
      const { orgId, admin } = await addOrganization();
      const other = await addMember({ orgId, role: "admin" });
      const demote = (by: typeof admin, whom: typeof admin) =>
        changeMemberRole(by.ctx, { userId: whom.userId, from: "admin", role: "manager" });
      expectOneWinner(await Promise.allSettled([demote(admin, other), demote(other, admin)]), "conflict");
      const roles = [admin, other].map(({ userId }) => membershipOf(orgId, userId));
      const admins = (await Promise.all(roles)).filter((row) => row?.role === "admin");
      expect(admins, `round ${round}`).toHaveLength(1);
    }
  });

  it("leaves an operator to operators", async () => {
    const { orgId, admin } = await addOrganization();
    const operator = await addMember({ orgId, role: "admin", isOperator: true });
    const input = { userId: operator.userId, from: "admin", role: "analyst" };
    await expect(changeMemberRole(admin.ctx, input)).rejects.toMatchObject({ code: "forbidden" });
    const second = ctxOf(orgId, admin.userId, "admin", true);
    await expect(changeMemberRole(second, input)).resolves.toMatchObject({ role: "analyst" });
  });

  it("does not find people of another organization, and needs the right", async () => {
    const { orgId, admin } = await addOrganization();
    const foreign = await addOrganization();
    const { userId } = await addMember({ orgId: foreign.orgId });
    const input = { userId, from: "analyst", role: "manager" };
    await expect(changeMemberRole(admin.ctx, input)).rejects.toMatchObject({ code: "not_found" });
    for (const role of ["analyst", "manager"] as const) {
      const member = await addMember({ orgId, role });
      const self = { userId: member.userId, from: role, role: "admin" };
      await expect(changeMemberRole(member.ctx, self)).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await membershipOf(foreign.orgId, userId)).toMatchObject({ role: "analyst" });
  });
});

describe("disableMember and enableMember", () => {
  it("turn a member away at once and let them in again", async () => {
    const { orgId, admin } = await addOrganization();
    const { userId, email } = await addMember({ orgId, password: goodPassword });
    const signIn = await signInWithPassword(email, goodPassword, "test");
    expect(await findLiveSignIn(signIn.id)).toMatchObject({ userId });

    await disableMember(admin.ctx, { userId });
    expect(await findLiveSignIn(signIn.id)).toBeUndefined();
    expect(await endOf(signIn.id)).toBe("disabled");
    await expect(signInWithPassword(email, goodPassword, "test")).rejects.toMatchObject({
      code: "unauthorized",
    });
    await expect(disableMember(admin.ctx, { userId })).rejects.toMatchObject({ code: "conflict" });

    await enableMember(admin.ctx, { userId });
    await expect(signInWithPassword(email, goodPassword, "test")).resolves.toMatchObject({ userId });
    await expect(enableMember(admin.ctx, { userId })).rejects.toMatchObject({ code: "conflict" });
    expect(await historyNames(orgId)).toEqual(["member.disabled", "member.enabled"]);
  });

  it("refuse to disable oneself, the last admin and an operator", async () => {
    const { orgId, admin } = await addOrganization();
    const last = { userId: admin.userId };
    await expect(disableMember(admin.ctx, last)).rejects.toMatchObject({ code: "conflict" });
    await addMember({ orgId, role: "admin" });
    await expect(disableMember(admin.ctx, last)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("yourself"),
    });
    const operator = await addMember({ orgId, isOperator: true });
    await expect(disableMember(admin.ctx, { userId: operator.userId })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await historyNames(orgId)).toEqual([]);
  });

  it("keep one of two admins who disable each other at the same moment", async () => {
    const { orgId, admin } = await addOrganization();
    const other = await addMember({ orgId, role: "admin" });
    const outcomes = await Promise.allSettled([
      disableMember(admin.ctx, { userId: other.userId }),
      disableMember(other.ctx, { userId: admin.userId }),
    ]);
    expectOneWinner(outcomes, "conflict");
  });

  it("do not find people of another organization, and need the right", async () => {
    const { orgId, admin } = await addOrganization();
    const foreign = await addOrganization();
    const stranger = await addMember({ orgId: foreign.orgId });
    const member = await addMember({ orgId });
    const { ctx } = await addMember({ orgId, role: "manager" });
    for (const change of [disableMember, enableMember]) {
      const far = { userId: stranger.userId };
      await expect(change(admin.ctx, far)).rejects.toMatchObject({ code: "not_found" });
      await expect(change(ctx, { userId: member.userId })).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});
