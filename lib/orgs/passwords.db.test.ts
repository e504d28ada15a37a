import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { memberships, oneTimeLinks } from "@/db/schema";
import { committed } from "@/db/testing/db-test";
import { makeMembership } from "@/db/testing/factories";
import { findLiveSignIn, signInWithPassword } from "@/lib/auth/sign-ins";
import { changePassword, signOutEverywhere } from "./mutations/change-password";
import { requestPasswordReset, resetPassword } from "./mutations/reset-password";
import { getUsableResetLink } from "./queries";
import {
  addMember,
  addOrganization,
  ctxOf,
  endOf,
  expectOneWinner,
  expireLinks,
  goodPassword,
  historyNames,
  historyOf,
  signInOf,
  tokenOf,
} from "./testing/people";

const newPassword = "nine brown owls call";

async function withResetLink() {
  const org = await addOrganization();
  const member = await addMember({ orgId: org.orgId, password: goodPassword });
  const link = await requestPasswordReset(org.admin.ctx, { userId: member.userId });
  return { ...org, member, link, token: tokenOf(link.url) };
}

describe("requestPasswordReset", () => {
  it("makes a link for a day and stores only its hash", async () => {
    const { orgId, admin, member, link, token } = await withResetLink();
    expect(link).toMatchObject({ email: member.email, url: `http://127.0.0.1:3000/reset-password/${token}` });
    expect((link.expiresAt.getTime() - Date.now()) / 3_600_000).toBeCloseTo(24, 1);
    const rows = await committed((tx) =>
      tx.select().from(oneTimeLinks).where(eq(oneTimeLinks.userId, member.userId)),
    );
    expect(rows).toMatchObject([{ purpose: "password_reset", usedAt: null }]);
    expect(JSON.stringify(rows)).not.toContain(token.split(".")[1]);
    expect(await historyOf(orgId)).toMatchObject([
      { name: "password.reset_requested", subjectId: member.userId, actorId: admin.userId, data: {} },
    ]);
  });

  it("makes the links before it worthless", async () => {
    const { admin, member, token } = await withResetLink();
    const second = await requestPasswordReset(admin.ctx, { userId: member.userId });
    const input = { token, password: newPassword };
    await expect(resetPassword(input, "r")).rejects.toMatchObject({ code: "not_found" });
    await expect(getUsableResetLink(tokenOf(second.url))).resolves.toMatchObject({ userId: member.userId });
  });

  it("gives an admin no way into an account that opens more than this organization", async () => {
    const { orgId, admin } = await addOrganization();
    const elsewhere = await addOrganization();
    const shared = await addMember({ orgId });
    // Disabled there counts as well: it may be enabled again.
    await committed((tx) =>
      makeMembership(tx, { orgId: elsewhere.orgId, userId: shared.userId, disabledAt: new Date() }),
    );
    const operator = await addMember({ orgId, isOperator: true });
    for (const { userId } of [shared, operator]) {
      await expect(requestPasswordReset(admin.ctx, { userId })).rejects.toMatchObject({ code: "forbidden" });
      const byOperator = ctxOf(orgId, admin.userId, "admin", true);
      await expect(requestPasswordReset(byOperator, { userId })).resolves.toBeDefined();
    }
  });

  it("is refused for disabled members and demo people, does not find strangers, and needs the right", async () => {
    const { orgId, admin } = await addOrganization();
    const foreign = await addOrganization();
    const refusals = [
      { member: await addMember({ orgId, disabledAt: new Date() }), code: "conflict" },
      { member: await addMember({ orgId, isDemo: true }), code: "conflict" },
      { member: foreign.admin, code: "not_found" },
    ];
    for (const { member, code } of refusals) {
      await expect(requestPasswordReset(admin.ctx, { userId: member.userId })).rejects.toMatchObject({
        code,
      });
    }
    const { ctx } = await addMember({ orgId, role: "manager" });
    await expect(requestPasswordReset(ctx, { userId: admin.userId })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await historyNames(orgId)).toEqual([]);
  });
});

describe("resetPassword", () => {
  it("sets the password and ends every sign-in", async () => {
    const { orgId, member, token } = await withResetLink();
    const signIn = await signInWithPassword(member.email, goodPassword, "test");
    await resetPassword({ token, password: newPassword }, "request-1");
    expect(await endOf(signIn.id)).toBe("password_changed");
    await expect(signInWithPassword(member.email, goodPassword, "test")).rejects.toMatchObject({
      code: "unauthorized",
    });
    await expect(signInWithPassword(member.email, newPassword, "test")).resolves.toBeDefined();
    expect(await historyOf(orgId)).toMatchObject([
      { name: "password.reset_requested" },
      { name: "password.reset", subjectId: member.userId, actorId: member.userId },
    ]);
  });

  it("works once, even when it is used twice at the same moment", async () => {
    const { token } = await withResetLink();
    const passwords = [newPassword, "four white storks sleep"];
    const outcomes = await Promise.allSettled(
      passwords.map((password) => resetPassword({ token, password }, "r")),
    );
    expectOneWinner(outcomes, "not_found");
    await expect(resetPassword({ token, password: newPassword }, "r")).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("keeps the link when the password is refused", async () => {
    const { token } = await withResetLink();
    for (const password of ["short", "x".repeat(129), "aaaaaaaaaaaaaa", "opportune-2026"]) {
      await expect(resetPassword({ token, password }, "r")).rejects.toMatchObject({ code: "invalid" });
    }
    await expect(resetPassword({ token, password: newPassword }, "r")).resolves.toBeDefined();
  });

  it("refuses links that ran out, of members disabled meanwhile, and of another organization", async () => {
    const { member, token } = await withResetLink();
    const other = await addOrganization();
    const moved = `${other.orgId}.${token.split(".")[1]}`;
    const refused = { code: "not_found" };
    await expect(resetPassword({ token: moved, password: newPassword }, "r")).rejects.toMatchObject(refused);
    const setDisabled = (disabledAt: Date | null) =>
      committed((tx) =>
        tx.update(memberships).set({ disabledAt }).where(eq(memberships.userId, member.userId)),
      );
    await setDisabled(new Date());
    await expect(resetPassword({ token, password: newPassword }, "r")).rejects.toMatchObject(refused);
    await setDisabled(null);
    await expireLinks();
    await expect(resetPassword({ token, password: newPassword }, "r")).rejects.toMatchObject(refused);
  });
});

describe("changePassword", () => {
  it("needs the present one, ends every sign-in and voids reset links", async () => {
    const { orgId, member, token } = await withResetLink();
    const signIns = [await signInOf(member.userId, orgId), await signInOf(member.userId, orgId)];
    const input = { currentPassword: goodPassword, password: newPassword };
    await changePassword(member.ctx, input);
    for (const id of signIns) expect(await endOf(id)).toBe("password_changed");
    await expect(signInWithPassword(member.email, newPassword, "test")).resolves.toBeDefined();
    await expect(getUsableResetLink(token)).rejects.toMatchObject({ code: "not_found" });
    await expect(changePassword(member.ctx, input)).rejects.toMatchObject({ code: "invalid" });
    expect(await historyNames(orgId)).toEqual(["password.reset_requested", "password.changed"]);
  });

  it.each([
    [{ currentPassword: "not the present one", password: newPassword }, "currentPassword"],
    [{ currentPassword: goodPassword, password: goodPassword }, "password"],
    [{ currentPassword: goodPassword, password: "short" }, "password"],
  ])("refuses %j", async (input, field) => {
    const { orgId } = await addOrganization();
    const member = await addMember({ orgId, password: goodPassword });
    const signIn = await signInOf(member.userId, orgId);
    await expect(changePassword(member.ctx, input)).rejects.toMatchObject({
      code: "invalid",
      fields: { [field]: expect.any(String) },
    });
    expect(await endOf(signIn)).toBeNull();
    await expect(signInWithPassword(member.email, goodPassword, "test")).resolves.toBeDefined();
  });

  it("lets a guesser try ten times", async () => {
    const { orgId } = await addOrganization();
    const member = await addMember({ orgId, password: goodPassword });
    const guess = { currentPassword: "not the present one", password: newPassword };
    for (let round = 0; round < 10; round += 1) {
      await expect(changePassword(member.ctx, guess)).rejects.toMatchObject({ code: "invalid" });
    }
    await expect(changePassword(member.ctx, guess)).rejects.toMatchObject({ code: "rate_limited" });
  });

  it("lets one of two changes at the same moment through", async () => {
    const { orgId } = await addOrganization();
    const member = await addMember({ orgId, password: goodPassword });
    const outcomes = await Promise.allSettled(
      [newPassword, "four white storks sleep"].map((password) =>
        changePassword(member.ctx, { currentPassword: goodPassword, password }),
      ),
    );
    expectOneWinner(outcomes, "conflict");
  });

  it("is refused to demo people", async () => {
    const { orgId } = await addOrganization();
    const { ctx } = await addMember({ orgId, isDemo: true, password: goodPassword });
    await expect(
      changePassword(ctx, { currentPassword: goodPassword, password: newPassword }),
    ).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("signOutEverywhere", () => {
  it("ends all sign-ins of the person and nobody else's", async () => {
    const { orgId, admin } = await addOrganization();
    const elsewhere = await addOrganization();
    const member = await addMember({ orgId });
    const own = [await signInOf(member.userId, orgId), await signInOf(member.userId, elsewhere.orgId)];
    const others = await signInOf(admin.userId, orgId);
    await signOutEverywhere(member.ctx);
    for (const id of own) expect(await endOf(id)).toBe("sign_out");
    expect(await endOf(others)).toBeNull();
    expect(await historyNames(orgId)).toEqual(["sign_in.all_ended"]);
  });
});

describe("demo people without the demo", () => {
  it("cannot sign in, and what they had open is over", async () => {
    const { orgId } = await addOrganization({ isDemo: true });
    const { email, userId } = await addMember({ orgId, isDemo: true, password: goodPassword });
    await expect(signInWithPassword(email, goodPassword, "test")).rejects.toMatchObject({
      code: "unauthorized",
    });
    expect(await findLiveSignIn(await signInOf(userId, orgId))).toBeUndefined();
  });
});
