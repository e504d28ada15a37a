import { rm } from "node:fs/promises";
import { and, asc, eq } from "drizzle-orm";
import { afterAll, describe, expect, it, vi } from "vitest";
import { formerSegments, roleDecisions, roles, uploads, workforceSegments } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { makeCandidate, makeRoleDecision, makeRun, makeSession } from "@/db/testing/factories";
import type { Ctx } from "@/lib/auth/context";
import { rightsOf } from "@/lib/auth/rights";
import { getRoadmap } from "@/lib/candidates/queries";
import { listRoles } from "@/lib/roles/queries/list-roles";
import { getSession } from "@/lib/sessions/queries";
import { listUploads } from "../queries";
import { findRosterChanges } from "../queries/roster-changes";
import { importRoster } from "./import-roster";
import { receiveUpload } from "./receive-upload";
import { removeUpload } from "./remove-upload";
import { requestImport } from "./request-import";

// Before lib/env is read: a quarantine of this file's own.
const home = vi.hoisted(() => {
  const folder = `/tmp/opportune-next-roster-${process.pid}`;
  vi.stubEnv("OPPORTUNE_HOME", folder);
  return folder;
});
afterAll(() => rm(home, { recursive: true, force: true }));

const first = "Job Title,Department,Headcount\nAccountant,Finance,4\nNurse,Care,7\nDriver,Yard,2\n";
const next = "Job Title,Department,Headcount\nNurse,Care,9\naccountant,Shared Services,3\nCook,Kitchen,5\n";

interface Scene {
  readonly ctx: Ctx;
  readonly sessionId: string;
}

async function scene(): Promise<Scene> {
  const { orgId, user } = await committedWorld();
  const session = await committed((tx) => makeSession(tx, { orgId, ownerId: user.id }));
  const actor = { kind: "user", userId: user.id } as const;
  return {
    ctx: { orgId, actor, rights: rightsOf("admin", false), requestId: "test" },
    sessionId: session.id,
  };
}

async function wait({ ctx, sessionId }: Scene, text: string, mode: "add" | "replace"): Promise<string> {
  const body = new Blob([text]).stream() as unknown as Parameters<typeof receiveUpload>[1]["body"];
  const { uploadId } = await receiveUpload(ctx, { sessionId, fileName: `${mode}.csv`, body });
  await requestImport(ctx, { uploadId, mode });
  return uploadId;
}

const carryOut = (ctx: Ctx, uploadId: string) => importRoster(ctx, uploadId, { onProgress: () => undefined });

async function bringIn(here: Scene, text: string, mode: "add" | "replace"): Promise<string> {
  const uploadId = await wait(here, text, mode);
  await carryOut(here.ctx, uploadId);
  return uploadId;
}

/** Every row of the session's present people, as it is stored. */
const peopleOf = ({ ctx }: Scene) =>
  committed((tx) =>
    tx
      .select()
      .from(workforceSegments)
      .where(eq(workforceSegments.orgId, ctx.orgId))
      .orderBy(asc(workforceSegments.id)),
  );
const formerOf = ({ ctx }: Scene) =>
  committed((tx) => tx.select().from(formerSegments).where(eq(formerSegments.orgId, ctx.orgId)));
const roleOf = async ({ ctx }: Scene, title: string) => {
  const rows = await committed((tx) =>
    tx
      .select()
      .from(roles)
      .where(and(eq(roles.orgId, ctx.orgId), eq(roles.title, title))),
  );
  return rows[0]?.id;
};
const headcounts = async (here: Scene) => {
  const rows = await peopleOf(here);
  return Object.fromEntries(rows.map(({ titleKey, headcount }) => [titleKey, headcount]));
};
async function decide({ ctx }: Scene, roleId: string | undefined, onetCode: string) {
  await committed((tx) => makeRoleDecision(tx, { orgId: ctx.orgId, roleId, onetCode }));
}

describe("the next roster", () => {
  it("takes the place of the present ones; roles keep what was decided, with and without people", async () => {
    const here = await scene();
    const firstId = await bringIn(here, first, "add");
    const [nurse, driver] = [await roleOf(here, "Nurse"), await roleOf(here, "Driver")];
    await decide(here, nurse, "29-1141.00");
    await decide(here, driver, "53-3032.00");
    const nextId = await bringIn(here, next, "replace");
    expect(await headcounts(here)).toEqual({ nurse: 9, accountant: 3, cook: 5 });
    expect(await formerOf(here)).toHaveLength(3);
    expect(await roleOf(here, "Nurse")).toBe(nurse);
    const decisions = await committed((tx) =>
      tx.select().from(roleDecisions).where(eq(roleDecisions.orgId, here.ctx.orgId)),
    );
    expect(decisions.map(({ roleId }) => roleId).sort()).toEqual([nurse, driver].sort());
    const all = { state: "all" } as const;
    const listed = await listRoles(here.ctx, { sessionId: here.sessionId, filter: all });
    expect(listed.items.map(({ title }) => title).sort()).toEqual(["Accountant", "Cook", "Nurse"]);
    // The driver's decision waits, and counts for nothing.
    const { facts, headcount } = await getSession(here.ctx, here.sessionId);
    expect(headcount).toBe(17);
    expect(facts).toMatchObject({ roleCount: 3, decidedRoleCount: 1, importedUploadCount: 1 });
    expect(await listUploads(here.ctx, here.sessionId)).toMatchObject([
      { id: nextId, supersededBy: null },
      { id: firstId, supersededBy: { fileName: "replace.csv" } },
    ]);
  });

  it("is undone to the last row, also where it took the place of several", async () => {
    const here = await scene();
    await bringIn(here, first, "add");
    await bringIn(here, "Job Title\nPorter\n", "add");
    const before = await peopleOf(here);
    const nextId = await bringIn(here, next, "replace");
    expect(await headcounts(here)).not.toHaveProperty("porter");
    await removeUpload(here.ctx, { uploadId: nextId });
    expect(await peopleOf(here)).toEqual(before);
    expect(await formerOf(here)).toEqual([]);
    expect(await roleOf(here, "Cook")).toBeUndefined();
    expect(await roleOf(here, "Driver")).toBeDefined();
    const views = await listUploads(here.ctx, here.sessionId);
    expect(views.map(({ supersededBy }) => supersededBy)).toEqual([null, null]);
  });

  it("stands in the way of taking out the roster before it, with a sentence", async () => {
    const here = await scene();
    const firstId = await bringIn(here, first, "add");
    const nextId = await bringIn(here, next, "replace");
    const thirdId = await bringIn(here, "Job Title\nCook\n", "replace");
    for (const uploadId of [firstId, nextId]) {
      await expect(removeUpload(here.ctx, { uploadId })).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("A later roster, replace.csv, took the place of this one."),
      });
    }
    await removeUpload(here.ctx, { uploadId: thirdId });
    expect(await headcounts(here)).toEqual({ nurse: 9, accountant: 3, cook: 5 });
    await removeUpload(here.ctx, { uploadId: nextId });
    expect(await headcounts(here)).toEqual({ nurse: 7, accountant: 4, driver: 2 });
  });

  it("finds the roles that people shaped, on its way in and on its way back", async () => {
    const here = await scene();
    await bringIn(here, first, "add");
    const [nurse, accountant] = [await roleOf(here, "Nurse"), await roleOf(here, "Accountant")];
    await committed((tx) =>
      tx
        .update(roles)
        .set({ mergedIntoId: nurse })
        .where(eq(roles.id, accountant ?? "")),
    );
    const nextId = await bringIn(here, next, "replace");
    const roleIds = async (key: string) =>
      (await peopleOf(here)).filter(({ titleKey }) => titleKey === key).map(({ roleId }) => roleId);
    expect(await roleIds("accountant")).toEqual([nurse]);
    await removeUpload(here.ctx, { uploadId: nextId });
    expect(await roleIds("accountant")).toEqual([nurse]);
    expect(await roleOf(here, "Accountant")).toBe(accountant);
  });

  it("is another organization's for nobody else, and leaves other sessions alone", async () => {
    const here = await scene();
    const stranger = await scene();
    await bringIn(here, first, "add");
    const theirs = await peopleOf(here);
    await bringIn(stranger, next, "replace");
    expect(await peopleOf(here)).toEqual(theirs);
    const waiting = await wait(here, next, "add");
    await expect(requestImport(stranger.ctx, { uploadId: waiting, mode: "replace" })).rejects.toMatchObject({
      code: "not_found",
    });
    const other = await committed((tx) =>
      makeSession(tx, { orgId: here.ctx.orgId, ownerId: actorId(here.ctx) }),
    );
    await bringIn({ ...here, sessionId: other.id }, next, "replace");
    expect(await formerOf(here)).toEqual([]);
  });
});

describe("what the next roster changes", () => {
  it("is the same before the import, from the upload's reading, and after it, from the former people", async () => {
    const here = await scene();
    await bringIn(here, first, "add");
    const nurse = await roleOf(here, "Nurse");
    const driver = await roleOf(here, "Driver");
    await decide(here, nurse, "29-1141.00");
    await decide(here, driver, "53-3032.00");
    const uploadId = await wait(here, next, "replace");
    // What the upload's reading gave is enough: the file is not read again.
    await rm(`${home}/quarantine`, { recursive: true });
    const waiting = await findRosterChanges(here.ctx, { uploadId, list: "moved" });
    expect(waiting).toMatchObject({
      isImported: false,
      suggestion: { mode: "replace", reason: "shared_titles" },
      difference: { before: { roles: 3, people: 13 }, after: { roles: 3, people: 17 } },
      carriedOver: { decisions: 1, waitingDecisions: 1, rolesToDecide: 1 },
      items: [{ title: "Accountant", movedPeople: 3 }],
    });
    await carryOut(here.ctx, uploadId);
    const imported = await findRosterChanges(here.ctx, { uploadId, list: "moved" });
    expect(imported?.difference.counts).toEqual(waiting?.difference.counts);
    expect(imported?.carriedOver).toEqual(waiting?.carriedOver);
    // The driver's card stays, and says with which roster its people left.
    await committed(async (tx) => {
      const place = { orgId: here.ctx.orgId, sessionId: here.sessionId };
      const run = await makeRun(tx, { ...place, finishedAt: new Date() });
      await makeCandidate(tx, { ...place, roleId: driver, runId: run.id });
    });
    const { cards } = await getRoadmap(here.ctx, here.sessionId);
    expect(cards).toMatchObject([{ leftWith: { fileName: "replace.csv", at: expect.any(Date) } }]);
    const searched = await findRosterChanges(here.ctx, { uploadId, list: "new", search: "COO" });
    expect(searched?.items.map(({ title }) => title)).toEqual(["Cook"]);
    const since = { sessionId: here.sessionId, filter: { state: "all", since: uploadId } } as const;
    expect((await listRoles(here.ctx, since)).items.map(({ title }) => title)).toEqual(["Cook"]);
    const stranger = await scene();
    await expect(findRosterChanges(stranger.ctx, { uploadId })).rejects.toMatchObject({ code: "not_found" });
  });
});

const actorId = ({ actor }: Ctx) => (actor.kind === "user" ? actor.userId : "");

describe("rosters that come and go at the same moment", () => {
  it("two next rosters: one takes the place of the other, and no row is there twice or lost", async () => {
    const here = await scene();
    await bringIn(here, first, "add");
    const ids = [await wait(here, next, "replace"), await wait(here, "Job Title\nPorter\n", "replace")];
    // Each by two attempts at once; the second finds the work done or the file gone.
    await Promise.allSettled([...ids, ...ids].map((id) => carryOut(here.ctx, id)));
    const people = await peopleOf(here);
    const present = new Set(people.map(({ uploadId }) => uploadId));
    expect(present.size).toBe(1);
    const views = await listUploads(here.ctx, here.sessionId);
    expect(views.filter(({ supersededBy }) => supersededBy === null)).toMatchObject([
      { id: [...present][0] },
    ]);
    const former = await formerOf(here);
    expect(people.length + former.length).toBe(3 + 3 + 1);
    // Both can be undone, the later one first, and the first roster is there again.
    const later = views.find(({ supersededBy }) => supersededBy === null)?.id;
    for (const uploadId of [later ?? "", ids.find((id) => id !== later) ?? ""]) {
      await removeUpload(here.ctx, { uploadId });
    }
    expect(await headcounts(here)).toEqual({ nurse: 7, accountant: 4, driver: 2 });
    expect(await formerOf(here)).toEqual([]);
  });

  it("an import while another is undone: afterwards one roster is present, whole", async () => {
    const here = await scene();
    await bringIn(here, first, "add");
    const nextId = await bringIn(here, next, "replace");
    const thirdId = await wait(here, "Job Title,Headcount\nPorter,6\n", "replace");
    const [undone, imported] = await Promise.allSettled([
      removeUpload(here.ctx, { uploadId: nextId }),
      carryOut(here.ctx, thirdId),
    ]);
    expect(imported.status).toBe("fulfilled");
    expect(await headcounts(here)).toEqual({ porter: 6 });
    // Undone before the import, or refused since the import had taken its place.
    const former = new Set((await formerOf(here)).map(({ titleKey }) => titleKey));
    expect(former.has("cook")).toBe(undone.status === "rejected");
    expect(former.has("driver")).toBe(true);
    const rows = await committed((tx) =>
      tx
        .select()
        .from(uploads)
        .where(and(eq(uploads.orgId, here.ctx.orgId), eq(uploads.supersededById, thirdId))),
    );
    expect(rows).toHaveLength(1);
  });
});
