/**
 * Promise (quality goal R20): with two workers, each tick of a schedule runs once, also when the clock of PostgreSQL and
 * of both workers jumps by an hour or a day, forward and back, and over both ends of summer time. The peer is the
 * calendar. Needs libfaketime (`apt-get install faketime`).
 * Run: npm run bench -- cron-clock [when summer time begins or ends, as an ISO date]
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { findBinaries } from "@/db/embedded/binaries";
import { databaseUser } from "@/db/embedded/os-user";
import { type OwnDatabase, withOwnDatabase } from "./own-database";

const library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** 01:00 UTC of these Sundays is when Europe changes its clocks. */
const edges = ["2026-10-25T01:00:00Z", "2027-03-28T01:00:00Z"] as const;

/** A clock for other processes: they read how far it is from the real one out of a file, at every look. */
class FakeClock {
  private readonly file: string;
  private aheadMs = 0;
  /** The latest moment that was ever shown. */
  latest: number;

  constructor(file: string, beginning: number) {
    this.file = file;
    this.latest = beginning;
    this.set(beginning);
  }

  now(): number {
    return Date.now() + this.aheadMs;
  }

  jumpTo(moment: number): void {
    this.latest = Math.max(this.latest, this.now());
    this.set(moment);
  }

  private set(moment: number): void {
    this.aheadMs = moment - Date.now();
    writeFileSync(this.file, `${this.aheadMs < 0 ? "-" : "+"}${Math.abs(this.aheadMs / 1_000).toFixed(3)}`);
  }

  get environment() {
    return {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: this.file,
      FAKETIME_NO_CACHE: "1",
      // A machine's own count of time since its start does not jump.
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
    };
  }
}

/** The same server over the same files, with the fake clock. */
async function restartWithClock(database: OwnDatabase, clock: FakeClock): Promise<ChildProcess> {
  await database.stopHard();
  const user = await databaseUser(database.dataFolder);
  const { postgres: file } = await findBinaries(user);
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC"];
  const args = [
    "-D",
    database.dataFolder,
    "-p",
    String(database.port),
    ...settings.flatMap((one) => ["-c", one]),
  ];
  const env = {
    PATH: "/usr/bin:/bin",
    LC_ALL: "C",
    TZ: "UTC",
    NODE_ENV: "production",
    ...clock.environment,
  } as const;
  return spawn(file, args, { ...user, cwd: "/", env, stdio: "ignore" });
}

async function startTicking(clock: FakeClock): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", "bench/workers/tick.ts"], {
    env: {
      ...process.env,
      ...clock.environment,
      // A zone with summer time, in case anything computes in local time.
      TZ: "Europe/Berlin",
      TSX_TSCONFIG_PATH: "tsconfig.node.json",
      LOG_LEVEL: "fatal",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout ?? child, "data");
  return child;
}

async function untilIdle(db: Sql): Promise<void> {
  for (let quiet = 0; quiet < 4; ) {
    await pause(500);
    const [row] = await db`
      select count(*)::int as n from function_runs where finished_at is null and failed_at is null`;
    quiet = row?.n === 0 ? quiet + 1 : 0;
  }
}

/** The jumps of the promise around one change of summer time. */
async function jump(clock: FakeClock, db: Sql, edge: number): Promise<void> {
  /** Shows the clock just before a minute and lets it pass. */
  const passMinute = async (moment: number) => {
    clock.jumpTo(moment - 3_000);
    await pause(6_000);
    await untilIdle(db);
  };
  await passMinute(edge - 2 * hourMs);
  await passMinute(edge - hourMs);
  // What a jump forward has left out is made up for within a minute.
  await pause(minuteMs + 5_000);
  await untilIdle(db);
  clock.jumpTo(clock.now() - hourMs);
  // The next minute comes for the second time.
  await pause(minuteMs + 5_000);
  await passMinute(edge);
  clock.jumpTo(clock.now() + dayMs);
  await pause(minuteMs + 5_000);
  await untilIdle(db);
  clock.jumpTo(clock.now() - dayMs);
  await pause(minuteMs + 5_000);
  clock.jumpTo(clock.now() + dayMs);
  await pause(2 * minuteMs + 5_000);
  await untilIdle(db);
}

/** Matches of a schedule of bench/workers/tick.ts after one moment, up to another. */
function dueTicks(schedule: string, after: number, until: number): number[] {
  const ticks: number[] = [];
  for (let tick = Math.floor(after / minuteMs + 1) * minuteMs; tick <= until; tick += minuteMs) {
    const at = new Date(tick);
    const isHour = at.getUTCMinutes() === 0;
    const isDay = isHour && at.getUTCHours() === 1;
    const isDue = { minute: true, hour: isHour, day: isDay, week: isDay && at.getUTCDay() === 0 }[schedule];
    if (isDue) ticks.push(tick);
  }
  return ticks;
}

async function tickRun(database: OwnDatabase, edge: number): Promise<boolean> {
  const owner = postgres(database.addresses.DATABASE_OWNER_URL, { max: 1, onnotice: () => undefined });
  await owner`create table bench_ticks (schedule text, tick timestamptz)`;
  await owner`grant all on bench_ticks to opportune_system`;
  await owner.end();
  const beginning = edge - 2 * hourMs - 10 * minuteMs;
  const clock = new FakeClock(join(database.folder, "clock"), beginning);
  const server = await restartWithClock(database, clock);
  await pause(2_000);
  const workers = await Promise.all([startTicking(clock), startTicking(clock)]);
  // They say that they are ready before their clocks run. From here on both know the schedules.
  await pause(5_000);
  const known = clock.now();
  const db = postgres(database.addresses.DATABASE_SYSTEM_URL, { max: 1, onnotice: () => undefined });
  await jump(clock, db, edge);
  const end = Math.max(clock.latest, clock.now());
  const rows = await db<{ schedule: string; tick: Date }[]>`select schedule, tick from bench_ticks`;
  await db.end();
  for (const worker of workers) worker.kill("SIGKILL");
  server.kill("SIGQUIT");
  await once(server, "exit");

  let isRight = true;
  for (const schedule of ["minute", "hour", "day", "week"]) {
    const ran = rows.filter((row) => row.schedule === schedule).map(({ tick }) => tick.getTime());
    const possible = dueTicks(schedule, beginning, end);
    const due = possible.filter((tick) => tick > known);
    const missing = due.filter((tick) => !ran.includes(tick)).length;
    const twice = ran.length - new Set(ran).size;
    const strange = ran.filter((tick) => !possible.includes(tick)).length;
    process.stdout.write(
      `${schedule}: ${due.length} ticks due; ${missing} missing, ${twice} run twice, ${strange} that are in no calendar\n`,
    );
    isRight &&= missing + twice + strange === 0;
  }
  return isRight;
}

if (!existsSync(library)) throw new Error(`${library} is not there: apt-get install faketime`);
process.env.NEXTAUTH_URL = "http://127.0.0.1:3000";
process.env.NEXTAUTH_SECRET = randomUUID() + randomUUID();
let isRight = true;
for (const edge of process.argv.length > 2 ? process.argv.slice(2) : edges) {
  process.stdout.write(`around ${edge}\n`);
  isRight = (await withOwnDatabase((database) => tickRun(database, Date.parse(edge)))) && isRight;
}
process.exitCode = isRight ? 0 : 1;
