/**
 * Promise (quality goals R1, R2): a worker that is killed fifty times at random moments loses nothing, doubles nothing,
 * and never repeats a step whose result was stored. 10,000 items go through a function of three steps, one of which calls
 * a stub that takes 20-200 ms. The peer: the same calls, as many in flight, with nothing in between.
 * Run: npm run bench -- crash [items] [kills]
 */
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { type OwnDatabase, withOwnDatabase } from "./own-database";
import { startScoreStub } from "./score-stub";
import {
  countOpenItems,
  findFaults,
  inFlight,
  makeItems,
  settleItems,
  startScoreWorker,
} from "./scored-items";

const [items = 10_000, kills = 50] = process.argv.slice(2).map(Number);
const resumeGoalMs = 10_000;
const longestLifeMs = 3_000;

async function crashRun(database: OwnDatabase): Promise<boolean> {
  const db = postgres(database.addresses.DATABASE_SYSTEM_URL, { max: 1, onnotice: () => undefined });
  const owner = await makeItems(database, items);
  const stub = await startScoreStub();
  const resumes: number[] = [];
  const startedAt = performance.now();
  let worker = startScoreWorker(stub.url);
  while (resumes.length < kills && (await countOpenItems(db)) > 0) {
    const spawnedAt = Date.now();
    const callsBefore = stub.calls.length;
    await worker.isReady;
    while (stub.calls.length === callsBefore && Date.now() - spawnedAt < 6 * resumeGoalMs) await pause(10);
    resumes.push(Date.now() - spawnedAt);
    await pause(Math.random() * longestLifeMs);
    await worker.kill();
    worker = startScoreWorker(stub.url);
  }
  const retried = await settleItems(db, owner);
  const seconds = (performance.now() - startedAt) / 1_000;
  await pause(500);
  await worker.kill();
  const faults = await findFaults(db, stub.calls, items);
  await db.end();
  stub.stop();

  const slowest = Math.max(...resumes);
  const idealSeconds = stub.waitedMs() / 1_000 / inFlight;
  const lines = [
    `${items} items, ${resumes.length} kills, ${inFlight} in flight: ${seconds.toFixed(0)} s`,
    `${(seconds / idealSeconds).toFixed(2)} x the calls alone (${idealSeconds.toFixed(0)} s)`,
    `calls sent again because a kill hit them: ${stub.calls.length - items} (at most ${resumes.length * inFlight})`,
    `put aside after three kills in a row with it in hand, and started again by hand: ${retried}`,
    `resumed after a restart: slowest ${slowest} ms (goal ${resumeGoalMs})`,
    ...faults.map(({ what, count }) => `${what}: ${count}`),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  const isEnough = resumes.length === kills && slowest <= resumeGoalMs;
  return isEnough && faults.every(({ count }) => count === 0);
}

process.env.NEXTAUTH_URL = "http://127.0.0.1:3000";
process.env.NEXTAUTH_SECRET = randomUUID() + randomUUID();
process.exitCode = (await withOwnDatabase(crashRun)) ? 0 : 1;
