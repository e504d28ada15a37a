/**
 * Promise (quality goal R14): an event is delivered if and only if its transaction committed. 1,000 transactions ask for
 * work, every second one is rolled back, and the process that asks and the process that delivers are killed in turn, fifty
 * times in all. The peer is the truth of the tables: what committed has run once, what did not has not.
 * Run: npm run bench -- outbox-kills [transactions] [kills]
 */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { type OwnDatabase, withOwnDatabase } from "./own-database";
import { startScoreStub } from "./score-stub";
import { findFaults, makeItems, settleItems, startScoreWorker } from "./scored-items";

const [transactions = 1_000, kills = 50] = process.argv.slice(2).map(Number);

/** Starts the asking process. @returns how to kill it */
function startAsking(args: readonly string[]): () => Promise<void> {
  const child = spawn(process.execPath, ["--import", "tsx", "bench/workers/ask-for-items.ts", ...args], {
    env: { ...process.env, TSX_TSCONFIG_PATH: "tsconfig.node.json", LOG_LEVEL: "fatal" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return async () => {
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  };
}

async function outboxRun(database: OwnDatabase): Promise<boolean> {
  const db = postgres(database.addresses.DATABASE_SYSTEM_URL, { max: 1, onnotice: () => undefined });
  const file = join(database.folder, "asked.txt");
  writeFileSync(file, "");
  const asked = () => readFileSync(file, "utf8").split("\n").filter(Boolean);
  const owner = await makeItems(database, 0);
  const args = [owner.orgId, owner.userId, owner.sessionId, file];
  const stub = await startScoreStub();
  let worker = startScoreWorker(stub.url);
  let stopAsking = startAsking(args);
  let done = 0;
  for (; done < kills || asked().length < transactions; done += 1) {
    await pause(300 + Math.random() * 1_500);
    const isAskingKilled = done % 2 === 0;
    if (isAskingKilled) {
      await stopAsking();
      stopAsking = startAsking(args);
    } else {
      await worker.isReady;
      await worker.kill();
      worker = startScoreWorker(stub.url);
    }
  }
  await stopAsking();
  const retried = await settleItems(db, owner);
  await pause(500);
  await worker.kill();

  const committed = new Set(
    (await db<{ id: string }[]>`select subject_id as id from jobs`).map((row) => row.id),
  );
  const lines = asked();
  const rolledBack = lines.filter((line) => line.endsWith("rollback")).length;
  const faults = [
    ...(await findFaults(db, stub.calls, committed.size)),
    { what: "phantom runs", count: stub.calls.filter(({ itemId }) => !committed.has(itemId)).length },
  ];
  const say = [
    `${lines.length} transactions, of which ${committed.size} committed and ${rolledBack} were to be rolled back; ${done} kills`,
    `put aside after three kills in a row with it in hand, and started again by hand: ${retried}`,
    ...faults.map(({ what, count }) => `${what}: ${count}`),
  ];
  process.stdout.write(`${say.join("\n")}\n`);
  await db.end();
  stub.stop();
  return faults.every(({ count }) => count === 0);
}

process.env.NEXTAUTH_URL = "http://127.0.0.1:3000";
process.env.NEXTAUTH_SECRET = randomUUID() + randomUUID();
process.exitCode = (await withOwnDatabase(outboxRun)) ? 0 : 1;
