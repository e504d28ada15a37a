import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect } from "vitest";
import { discoverySessions, history } from "@/db/schema";
import { dbTest, testOrgId } from "@/db/testing/db-test";
import { makeMembership, makeRoleDecision } from "@/db/testing/factories";
import { addComment, removeComment } from "./mutations/comment-role";
import { mergeRoles } from "./mutations/merge-roles";
import { listRoles } from "./queries/list-roles";
import { getRolePanel } from "./queries/role-panel";
import { findRoles, listShapeBatches, proposeSpellings } from "./queries/shapes";
import { makeRoster, memberCtx } from "./testing/role-fixtures";

const accountant = "13-2011.00";
const allOther = "11-9199.00";

describe("getRolePanel", () => {
  dbTest("shows what the same title was mapped to elsewhere, by people only", async ({ tx, orgId }) => {
    const { ctx, sessionId, firstRoleId: roleId } = await makeRoster(tx, orgId, [{ title: "Analyst" }]);
    for (const origin of ["user", "user", "rule"] as const) {
      const other = await makeRoster(tx, orgId, [{ title: "Analyst", headcount: 3 }]);
      await makeRoleDecision(tx, {
        orgId,
        roleId: other.firstRoleId,
        decidedBy: other.session.ownerId,
        onetCode: accountant,
        origin,
      });
    }
    const { elsewhere } = await getRolePanel(ctx, { sessionId, roleId });
    expect(elsewhere).toMatchObject([
      {
        occupation: { code: accountant, title: "Accountants and Auditors" },
        isMissing: false,
        sessionCount: 2,
        headcount: 6,
      },
    ]);
    const stranger = { ...ctx, orgId: testOrgId(randomUUID()) };
    await expect(getRolePanel(stranger, { sessionId, roleId })).rejects.toThrow();
  });

  dbTest("offers described occupations for one that O*NET does not describe", async ({ tx, orgId }) => {
    const {
      ctx,
      sessionId,
      firstRoleId: roleId,
    } = await makeRoster(tx, orgId, [
      { title: "Security Manager", suggestion: { codes: [allOther, accountant], confidence: 0.5 } },
    ]);
    const { undescribed } = await getRolePanel(ctx, { sessionId, roleId });
    expect(undescribed).toMatchObject([{ code: allOther, title: "Managers, All Other" }]);
    expect(undescribed[0]?.siblings[0]).toMatchObject({ code: "11-3013.01", title: "Security Managers" });
  });

  dbTest("follows a merged title to where it went, and lists its spellings there", async ({ tx, orgId }) => {
    const { ctx, sessionId, roleIds } = await makeRoster(tx, orgId, [
      { title: "Analyst", headcount: 4 },
      { title: "Anaylst", headcount: 2 },
    ]);
    const [intoId = "", roleId = ""] = roleIds;
    expect(await proposeSpellings(ctx, sessionId)).toMatchObject({
      groupCount: 1,
      otherCount: 1,
      items: [{ into: { id: intoId }, others: [{ id: roleId, decision: null }] }],
    });
    await mergeRoles(ctx, { sessionId, merges: [{ intoId, roleIds: [roleId], keepId: null }] });
    expect(await proposeSpellings(ctx, sessionId)).toMatchObject({ groupCount: 0 });
    const merged = await getRolePanel(ctx, { sessionId, roleId });
    expect(merged).toMatchObject({ mergedInto: { id: intoId, title: "Analyst", headcount: 6 } });
    const into = await getRolePanel(ctx, { sessionId, roleId: intoId });
    expect(into).toMatchObject({
      role: { headcount: 6 },
      departments: [{ name: "Finance", headcount: 6 }],
      spellings: [{ id: roleId, title: "Anaylst", headcount: 2 }],
    });
    expect(await findRoles(ctx, { sessionId, q: "an%" })).toEqual([]);
    expect(await findRoles(ctx, { sessionId, q: "ANAL" })).toMatchObject([{ id: intoId, headcount: 6 }]);
    expect(await listShapeBatches(ctx, sessionId)).toMatchObject([
      { by: "merge", title: "Analyst", roleCount: 1 },
    ]);
  });
});

describe("comments on a role", () => {
  dbTest("are seen by the organization, counted, and removed by who wrote them", async ({ tx, orgId }) => {
    const {
      ctx,
      session,
      sessionId,
      firstRoleId: roleId,
    } = await makeRoster(tx, orgId, [{ title: "Analyst" }]);
    const { userId } = await makeMembership(tx, { orgId, role: "manager" });
    const manager = memberCtx(orgId, userId, "manager");
    const { commentId } = await addComment(manager, { sessionId, roleId, body: "  Ask Eva about these.  " });
    const panel = await getRolePanel(ctx, { sessionId, roleId });
    expect(panel.comments).toMatchObject([{ id: commentId, body: "Ask Eva about these.", isOwn: false }]);
    const { items } = await listRoles(ctx, { sessionId, filter: {} });
    expect(items).toMatchObject([{ commentCount: 1 }]);
    const remove = { sessionId, roleId, commentId };
    await expect(removeComment(ctx, remove)).rejects.toMatchObject({ code: "not_found" });
    await removeComment(manager, remove);
    await expect(removeComment(manager, remove)).rejects.toMatchObject({ code: "not_found" });
    expect((await getRolePanel(ctx, { sessionId, roleId })).comments).toEqual([]);
    const lines = await tx.select({ data: history.data }).from(history);
    expect(JSON.stringify(lines)).not.toContain("Eva");
    await expect(addComment(ctx, { sessionId, roleId, body: " " })).rejects.toThrow();
    await tx.update(discoverySessions).set({ archivedAt: sql`now()` });
    await expect(
      addComment(memberCtx(orgId, session.ownerId), { sessionId, roleId, body: "Late" }),
    ).rejects.toMatchObject({ code: "conflict" });
  });
});
