/**
 * Promise (issue 6, Must hold 4; quality goal R9): when the disk is full where files are kept, or where the database keeps
 * its data, an upload or an import says so in a sentence and leaves no row and no file, and the same goes through once
 * there is room. Both lie on a small tmpfs of their own, so it needs root. The peer is the same import with room.
 * Run: npm run bench -- roster-disk-full [rows]
 */
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { superuserUrl } from "@/db/embedded/cluster";
import { translated } from "@/inngest/translated-errors";
import { type OwnDatabase, withOwnDatabase } from "./own-database";
import { writeRosterCsv } from "./roster-files";
import { makeRosterScene, type RosterScene, upload } from "./roster-scene";

const [rows = 200_000] = process.argv.slice(2).map(Number);
const megabyte = 1024 * 1024;
const print = (line: string) => process.stdout.write(`${line}\n`);
/** What no sentence may show: places, traces, statements. */
const internals = /\/tmp|postgres|sql|ENOSPC|\bat \w+ \(|node_modules|53100/i;

function mounted(folder: string, megabytes: number, owner?: string): void {
  mkdirSync(folder, { recursive: true });
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder]);
  if (owner) execFileSync("chown", [owner, folder]);
}

/** Leaves only so many megabytes free on the disk of a folder. */
function fill(folder: string, leftMegabytes: number): string {
  const { bavail, bsize } = statfsSync(folder);
  const path = join(folder, "filler");
  writeFileSync(path, Buffer.alloc(Math.max(0, bavail * bsize - leftMegabytes * megabyte)));
  return path;
}

async function sentenceOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return "";
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

interface Counts {
  readonly uploads: number;
  readonly roles: number;
  readonly people: number;
}

async function countsOf(db: Sql, sessionId: string): Promise<Counts> {
  const [counts] = await db<Counts[]>`
    select (select count(*)::int from uploads where session_id = ${sessionId}) as uploads,
           (select count(*)::int from roles where session_id = ${sessionId}) as roles,
           (select coalesce(sum(headcount), 0)::int from workforce_segments where session_id = ${sessionId}) as people`;
  return counts ?? { uploads: -1, roles: -1, people: -1 };
}

function judge(what: string, checks: Readonly<Record<string, boolean>>): boolean {
  const wrong = Object.keys(checks).filter((check) => !checks[check]);
  print(`${what}: ${wrong.length === 0 ? "kept" : `NOT kept: ${wrong.join(", ")}`}`);
  return wrong.length === 0;
}

async function fullQuarantine(scene: RosterScene, db: Sql, home: string, path: string): Promise<boolean> {
  const quarantine = join(home, "quarantine");
  mounted(quarantine, 64);
  try {
    const filler = fill(quarantine, 4);
    const sessionId = await scene.newSession();
    const sentence = await sentenceOf(() => upload(scene, sessionId, path));
    print(`  "${sentence}"`);
    const [counts, left] = [await countsOf(db, sessionId), readdirSync(quarantine)];
    rmSync(filler);
    await upload(scene, sessionId, path);
    return judge("full where files are kept", {
      "a sentence":
        /^AppError: No room is left where files are kept/.test(sentence) && !internals.test(sentence),
      "no row": counts.uploads === 0,
      "no file": left.join() === "filler",
      "goes through with room": (await countsOf(db, sessionId)).uploads === 1,
    });
  } finally {
    execFileSync("umount", [quarantine]);
  }
}

/** The tables of rosters move to a disk of their own: a full disk under the write-ahead log stops the server as a whole. */
async function fullDatabase(
  scene: RosterScene,
  db: Sql,
  database: OwnDatabase,
  path: string,
): Promise<boolean> {
  const { requestImport } = await import("@/lib/rosters/mutations/request-import");
  const { importRoster } = await import("@/lib/rosters/mutations/import-roster");
  const small = join(database.folder, "small-disk");
  mounted(small, 64, "postgres");
  try {
    await db.unsafe(`create tablespace small location '${small}'`);
    await db.unsafe("alter table workforce_segments set tablespace small");
    const sessionId = await scene.newSession();
    const uploadId = await upload(scene, sessionId, path);
    await requestImport(scene.ctx, { uploadId });
    const filler = fill(small, 1);
    const importing = translated(() => importRoster(scene.ctx, uploadId, { onProgress: () => undefined }));
    const sentence = await sentenceOf(importing);
    print(`  "${sentence}"`);
    const counts = await countsOf(db, sessionId);
    rmSync(filler);
    await importing();
    const after = await countsOf(db, sessionId);
    return judge("full where the database keeps its data", {
      "a sentence":
        /^AppError\.unavailable: No room is left where the database/.test(sentence) &&
        !internals.test(sentence),
      "no row": counts.roles === 0 && counts.people === 0,
      "the upload waits": counts.uploads === 1,
      "goes through with room": after.people === rows,
    });
  } finally {
    await db.unsafe("alter table workforce_segments set tablespace pg_default");
    await db.unsafe("drop tablespace if exists small");
    execFileSync("umount", [small]);
  }
}

async function diskFullRun(database: OwnDatabase): Promise<boolean> {
  const home = join(database.folder, "home");
  process.env.OPPORTUNE_HOME = home;
  const db = postgres(superuserUrl(database.port, "bench", "opportune"), {
    max: 1,
    onnotice: () => undefined,
  });
  const path = join(database.folder, "roster.csv");
  await writeRosterCsv(path, rows);
  const scene = await makeRosterScene();
  const files = await fullQuarantine(scene, db, home, path);
  const data = await fullDatabase(scene, db, database, path);
  await db.end();
  return files && data;
}

process.env.NEXTAUTH_URL = "http://127.0.0.1:3000";
process.env.NEXTAUTH_SECRET = randomUUID() + randomUUID();
process.exitCode = (await withOwnDatabase(diskFullRun)) ? 0 : 1;
