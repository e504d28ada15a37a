import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inOrg } from "@/db/client";
import type { MemberRole } from "@/db/enums";
import { history } from "@/db/schema";
import { committed, committedWorld, dbTest } from "@/db/testing/db-test";
import { makeMembership, makeSegment, makeSession } from "@/db/testing/factories";
import type { Ctx } from "@/lib/auth/context";
import { rightsOf } from "@/lib/auth/rights";
import {
  archiveSession,
  createSession,
  deleteSession,
  openForEdit,
  renameSession,
  restoreSession,
  unarchiveSession,
} from "./mutations";
import { getSession, listSessions } from "./queries";

function ctxOf(orgId: Ctx["orgId"], userId: string, role: MemberRole): Ctx {
  return { orgId, actor: { kind: "user", userId }, rights: rightsOf(role, false), requestId: "test" };
}

async function colleague(orgId: Ctx["orgId"], role: MemberRole): Promise<Ctx> {
  const { userId } = await committed((tx) => makeMembership(tx, { orgId, role }));
  return ctxOf(orgId, userId, role);
}

async function scene(role: MemberRole = "analyst") {
  const { orgId } = await committedWorld();
  const owner = await colleague(orgId, role);
  const { id: sessionId } = await createSession(owner, { name: "  Finance  " });
  return { orgId, owner, sessionId };
}

const namesIn = (ctx: Ctx) =>
  committed(async (tx) => {
    const rows = await tx
      .select({ name: history.name })
      .from(history)
      .where(eq(history.orgId, ctx.orgId))
      .orderBy(history.position);
    return rows.map(({ name }) => name);
  });

describe("a session", () => {
  it("is created with a trimmed name, belongs to its maker, and stands in the history", async () => {
    const { owner, sessionId } = await scene();
    expect(await getSession(owner, sessionId)).toMatchObject({ name: "Finance", headcount: 0 });
    expect(await namesIn(owner)).toEqual(["session.created"]);
  });

  it("needs a name, and the right to make one", async () => {
    const { orgId, owner } = await scene();
    await expect(createSession(owner, { name: "  " })).rejects.toThrow();
    const manager = await colleague(orgId, "manager");
    await expect(createSession(manager, { name: "Mine" })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is changed by its owner and by admins, and only read by the others", async () => {
    const { orgId, owner, sessionId } = await scene();
    await renameSession(owner, { sessionId, name: "Finance 2027" });
    await renameSession(await colleague(orgId, "admin"), { sessionId, name: "Finance 2028" });
    for (const role of ["analyst", "manager"] as const) {
      const other = await colleague(orgId, role);
      expect(await getSession(other, sessionId)).toMatchObject({ name: "Finance 2028" });
      for (const change of [archiveSession, deleteSession]) {
        await expect(change(other, { sessionId })).rejects.toMatchObject({ code: "forbidden" });
      }
      await expect(renameSession(other, { sessionId, name: "Mine" })).rejects.toMatchObject({
        code: "forbidden",
      });
    }
  });

  it("does not exist for another organization", async () => {
    const { sessionId } = await scene();
    const { owner: stranger } = await scene("admin");
    await expect(getSession(stranger, sessionId)).rejects.toMatchObject({ code: "not_found" });
    await expect(getSession(stranger, "not-an-id")).rejects.toMatchObject({ code: "not_found" });
    for (const change of [archiveSession, unarchiveSession, deleteSession, restoreSession]) {
      await expect(change(stranger, { sessionId })).rejects.toMatchObject({ code: "not_found" });
    }
  });

  it("goes to the archive and back; the second click is told so", async () => {
    const { owner, sessionId } = await scene();
    await archiveSession(owner, { sessionId });
    await expect(archiveSession(owner, { sessionId })).rejects.toMatchObject({ code: "conflict" });
    await expect(renameSession(owner, { sessionId, name: "X" })).rejects.toMatchObject({ code: "conflict" });
    expect((await listSessions(owner, { view: "archived" })).items.map(({ id }) => id)).toEqual([sessionId]);
    await unarchiveSession(owner, { sessionId });
    await expect(unarchiveSession(owner, { sessionId })).rejects.toMatchObject({ code: "conflict" });
    expect(await namesIn(owner)).toEqual(["session.created", "session.archived", "session.unarchived"]);
  });

  it("is deleted softly and restored with everything in it", async () => {
    const { orgId, owner, sessionId } = await scene();
    await committed((tx) => makeSegment(tx, { orgId, sessionId }));
    await deleteSession(owner, { sessionId });
    await expect(getSession(owner, sessionId)).rejects.toMatchObject({ code: "not_found" });
    expect((await listSessions(owner, {})).items).toEqual([]);
    expect((await listSessions(owner, { view: "deleted" })).items).toHaveLength(1);
    const twice = await Promise.allSettled([1, 2].map(() => restoreSession(owner, { sessionId })));
    expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await getSession(owner, sessionId)).toMatchObject({ facts: { roleCount: 1 } });
  });
});

describe("the list", () => {
  it("pages through many sessions without losing or repeating one", async () => {
    const { orgId, owner } = await scene();
    const ownerId = owner.actor.kind === "user" ? owner.actor.userId : "";
    await committed(async (tx) => {
      for (let count = 0; count < 60; count += 1) await makeSession(tx, { orgId, ownerId });
    });
    const first = await listSessions(owner, {});
    const second = await listSessions(owner, { after: first.nextCursor ?? "" });
    expect(first.items).toHaveLength(50);
    expect(second.nextCursor).toBeNull();
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(61);
    for (const after of ["nonsense", "1795173803478_nonsense"]) {
      await expect(listSessions(owner, { after })).rejects.toMatchObject({ code: "invalid" });
    }
  });
});

dbTest(
  "a change that touches the inputs makes earlier runs stale, another does not",
  async ({ orgId, user, tx }) => {
    const ctx = ctxOf(orgId, user.id, "admin");
    const past = new Date(0);
    const session = await makeSession(tx, { orgId, ownerId: user.id, inputsChangedAt: past });
    const changedAt = async () => {
      const rows = await tx.query.discoverySessions.findMany({
        columns: { id: true, inputsChangedAt: true },
      });
      return rows.find(({ id }) => id === session.id)?.inputsChangedAt;
    };
    await inOrg(ctx, (inner) => openForEdit(inner, ctx, session.id, { changesInputs: false }));
    expect(await changedAt()).toEqual(past);
    await inOrg(ctx, (inner) => openForEdit(inner, ctx, session.id, { changesInputs: true }));
    expect((await changedAt())?.getTime()).toBeGreaterThan(0);
  },
);
