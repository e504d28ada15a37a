import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inOrg, type Tx } from "@/db/client";
import { decisionBatches, history, roleDecisions } from "@/db/schema";
import { committed, committedWorld, dbTest } from "@/db/testing/db-test";
import { makeMembership } from "@/db/testing/factories";
import { listDecisionBatches, summarizeRoles } from "@/lib/roles/queries";
import { countAbove } from "@/lib/roles/role-summary";
import { makeRoster, memberCtx, type RoleToMake } from "@/lib/roles/testing/role-fixtures";
import { confirmRoles } from "./confirm-roles";
import { decideRole, reopenRole } from "./decide-role";
import { undoRoleBatch } from "./undo-role-batch";

const accountant = "13-2011.00";
const clerk = "43-3031.00";

function suggested(
  title: string,
  confidence: number,
  more: Partial<RoleToMake> & { margin?: number } = {},
): RoleToMake {
  const { margin, ...role } = more;
  return { title, suggestion: { codes: [clerk, accountant], confidence, margin }, ...role };
}

const five: readonly RoleToMake[] = [
  suggested("Sure", 0.95, { headcount: 10 }),
  suggested("Just enough", 0.8, { headcount: 4, department: "Audit" }),
  suggested("Close second", 0.9, { headcount: 3, margin: 0.1 }),
  suggested("Doubtful", 0.799, { headcount: 100 }),
  { title: "Unknown", headcount: 50 },
];

const above = (sessionId: string, more: object = {}) => ({
  by: "threshold",
  sessionId,
  minPercent: 80,
  minMarginPercent: 20,
  filter: {},
  ...more,
});

const lines = (tx: Tx, name: string) => tx.select().from(history).where(eq(history.name, name));

describe("confirmRoles by a threshold", () => {
  dbTest(
    "confirms what is certain enough as one batch with one line in the history",
    async ({ tx, orgId }) => {
      const { ctx, session, sessionId } = await makeRoster(tx, orgId, five);
      const summary = await summarizeRoles(ctx, { sessionId, filter: {} });
      const promised = countAbove(summary.confirmable, { minPercent: 80, needsMargin: true });
      const { batchId, ...confirmed } = await confirmRoles(ctx, above(sessionId));
      expect(confirmed).toEqual({ count: 2, headcount: 14 });
      expect(confirmed).toEqual({ count: promised.roles, headcount: promised.people });
      const decisions = await tx.select().from(roleDecisions);
      expect(decisions).toHaveLength(2);
      for (const decision of decisions) {
        expect(decision).toMatchObject({
          onetCode: clerk,
          origin: "rule",
          decidedBy: session.ownerId,
          batchId,
        });
      }
      expect(await lines(tx, "role.mapping_batch_made")).toMatchObject([
        { subjectId: sessionId, data: { batchId, by: "threshold", origin: "rule", count: 2, headcount: 14 } },
      ]);
      expect(await listDecisionBatches(ctx, sessionId)).toMatchObject([
        {
          id: batchId,
          criteria: { by: "threshold", minPercent: 80, minMarginPercent: 20, filter: { state: "open" } },
          decisionCount: 2,
          standingCount: 2,
          undoneAt: null,
        },
      ]);
    },
  );

  dbTest("minds the margin only when asked to, and stays within the filter", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeRoster(tx, orgId, five);
    const audit = await confirmRoles(ctx, above(sessionId, { filter: { department: "Audit" } }));
    expect(audit).toMatchObject({ count: 1, headcount: 4 });
    const rest = await confirmRoles(ctx, above(sessionId, { minMarginPercent: null }));
    expect(rest).toMatchObject({ count: 2, headcount: 13 });
  });

  dbTest("leaves decisions alone, and has nothing to do the second time", async ({ tx, orgId }) => {
    const { ctx, sessionId, firstRoleId: roleId } = await makeRoster(tx, orgId, five);
    await decideRole(ctx, { sessionId, roleId, onetCode: null, seen: null });
    expect(await confirmRoles(ctx, above(sessionId))).toMatchObject({ count: 1 });
    await expect(confirmRoles(ctx, above(sessionId))).rejects.toMatchObject({ code: "conflict" });
    const [own] = await tx.select().from(roleDecisions).where(eq(roleDecisions.roleId, roleId));
    expect(own).toMatchObject({ onetCode: null, origin: "user", version: 1 });
  });

  dbTest("is for the owner and for admins", async ({ tx, orgId }) => {
    const { sessionId } = await makeRoster(tx, orgId, five);
    const { userId } = await makeMembership(tx, { orgId });
    const colleague = memberCtx(orgId, userId);
    await expect(confirmRoles(colleague, above(sessionId))).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("confirmRoles by selection", () => {
  dbTest("confirms what the person saw, as their own decision", async ({ tx, orgId }) => {
    const { ctx, sessionId, roleIds } = await makeRoster(tx, orgId, five);
    const [first = "", , , fourth = ""] = roleIds;
    const roles = [
      { roleId: first, onetCode: accountant },
      { roleId: fourth, onetCode: clerk },
    ];
    const confirmed = await confirmRoles(ctx, { by: "selection", sessionId, roles });
    expect(confirmed).toMatchObject({ count: 2, headcount: 110 });
    const [row] = await tx.select().from(roleDecisions).where(eq(roleDecisions.roleId, first));
    expect(row).toMatchObject({ onetCode: accountant, origin: "user", batchId: confirmed.batchId });
  });

  dbTest("takes no role of another session and no code that is none", async ({ tx, orgId }) => {
    const { ctx, sessionId, firstRoleId } = await makeRoster(tx, orgId, five);
    const other = await makeRoster(tx, orgId, five);
    const confirm = (roleId: string, onetCode: string) =>
      confirmRoles(ctx, { by: "selection", sessionId, roles: [{ roleId, onetCode }] });
    await expect(confirm(other.firstRoleId, clerk)).rejects.toMatchObject({ code: "conflict" });
    await expect(confirm(firstRoleId, "99-9999.00")).rejects.toMatchObject({ code: "conflict" });
    await expect(confirmRoles(ctx, { by: "selection", sessionId, roles: [] })).rejects.toThrow(
      /at least one/,
    );
    expect(await tx.select().from(roleDecisions)).toEqual([]);
  });
});

describe("undoRoleBatch", () => {
  dbTest("takes back what nobody changed since, and names the rest", async ({ tx, orgId }) => {
    const many = [...five, suggested("Also sure", 0.97), suggested("Sure as well", 0.96)];
    const { ctx, sessionId, roleIds } = await makeRoster(tx, orgId, many);
    const { batchId, count } = await confirmRoles(ctx, above(sessionId));
    expect(count).toBe(4);
    const [changed = "", reopened = "", , , , replaced = ""] = roleIds;
    const seen = { version: 1, onetCode: clerk };
    await decideRole(ctx, { sessionId, roleId: changed, onetCode: accountant, seen });
    await reopenRole(ctx, { sessionId, roleId: reopened, seen });
    await reopenRole(ctx, { sessionId, roleId: replaced, seen });
    await decideRole(ctx, { sessionId, roleId: replaced, onetCode: null, seen: null });

    const undone = await undoRoleBatch(ctx, { sessionId, batchId });
    expect(undone).toEqual({
      batchId,
      undoneCount: 1,
      skipped: [
        { roleId: replaced, title: "Also sure" },
        { roleId: changed, title: "Sure" },
      ],
      skippedCount: 2,
    });
    const left = await tx.select().from(roleDecisions);
    expect(left.map((row) => [row.roleId, row.onetCode]).sort()).toEqual(
      [
        [changed, accountant],
        [replaced, null],
      ].sort(),
    );
    expect(await lines(tx, "role.mapping_batch_undone")).toMatchObject([
      { subjectId: sessionId, data: { batchId, undoneCount: 1, skippedCount: 2 } },
    ]);
    expect(await listDecisionBatches(ctx, sessionId)).toMatchObject([
      { id: batchId, undoneAt: expect.any(Date), decisionCount: 4, standingCount: 0 },
    ]);
  });

  dbTest("is done once", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeRoster(tx, orgId, five);
    const { batchId } = await confirmRoles(ctx, above(sessionId));
    await undoRoleBatch(ctx, { sessionId, batchId });
    const again = await confirmRoles(ctx, above(sessionId));
    await expect(undoRoleBatch(ctx, { sessionId, batchId })).rejects.toMatchObject({ code: "conflict" });
    expect(await tx.select().from(roleDecisions)).toHaveLength(again.count);
  });

  dbTest("is for the owner and for admins", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeRoster(tx, orgId, five);
    const { batchId } = await confirmRoles(ctx, above(sessionId));
    const { userId } = await makeMembership(tx, { orgId });
    const colleague = memberCtx(orgId, userId);
    await expect(undoRoleBatch(colleague, { sessionId, batchId })).rejects.toMatchObject({
      code: "forbidden",
    });
    const other = await makeRoster(tx, orgId, five);
    const elsewhere = undoRoleBatch(other.ctx, { sessionId: other.sessionId, batchId });
    await expect(elsewhere).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("two people at once", () => {
  it("confirm every role once, whoever is first", async () => {
    const world = await committedWorld();
    const { sessionId } = await committed((tx) => makeRoster(tx, world.orgId, five));
    const ctx = memberCtx(world.orgId, world.user.id, "admin");
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => confirmRoles(ctx, above(sessionId))));
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect(await inOrg(world, (tx) => tx.select().from(roleDecisions))).toHaveLength(2);
    expect(await inOrg(world, (tx) => tx.select().from(decisionBatches))).toHaveLength(1);
  });

  it("find no batch and no session of another tenant", async () => {
    const [ours, theirs] = await Promise.all([committedWorld(), committedWorld()]);
    const foreign = await committed((tx) => makeRoster(tx, theirs.orgId, five));
    const { batchId } = await confirmRoles(foreign.ctx, above(foreign.sessionId));
    const ctx = memberCtx(ours.orgId, ours.user.id, "admin");
    const missing = { code: "not_found" };
    await expect(confirmRoles(ctx, above(foreign.sessionId))).rejects.toMatchObject(missing);
    await expect(undoRoleBatch(ctx, { sessionId: foreign.sessionId, batchId })).rejects.toMatchObject(
      missing,
    );
    expect(await listDecisionBatches(ctx, foreign.sessionId)).toEqual([]);
  });
});
