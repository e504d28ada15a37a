import { readdir, rm } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { afterAll, expect, it, vi } from "vitest";
import { roles, uploads, workforceSegments } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { makeSession } from "@/db/testing/factories";
import type { Ctx } from "@/lib/auth/context";
import { rightsOf } from "@/lib/auth/rights";
import { AppError } from "@/lib/errors";
import { readRoster } from "../read-roster";
import { corpus } from "../testing/corpus/corpus";
import type { CorpusCase } from "../testing/corpus/corpus-case";
import { importRoster } from "./import-roster";
import { receiveUpload } from "./receive-upload";
import { requestImport } from "./request-import";

// Before lib/env is read: a quarantine of this file's own.
const home = vi.hoisted(() => {
  const folder = `/tmp/opportune-corpus-${process.pid}`;
  vi.stubEnv("OPPORTUNE_HOME", folder);
  return folder;
});
afterAll(() => rm(home, { recursive: true, force: true }));

// The bounds of the thread have tests of their own; starting one for each file would take minutes.
vi.mock("../roster-threads", async () => {
  const { inspectRoster, reviewedInspectionOf } = await import("../inspect-roster");
  const { packReading } = await import("../pack-reading");
  const read = (path: string, mapping: object, options: object) => readRoster(path, { ...options, mapping });
  const review = async (path: string, options: object) => {
    const reading = await readRoster(path, options);
    return { inspection: reviewedInspectionOf(reading), packed: packReading(reading) };
  };
  return {
    inspectRosterInThread: inspectRoster,
    reviewRosterInThread: review,
    readRosterSegments: read,
  };
});

/** Files on their way at the same time. */
const atOnce = 6;

async function scene(): Promise<{ ctx: Ctx; newSession: () => Promise<string> }> {
  const { orgId, user } = await committedWorld();
  return {
    ctx: {
      orgId,
      actor: { kind: "user", userId: user.id },
      rights: rightsOf("admin", false),
      requestId: "test",
    },
    newSession: async () => (await committed((tx) => makeSession(tx, { orgId, ownerId: user.id }))).id,
  };
}

type Here = Awaited<ReturnType<typeof scene>>;

const lineOf = (row: {
  title: string;
  department: string | null;
  lineOfBusiness: string | null;
  location: string | null;
  headcount: number;
}) =>
  [row.title, row.department, row.lineOfBusiness, row.location, row.headcount]
    .map((part) => part ?? "")
    .join("|");

const stored = (sessionId: string) =>
  committed(async (tx) => ({
    uploads: await tx.select().from(uploads).where(eq(uploads.sessionId, sessionId)),
    roles: await tx.select().from(roles).where(eq(roles.sessionId, sessionId)),
    segments: await tx
      .select({
        title: roles.title,
        department: workforceSegments.department,
        lineOfBusiness: workforceSegments.lineOfBusiness,
        location: workforceSegments.location,
        headcount: workforceSegments.headcount,
      })
      .from(workforceSegments)
      .innerJoin(roles, eq(roles.id, workforceSegments.roleId))
      .where(eq(workforceSegments.sessionId, sessionId)),
  }));

/** The whole way of a file: taken in, asked for, imported. @returns the sentence it was refused with */
async function brought({ ctx }: Here, sessionId: string, one: CorpusCase): Promise<string | null> {
  const body = new Blob([one.content() as BlobPart]).stream() as unknown as Parameters<
    typeof receiveUpload
  >[1]["body"];
  try {
    const { uploadId } = await receiveUpload(ctx, { sessionId, fileName: one.fileName, body });
    await requestImport(ctx, { uploadId });
    await importRoster(ctx, uploadId, { onProgress: () => undefined });
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toBe("invalid");
    return error.message;
  }
}

async function check(here: Here, one: CorpusCase): Promise<void> {
  const sessionId = await here.newSession();
  const sentence = await brought(here, sessionId, one);
  const kept = await stored(sessionId);
  if (one.expected.is === "sound") {
    expect([one.name, sentence]).toEqual([one.name, null]);
    expect(kept.segments.map(lineOf).sort()).toEqual([...one.expected.segments].sort());
    return;
  }
  expect([one.name, sentence]).toEqual([one.name, expect.stringMatching(/^\p{Lu}.*\.$/su)]);
  expect([one.name, kept.roles, kept.segments]).toEqual([one.name, [], []]);
  // A file that can be no roster is not even kept to be looked at.
  if (one.expected.is === "refused" && kept.uploads.length > 0) {
    expect(kept.uploads).toMatchObject([{ importedAt: null, inspection: { ok: false } }]);
  }
}

it("brings every sound file in whole, and of every broken one leaves no row", async () => {
  const here = await scene();
  const isSmall = ({ name }: CorpusCase) => !/500,00|201 MB|20 MB|cut into pieces/.test(name);
  const queue = corpus.filter(isSmall);
  const work = async () => {
    for (let one = queue.shift(); one; one = queue.shift()) await check(here, one);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const waiting = await committed((tx) => tx.select().from(uploads).where(eq(uploads.orgId, here.ctx.orgId)));
  const named = waiting.flatMap(({ quarantineKey }) => quarantineKey ?? []);
  expect((await readdir(`${home}/quarantine`)).sort()).toEqual(named.sort());
});

it("takes 50 files in once each, and gives both senders of a pair the same answer", async () => {
  const { ctx, newSession } = await scene();
  const sessionId = await newSession();
  const send = (number: number) =>
    receiveUpload(ctx, {
      sessionId,
      fileName: "roster.csv",
      body: new Blob([`Job Title\nClerk ${number}\n`]).stream() as unknown as Parameters<
        typeof receiveUpload
      >[1]["body"],
    });
  const pairs = Array.from({ length: 50 }, (_, number) => Promise.all([send(number), send(number)]));
  const answers = await Promise.all(pairs);
  for (const [first, second] of answers) expect(second).toEqual(first);
  const kept = (await stored(sessionId)).uploads;
  expect(kept.map(({ id }) => id).sort()).toEqual(answers.map(([{ uploadId }]) => uploadId).sort());
  // Of each pair one file is kept, and none beside them.
  const names = new Set(await readdir(`${home}/quarantine`));
  for (const { quarantineKey } of kept) expect(names.has(quarantineKey ?? "")).toBe(true);
  const waiting = await committed((tx) => tx.select().from(uploads));
  const named = new Set(waiting.map(({ quarantineKey }) => quarantineKey));
  expect([...names].filter((name) => !named.has(name))).toEqual([]);
  const readings = await readdir(`${home}/readings`);
  expect(readings.filter((name) => !named.has(name))).toEqual([]);
});
