import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inOrg, type Tx } from "@/db/client";
import { discoverySessions, history, matchPolicies, roleSuggestions } from "@/db/schema";
import { committed, committedWorld, dbTest } from "@/db/testing/db-test";
import { makeMembership, makeRoleDecision } from "@/db/testing/factories";
import { defaultMatchPolicy } from "@/lib/roles/match-policy";
import { getMatchPolicy, getShownPolicy } from "@/lib/roles/queries/match-policy";
import { makeRoster, memberCtx, type RoleToMake } from "@/lib/roles/testing/role-fixtures";
import { changeMatchPolicy } from "./change-match-policy";
import { saveSuggestions } from "./save-suggestions";

const clerk = "43-3031.00";
const seen = { minPercent: 75, minMarginPercent: 20 };

function suggested(title: string, confidence: number, margin = 0.5): RoleToMake {
  const isAccepted = confidence >= 0.75 && margin >= 0.2;
  return { title, suggestion: { codes: [clerk], confidence, margin, isAccepted } };
}

const acceptedOf = async (tx: Tx, ids: readonly string[]) => {
  const rows = await tx.select().from(roleSuggestions);
  return ids.map((id) => rows.find(({ roleId }) => roleId === id)?.isAccepted);
};
const adminCtx = async (tx: Tx, orgId: Parameters<typeof memberCtx>[0]) =>
  memberCtx(orgId, (await makeMembership(tx, { orgId, role: "admin" })).userId, "admin");

describe("changeMatchPolicy", () => {
  dbTest(
    "judges every suggestion anew and marks the sessions where that changes what counts",
    async ({ tx, orgId }) => {
      const loose = await makeRoster(tx, orgId, [
        suggested("Sure", 0.9),
        suggested("Fair", 0.6),
        suggested("Close", 0.9, 0.1),
      ]);
      const same = await makeRoster(tx, orgId, [suggested("Very sure", 0.95)]);
      const decided = await makeRoster(tx, orgId, [suggested("Decided", 0.6)]);
      await makeRoleDecision(tx, { orgId, roleId: decided.firstRoleId, onetCode: clerk });
      const ctx = await adminCtx(tx, orgId);
      const counts = await changeMatchPolicy(ctx, { policy: { minPercent: 55, minMarginPercent: 20 }, seen });
      expect(counts).toEqual({ acceptedCount: 1, droppedCount: 0, sessionCount: 1 });
      expect(await acceptedOf(tx, loose.roleIds)).toEqual([true, true, false]);
      // Counts when it is reopened; nothing changes for what it is decided as.
      expect(await acceptedOf(tx, decided.roleIds)).toEqual([true]);
      const stale = await tx.select().from(discoverySessions);
      const changedAt = (id: string) => stale.find((session) => session.id === id)?.inputsChangedAt ?? null;
      expect(changedAt(loose.sessionId)).not.toEqual(loose.session.inputsChangedAt);
      expect(changedAt(same.sessionId)).toEqual(same.session.inputsChangedAt);
      expect(changedAt(decided.sessionId)).toEqual(decided.session.inputsChangedAt);
      expect(await getShownPolicy(ctx)).toEqual({
        minPercent: 55,
        minMarginPercent: 20,
        changedByName: expect.any(String),
      });
      expect(await tx.select().from(history).where(eq(history.name, "match_policy.changed"))).toMatchObject([
        {
          subjectId: orgId,
          data: { minPercent: 55, minPercentBefore: 75, acceptedCount: 1, sessionCount: 1 },
        },
      ]);
      const stricter = { minPercent: 92, minMarginPercent: 0 };
      expect(
        await changeMatchPolicy(ctx, { policy: stricter, seen: { minPercent: 55, minMarginPercent: 20 } }),
      ).toEqual({ acceptedCount: 0, droppedCount: 2, sessionCount: 1 });
    },
  );

  dbTest("leaves own aliases, and what a model disputes, to people", async ({ tx, orgId }) => {
    const { roleIds } = await makeRoster(tx, orgId, [suggested("Alias", 0.3), suggested("Disputed", 0.6)]);
    const [alias = "", disputed = ""] = roleIds;
    const set = (id: string, values: Partial<typeof roleSuggestions.$inferInsert>) =>
      tx.update(roleSuggestions).set(values).where(eq(roleSuggestions.roleId, id));
    await set(alias, { aliasId: alias, isAccepted: true });
    await set(disputed, { modelOutcome: "none", modelName: "m" });
    await changeMatchPolicy(await adminCtx(tx, orgId), {
      policy: { minPercent: 50, minMarginPercent: 0 },
      seen,
    });
    expect(await acceptedOf(tx, roleIds)).toEqual([true, false]);
  });

  dbTest(
    "is for those who choose what everybody's results rest on, and tells of a change meanwhile",
    async ({ tx, orgId }) => {
      const { ctx: analyst } = await makeRoster(tx, orgId, []);
      const input = { policy: { minPercent: 60, minMarginPercent: 10 }, seen };
      await expect(changeMatchPolicy(analyst, input)).rejects.toMatchObject({ code: "forbidden" });
      const admin = await adminCtx(tx, orgId);
      await changeMatchPolicy(admin, input);
      await expect(changeMatchPolicy(admin, input)).rejects.toMatchObject({ code: "conflict" });
      await expect(
        changeMatchPolicy(admin, { policy: { minPercent: 101, minMarginPercent: 0 }, seen }),
      ).rejects.toThrow();
    },
  );

  dbTest("turns away suggestions that were judged by another rule", async ({ tx, orgId }) => {
    const { ctx, sessionId, firstRoleId } = await makeRoster(tx, orgId, [{ title: "Clerk" }]);
    const admin = await adminCtx(tx, orgId);
    const matched = {
      ...{ roleId: firstRoleId, matcherVersion: "test", confidence: 0.6, margin: 0.5, isAccepted: false },
      ...{ effect: 0.1, aliasId: null, candidates: [{ code: clerk, score: 0.6, words: [] }] },
    };
    const save = (policy: typeof defaultMatchPolicy) =>
      saveSuggestions(ctx, { sessionId, release: "30.1", policy }, [matched]);
    await changeMatchPolicy(admin, { policy: { minPercent: 50, minMarginPercent: 20 }, seen });
    expect(await save(defaultMatchPolicy)).toBe(false);
    expect(await tx.select().from(roleSuggestions)).toEqual([]);
    expect(await save(await getMatchPolicy(tx, ctx))).toBe(true);
    expect(await tx.select().from(roleSuggestions)).toMatchObject([{ effect: 0.1 }]);
  });
});

describe("in committed transactions", () => {
  it("lets one of two changes win, and touches no other organization", async () => {
    const [mine, other] = [await committedWorld(), await committedWorld()];
    const make = (orgId: typeof mine.orgId) =>
      committed((tx) => makeRoster(tx, orgId, [suggested("Fair", 0.6)]));
    const elsewhere = await make(other.orgId);
    await make(mine.orgId);
    const ctx = await committed((tx) => adminCtx(tx, mine.orgId));
    const outcomes = await Promise.allSettled(
      [50, 55].map((minPercent) =>
        changeMatchPolicy(ctx, { policy: { minPercent, minMarginPercent: 20 }, seen }),
      ),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const outside = await inOrg(elsewhere.ctx, (tx) => acceptedOf(tx, elsewhere.roleIds));
    expect(outside).toEqual([false]);
    expect(await inOrg(elsewhere.ctx, (tx) => tx.select().from(matchPolicies))).toEqual([]);
    expect(await inOrg(elsewhere.ctx, (tx) => getMatchPolicy(tx, elsewhere.ctx))).toEqual(defaultMatchPolicy);
  });
});
