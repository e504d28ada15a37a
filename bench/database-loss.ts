/**
 * Promise (quality goal R8): the database is stopped hard and started again ten times while items are worked on, and five
 * times every connection becomes half open. Nothing is lost, pages say a plain sentence meanwhile, and all is normal at
 * most 10 s after the database is back, with the same processes. Needs a build (`npm run build`).
 * Run: npm run bench -- database-loss [items] [stops] [freezes]
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { eq } from "drizzle-orm";
import postgres from "postgres";
import { asSystem } from "@/db/client";
import { freePort } from "@/db/embedded/postmaster";
import { users } from "@/db/schema";
import { type OwnDatabase, withOwnDatabase } from "./own-database";
import { startScoreStub } from "./score-stub";
import { countOpenItems, findFaults, makeItems, startScoreWorker } from "./scored-items";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy";

const [items = 6_000, stops = 10, freezes = 5] = process.argv.slice(2).map(Number);
const normalGoalMs = 10_000;
const awayMs = 4_000;
/** What no page may show: where the database is, what was asked of it, where in the code. */
const internals = /ECONN|CONNECTION_|postgres|127\.0\.0\.1:\d{4,5}\/|select |at \w+ \(|node_modules/i;

interface Page {
  readonly status: number;
  readonly body: string;
}

interface Web {
  readonly child: ChildProcess;
  get(path: string): Promise<Page>;
}

/** The product's web process over the given database, and somebody signed in. */
async function startWeb(userId: string, variables: Readonly<Record<string, string>>): Promise<Web> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const child = spawn(
    process.execPath,
    ["node_modules/next/dist/bin/next", "start", "-H", "127.0.0.1", "-p", String(port)],
    { env: { ...process.env, ...variables, NODE_ENV: "production", LOG_LEVEL: "fatal" }, stdio: "ignore" },
  );
  const { openSignIn } = await import("@/lib/auth/sign-ins");
  const { sealSignIn, signInCookie } = await import("@/lib/auth/sealed-sign-in");
  const [user] = await asSystem("bench: who", (tx) => tx.select().from(users).where(eq(users.id, userId)));
  if (!user) throw new Error("Nobody is there to sign in.");
  const cookie = `${signInCookie.name}=${await sealSignIn(await openSignIn(user))}`;
  const get = async (path: string) => {
    try {
      const response = await fetch(`${address}${path}`, {
        headers: { cookie },
        redirect: "manual",
        signal: AbortSignal.timeout(30_000),
      });
      return { status: response.status, body: await response.text() };
    } catch {
      return { status: 0, body: "" };
    }
  };
  while ((await get("/api/health")).status !== 200) await pause(100);
  return { child, get };
}

const isNormal = ({ status, body }: Page) =>
  status === 200 && body.includes("<main") && !body.includes('role="alert"');

/** Waits until pages and worker are well again. @returns how long that took, in milliseconds */
async function untilNormal(web: Web, callCount: () => number): Promise<{ page: number; work: number }> {
  const backAt = Date.now();
  const callsBefore = callCount();
  const time = async (isWell: () => Promise<boolean>) => {
    while (!(await isWell()) && Date.now() - backAt < 60_000) await pause(50);
    return Date.now() - backAt;
  };
  const [page, work] = await Promise.all([
    time(async () => isNormal(await web.get("/discovery"))),
    time(async () => callCount() > callsBefore),
  ]);
  return { page, work };
}

async function databaseLoss(database: OwnDatabase): Promise<boolean> {
  const proxy = await startTcpProxy(database.port);
  const through = Object.fromEntries(
    Object.entries(database.addresses).map(([name, url]) => [name, throughProxy(url, proxy)]),
  );
  const db = postgres(database.addresses.DATABASE_SYSTEM_URL, { max: 1, onnotice: () => undefined });
  const { userId } = await makeItems(database, items);
  const stub = await startScoreStub();
  const web = await startWeb(userId, through);
  const worker = startScoreWorker(stub.url, through);
  await worker.isReady;
  let endings = 0;
  for (const child of [web.child, worker.child]) child.once("exit", () => (endings += 1));

  const shown: Page[] = [];
  const normal: { page: number; work: number }[] = [];
  const losses = [...Array(stops).fill("stop"), ...Array(freezes).fill("freeze")];
  for (const kind of losses) {
    await pause(500 + Math.random() * 1_500);
    if (kind === "stop") await database.stopHard();
    else proxy.freeze();
    const away = pause(awayMs);
    shown.push(await Promise.race([web.get("/discovery"), away.then(() => ({ status: 0, body: "" }))]));
    await away;
    if (kind === "stop") await database.startAgain();
    else proxy.thaw();
    const took = await untilNormal(web, () => stub.calls.length);
    process.stdout.write(
      `${kind}: page shown ${shown.at(-1)?.status}; normal after ${took.page} ms, work after ${took.work} ms\n`,
    );
    normal.push(took);
  }
  while ((await countOpenItems(db)) > 0) await pause(250);
  await pause(500);
  const faults = await findFaults(db, stub.calls, items);
  const lived = endings === 0;
  await worker.kill();
  web.child.kill("SIGKILL");
  await db.end({ timeout: 1 });
  stub.stop();
  proxy.stop();

  const slowest = Math.max(...normal.flatMap(({ page, work }) => [page, work]));
  const leaks = shown.filter(({ body }) => internals.test(body.replace(/<script[\s\S]*?<\/script>/g, "")));
  const lines = [
    `${stops} hard stops and ${freezes} times half open: normal again after at most ${slowest} ms (goal ${normalGoalMs})`,
    `the same web and worker process all along: ${lived}`,
    `pages that showed internals: ${leaks.length}`,
    ...faults.map(({ what, count }) => `${what}: ${count}`),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  return lived && slowest <= normalGoalMs && leaks.length === 0 && faults.every(({ count }) => count === 0);
}

function throughProxy(url: string, proxy: TcpProxy): string {
  const address = new URL(url);
  address.port = String(proxy.port);
  return address.toString();
}

process.env.NEXTAUTH_URL = "http://127.0.0.1:3000";
process.env.NEXTAUTH_SECRET = randomUUID() + randomUUID();
process.exitCode = (await withOwnDatabase(databaseLoss)) ? 0 : 1;
