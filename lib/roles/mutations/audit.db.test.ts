import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inOrg } from "@/db/client";
import { history, mappingAuditItems, mappingAudits, roleSuggestions } from "@/db/schema";
import { committed, committedWorld, dbTest } from "@/db/testing/db-test";
import { makeMembership } from "@/db/testing/factories";
import { summarizeRoles } from "@/lib/roles/queries";
import { findOpenAudit, listJustOutside } from "@/lib/roles/queries/audits";
import { listRoles } from "@/lib/roles/queries/list-roles";
import { countAbove, wrongAbove } from "@/lib/roles/role-summary";
import { makeRoster, memberCtx, type RoleToMake } from "@/lib/roles/testing/role-fixtures";
import { checkMapping } from "./check-mapping";
import { confirmRoles } from "./confirm-roles";
import { decideRole } from "./decide-role";
import { drawAudit } from "./draw-audit";

const clerk = "43-3031.00";
const accountant = "13-2011.00";

const role = (title: string, confidence: number, margin = 0.5, headcount = 10): RoleToMake => ({
  ...{ title, headcount, suggestion: { codes: [clerk, accountant], confidence, margin } },
});
const ten = [...Array(10).keys()].map((place) => role(`Clerk ${place}`, 0.7 + place / 50));
const above = (sessionId: string, minPercent = 70) => ({
  sessionId,
  minPercent,
  minMarginPercent: 20,
  filter: {},
});
const all = { minPercent: 0, needsMargin: false };

describe("checking a sample", () => {
  dbTest("draws from what the threshold takes, and counts what is found", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeRoster(tx, orgId, [
      ...ten,
      role("Below", 0.5),
      role("Close", 0.9, 0.1),
    ]);
    const { auditId, count } = await drawAudit(ctx, { ...above(sessionId), size: 4 });
    expect(count).toBe(4);
    const audit = await findOpenAudit(ctx, sessionId);
    expect(audit).toMatchObject({ id: auditId, criteria: { minPercent: 70, drawnFrom: 10 } });
    const items = audit?.items ?? [];
    expect(items.map((item) => item.role.title)).not.toContain("Close");
    expect(items[0]).toMatchObject({ occupation: { code: clerk }, verdict: null, role: { decision: null } });
    const verdicts = ["wrong", "right", "right", "unsure"] as const;
    for (const [place, verdict] of verdicts.entries()) {
      const roleId = items[place]?.role.id;
      const { leftCount } = await checkMapping(ctx, { sessionId, auditId, roleId, verdict, seen: null });
      expect(leftCount).toBe(3 - place);
    }
    expect(await findOpenAudit(ctx, sessionId)).toBeUndefined();
    const summary = await summarizeRoles(ctx, { sessionId, filter: {} });
    // The wrong one is taken by no threshold any more.
    expect(countAbove(summary.confirmable, all).roles).toBe(11);
    expect(wrongAbove(summary, all).checkedCount).toBe(3);
    const rows = (await listRoles(ctx, { sessionId, filter: {} })).items;
    expect(rows.find(({ id }) => id === items[0]?.role.id)?.suggestion?.verdict).toBe("wrong");
    const confirmed = await confirmRoles(ctx, { by: "threshold", ...above(sessionId) });
    expect(confirmed.count).toBe(9);
    const lines = await tx.select().from(history).where(eq(history.subjectId, sessionId));
    expect(lines.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["mapping_audit.drawn", "mapping_audit.closed"]),
    );
    expect(lines.find(({ name }) => name === "mapping_audit.closed")?.data).toMatchObject({
      ...{ auditId, right: 2, wrong: 1, unsure: 1 },
    });
  });

  dbTest("never draws one twice, and says when there is none left", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeRoster(tx, orgId, ten);
    for (const size of [6, 6]) {
      const { auditId } = await drawAudit(ctx, { ...above(sessionId), size });
      for (const { role: drawn } of (await findOpenAudit(ctx, sessionId))?.items ?? []) {
        await checkMapping(ctx, { sessionId, auditId, roleId: drawn.id, verdict: "right", seen: null });
      }
    }
    expect(await tx.select().from(mappingAuditItems)).toHaveLength(10);
    await expect(drawAudit(ctx, above(sessionId))).rejects.toMatchObject({ code: "conflict" });
    const summary = await summarizeRoles(ctx, { sessionId, filter: {} });
    expect(wrongAbove(summary, all).roles).toEqual({ expected: 0, low: 0, high: 0 });
  });

  dbTest(
    "forgets what was found once the matcher says something else, and keeps what is corrected",
    async ({ tx, orgId }) => {
      const { ctx, sessionId, firstRoleId } = await makeRoster(tx, orgId, [role("Clerk", 0.8)]);
      const { auditId } = await drawAudit(ctx, above(sessionId));
      await checkMapping(ctx, { sessionId, auditId, roleId: firstRoleId, verdict: "wrong", seen: null });
      await decideRole(ctx, { sessionId, roleId: firstRoleId, onetCode: accountant, seen: null });
      const checksOf = async () => (await summarizeRoles(ctx, { sessionId, filter: {} })).checks;
      expect(await checksOf()).toEqual([{ band: 80, right: 0, wrong: 1 }]);
      await tx.update(roleSuggestions).set({ bestCode: accountant });
      expect(await checksOf()).toEqual([]);
    },
  );

  dbTest("takes a verdict back, and overwrites none that was not seen", async ({ tx, orgId }) => {
    const { ctx, sessionId, firstRoleId } = await makeRoster(tx, orgId, [role("Clerk", 0.8)]);
    const { auditId } = await drawAudit(ctx, above(sessionId));
    const check = (verdict: string | null, seen: string | null) =>
      checkMapping(ctx, { sessionId, auditId, roleId: firstRoleId, verdict, seen });
    await check("wrong", null);
    await expect(check("right", null)).rejects.toMatchObject({ code: "conflict" });
    expect(await check(null, "wrong")).toEqual({ leftCount: 1 });
    expect(await findOpenAudit(ctx, sessionId)).toMatchObject({ items: [{ verdict: null }] });
    expect(await tx.select().from(mappingAuditItems)).toMatchObject([{ checkedBy: null, checkedAt: null }]);
  });

  dbTest("is for the session's editors", async ({ tx, orgId }) => {
    const { ctx, sessionId, firstRoleId } = await makeRoster(tx, orgId, [role("Clerk", 0.8)]);
    const colleague = memberCtx(orgId, (await makeMembership(tx, { orgId })).userId);
    const forbidden = { code: "forbidden" };
    await expect(drawAudit(colleague, above(sessionId))).rejects.toMatchObject(forbidden);
    const { auditId } = await drawAudit(ctx, above(sessionId));
    const check = { sessionId, auditId, roleId: firstRoleId, verdict: "right", seen: null };
    await expect(checkMapping(colleague, check)).rejects.toMatchObject(forbidden);
    const other = await makeRoster(tx, orgId, [role("Elsewhere", 0.8)]);
    const missing = { code: "not_found" };
    await expect(checkMapping(other.ctx, { ...check, sessionId: other.sessionId })).rejects.toMatchObject(
      missing,
    );
    await expect(checkMapping(ctx, { ...check, roleId: other.firstRoleId })).rejects.toMatchObject(missing);
  });
});

describe("listJustOutside", () => {
  dbTest("names the nearest first", async ({ tx, orgId }) => {
    const { ctx, sessionId } = await makeRoster(tx, orgId, [
      role("Taken", 0.8),
      role("Near", 0.69),
      role("Close second", 0.9, 0.18),
      role("Far", 0.3),
      role("As near, larger", 0.69, 0.5, 40),
    ]);
    const outside = await listJustOutside(ctx, above(sessionId));
    expect(outside.map(({ title }) => title)).toEqual(["As near, larger", "Near", "Close second", "Far"]);
    expect(outside[0]).toMatchObject({
      headcount: 40,
      percent: 69,
      marginPercent: 50,
      occupation: { code: clerk },
    });
  });
});

describe("in committed transactions", () => {
  it("has one sample at work whoever draws, one verdict whoever checks, and nothing of another tenant", async () => {
    const [mine, other] = [await committedWorld(), await committedWorld()];
    const { ctx, sessionId, firstRoleId } = await committed((tx) =>
      makeRoster(tx, mine.orgId, [role("Clerk", 0.8)]),
    );
    await Promise.all([1, 2, 3].map(() => drawAudit(ctx, above(sessionId))));
    const audits = await inOrg(ctx, (tx) => tx.select().from(mappingAudits));
    expect(audits.filter(({ closedAt }) => closedAt === null)).toHaveLength(1);
    const auditId = audits.find(({ closedAt }) => closedAt === null)?.id;
    const check = (verdict: string) =>
      checkMapping(ctx, { sessionId, auditId, roleId: firstRoleId, verdict, seen: null });
    const outcomes = await Promise.allSettled([check("right"), check("wrong")]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const foreign = memberCtx(other.orgId, other.user.id, "admin");
    const missing = { code: "not_found" };
    await expect(drawAudit(foreign, above(sessionId))).rejects.toMatchObject(missing);
    await expect(
      checkMapping(foreign, { sessionId, auditId, roleId: firstRoleId, verdict: "right", seen: null }),
    ).rejects.toMatchObject(missing);
    expect(await findOpenAudit(foreign, sessionId)).toBeUndefined();
    expect(await listJustOutside(foreign, above(sessionId, 90))).toEqual([]);
  });
});
