import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inOrg } from "@/db/client";
import { discoverySessions, history, roleDecisions } from "@/db/schema";
import { committed, committedWorld, dbTest } from "@/db/testing/db-test";
import { makeMembership, makeSession } from "@/db/testing/factories";
import { makeRoster, memberCtx } from "@/lib/roles/testing/role-fixtures";
import { decideRole, reopenRole } from "./decide-role";

const accountant = "13-2011.00";
const clerk = "43-3031.00";
const oneRole = [{ title: "Clerk", suggestion: { codes: [clerk], confidence: 0.4 } }];

describe("decideRole", () => {
  dbTest(
    "settles the occupation, says by whom, and leaves its line in the history",
    async ({ tx, orgId }) => {
      const { ctx, session, sessionId, firstRoleId: roleId } = await makeRoster(tx, orgId, oneRole);
      const decided = await decideRole(ctx, {
        sessionId,
        roleId,
        onetCode: "132011",
        reason: "  Does the books.  ",
        seen: null,
      });
      expect(decided).toEqual({ roleId, onetCode: accountant, version: 1 });
      const [row] = await tx.select().from(roleDecisions);
      expect(row).toMatchObject({
        onetCode: accountant,
        release: "30.1",
        origin: "user",
        decidedBy: session.ownerId,
        reason: "Does the books.",
        batchId: null,
      });
      const [line] = await tx.select().from(history).where(eq(history.name, "role.mapped"));
      expect(line).toMatchObject({
        subjectId: roleId,
        actorId: session.ownerId,
        data: { onetCode: accountant, origin: "user", replacedBatch: null },
      });
      const [after] = await tx.select().from(discoverySessions).where(eq(discoverySessions.id, sessionId));
      expect(after?.inputsChangedAt.getTime()).toBeGreaterThanOrEqual(session.inputsChangedAt.getTime());
    },
  );

  dbTest("can be changed, and can say that there is no occupation", async ({ tx, orgId }) => {
    const { ctx, sessionId, firstRoleId: roleId } = await makeRoster(tx, orgId, oneRole);
    await decideRole(ctx, { sessionId, roleId, onetCode: clerk, seen: null });
    const none = await decideRole(ctx, {
      sessionId,
      roleId,
      onetCode: null,
      seen: { version: 1, onetCode: clerk },
    });
    expect(none).toEqual({ roleId, onetCode: null, version: 2 });
    const back = await decideRole(ctx, {
      sessionId,
      roleId,
      onetCode: clerk,
      seen: { version: 2, onetCode: null },
    });
    expect(back).toMatchObject({ onetCode: clerk, version: 3 });
  });

  dbTest("does not overwrite what somebody decided meanwhile", async ({ tx, orgId }) => {
    const { ctx, sessionId, firstRoleId: roleId } = await makeRoster(tx, orgId, oneRole);
    await decideRole(ctx, { sessionId, roleId, onetCode: clerk, seen: null });
    const conflict = { code: "conflict" };
    const again = (seen: unknown) => decideRole(ctx, { sessionId, roleId, onetCode: accountant, seen });
    await expect(again(null)).rejects.toMatchObject(conflict);
    await expect(again({ version: 2, onetCode: clerk })).rejects.toMatchObject(conflict);
    await expect(again({ version: 1, onetCode: accountant })).rejects.toMatchObject(conflict);
    await expect(again({ version: 1, onetCode: null })).rejects.toMatchObject(conflict);
    expect(await tx.select().from(roleDecisions)).toMatchObject([{ onetCode: clerk, version: 1 }]);
  });

  dbTest("refuses codes that are none, roles of other sessions, archived sessions", async ({ tx, orgId }) => {
    const { ctx, sessionId, firstRoleId: roleId } = await makeRoster(tx, orgId, oneRole);
    const decide = (input: object) =>
      decideRole(ctx, { sessionId, roleId, onetCode: clerk, seen: null, ...input });
    await expect(decide({ onetCode: "99-9999.00" })).rejects.toMatchObject({ code: "invalid" });
    await expect(decide({ onetCode: "clerk" })).rejects.toThrow(/looks like/);
    await expect(decide({ reason: "x".repeat(501) })).rejects.toThrow(/500/);
    const other = await makeRoster(tx, orgId, oneRole);
    await expect(decide({ roleId: other.firstRoleId })).rejects.toMatchObject({ code: "not_found" });
    await tx
      .update(discoverySessions)
      .set({ archivedAt: new Date() })
      .where(eq(discoverySessions.id, sessionId));
    await expect(decide({})).rejects.toMatchObject({ code: "conflict" });
    expect(await tx.select().from(roleDecisions)).toEqual([]);
  });

  dbTest("is for the owner and for admins", async ({ tx, orgId, user }) => {
    const { sessionId, firstRoleId: roleId } = await makeRoster(tx, orgId, oneRole);
    const { userId } = await makeMembership(tx, { orgId });
    const input = { sessionId, roleId, onetCode: clerk, seen: null };
    const analyst = memberCtx(orgId, userId);
    const manager = memberCtx(orgId, userId, "manager");
    await expect(decideRole(analyst, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(decideRole(manager, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(decideRole(memberCtx(orgId, user.id, "admin"), input)).resolves.toMatchObject({
      version: 1,
    });
  });

  it("does not find the role of another tenant", async () => {
    const [ours, theirs] = await Promise.all([committedWorld(), committedWorld()]);
    const foreign = await committed((tx) => makeRoster(tx, theirs.orgId, oneRole));
    const ctx = memberCtx(ours.orgId, ours.user.id, "admin");
    const input = { sessionId: foreign.sessionId, roleId: foreign.firstRoleId, onetCode: clerk, seen: null };
    await expect(decideRole(ctx, input)).rejects.toMatchObject({ code: "not_found" });
    const { id: sessionId } = await inOrg(ours, (tx) => makeSession(tx, { orgId: ours.orgId }));
    await expect(decideRole(ctx, { ...input, sessionId })).rejects.toMatchObject({ code: "not_found" });
  });

  it("lets one of many deciders win and tells the others", async () => {
    const world = await committedWorld();
    const { sessionId, firstRoleId: roleId } = await committed((tx) => makeRoster(tx, world.orgId, oneRole));
    const ctx = memberCtx(world.orgId, world.user.id, "admin");
    const decide = (onetCode: string) => decideRole(ctx, { sessionId, roleId, onetCode, seen: null });
    const outcomes = await Promise.allSettled([clerk, accountant, clerk, accountant, clerk].map(decide));
    const won = outcomes.filter((outcome) => outcome.status === "fulfilled");
    const lost = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(won).toHaveLength(1);
    expect(lost.map((outcome) => outcome.reason)).toMatchObject(Array(4).fill({ code: "conflict" }));
    const lines = await inOrg(world, (tx) => tx.select().from(history).where(eq(history.subjectId, roleId)));
    expect(lines).toHaveLength(1);
  });
});

describe("reopenRole", () => {
  dbTest("takes the decision back, once", async ({ tx, orgId }) => {
    const { ctx, sessionId, firstRoleId: roleId } = await makeRoster(tx, orgId, oneRole);
    await decideRole(ctx, { sessionId, roleId, onetCode: clerk, seen: null });
    const input = { sessionId, roleId, seen: { version: 1, onetCode: clerk } };
    expect(await reopenRole(ctx, input)).toEqual({ roleId });
    expect(await tx.select().from(roleDecisions)).toEqual([]);
    const lines = await tx.select().from(history).where(eq(history.name, "role.mapping_reopened"));
    expect(lines).toMatchObject([{ subjectId: roleId, data: { onetCode: clerk } }]);
    await expect(reopenRole(ctx, input)).rejects.toMatchObject({ code: "conflict" });
  });

  dbTest("leaves a decision that the person has not seen", async ({ tx, orgId }) => {
    const { ctx, sessionId, firstRoleId: roleId } = await makeRoster(tx, orgId, oneRole);
    await decideRole(ctx, { sessionId, roleId, onetCode: null, seen: null });
    const seen = { version: 1, onetCode: clerk };
    await expect(reopenRole(ctx, { sessionId, roleId, seen })).rejects.toMatchObject({ code: "conflict" });
    expect(await tx.select().from(roleDecisions)).toHaveLength(1);
  });

  dbTest("is for the owner and for admins", async ({ tx, orgId }) => {
    const { ctx, sessionId, firstRoleId: roleId } = await makeRoster(tx, orgId, oneRole);
    await decideRole(ctx, { sessionId, roleId, onetCode: clerk, seen: null });
    const { userId } = await makeMembership(tx, { orgId });
    const input = { sessionId, roleId, seen: { version: 1, onetCode: clerk } };
    await expect(reopenRole(memberCtx(orgId, userId), input)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("does not find the role of another tenant", async () => {
    const [ours, theirs] = await Promise.all([committedWorld(), committedWorld()]);
    const foreign = await committed((tx) => makeRoster(tx, theirs.orgId, oneRole));
    const ctx = memberCtx(ours.orgId, ours.user.id, "admin");
    const input = {
      sessionId: foreign.sessionId,
      roleId: foreign.firstRoleId,
      seen: { version: 1, onetCode: clerk },
    };
    await expect(reopenRole(ctx, input)).rejects.toMatchObject({ code: "not_found" });
  });
});
