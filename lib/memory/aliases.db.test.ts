import { asc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inOrg } from "@/db/client";
import { roleSuggestions, titleAliases } from "@/db/schema";
import { committed, committedWorld, dbTest } from "@/db/testing/db-test";
import { makeSegment } from "@/db/testing/factories";
import type { Ctx } from "@/lib/auth/context";
import { mapRolesBatch } from "@/lib/roles/map-roles";
import { confirmRoles } from "@/lib/roles/mutations/confirm-roles";
import { decideRole, reopenRole } from "@/lib/roles/mutations/decide-role";
import { splitOff } from "@/lib/roles/mutations/split-role";
import { makeRoster, memberCtx, type RoleToMake } from "@/lib/roles/testing/role-fixtures";
import { changeAlias, endAlias, restoreAlias } from "./mutations/change-alias";
import { getAliasesForRoles } from "./queries/aliases-for-roles";
import { listAliases } from "./queries/list-aliases";

const accountant = "13-2011.00";
const clerk = "43-3031.00";
const dentist = "29-1021.00";
const wizard: RoleToMake = {
  title: "Money Wizard",
  suggestion: { codes: [clerk], confidence: 0.9, isAccepted: true },
};

/** A session of committed rows, each in a moment of its own. */
async function roster(titles: readonly RoleToMake[], world?: { orgId: Ctx["orgId"] }) {
  const { orgId } = world ?? (await committedWorld());
  return { orgId, ...(await committed((tx) => makeRoster(tx, orgId, titles))) };
}

const aliases = (ctx: Ctx) =>
  inOrg(ctx, (tx) => tx.select().from(titleAliases).orderBy(asc(titleAliases.createdAt)));
const live = async (ctx: Ctx) => (await aliases(ctx)).filter(({ endedAt }) => endedAt === null);

describe("what decisions teach", () => {
  it("a decision against the suggestion, with provenance; taking it back ends it and the former stands again", async () => {
    const { ctx, orgId, session, sessionId, firstRoleId: roleId } = await roster([wizard]);
    await decideRole(ctx, {
      sessionId,
      roleId,
      onetCode: accountant,
      reason: "Keeps the books.",
      seen: null,
    });
    expect(await live(ctx)).toMatchObject([
      {
        title: "Money Wizard",
        titleKey: "money wizard",
        departmentKey: null,
        onetCode: accountant,
        release: "30.1",
        insteadOfCode: clerk,
        note: "Keeps the books.",
        sessionId,
        roleId,
        learntFrom: session.ownerId,
      },
    ]);
    const second = await roster([wizard], { orgId });
    await decideRole(second.ctx, {
      sessionId: second.sessionId,
      roleId: second.firstRoleId,
      onetCode: dentist,
      seen: null,
    });
    expect(await live(ctx)).toMatchObject([{ onetCode: dentist, roleId: second.firstRoleId }]);
    await reopenRole(second.ctx, {
      sessionId: second.sessionId,
      roleId: second.firstRoleId,
      seen: { version: 1, onetCode: dentist },
    });
    expect(await live(ctx)).toMatchObject([{ onetCode: accountant, roleId }]);
    expect(await aliases(ctx)).toHaveLength(2);
  });

  it("nothing where the person agrees, and nothing in bulk", async () => {
    const { ctx, sessionId, roleIds } = await roster([wizard, { ...wizard, title: "Cash Wizard" }]);
    const [first = "", second = ""] = roleIds;
    await decideRole(ctx, { sessionId, roleId: first, onetCode: clerk, seen: null });
    await confirmRoles(ctx, {
      by: "selection",
      sessionId,
      roles: [{ roleId: second, onetCode: accountant }],
    });
    expect(await aliases(ctx)).toEqual([]);
  });

  it("the end of an alias, where the person goes back to what the matcher says", async () => {
    const { ctx, sessionId, firstRoleId: roleId } = await roster([wizard]);
    await decideRole(ctx, { sessionId, roleId, onetCode: null, seen: null });
    expect(await live(ctx)).toMatchObject([{ onetCode: null }]);
    await decideRole(ctx, { sessionId, roleId, onetCode: clerk, seen: { version: 1, onetCode: null } });
    expect(await live(ctx)).toEqual([]);
  });

  it("an alias that somebody changed since is not ended by taking the decision back", async () => {
    const { ctx, sessionId, firstRoleId: roleId } = await roster([wizard]);
    await decideRole(ctx, { sessionId, roleId, onetCode: accountant, seen: null });
    const [learnt] = await live(ctx);
    await changeAlias(ctx, { aliasId: learnt?.id, onetCode: dentist, note: "They pull teeth." });
    await reopenRole(ctx, { sessionId, roleId, seen: { version: 1, onetCode: accountant } });
    expect(await live(ctx)).toMatchObject([{ onetCode: dentist, insteadOfCode: accountant, roleId: null }]);
  });

  it("one alias, when two sessions decide at once", async () => {
    const first = await roster([wizard]);
    const second = await roster([wizard], first);
    await Promise.all(
      [first, second].map(({ ctx, sessionId, firstRoleId: roleId }, place) =>
        decideRole(ctx, { sessionId, roleId, onetCode: place === 0 ? accountant : dentist, seen: null }),
      ),
    );
    expect(await live(first.ctx)).toHaveLength(1);
    expect(await aliases(first.ctx)).toHaveLength(2);
  });
});

describe("what aliases do", () => {
  it("come first in the next session, accepted, and only in their organization", async () => {
    const { ctx, orgId, sessionId, firstRoleId: roleId } = await roster([wizard]);
    await decideRole(ctx, { sessionId, roleId, onetCode: dentist, seen: null });
    const next = await roster([{ title: "Money Wizard" }, { title: "Registered Nurse" }], { orgId });
    const stranger = await roster([{ title: "Money Wizard" }]);
    await mapRolesBatch(next.ctx, next);
    await mapRolesBatch(stranger.ctx, stranger);
    const suggestionOf = async (who: Ctx, id: string) => {
      const [row] = await inOrg(who, (tx) =>
        tx.select().from(roleSuggestions).where(eq(roleSuggestions.roleId, id)),
      );
      return row;
    };
    const [alias] = await live(ctx);
    const own = await suggestionOf(next.ctx, next.firstRoleId);
    expect(own).toMatchObject({ bestCode: dentist, aliasId: alias?.id, isAccepted: true, confidence: 0.95 });
    expect(own?.candidates).toHaveLength(5);
    expect(await suggestionOf(next.ctx, next.roleIds[1] ?? "")).toMatchObject({ aliasId: null });
    const foreign = await suggestionOf(stranger.ctx, stranger.firstRoleId);
    expect(foreign).toMatchObject({ aliasId: null });
    expect(foreign?.bestCode).not.toBe(dentist);
    await endAlias(ctx, { aliasId: alias?.id });
    await mapRolesBatch(next.ctx, next);
    expect(await suggestionOf(next.ctx, next.firstRoleId)).toMatchObject({ aliasId: null });
  });

  it("of a department go before the general one, for roles whose people are all there", async () => {
    const {
      ctx,
      orgId,
      sessionId,
      upload,
      firstRoleId: roleId,
    } = await roster([{ title: "Analyst", department: "Finance" }]);
    await committed((tx) =>
      makeSegment(tx, { orgId, sessionId, uploadId: upload.id, roleId, department: "Shop" }),
    );
    await decideRole(ctx, { sessionId, roleId, onetCode: clerk, seen: null });
    const split = await splitOff(ctx, { sessionId, roleId, departments: ["Finance"], start: "clear" });
    const [part = ""] = split.roleIds;
    await decideRole(ctx, { sessionId, roleId: part, onetCode: accountant, seen: null });
    expect(await live(ctx)).toMatchObject([
      { onetCode: clerk, departmentKey: null },
      { title: "Analyst", onetCode: accountant, department: "Finance", departmentKey: "finance" },
    ]);
    const next = await roster(
      [
        { title: "Analyst", department: "FINANCE" },
        { title: "ANALYST ", department: "Shop" },
      ],
      { orgId },
    );
    const { byRole } = await getAliasesForRoles(ctx, [next.firstRoleId, roleId, part], "30.1");
    expect([next.firstRoleId, roleId, part].map((id) => byRole.get(id)?.code)).toEqual([
      accountant,
      clerk,
      accountant,
    ]);
  });

  dbTest("are not used while the release lacks their occupation, and say so", async ({ tx, orgId }) => {
    const { ctx, session, firstRoleId } = await makeRoster(tx, orgId, [{ title: "Money Wizard" }]);
    await tx.insert(titleAliases).values({
      orgId,
      title: "Money Wizard",
      titleKey: "money wizard",
      onetCode: "99-9999.00",
      release: "12.0",
      learntFrom: session.ownerId,
    });
    expect((await getAliasesForRoles(ctx, [firstRoleId], "30.1")).byRole.size).toBe(0);
    const { items } = await listAliases(ctx, {});
    expect(items).toMatchObject([
      { isMissing: true, occupation: { code: "99-9999.00", title: "99-9999.00" }, source: null },
    ]);
  });
});

describe("managing aliases", () => {
  it("finds, changes, ends and restores them, and tells what changed meanwhile", async () => {
    const { ctx, sessionId, firstRoleId: roleId } = await roster([wizard]);
    await decideRole(ctx, { sessionId, roleId, onetCode: accountant, seen: null });
    const found = async (query: object) => (await listAliases(ctx, query)).items;
    const [alias] = await found({ q: "wiz" });
    expect(alias).toMatchObject({
      title: "Money Wizard",
      occupation: { code: accountant, title: "Accountants and Auditors" },
      insteadOf: { code: clerk },
      source: { sessionId, roleId },
    });
    expect(await found({ q: "Auditors" })).toHaveLength(1);
    expect(await found({ q: "%" })).toEqual([]);
    const aliasId = alias?.id;
    await changeAlias(ctx, { aliasId, onetCode: dentist });
    const conflict = { code: "conflict" };
    await expect(changeAlias(ctx, { aliasId, onetCode: clerk })).rejects.toMatchObject(conflict);
    await expect(endAlias(ctx, { aliasId })).rejects.toMatchObject(conflict);
    await expect(restoreAlias(ctx, { aliasId })).rejects.toMatchObject(conflict);
    const [changed] = await found({});
    await expect(changeAlias(ctx, { aliasId: changed?.id, onetCode: "99-9999.00" })).rejects.toMatchObject({
      code: "invalid",
    });
    await endAlias(ctx, { aliasId: changed?.id });
    expect(await found({ state: "ended" })).toHaveLength(2);
    await restoreAlias(ctx, { aliasId });
    expect(await found({})).toMatchObject([{ id: aliasId, endedAt: null }]);
  });

  it("shows another organization nothing, and needs the right", async () => {
    const { ctx, session, sessionId, firstRoleId: roleId } = await roster([wizard]);
    await decideRole(ctx, { sessionId, roleId, onetCode: accountant, seen: null });
    const [alias] = await live(ctx);
    const stranger = await roster([wizard]);
    expect((await listAliases(stranger.ctx, {})).items).toEqual([]);
    const missing = { code: "not_found" };
    await expect(endAlias(stranger.ctx, { aliasId: alias?.id })).rejects.toMatchObject(missing);
    await expect(changeAlias(stranger.ctx, { aliasId: alias?.id, onetCode: null })).rejects.toMatchObject(
      missing,
    );
    const manager = memberCtx(ctx.orgId, session.ownerId, "manager");
    await expect(endAlias(manager, { aliasId: alias?.id })).rejects.toMatchObject({ code: "forbidden" });
  });
});
