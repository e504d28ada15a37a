import { randomUUID } from "node:crypto";
import { readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { and, eq } from "drizzle-orm";
import { afterAll, describe, expect, it, vi } from "vitest";
import { discoverySessions, history, roleDecisions, roles, uploads, workforceSegments } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { makeMembership, makeRoleDecision, makeSession } from "@/db/testing/factories";
import { functions } from "@/inngest";
import type { Ctx } from "@/lib/auth/context";
import { rightsOf } from "@/lib/auth/rights";
import { quarantine, rosterReadings } from "@/lib/files/rooms";
import { drainJobs } from "@/lib/jobs/testing/drain-jobs";
import { listUploads } from "../queries";
import { changeUploadMapping } from "./change-upload-mapping";
import { importRoster } from "./import-roster";
import { receiveUpload } from "./receive-upload";
import { removeUpload } from "./remove-upload";
import { requestImport } from "./request-import";
import { sweepQuarantine } from "./sweep-quarantine";

// Before lib/env is read: a quarantine of this file's own.
const home = vi.hoisted(() => {
  const folder = `/tmp/opportune-uploads-${process.pid}`;
  vi.stubEnv("OPPORTUNE_HOME", folder);
  return folder;
});
afterAll(() => rm(home, { recursive: true, force: true }));

const roster =
  "Employee ID,Name,Job Title,Department\n1,Ann Lee,Accountant,Finance\n2,Bo Kay,Nurse,Care\n3,Cy Moe,nurse,Care\n";

interface Scene {
  readonly ctx: Ctx;
  readonly sessionId: string;
}

async function scene(): Promise<Scene> {
  const { orgId, user } = await committedWorld();
  const session = await committed((tx) => makeSession(tx, { orgId, ownerId: user.id }));
  const ctx: Ctx = {
    orgId,
    actor: { kind: "user", userId: user.id },
    rights: rightsOf("admin", false),
    requestId: "test",
  };
  return { ctx, sessionId: session.id };
}

function upload(
  { ctx, sessionId }: Scene,
  text: string,
  fileName = "roster.csv",
): Promise<{ uploadId: string }> {
  const body = new Blob([text]).stream() as unknown as Parameters<typeof receiveUpload>[1]["body"];
  return receiveUpload(ctx, { sessionId, fileName, body });
}

const rowOf = (ctx: Ctx, uploadId: string) =>
  committed(async (tx) => {
    const [row] = await tx
      .select()
      .from(uploads)
      .where(and(eq(uploads.orgId, ctx.orgId), eq(uploads.id, uploadId)));
    if (!row) throw new Error("no such upload");
    return row;
  });

const isKept = (key: string | null) =>
  quarantine
    .withLocalCopy(key ?? "", async () => true)
    .catch((error: { code?: string }) => {
      if (error.code === "not_found") return false;
      throw error;
    });

/** Files that hold a text; other tests have theirs in the same folder, and may take them away meanwhile. */
async function filesInQuarantine(text: string): Promise<string[]> {
  const names = await readdir(`${home}/quarantine`).catch(() => []);
  const contents = await Promise.all(
    names.map((name) => readFile(`${home}/quarantine/${name}`, "utf8").catch(() => "")),
  );
  return names.filter((_, index) => contents[index]?.includes(text));
}

const rolesOf = (ctx: Ctx) => committed((tx) => tx.select().from(roles).where(eq(roles.orgId, ctx.orgId)));
const segmentsOf = (ctx: Ctx) =>
  committed((tx) => tx.select().from(workforceSegments).where(eq(workforceSegments.orgId, ctx.orgId)));

describe("an upload", () => {
  it("keeps what was read, but no cell that tells of a person", async () => {
    const here = await scene();
    const { uploadId } = await upload(here, roster);
    const [view] = await listUploads(here.ctx, here.sessionId);
    expect(view).toMatchObject({
      id: uploadId,
      isPurged: false,
      inspection: { ok: true, rows: 3, roles: 2 },
    });
    const stored = JSON.stringify(await rowOf(here.ctx, uploadId));
    expect(stored).toContain("Accountant");
    for (const secret of ["Ann Lee", "Bo Kay", "Cy Moe"]) expect(stored).not.toContain(secret);
    const lines = await committed((tx) =>
      tx.select().from(history).where(eq(history.orgId, here.ctx.orgId)).orderBy(history.position),
    );
    expect(lines.map(({ name }) => name)).toEqual(["upload.received"]);
  });

  it("is the same upload for the same bytes, however many come at once", async () => {
    const here = await scene();
    const all = await Promise.all(Array.from({ length: 6 }, () => upload(here, roster)));
    expect(new Set(all.map(({ uploadId }) => uploadId)).size).toBe(1);
    expect(await listUploads(here.ctx, here.sessionId)).toHaveLength(1);
  });

  it("leaves nothing when it can be no roster", async () => {
    const here = await scene();
    await expect(upload(here, "%PDF-1.7", "roster.xlsx")).rejects.toMatchObject({ code: "invalid" });
    await expect(upload(here, "")).rejects.toMatchObject({ code: "invalid" });
    expect(await listUploads(here.ctx, here.sessionId)).toEqual([]);
  });

  it("leaves nothing when the sender breaks off", async () => {
    const here = await scene();
    const marked = randomUUID();
    const body = (async function* () {
      yield Buffer.from(`${roster}${marked}`);
      throw new Error("socket closed");
    })();
    const receiving = receiveUpload(here.ctx, { sessionId: here.sessionId, fileName: "roster.csv", body });
    await expect(receiving).rejects.toMatchObject({
      code: "invalid",
      message: "The file did not arrive whole. Nothing was kept; upload it again.",
    });
    expect(await listUploads(here.ctx, here.sessionId)).toEqual([]);
    expect(await filesInQuarantine(marked)).toEqual([]);
  });

  it("is refused to another organization as not found, and to a manager as forbidden", async () => {
    const here = await scene();
    const { ctx: stranger } = await scene();
    await expect(upload({ ...here, ctx: stranger }, roster)).rejects.toMatchObject({ code: "not_found" });
    const manager = await committed((tx) => makeMembership(tx, { orgId: here.ctx.orgId, role: "manager" }));
    const ctx: Ctx = {
      ...here.ctx,
      actor: { kind: "user", userId: manager.userId },
      rights: rightsOf("manager", false),
    };
    await expect(upload({ ...here, ctx }, roster)).rejects.toMatchObject({ code: "forbidden" });
    const { uploadId } = await upload(here, roster);
    for (const change of [requestImport, removeUpload]) {
      await expect(change(stranger, { uploadId })).rejects.toMatchObject({ code: "not_found" });
      await expect(change(ctx, { uploadId })).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});

describe("other columns", () => {
  it("are read anew; a file without titles can be mended so", async () => {
    const here = await scene();
    const { uploadId } = await upload(here, "Wat,Afdeling\nAccountant,Finance\nNurse,Care\n");
    await expect(requestImport(here.ctx, { uploadId })).rejects.toMatchObject({ code: "invalid" });
    await changeUploadMapping(here.ctx, { uploadId, mapping: { title: "Wat" } });
    const [view] = await listUploads(here.ctx, here.sessionId);
    expect(view).toMatchObject({ mapping: { title: "Wat" }, inspection: { ok: true, roles: 2 } });
  });
});

describe("an import", () => {
  it("stores roles and segments whole, asks for the mapping, and deletes the raw file", async () => {
    const here = await scene();
    const { uploadId } = await upload(here, roster);
    const { quarantineKey } = await rowOf(here.ctx, uploadId);
    const first = await requestImport(here.ctx, { uploadId });
    expect(await requestImport(here.ctx, { uploadId })).toEqual(first);
    await drainJobs(functions);
    expect(await rowOf(here.ctx, uploadId)).toMatchObject({
      rowCount: 3,
      roleCount: 2,
      segmentCount: 2,
      headcount: 3,
      quarantineKey: null,
      inspection: null,
    });
    expect(await isKept(quarantineKey)).toBe(false);
    expect((await rolesOf(here.ctx)).map(({ title }) => title).sort()).toEqual(["Accountant", "Nurse"]);
    expect((await segmentsOf(here.ctx)).map(({ headcount }) => headcount).sort()).toEqual([1, 2]);
    await expect(requestImport(here.ctx, { uploadId })).rejects.toMatchObject({ code: "conflict" });
  });

  it("takes the reading that was kept of these bytes, read this way, and no other", async () => {
    const here = await scene();
    const { uploadId } = await upload(here, roster);
    const { quarantineKey } = await rowOf(here.ctx, uploadId);
    const key = quarantineKey ?? "";
    const reading = `${home}/readings/${key}`;
    expect(await readFile(reading, "utf8")).not.toMatch(/Ann Lee|Bo Kay|Cy Moe/);
    // One reading is of other columns, one is lost, one is cut off: the raw file is read instead.
    await committed((tx) =>
      tx
        .update(uploads)
        .set({ mapping: { title: "Department" } })
        .where(eq(uploads.id, uploadId)),
    );
    const others = await Promise.all(
      [rm, (path: string) => truncate(path, 100)].map(async (spoil) => {
        const there = await scene();
        const other = await upload(there, roster);
        await spoil(`${home}/readings/${(await rowOf(there.ctx, other.uploadId)).quarantineKey}`);
        return { ...there, ...other };
      }),
    );
    for (const other of [...others, { ...here, uploadId }]) {
      await importRoster(other.ctx, other.uploadId, { onProgress: () => undefined });
    }
    for (const other of others) {
      expect((await rolesOf(other.ctx)).map(({ title }) => title).sort()).toEqual(["Accountant", "Nurse"]);
    }
    expect((await rolesOf(here.ctx)).map(({ title }) => title).sort()).toEqual(["Care", "Finance"]);
    await expect(rosterReadings.open(key)).rejects.toMatchObject({ code: "not_found" });
    // With a reading that fits, the raw file is not looked at again.
    const kept = await scene();
    const last = await upload(kept, roster);
    await writeFile(`${home}/quarantine/${(await rowOf(kept.ctx, last.uploadId)).quarantineKey}`, "spoilt");
    await importRoster(kept.ctx, last.uploadId, { onProgress: () => undefined });
    expect(await segmentsOf(kept.ctx)).toHaveLength(2);
  });

  it("counts once when it is carried out twice at the same time", async () => {
    const here = await scene();
    const { uploadId } = await upload(here, roster);
    const twice = [1, 2].map(() => importRoster(here.ctx, uploadId, { onProgress: () => undefined }));
    await Promise.allSettled(twice);
    expect((await segmentsOf(here.ctx)).reduce((sum, { headcount }) => sum + headcount, 0)).toBe(3);
  });

  it("does not happen when the file has a fault", async () => {
    const here = await scene();
    const { uploadId } = await upload(here, "Job Title,Headcount\nAccountant,2\nNurse,-3\n");
    await expect(requestImport(here.ctx, { uploadId })).rejects.toMatchObject({ code: "invalid" });
    await expect(importRoster(here.ctx, uploadId, { onProgress: () => undefined })).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("-3"),
    });
    expect(await rolesOf(here.ctx)).toEqual([]);
  });

  it("makes what was analysed before stale", async () => {
    const here = await scene();
    const before = new Date();
    const { uploadId } = await upload(here, roster);
    await importRoster(here.ctx, uploadId, { onProgress: () => undefined });
    const [session] = await committed((tx) =>
      tx.select().from(discoverySessions).where(eq(discoverySessions.id, here.sessionId)),
    );
    expect(session?.inputsChangedAt.getTime()).toBeGreaterThanOrEqual(before.getTime());
  });
});

describe("removing a roster", () => {
  it("takes its people and the roles nobody else has; the others stay with their decisions", async () => {
    const here = await scene();
    const { uploadId } = await upload(here, roster);
    const other = await upload(here, "Job Title\nNurse\n", "more.csv");
    for (const id of [uploadId, other.uploadId]) {
      await importRoster(here.ctx, id, { onProgress: () => undefined });
    }
    const nurse = (await rolesOf(here.ctx)).find(({ title }) => title === "Nurse");
    await committed((tx) =>
      makeRoleDecision(tx, { orgId: here.ctx.orgId, roleId: nurse?.id, onetCode: "29-1141.00" }),
    );
    await removeUpload(here.ctx, { uploadId });
    expect((await rolesOf(here.ctx)).map(({ title }) => title)).toEqual(["Nurse"]);
    expect(await segmentsOf(here.ctx)).toHaveLength(1);
    const decisions = await committed((tx) =>
      tx.select().from(roleDecisions).where(eq(roleDecisions.orgId, here.ctx.orgId)),
    );
    expect(decisions).toHaveLength(1);
    await expect(removeUpload(here.ctx, { uploadId })).rejects.toMatchObject({ code: "conflict" });
  });

  it("takes no import back for somebody who still sees a file that waits", async () => {
    const here = await scene();
    const { uploadId } = await upload(here, roster);
    await importRoster(here.ctx, uploadId, { onProgress: () => undefined });
    const people = await segmentsOf(here.ctx);
    await expect(removeUpload(here.ctx, { uploadId, seen: "waiting" })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await segmentsOf(here.ctx)).toEqual(people);
    await removeUpload(here.ctx, { uploadId, seen: "imported" });
    expect(await segmentsOf(here.ctx)).toEqual([]);
  });
});

describe("the sweep", () => {
  it("deletes what waited too long, and nothing else", async () => {
    const here = await scene();
    const old = await upload(here, roster);
    const fresh = await upload(here, "Job Title\nNurse\n", "fresh.csv");
    await committed((tx) =>
      tx
        .update(uploads)
        .set({ quarantineUntil: new Date(0) })
        .where(eq(uploads.id, old.uploadId)),
    );
    const { quarantineKey } = await rowOf(here.ctx, old.uploadId);
    await sweepQuarantine();
    expect(await isKept(quarantineKey)).toBe(false);
    expect(await rowOf(here.ctx, old.uploadId)).toMatchObject({ quarantineKey: null, inspection: null });
    const kept = await rowOf(here.ctx, fresh.uploadId);
    expect(await isKept(kept.quarantineKey)).toBe(true);
    await expect(requestImport(here.ctx, { uploadId: old.uploadId })).rejects.toMatchObject({
      code: "conflict",
    });
  });
});

it("finishes the job of an import with progress for its page", async () => {
  const here = await scene();
  const { uploadId } = await upload(here, roster);
  await requestImport(here.ctx, { uploadId });
  await drainJobs(functions);
  expect(await listUploads(here.ctx, here.sessionId)).toMatchObject([{ id: uploadId, rowCount: 3 }]);
});
