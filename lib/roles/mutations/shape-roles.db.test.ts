import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inOrg, type OrgId } from "@/db/client";
import { history, roleDecisions, roleSuggestions, roles, workforceSegments } from "@/db/schema";
import { committed, committedWorld, dbTest } from "@/db/testing/db-test";
import { makeRoleDecision, makeSegment } from "@/db/testing/factories";
import type { Ctx } from "@/lib/auth/context";
import { makeRoster, memberCtx } from "@/lib/roles/testing/role-fixtures";
import { decideRole } from "./decide-role";
import { mergeRoles, separateRole } from "./merge-roles";
import { splitOff, splitRole } from "./split-role";
import { undoRoleBatch } from "./undo-role-batch";
import { undoShape } from "./undo-shape";

const accountant = "13-2011.00";
const clerk = "43-3031.00";

/** Analysts of two departments and their misspelt colleagues, in rows that every connection sees. */
async function analysts() {
  const { orgId } = await committedWorld();
  const roster = await committed(async (tx) => {
    const made = await makeRoster(tx, orgId, [
      { title: "Analyst", department: "Finance", headcount: 4 },
      { title: "Anaylst", department: "Finance", headcount: 2 },
      { title: "Data Analyst", department: "IT", headcount: 3 },
    ]);
    const { sessionId, upload, firstRoleId: roleId } = made;
    await makeSegment(tx, {
      orgId,
      sessionId,
      uploadId: upload.id,
      roleId,
      department: "Marketing",
      headcount: 5,
    });
    return made;
  });
  const [analyst = "", misspelt = "", dataAnalyst = ""] = roster.roleIds;
  return { ...roster, orgId, analyst, misspelt, dataAnalyst };
}

/** Title of the role → people, as lists show them. */
async function people({ orgId }: { orgId: OrgId }, sessionId: string): Promise<Record<string, number>> {
  const rows = await inOrg({ orgId }, (tx) =>
    tx
      .select({ title: roles.title, headcount: workforceSegments.headcount })
      .from(workforceSegments)
      .innerJoin(roles, eq(roles.id, workforceSegments.roleId))
      .where(eq(workforceSegments.sessionId, sessionId)),
  );
  const sums: Record<string, number> = {};
  for (const { title, headcount } of rows) sums[title] = (sums[title] ?? 0) + headcount;
  return sums;
}

async function decisionOf({ orgId }: { orgId: OrgId }, roleId: string): Promise<string | null | undefined> {
  const [row] = await inOrg({ orgId }, (tx) =>
    tx.select({ code: roleDecisions.onetCode }).from(roleDecisions).where(eq(roleDecisions.roleId, roleId)),
  );
  return row?.code;
}

const decide = (ctx: Ctx, sessionId: string, roleId: string, onetCode: string | null) =>
  decideRole(ctx, { sessionId, roleId, onetCode, seen: null });

describe("splitRole", () => {
  it("makes a department a role of its own with a suggestion, and can be taken back", async () => {
    const { ctx, sessionId, analyst } = await analysts();
    const split = await splitRole(ctx, {
      sessionId,
      roleId: analyst,
      departments: ["finance"],
      start: "clear",
    });
    expect(split).toMatchObject({ movedCount: 1, roleIds: [expect.any(String)] });
    expect(await people(ctx, sessionId)).toEqual({
      "Analyst · Finance": 4,
      Analyst: 5,
      Anaylst: 2,
      "Data Analyst": 3,
    });
    const [part = ""] = split.roleIds;
    const [suggestion] = await inOrg(ctx, (tx) =>
      tx.select().from(roleSuggestions).where(eq(roleSuggestions.roleId, part)),
    );
    expect(suggestion?.candidates).toMatchObject([{}, {}, {}, {}, {}]);
    const undone = await undoShape(ctx, { sessionId, batchId: split.batchId });
    expect(undone).toMatchObject({ undoneCount: 1, skipped: [] });
    expect(await people(ctx, sessionId)).toMatchObject({ Analyst: 9 });
    await expect(undoShape(ctx, { sessionId, batchId: split.batchId })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(undoRoleBatch(ctx, { sessionId, batchId: split.batchId })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("copies the decision where asked, and keeps what was decided since when taken back", async () => {
    const { ctx, sessionId, analyst } = await analysts();
    await decide(ctx, sessionId, analyst, accountant);
    const split = await splitOff(ctx, {
      sessionId,
      roleId: analyst,
      departments: ["Finance", "Marketing"],
      start: "copy",
    });
    const [first = "", second = ""] = split.roleIds;
    expect([await decisionOf(ctx, first), await decisionOf(ctx, second)]).toEqual([accountant, accountant]);
    await decideRole(ctx, {
      sessionId,
      roleId: first,
      onetCode: clerk,
      seen: { version: 1, onetCode: accountant },
    });
    const undone = await undoShape(ctx, { sessionId, batchId: split.batchId });
    expect(undone).toMatchObject({ undoneCount: 1, skippedCount: 1, skipped: [{ roleId: first }] });
    expect(await decisionOf(ctx, first)).toBe(clerk);
    expect(await decisionOf(ctx, analyst)).toBe(accountant);
  });

  it("splits again after it was taken back, and takes merged spellings along", async () => {
    const { ctx, sessionId, analyst, misspelt } = await analysts();
    const ask = { sessionId, roleId: analyst, departments: ["Finance"], start: "clear" };
    const { batchId } = await splitOff(ctx, ask);
    await undoShape(ctx, { sessionId, batchId });
    await mergeRoles(ctx, { sessionId, merges: [{ intoId: analyst, roleIds: [misspelt], keepId: null }] });
    expect(await people(ctx, sessionId)).toMatchObject({ Analyst: 11 });
    const again = await splitOff(ctx, ask);
    expect(await people(ctx, sessionId)).toEqual({ "Analyst · Finance": 6, Analyst: 5, "Data Analyst": 3 });
    await undoShape(ctx, { sessionId, batchId: again.batchId });
    expect(await people(ctx, sessionId)).toEqual({ Analyst: 11, "Data Analyst": 3 });
  });

  it("is refused where nobody is left to split off, as for the second of two people", async () => {
    const { ctx, sessionId, analyst } = await analysts();
    const ask = { sessionId, roleId: analyst, departments: ["Finance"], start: "clear" };
    const results = await Promise.allSettled([splitOff(ctx, ask), splitOff(ctx, ask)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "conflict" },
    });
    expect(await people(ctx, sessionId)).toMatchObject({ "Analyst · Finance": 4, Analyst: 5 });
  });

  it("and a merge of the same role at once leave nobody between two roles", async () => {
    const { ctx, sessionId, analyst, dataAnalyst } = await analysts();
    const results = await Promise.allSettled([
      splitOff(ctx, { sessionId, roleId: analyst, departments: ["Finance"], start: "clear" }),
      mergeRoles(ctx, { sessionId, merges: [{ intoId: dataAnalyst, roleIds: [analyst], keepId: null }] }),
    ]);
    const sums = await people(ctx, sessionId);
    expect(Object.values(sums).reduce((sum, count) => sum + count, 0)).toBe(14);
    expect(sums.Analyst).toBeUndefined();
    const isSplit = results[0]?.status === "fulfilled";
    expect(sums["Data Analyst"]).toBe(isSplit ? 8 : 12);
  });

  dbTest("tells nothing of another organization's roles, and needs the right", async ({ tx, orgId }) => {
    const { ctx, session, sessionId, firstRoleId } = await makeRoster(tx, orgId, [{ title: "Analyst" }]);
    const other = await makeRoster(tx, orgId, [{ title: "Analyst" }]);
    const ask = { sessionId, roleId: firstRoleId, departments: ["Finance"], start: "clear" };
    await expect(splitOff(ctx, { ...ask, roleId: other.firstRoleId })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(splitOff(other.ctx, ask)).rejects.toMatchObject({ code: "forbidden" });
    await expect(splitOff(memberCtx(orgId, session.ownerId, "manager"), ask)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(splitOff(ctx, { ...ask, departments: [] })).rejects.toThrow();
  });
});

describe("mergeRoles", () => {
  it("moves people and the only decision, and gives both back", async () => {
    const { ctx, sessionId, analyst, misspelt } = await analysts();
    await decide(ctx, sessionId, misspelt, accountant);
    const merged = await mergeRoles(ctx, {
      sessionId,
      merges: [{ intoId: analyst, roleIds: [misspelt], keepId: null }],
    });
    expect(await people(ctx, sessionId)).toEqual({ Analyst: 11, "Data Analyst": 3 });
    expect(await decisionOf(ctx, analyst)).toBe(accountant);
    await undoShape(ctx, { sessionId, batchId: merged.batchId });
    expect(await people(ctx, sessionId)).toEqual({ Analyst: 9, Anaylst: 2, "Data Analyst": 3 });
    expect(await decisionOf(ctx, analyst)).toBeUndefined();
    expect(await decisionOf(ctx, misspelt)).toBe(accountant);
    const lines = await inOrg(ctx, (tx) =>
      tx
        .select({ name: history.name, data: history.data })
        .from(history)
        .where(eq(history.subjectId, sessionId)),
    );
    expect(lines).toContainEqual({ name: "role.merged", data: { batchId: merged.batchId, count: 1 } });
  });

  it("asks which decision stays, does as told, and lists what was decided since", async () => {
    const { ctx, sessionId, analyst, misspelt } = await analysts();
    await decide(ctx, sessionId, analyst, clerk);
    await decide(ctx, sessionId, misspelt, accountant);
    const ask = (keepId: string | null) => ({
      sessionId,
      merges: [{ intoId: analyst, roleIds: [misspelt], keepId }],
    });
    await expect(mergeRoles(ctx, ask(null))).rejects.toMatchObject({ code: "conflict" });
    expect(await people(ctx, sessionId)).toMatchObject({ Anaylst: 2 });
    const first = await mergeRoles(ctx, ask(misspelt));
    expect(await decisionOf(ctx, analyst)).toBe(accountant);
    await undoShape(ctx, { sessionId, batchId: first.batchId });
    expect(await decisionOf(ctx, analyst)).toBe(clerk);
    const second = await mergeRoles(ctx, ask(misspelt));
    const [now] = await inOrg(ctx, (tx) =>
      tx.select().from(roleDecisions).where(eq(roleDecisions.roleId, analyst)),
    );
    const seen = { version: now?.version ?? 0, onetCode: accountant };
    await decideRole(ctx, { sessionId, roleId: analyst, onetCode: null, seen });
    const undone = await undoShape(ctx, { sessionId, batchId: second.batchId });
    expect(undone).toMatchObject({ undoneCount: 1, skipped: [{ roleId: analyst, title: "Analyst" }] });
    expect(await decisionOf(ctx, analyst)).toBeNull();
    expect(await people(ctx, sessionId)).toMatchObject({ Anaylst: 2 });
  });

  it("stays flat, and leaves to later merges what they changed", async () => {
    const { ctx, sessionId, analyst, misspelt, dataAnalyst } = await analysts();
    const merge = (intoId: string, roleId: string) =>
      mergeRoles(ctx, { sessionId, merges: [{ intoId, roleIds: [roleId], keepId: null }] });
    const first = await merge(analyst, misspelt);
    await expect(merge(dataAnalyst, misspelt)).rejects.toMatchObject({ code: "conflict" });
    const second = await merge(dataAnalyst, analyst);
    expect(await people(ctx, sessionId)).toEqual({ "Data Analyst": 14 });
    const kept = await undoShape(ctx, { sessionId, batchId: first.batchId });
    expect(kept).toMatchObject({ undoneCount: 0, skipped: [{ roleId: misspelt }] });
    await undoShape(ctx, { sessionId, batchId: second.batchId });
    expect(await people(ctx, sessionId)).toEqual({ Analyst: 11, "Data Analyst": 3 });
    const out = await separateRole(ctx, { sessionId, roleId: misspelt });
    expect(await people(ctx, sessionId)).toMatchObject({ Anaylst: 2 });
    await expect(separateRole(ctx, { sessionId, roleId: misspelt })).rejects.toMatchObject({
      code: "conflict",
    });
    await undoShape(ctx, { sessionId, batchId: out.batchId });
    expect(await people(ctx, sessionId)).toEqual({ Analyst: 11, "Data Analyst": 3 });
  });

  it("lets one of two people win", async () => {
    const { ctx, sessionId, analyst, misspelt, dataAnalyst } = await analysts();
    const results = await Promise.allSettled(
      [analyst, dataAnalyst].map((intoId) =>
        mergeRoles(ctx, { sessionId, merges: [{ intoId, roleIds: [misspelt], keepId: null }] }),
      ),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(Object.values(await people(ctx, sessionId)).reduce((sum, count) => sum + count, 0)).toBe(14);
  });

  dbTest("knows no role of another session and no decision it did not make", async ({ tx, orgId }) => {
    const { ctx, sessionId, roleIds } = await makeRoster(tx, orgId, [{ title: "A" }, { title: "B" }]);
    const other = await makeRoster(tx, orgId, [{ title: "B" }]);
    const [intoId = "", roleId = ""] = roleIds;
    const ask = (id: string) => ({ sessionId, merges: [{ intoId, roleIds: [id], keepId: null }] });
    await expect(mergeRoles(ctx, ask(other.firstRoleId))).rejects.toMatchObject({ code: "not_found" });
    await expect(mergeRoles(ctx, ask(intoId))).rejects.toMatchObject({ code: "invalid" });
    await expect(mergeRoles(other.ctx, ask(roleId))).rejects.toMatchObject({ code: "forbidden" });
    await makeRoleDecision(tx, { orgId, roleId: intoId, onetCode: null });
    await mergeRoles(ctx, ask(roleId));
    const rows = await tx
      .select({ id: roles.id })
      .from(roles)
      .where(and(eq(roles.mergedIntoId, intoId)));
    expect(rows).toEqual([{ id: roleId }]);
  });
});
