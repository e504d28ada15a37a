/**
 * Promise (issue 6, Must hold 4; quality goal R10): an import of 200,000 rows whose worker is killed with SIGKILL leaves
 * all of its people or none, at twenty points spread over its course, and a new worker brings it to its end. The peer is
 * the same import left in peace.
 * Run: npm run bench -- roster-kills [rows] [kills]
 */
import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { superuserUrl } from "@/db/embedded/cluster";
import { startKillableWorker } from "./killable-worker";
import { type OwnDatabase, withOwnDatabase } from "./own-database";
import { writeRosterCsv } from "./roster-files";
import { makeRosterScene, type RosterScene, upload } from "./roster-scene";

const [rows = 200_000, kills = 20] = process.argv.slice(2).map(Number);
const patienceMs = 60_000;
const print = (line: string) => process.stdout.write(`${line}\n`);

interface Bench {
  readonly scene: RosterScene;
  readonly db: Sql;
  readonly path: string;
}

interface State {
  readonly people: number;
  readonly roles: number;
  readonly isImported: boolean;
}

async function stateOf({ db }: Bench, sessionId: string): Promise<State> {
  const [state] = await db<State[]>`
    select (select coalesce(sum(headcount), 0)::int from workforce_segments where session_id = ${sessionId}) as people,
           (select count(*)::int from roles where session_id = ${sessionId}) as roles,
           exists (select from uploads where session_id = ${sessionId} and imported_at is not null) as "isImported"`;
  if (!state) throw new Error("The database did not answer.");
  return state;
}

async function requested(bench: Bench): Promise<string> {
  const { requestImport } = await import("@/lib/rosters/mutations/request-import");
  const sessionId = await bench.scene.newSession();
  const uploadId = await upload(bench.scene, sessionId, bench.path);
  await requestImport(bench.scene.ctx, { uploadId });
  return sessionId;
}

async function untilImported(bench: Bench, sessionId: string): Promise<boolean> {
  const until = Date.now() + patienceMs;
  while (Date.now() < until) {
    if ((await stateOf(bench, sessionId)).isImported) return true;
    await pause(20);
  }
  return false;
}

/** How many milliseconds an import takes that nobody disturbs, from the moment its worker is ready. */
async function inPeace(bench: Bench): Promise<{ ms: number; state: State }> {
  const sessionId = await requested(bench);
  const worker = startKillableWorker("bench/workers/import-rosters.ts");
  await worker.isReady;
  const startedAt = performance.now();
  await untilImported(bench, sessionId);
  const ms = performance.now() - startedAt;
  await worker.kill();
  return { ms, state: await stateOf(bench, sessionId) };
}

/** @returns what was there right after the kill, and what is wrong */
async function killedAt(
  bench: Bench,
  afterMs: number,
  whole: State,
): Promise<{ met: string; faults: string[] }> {
  const sessionId = await requested(bench);
  let worker = startKillableWorker("bench/workers/import-rosters.ts");
  await worker.isReady;
  await pause(afterMs);
  await worker.kill();
  const met = await stateOf(bench, sessionId);
  const isAllOrNone = met.isImported
    ? met.people === whole.people && met.roles === whole.roles
    : met.people === 0 && met.roles === 0;
  worker = startKillableWorker("bench/workers/import-rosters.ts");
  await worker.isReady;
  const isDone = await untilImported(bench, sessionId);
  const after = await stateOf(bench, sessionId);
  await worker.kill();
  return {
    met: met.isImported ? "all" : "none",
    faults: [
      ...(isAllOrNone ? [] : [`${met.people} people of ${met.roles} roles were there`]),
      ...(isDone ? [] : ["it did not come to its end"]),
      ...(after.people === whole.people && after.roles === whole.roles
        ? []
        : [`it ended with ${after.people} people`]),
    ],
  };
}

async function killRun(database: OwnDatabase): Promise<boolean> {
  const home = join(database.folder, "home");
  process.env.OPPORTUNE_HOME = home;
  const db = postgres(superuserUrl(database.port, "bench", "opportune"), {
    max: 1,
    onnotice: () => undefined,
  });
  const path = join(database.folder, "roster.csv");
  await writeRosterCsv(path, rows);
  const bench = { scene: await makeRosterScene(), db, path };
  const peace = await inPeace(bench);
  print(
    `left in peace: ${peace.ms.toFixed(0)} ms, ${peace.state.people} people in ${peace.state.roles} roles`,
  );
  let bad = peace.state.people === rows ? 0 : 1;
  const met = new Map<string, number>();
  for (let kill = 0; kill < kills; kill += 1) {
    const at = ((kill + Math.random()) / kills) * peace.ms;
    const killed = await killedAt(bench, at, peace.state);
    met.set(killed.met, (met.get(killed.met) ?? 0) + 1);
    if (killed.faults.length > 0) bad += 1;
    process.stderr.write(
      `kill ${kill + 1} at ${at.toFixed(0)} ms, ${killed.met}: ${killed.faults.join("; ") || "whole"}\n`,
    );
  }
  const left = readdirSync(join(home, "quarantine")).length;
  print(
    `${kills} kills (${[...met].map(([what, count]) => `${count} met ${what}`).join(", ")}), ${bad} of them bad`,
  );
  print(`raw files left behind: ${left}`);
  await db.end();
  return bad === 0;
}

process.env.NEXTAUTH_URL = "http://127.0.0.1:3000";
process.env.NEXTAUTH_SECRET = randomUUID() + randomUUID();
process.exitCode = (await withOwnDatabase(killRun)) ? 0 : 1;
