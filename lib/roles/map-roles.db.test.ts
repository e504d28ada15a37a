import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inOrg } from "@/db/client";
import {
  discoverySessions,
  history,
  jobs,
  matchPolicies,
  outbox,
  roleDecisions,
  roleSuggestions,
  roles,
  workforceSegments,
} from "@/db/schema";
import { committed, committedWorld, dbTest } from "@/db/testing/db-test";
import { makeMembership, makeRole, makeSegment } from "@/db/testing/factories";
import { listRolesToMap, mapRolesBatch } from "./map-roles";
import { confirmRoles } from "./mutations/confirm-roles";
import { decideRole } from "./mutations/decide-role";
import { requestMapping } from "./mutations/request-mapping";
import { undoRoleBatch } from "./mutations/undo-role-batch";
import { listTitlesToMap } from "./queries/titles-to-map";
import { makeRoster, memberCtx } from "./testing/role-fixtures";

const titles = [
  { title: "Sr. Accountant II", department: "Finance" },
  { title: "Registered Nurse" },
  { title: "***" },
];

describe("listRolesToMap", () => {
  dbTest("gives every role of the session once, in batches", async ({ tx, orgId }) => {
    const { ctx, sessionId, roleIds, upload } = await makeRoster(tx, orgId, titles);
    await makeRoster(tx, orgId, titles);
    expect(await listRolesToMap(ctx, sessionId)).toEqual([[...roleIds].sort()]);
    const more = Array.from({ length: 1200 }, (_, index) => `Clerk ${index}`);
    const made = await tx
      .insert(roles)
      .values(more.map((title) => ({ orgId, sessionId, title, titleKey: title })))
      .returning({ roleId: roles.id, titleKey: roles.titleKey });
    const place = { orgId, sessionId, uploadId: upload.id, headcount: 1 };
    await tx.insert(workforceSegments).values(made.map((role) => ({ ...place, ...role })));
    // A title whose people left.
    await makeRole(tx, { orgId, sessionId, title: "Nobody's" });
    const batches = await listRolesToMap(ctx, sessionId);
    expect(batches.map((batch) => batch.length)).toEqual([1000, 203]);
    expect(new Set(batches.flat()).size).toBe(1203);
  });

  dbTest("has nothing to do without a roster", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeRoster(tx, orgId, []);
    expect(await listRolesToMap(ctx, sessionId)).toEqual([]);
  });
});

describe("listTitlesToMap", () => {
  dbTest("says where most people of a role work", async ({ tx, orgId }) => {
    const {
      ctx,
      sessionId,
      upload,
      firstRoleId: roleId,
    } = await makeRoster(tx, orgId, [{ title: "Analyst", headcount: 3, department: "Audit" }]);
    const segment = { orgId, sessionId, uploadId: upload.id, roleId };
    await makeSegment(tx, { ...segment, department: "Tax", lineOfBusiness: "Retail", headcount: 2 });
    await makeSegment(tx, { ...segment, department: "Tax", location: "Oslo", headcount: 2 });
    await makeSegment(tx, { ...segment, headcount: 90 });
    expect(await listTitlesToMap(ctx, sessionId, [roleId])).toEqual([
      { roleId, title: "Analyst", department: "Tax", lineOfBusiness: "Retail" },
    ]);
    expect(await listTitlesToMap(ctx, sessionId, [])).toEqual([]);
  });
});

describe("mapRolesBatch", () => {
  dbTest("stores the best five with words, confidence and margin", async ({ tx, orgId }) => {
    const { ctx, sessionId, roleIds } = await makeRoster(tx, orgId, titles);
    expect(await mapRolesBatch(ctx, { sessionId, roleIds })).toEqual({ mappedCount: 3 });
    const rows = await tx.select().from(roleSuggestions);
    const [accountant, nurse, nothing] = roleIds.map((id) => rows.find((row) => row.roleId === id));
    expect(accountant?.bestCode).toBe("13-2011.00");
    expect(accountant?.candidates).toHaveLength(5);
    expect(accountant?.candidates).toMatchObject([
      { code: "13-2011.00", words: expect.arrayContaining(["accountant"]) },
      {},
      {},
      {},
      {},
    ]);
    expect(nurse).toMatchObject({ bestCode: "29-1141.00", isAccepted: true, release: "30.1" });
    expect(nothing).toMatchObject({ bestCode: null, candidates: [], confidence: 0, isAccepted: false });
  });

  dbTest("may run again, keeps what a person decided, and leaves out what is gone", async ({ tx, orgId }) => {
    const { ctx, sessionId, roleIds } = await makeRoster(tx, orgId, titles);
    const [first = "", second = "", third = ""] = roleIds;
    await mapRolesBatch(ctx, { sessionId, roleIds });
    await decideRole(ctx, { sessionId, roleId: first, onetCode: "43-3031.00", seen: null });
    const before = await tx.select().from(roleSuggestions).orderBy(roleSuggestions.roleId);
    await tx.delete(roles).where(eq(roles.id, third));
    const elsewhere = await makeRole(tx, { orgId, title: "Elsewhere" });
    const again = await mapRolesBatch(ctx, { sessionId, roleIds: [...roleIds, elsewhere.id] });
    expect(again).toEqual({ mappedCount: 2 });
    const after = await tx.select().from(roleSuggestions).orderBy(roleSuggestions.roleId);
    const of = (rows: typeof before, roleId: string) => rows.filter((row) => row.roleId === roleId);
    expect(of(after, second)).toEqual(of(before, second));
    // What the person decided is the organization's own name for it from now on.
    expect(of(after, first)).toMatchObject([{ bestCode: "43-3031.00", aliasId: expect.any(String) }]);
    expect(after.map((row) => row.roleId).sort()).toEqual([first, second].sort());
    const decision = await tx.query.roleDecisions.findFirst();
    expect(decision).toMatchObject({ roleId: first, onetCode: "43-3031.00", origin: "user" });
  });

  dbTest(
    "keeps what was confirmed in bulk, as it was confirmed, and can still take it back",
    async ({ tx, orgId }) => {
      const wrongly = { codes: ["43-3031.00"], confidence: 0.9 };
      const { ctx, sessionId, roleIds } = await makeRoster(
        tx,
        orgId,
        titles.map((role) => ({ ...role, suggestion: wrongly })),
      );
      const [first = ""] = roleIds;
      const select = { by: "selection", sessionId, roles: [{ roleId: first, onetCode: "43-3031.00" }] };
      await confirmRoles(ctx, select);
      const threshold = { sessionId, minPercent: 80, minMarginPercent: 20, filter: {} };
      const { batchId } = await confirmRoles(ctx, { by: "threshold", ...threshold });
      const before = await tx.select().from(roleDecisions).orderBy(roleDecisions.roleId);
      expect(before).toHaveLength(3);
      expect(await mapRolesBatch(ctx, { sessionId, roleIds })).toEqual({ mappedCount: 3 });
      expect(await tx.select().from(roleDecisions).orderBy(roleDecisions.roleId)).toEqual(before);
      const said = await tx.select().from(roleSuggestions);
      expect(said.map((row) => row.bestCode).sort()).toEqual(["13-2011.00", "29-1141.00", null]);
      // Known occupations differ in exposure, so the review knows what a mistake would do.
      expect(said.find((row) => row.roleId === first)?.effect).toBeGreaterThan(0);
      expect(await undoRoleBatch(ctx, { sessionId, batchId })).toMatchObject({
        undoneCount: 2,
        skippedCount: 0,
      });
      expect(await tx.select().from(roleDecisions)).toMatchObject([{ roleId: first, origin: "user" }]);
    },
  );

  dbTest("judges by the organization's own rule", async ({ tx, orgId }) => {
    const { ctx, sessionId, roleIds, session } = await makeRoster(tx, orgId, titles);
    const strict = { orgId, minConfidence: 0.99, minMargin: 0.2, changedBy: session.ownerId };
    await tx.insert(matchPolicies).values(strict);
    await mapRolesBatch(ctx, { sessionId, roleIds });
    const said = await tx.select().from(roleSuggestions);
    expect(said.map((row) => row.isAccepted)).toEqual([false, false, false]);
  });

  dbTest("stops when the session was archived or the right is gone", async ({ tx, orgId }) => {
    const { ctx, sessionId, roleIds } = await makeRoster(tx, orgId, titles);
    const { userId } = await makeMembership(tx, { orgId });
    const batch = { sessionId, roleIds };
    await expect(mapRolesBatch(memberCtx(orgId, userId), batch)).rejects.toMatchObject({ code: "forbidden" });
    await tx.update(discoverySessions).set({ archivedAt: new Date() });
    await expect(mapRolesBatch(ctx, batch)).rejects.toMatchObject({ code: "conflict" });
    expect(await tx.select().from(roleSuggestions)).toEqual([]);
  });
});

describe("requestMapping", () => {
  dbTest("asks once, however often it is clicked", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeRoster(tx, orgId, titles);
    const first = await requestMapping(ctx, { sessionId });
    expect(first.isNew).toBe(true);
    expect(await requestMapping(ctx, { sessionId })).toEqual({ jobId: first.jobId, isNew: false });
    expect(await tx.select().from(jobs)).toMatchObject([
      { kind: "roles.map", sessionId, subjectId: sessionId },
    ]);
    expect(await tx.select().from(outbox)).toMatchObject([{ name: "roles/mapping.requested" }]);
    const lines = await tx.select().from(history).where(eq(history.name, "role.mapping_requested"));
    expect(lines).toMatchObject([{ subjectId: sessionId, data: { jobId: first.jobId } }]);
  });

  dbTest("needs roles, and the right to edit", async ({ tx, orgId }) => {
    const empty = await makeRoster(tx, orgId, []);
    await expect(requestMapping(empty.ctx, { sessionId: empty.sessionId })).rejects.toMatchObject({
      code: "invalid",
    });
    const { sessionId } = await makeRoster(tx, orgId, titles);
    const { userId } = await makeMembership(tx, { orgId });
    await expect(requestMapping(memberCtx(orgId, userId), { sessionId })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("does not find the session of another tenant", async () => {
    const [ours, theirs] = await Promise.all([committedWorld(), committedWorld()]);
    const foreign = await committed((tx) => makeRoster(tx, theirs.orgId, titles));
    const ctx = memberCtx(ours.orgId, ours.user.id, "admin");
    await expect(requestMapping(ctx, { sessionId: foreign.sessionId })).rejects.toMatchObject({
      code: "not_found",
    });
    const batch = { sessionId: foreign.sessionId, roleIds: foreign.roleIds };
    expect(await mapRolesBatch(ctx, batch)).toEqual({ mappedCount: 0 });
    expect(await inOrg(theirs, (tx) => tx.select().from(roleSuggestions))).toEqual([]);
  });
});
