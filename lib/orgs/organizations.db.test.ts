import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { memberships, organizations, users } from "@/db/schema";
import { committed } from "@/db/testing/db-test";
import { makeUser } from "@/db/testing/factories";
import { signInWithPassword } from "@/lib/auth/sign-ins";
import { createFirstAdmin, ensureFirstAdminLink } from "./mutations/create-first-admin";
import { createOrganization } from "./mutations/create-organization";
import { checkFirstAdminLink } from "./queries";
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

/** A filled-in form of the welcome page. */
function form(token: string) {
  count += 1;
  return {
    token,
    name: "Grace Hopper",
    email: `grace-${count}@harbour.example`,
    password: goodPassword,
    organizationName: `Harbour ${count}`,
  };
}

async function newToken(): Promise<string> {
  return tokenOf((await ensureFirstAdminLink()) ?? "");
}

describe("the first admin", () => {
  beforeEach(async () => {
    await committed((tx) => tx.update(users).set({ operatorSinceAt: null }));
  });

  it("becomes operator and admin of a first organization, and can sign in", async () => {
    const input = form(await newToken());
    const person = await createFirstAdmin(input, "request-1");

    const [user] = await committed((tx) => tx.select().from(users).where(eq(users.id, person.id)));
    expect(user).toMatchObject({ name: "Grace Hopper", email: input.email, isDemo: false });
    expect(user?.operatorSinceAt).toBeInstanceOf(Date);
    expect(user?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const [membership] = await committed((tx) =>
      tx.select().from(memberships).where(eq(memberships.userId, person.id)),
    );
    expect(membership).toMatchObject({ role: "admin", disabledAt: null });
    expect(await historyNames(membership?.orgId ?? "")).toEqual(["organization.created", "member.joined"]);
    await expect(signInWithPassword(input.email, goodPassword, "test")).resolves.toMatchObject({
      userId: person.id,
    });
  });

  it("is offered until there is one, each link in place of the one before", async () => {
    const first = await newToken();
    const second = await newToken();
    await expect(checkFirstAdminLink(first)).rejects.toMatchObject({ code: "not_found" });
    await expect(createFirstAdmin(form(first), "r")).rejects.toMatchObject({ code: "not_found" });
    await expect(checkFirstAdminLink(second)).resolves.toBeUndefined();
    await createFirstAdmin(form(second), "r");
    expect(await ensureFirstAdminLink()).toBeNull();
  });

  it("uses the link once, even when it is used twice at the same moment", async () => {
    const token = await newToken();
    const outcomes = await Promise.allSettled(
      ["a", "b", "c"].map((requestId) => createFirstAdmin(form(token), requestId)),
    );
    expectOneWinner(outcomes, "not_found");
    await expect(createFirstAdmin(form(token), "r")).rejects.toMatchObject({ code: "not_found" });
  });

  it("does not get in once there is an operator, by whatever way", async () => {
    const token = await newToken();
    const { orgId } = await addOrganization();
    await addMember({ orgId, isOperator: true });
    await expect(createFirstAdmin(form(token), "r")).rejects.toMatchObject({ code: "not_found" });
  });

  it("does not get in with a link that has run out", async () => {
    const token = await newToken();
    await expireLinks();
    await expect(createFirstAdmin(form(token), "r")).rejects.toMatchObject({ code: "not_found" });
  });

  it("keeps the link when the form is refused", async () => {
    const token = await newToken();
    const taken = await committed((tx) => makeUser(tx));
    const input = form(token);
    await expect(createFirstAdmin({ ...input, email: taken.email }, "r")).rejects.toMatchObject({
      code: "conflict",
      fields: { email: expect.any(String) },
    });
    await expect(createFirstAdmin({ ...input, password: "short" }, "r")).rejects.toMatchObject({
      code: "invalid",
      fields: { password: expect.any(String) },
    });
    await expect(createFirstAdmin({ ...input, password: "Grace Hopper 1" }, "r")).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(createFirstAdmin({ ...input, isOperator: "yes" }, "r")).rejects.toThrow(/isOperator/);
    await expect(createFirstAdmin(input, "r")).resolves.toMatchObject({ email: input.email });
  });
});

describe("createOrganization", () => {
  it("makes the operator its first admin", async () => {
    const { orgId } = await addOrganization();
    const operator = await addMember({ orgId, role: "admin", isOperator: true });
    const created = await createOrganization(operator.ctx, { name: "  Second Harbour " });
    expect(created.name).toBe("Second Harbour");
    const members = await committed((tx) =>
      tx.select().from(memberships).where(eq(memberships.orgId, created.id)),
    );
    expect(members).toMatchObject([{ userId: operator.userId, role: "admin" }]);
    expect(await historyOf(created.id)).toMatchObject([
      { name: "organization.created", subjectId: created.id, actorId: operator.userId },
      { name: "member.joined", subjectId: operator.userId, data: { role: "admin" } },
    ]);
    expect(await historyNames(orgId)).toEqual([]);
  });

  it("makes one of a name, even when asked twice at the same moment", async () => {
    const { orgId } = await addOrganization();
    const { ctx } = await addMember({ orgId, isOperator: true });
    const outcomes = await Promise.allSettled([
      createOrganization(ctx, { name: "Twin Works" }),
      createOrganization(ctx, { name: "twin works" }),
    ]);
    expectOneWinner(outcomes, "conflict");
    await expect(createOrganization(ctx, { name: "TWIN WORKS" })).rejects.toMatchObject({
      code: "conflict",
      fields: { name: expect.any(String) },
    });
    const named = await committed((tx) => tx.select().from(organizations));
    expect(named.filter(({ name }) => name.toLowerCase() === "twin works")).toHaveLength(1);
  });

  it("is refused to an admin who is no operator", async () => {
    const { admin } = await addOrganization();
    await expect(createOrganization(admin.ctx, { name: "Mine" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it.each([{ name: "   " }, { name: "x".repeat(121) }, { name: "two\nlines" }, {}])(
    "refuses %j",
    async (input) => {
      const { orgId } = await addOrganization();
      const { ctx } = await addMember({ orgId, isOperator: true });
      await expect(createOrganization(ctx, input)).rejects.toHaveProperty("name", "ZodError");
    },
  );
});
