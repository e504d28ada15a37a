/**
 * Promise (quality goal R8): the database is stopped hard and started again ten times while items are worked on, and five
 * times every connection becomes half open. Nothing is lost, pages say a plain sentence meanwhile, and all is normal at
 * most 10 s after the database is back, with the same processes.
 * Run: npm run bench -- database-loss [items] [stops] [freezes]
 */
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { type OwnDatabase, withOwnDatabase } from "./own-database";
import { startOwnWeb } from "./own-web";
import { startScoreStub } from "./score-stub";
import { countOpenItems, findFaults, makeItems, startScoreWorker } from "./scored-items";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy";
import { asVisitor, type GetPage, type Page } from "./visitor";

const [items = 6_000, stops = 10, freezes = 5] = process.argv.slice(2).map(Number);
const normalGoalMs = 10_000;
/** A half-open connection takes a few seconds to be known for one; a page must have given up waiting by then. */
const awayMs = { stop: 4_000, freeze: 26_000 };
/** What no page may show: where the database is, what was asked of it, where in the code. */
const internals = /ECONN|CONNECTION_|postgres|127\.0\.0\.1:\d{4,5}\/|select |at \w+ \(|node_modules/i;

const isNormal = ({ status, body }: Page) =>
  status === 200 && body.includes("<main") && !body.includes('role="alert"');

/** Waits until pages and worker are well again. @returns how long that took, in milliseconds */
async function untilNormal(get: GetPage, callCount: () => number): Promise<{ page: number; work: number }> {
  const backAt = Date.now();
  const callsBefore = callCount();
  const time = async (isWell: () => Promise<boolean>) => {
    while (!(await isWell()) && Date.now() - backAt < 60_000) await pause(50);
    return Date.now() - backAt;
  };
  const [page, work] = await Promise.all([
    time(async () => isNormal(await get("/discovery"))),
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
  // This process has its connections; what it starts from here on goes through the proxy.
  Object.assign(process.env, through);
  const web = await startOwnWeb(database);
  const get = await asVisitor(web.address, userId);
  const worker = startScoreWorker(stub.url);
  await worker.isReady;
  let endings = 0;
  const noteEnd = () => {
    endings += 1;
  };
  void web.ended.then(noteEnd);
  worker.child.once("exit", noteEnd);

  const shown: Page[] = [];
  const normal: { page: number; work: number }[] = [];
  const losses = [
    ...Array.from({ length: stops }, () => "stop" as const),
    ...Array.from({ length: freezes }, () => "freeze" as const),
  ];
  for (const kind of losses) {
    await pause(500 + Math.random() * 1_500);
    if (kind === "stop") await database.stopHard();
    else proxy.freeze();
    const away = pause(awayMs[kind]);
    shown.push(await Promise.race([get("/discovery"), away.then(() => ({ status: 0, body: "" }))]));
    await away;
    if (kind === "stop") await database.startAgain();
    else proxy.thaw();
    const took = await untilNormal(get, () => stub.calls.length);
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
  await web.stop();
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

process.exitCode = (await withOwnDatabase(databaseLoss)) ? 0 : 1;
