import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { and, eq } from "drizzle-orm";
import { afterAll, describe, expect, it, vi } from "vitest";
import { columnMemories, history, rowFixes, uploads, workforceSegments } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { makeSession } from "@/db/testing/factories";
import type { Ctx } from "@/lib/auth/context";
import { rightsOf } from "@/lib/auth/rights";
import { byteOrderMark } from "@/lib/csv/csv-line";
import { listUploads } from "../queries";
import { findWaitingReview } from "../queries/waiting-review";
import { changeUploadMapping } from "./change-upload-mapping";
import { checkUpload } from "./check-upload";
import { decideRows } from "./decide-rows";
import { fetchErrorFile } from "./fetch-error-file";
import { importRoster } from "./import-roster";
import { receiveUpload } from "./receive-upload";
import { removeUpload } from "./remove-upload";
import { requestImport } from "./request-import";
import { sweepQuarantine } from "./sweep-quarantine";
import { undoRowFix } from "./undo-row-fix";

// Before lib/env is read: a quarantine of this file's own.
const home = vi.hoisted(() => {
  const folder = `/tmp/opportune-review-${process.pid}`;
  vi.stubEnv("OPPORTUNE_HOME", folder);
  return folder;
});
afterAll(() => rm(home, { recursive: true, force: true }));

const roster = [
  "Job Title,Department,Headcount",
  "Clerk,Finance,2",
  ",Finance,1",
  "Nurse,Care,n/a",
  "Nurse,Care,n/a",
  "Cook,Kitchen,=2+3",
  "Porter,Care",
].join("\n");

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

function upload({ ctx, sessionId }: Scene, text: string, fileName = "roster.csv") {
  const body = new Blob([text]).stream() as unknown as Parameters<typeof receiveUpload>[1]["body"];
  return receiveUpload(ctx, { sessionId, fileName, body });
}

const skipAll = { line: null, column: null, value: null, action: "skip", replacement: null } as const;
const countsOf = async ({ ctx }: Scene, uploadId: string) =>
  (await findWaitingReview(ctx, uploadId))?.review.counts;
const segmentsOf = ({ ctx }: Scene) =>
  committed((tx) => tx.select().from(workforceSegments).where(eq(workforceSegments.orgId, ctx.orgId)));
const fixesOf = ({ ctx }: Scene) =>
  committed((tx) => tx.select().from(rowFixes).where(eq(rowFixes.orgId, ctx.orgId)));
const importNow = ({ ctx }: Scene, uploadId: string) =>
  importRoster(ctx, uploadId, { onProgress: () => undefined });

async function errorFileOf({ ctx }: Scene, uploadId: string): Promise<string> {
  const { stream, byteSize } = await fetchErrorFile(ctx, uploadId);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  const bytes = Buffer.concat(chunks);
  expect(bytes.length).toBe(byteSize);
  return bytes.toString();
}

describe("faulty rows of a waiting roster", () => {
  it("are mended and skipped by acts, and imported whole with their counts in the history", async () => {
    const here = await scene();
    const { ctx } = here;
    const { uploadId } = await upload(here, roster);
    expect(await countsOf(here, uploadId)).toEqual({ left: 5, mended: 0, skipped: 0, total: 5 });
    await decideRows(ctx, {
      uploadId,
      faultCode: "title_missing",
      line: 3,
      column: "Job Title",
      value: null,
      action: "replace",
      replacement: "Auditor",
    });
    await decideRows(ctx, {
      uploadId,
      faultCode: "headcount_invalid",
      line: null,
      column: "Headcount",
      value: "n/a",
      action: "replace",
      replacement: "4",
    });
    await decideRows(ctx, { uploadId, faultCode: "headcount_invalid", ...skipAll });
    await expect(requestImport(ctx, { uploadId })).rejects.toMatchObject({ code: "invalid" });
    await decideRows(ctx, { uploadId, faultCode: "cells_missing", ...skipAll, action: "replace" });
    expect(await countsOf(here, uploadId)).toEqual({ left: 0, mended: 4, skipped: 1, total: 5 });
    // What was decided of the n/a rows stands: "skip all" took those that were left.
    await expect(requestImport(ctx, { uploadId })).rejects.toMatchObject({ code: "invalid" });
    expect(await checkUpload(ctx, { uploadId })).toMatchObject({ left: 0 });
    await requestImport(ctx, { uploadId });
    await importNow(here, uploadId);
    const [view] = await listUploads(ctx, here.sessionId);
    expect(view).toMatchObject({ rowCount: 5, mendedRowCount: 4, skippedRowCount: 1, headcount: 12 });
    expect(await fixesOf(here)).toEqual([]);
    const lines = await committed((tx) =>
      tx
        .select()
        .from(history)
        .where(and(eq(history.orgId, ctx.orgId), eq(history.name, "upload.imported"))),
    );
    expect(lines).toMatchObject([{ data: { rows: 5, mended: 4, skipped: 1 } }]);
    await expect(decideRows(ctx, { uploadId, faultCode: "title_missing", ...skipAll })).rejects.toMatchObject(
      { code: "conflict" },
    );
  });

  it("come back when an act is undone, once", async () => {
    const here = await scene();
    const { uploadId } = await upload(here, roster);
    const { fixId } = await decideRows(here.ctx, { uploadId, faultCode: "headcount_invalid", ...skipAll });
    expect((await findWaitingReview(here.ctx, uploadId))?.acts).toMatchObject([{ fixId, ruleCount: 1 }]);
    expect(await undoRowFix(here.ctx, { uploadId, fixId })).toEqual({ undoneCount: 1 });
    expect(await countsOf(here, uploadId)).toMatchObject({ left: 5, skipped: 0 });
    await expect(undoRowFix(here.ctx, { uploadId, fixId })).rejects.toMatchObject({ code: "conflict" });
    const other = { uploadId, fixId: randomUUID() };
    await expect(undoRowFix(here.ctx, other)).rejects.toMatchObject({ code: "not_found" });
  });

  it("are out of reach for another organization, and refuse what would be a fault again", async () => {
    const here = await scene();
    const { ctx: stranger } = await scene();
    const { uploadId } = await upload(here, roster);
    const skip = { uploadId, faultCode: "headcount_invalid", ...skipAll };
    await expect(decideRows(stranger, skip)).rejects.toMatchObject({ code: "not_found" });
    await expect(checkUpload(stranger, { uploadId })).rejects.toMatchObject({ code: "not_found" });
    await expect(fetchErrorFile(stranger, uploadId)).rejects.toMatchObject({ code: "not_found" });
    expect(await findWaitingReview(stranger, uploadId)).toBeNull();
    const mend = { ...skip, column: "Headcount", action: "replace", replacement: "many" };
    await expect(decideRows(here.ctx, mend)).rejects.toMatchObject({ code: "invalid" });
    const unknown = { ...mend, column: "Heads", replacement: "2" };
    await expect(decideRows(here.ctx, unknown)).rejects.toMatchObject({ code: "conflict" });
    await decideRows(here.ctx, skip);
    await expect(decideRows(here.ctx, skip)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("somebody else was faster"),
    });
  });

  it("are not decided while the import is under way, nor after the roster was discarded", async () => {
    const here = await scene();
    const { uploadId } = await upload(here, roster.split("\n").slice(0, 2).join("\n"));
    await requestImport(here.ctx, { uploadId });
    const skip = { uploadId, faultCode: "title_missing", ...skipAll };
    await expect(decideRows(here.ctx, skip)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("being imported"),
    });
    const other = await upload(here, roster);
    await removeUpload(here.ctx, { uploadId: other.uploadId });
    await expect(decideRows(here.ctx, { ...skip, uploadId: other.uploadId })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("discarded"),
    });
  });

  it("go with the file, and what was decided about them too", async () => {
    const here = await scene();
    const { uploadId } = await upload(here, roster);
    await decideRows(here.ctx, { uploadId, faultCode: "headcount_invalid", ...skipAll });
    await committed((tx) =>
      tx
        .update(uploads)
        .set({ quarantineUntil: new Date(0) })
        .where(eq(uploads.id, uploadId)),
    );
    await sweepQuarantine();
    expect(await fixesOf(here)).toEqual([]);
    expect(await findWaitingReview(here.ctx, uploadId)).toBeNull();
    const again = await upload({ ...here }, `${roster}\n`);
    await decideRows(here.ctx, { uploadId: again.uploadId, faultCode: "headcount_invalid", ...skipAll });
    await removeUpload(here.ctx, { uploadId: again.uploadId });
    expect(await fixesOf(here)).toEqual([]);
  });
});

describe("an error file", () => {
  it("goes out, is corrected, comes back, and the roster is imported with the right totals", async () => {
    const here = await scene();
    const { uploadId } = await upload(here, roster);
    const text = await errorFileOf(here, uploadId);
    expect(
      text.startsWith(`${byteOrderMark}Job Title,Department,Headcount,_error_code,_field,_value,_hint\r\n`),
    ).toBe(true);
    expect(text).toContain("Cook,Kitchen,'=2+3,headcount_invalid,headcount,'=2+3,");
    const corrected = text
      .replace(",Finance,1,title_missing", "Auditor,Finance,1,title_missing")
      .replaceAll("Nurse,Care,n/a", "Nurse,Care,3")
      .replace("Cook,Kitchen,'=2+3", "Cook,Kitchen,5")
      .replace("Porter,Care,,", "Porter,Care,7,");
    expect(await upload(here, corrected, "roster errors.csv")).toEqual({
      uploadId,
      mendedRows: 5,
    });
    expect(await countsOf(here, uploadId)).toEqual({ left: 0, mended: 5, skipped: 0, total: 5 });
    const [act] = (await findWaitingReview(here.ctx, uploadId))?.acts ?? [];
    expect(act).toMatchObject({ ruleCount: 6 });
    await requestImport(here.ctx, { uploadId });
    await importNow(here, uploadId);
    const [view] = await listUploads(here.ctx, here.sessionId);
    expect(view).toMatchObject({ rowCount: 6, headcount: 2 + 1 + 3 + 3 + 5 + 7, mendedRowCount: 5 });
    expect(await listUploads(here.ctx, here.sessionId)).toHaveLength(1);
  });

  it("that came back is one act, undone as one", async () => {
    const here = await scene();
    const { uploadId } = await upload(here, roster);
    const corrected = (await errorFileOf(here, uploadId)).replaceAll("Care,n/a", "Care,3");
    expect(await upload(here, corrected, "e.csv")).toMatchObject({ uploadId, mendedRows: 2 });
    expect(await countsOf(here, uploadId)).toMatchObject({ left: 3, mended: 2 });
    const [act] = (await findWaitingReview(here.ctx, uploadId))?.acts ?? [];
    await undoRowFix(here.ctx, { uploadId, fixId: act?.fixId });
    expect(await countsOf(here, uploadId)).toMatchObject({ left: 5 });
  });

  it("of another roster changes nothing and says where it does not fit", async () => {
    const here = await scene();
    const other = await upload(
      here,
      roster.replace("Clerk,Finance,2", "Clerk,Finance,2\nClerk,Care,1"),
      "old.csv",
    );
    const stale = await errorFileOf(here, other.uploadId);
    await removeUpload(here.ctx, { uploadId: other.uploadId });
    await upload(here, roster);
    await expect(upload(here, stale, "e.csv")).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("fits no faulty row of roster.csv"),
    });
    expect(await fixesOf(here)).toEqual([]);
  });

  it("whose roster was imported without its rows is a roster of its own", async () => {
    const here = await scene();
    const { uploadId } = await upload(here, roster);
    const text = await errorFileOf(here, uploadId);
    for (const faultCode of ["title_missing", "headcount_invalid", "cells_missing"]) {
      await decideRows(here.ctx, { uploadId, faultCode, ...skipAll });
    }
    await checkUpload(here.ctx, { uploadId });
    await importNow(here, uploadId);
    const corrected = text.replace(",Finance,1", "Auditor,Finance,1").replaceAll(/n\/a|'=2\+3/g, "3");
    const own = await upload(here, corrected, "roster errors.csv");
    expect(own.mendedRows).toBeNull();
    expect(own.uploadId).not.toBe(uploadId);
    const [view] = await listUploads(here.ctx, here.sessionId);
    expect(view?.mapping).toEqual({ title: "Job Title", department: "Department", headcount: "Headcount" });
    await importNow(here, own.uploadId);
    const people = (await segmentsOf(here)).reduce((sum, { headcount }) => sum + headcount, 0);
    expect(people).toBe(2 + 1 + 3 + 3 + 3 + 1);
  });
});

describe("columns that people chose before", () => {
  it("are chosen again in the next roster, with who and when; left out ones stay out", async () => {
    const here = await scene();
    const odd = "Job Title,Wat,Afd,Location\nA1,Accountant,Finance,Oslo\nB2,Nurse,Care,Porto\n";
    const { uploadId } = await upload(here, odd);
    await changeUploadMapping(here.ctx, { uploadId, mapping: { title: "Wat", department: "Afd" } });
    await importNow(here, uploadId);
    const remembered = await committed((tx) =>
      tx.select().from(columnMemories).where(eq(columnMemories.orgId, here.ctx.orgId)),
    );
    expect(Object.fromEntries(remembered.map(({ headerKey, field }) => [headerKey, field]))).toMatchObject({
      "job title": null,
      wat: "title",
      location: null,
    });
    const next = await upload(here, `${odd}C3,Cook,Kitchen,Oslo\n`, "next.csv");
    const view = (await listUploads(here.ctx, here.sessionId)).find(({ id }) => id === next.uploadId);
    expect(view?.mapping).toEqual({ title: "Wat", department: "Afd" });
    expect(view?.inspection?.columns[1]?.reason).toMatchObject({
      rule: "remembered",
      byName: expect.any(String),
      at: expect.any(String),
    });
    const stranger = await scene();
    await upload(stranger, odd);
    const [theirs] = await listUploads(stranger.ctx, stranger.sessionId);
    expect(theirs?.mapping.title).toBe("Job Title");
  });
});

it("undoes an import as a batch; the same bytes can be uploaded anew", async () => {
  const here = await scene();
  const { uploadId } = await upload(here, "Job Title\nClerk\nNurse\n");
  expect(await upload(here, "Job Title\nClerk\nNurse\n")).toEqual({
    uploadId,
    mendedRows: null,
  });
  await importNow(here, uploadId);
  await removeUpload(here.ctx, { uploadId });
  expect(await segmentsOf(here)).toEqual([]);
  const again = await upload(here, "Job Title\nClerk\nNurse\n");
  expect(again.uploadId).not.toBe(uploadId);
  await importNow(here, again.uploadId);
  expect(await segmentsOf(here)).toHaveLength(2);
});
