/**
 * Promise (quality goals R1, R2): a worker that is killed fifty times at random moments loses nothing, doubles nothing,
 * and never repeats a step whose result was stored. 10,000 items go through a function of three steps, one of which calls
 * a stub that takes 20-200 ms. The ideal beside it: the same calls at the same number in flight, with nothing in between.
 * Run: npm run bench -- crash [items] [kills]
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { asSystem, inOrg } from "@/db/client";
import { makeMembership, makeOrg, makeSession } from "@/db/testing/factories";
import { mintOrgId } from "@/lib/auth/org-id";
import { rightsOf } from "@/lib/auth/rights";
import { requestJob } from "@/lib/jobs/mutations/request-job";
import { type OwnDatabase, withOwnDatabase } from "./own-database";

const [items = 10_000, kills = 50] = process.argv.slice(2).map(Number);
const inFlight = 32;
const latencyMs = { least: 20, most: 200 };
const resumeGoalMs = 10_000;

interface Call {
  readonly itemId: string;
  readonly startedAt: number;
}

/** Answers with a number that depends on the item only, after a random while, and writes down who asked when. */
async function startStub() {
  const calls: Call[] = [];
  let waitedMs = 0;
  const server = createServer(async (request, response) => {
    const itemId = (request.url ?? "/").slice(1);
    calls.push({ itemId, startedAt: Date.now() });
    const ms = latencyMs.least + Math.random() * (latencyMs.most - latencyMs.least);
    waitedMs += ms;
    await pause(ms);
    response.end(String(scoreOf(itemId)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const stop = () => server.close();
  return { calls, url: `http://127.0.0.1:${port}`, waitedMs: () => waitedMs, stop };
}

const scoreOf = (itemId: string) => Number.parseInt(itemId.slice(-6), 16);

async function makeItems(): Promise<void> {
  const orgId = mintOrgId(randomUUID());
  const { userId, sessionId } = await asSystem("bench: arrange", async (tx) => {
    await makeOrg(tx, { id: orgId });
    const { userId } = await makeMembership(tx, { orgId });
    return { userId, sessionId: (await makeSession(tx, { orgId, ownerId: userId })).id };
  });
  const ctx = {
    orgId,
    actor: { kind: "user", userId } as const,
    rights: rightsOf("admin", false),
    requestId: randomUUID(),
  };
  for (let made = 0; made < items; made += 500) {
    await inOrg(ctx, async (tx) => {
      for (let index = made; index < Math.min(made + 500, items); index += 1) {
        await requestJob(tx, ctx, { kind: "analysis.run", sessionId, subjectId: randomUUID() });
      }
    });
  }
}

function startWorker(stubUrl: string): { child: ChildProcess; isReady: Promise<unknown> } {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "bench/workers/score-items.ts", stubUrl, String(inFlight)],
    {
      env: { ...process.env, TSX_TSCONFIG_PATH: "tsconfig.node.json", LOG_LEVEL: "error" },
      stdio: ["ignore", "pipe", "inherit"],
      detached: true,
    },
  );
  return { child, isReady: once(child.stdout ?? child, "data") };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  // The whole group, as the machine would.
  process.kill(-(child.pid ?? 0), "SIGKILL");
  await ended;
}

async function openCount(db: Sql): Promise<number> {
  const [row] = await db`
    select count(*)::int as n from jobs where finished_at is null and failed_at is null and cancelled_at is null`;
  return Number(row?.n);
}

interface Fault {
  readonly what: string;
  readonly count: number;
}

/** What must be zero at the end. */
async function faultsOf(db: Sql, calls: readonly Call[]): Promise<Fault[]> {
  const [jobs] = await db`
    select count(*)::int as made,
           count(*) filter (where num_nonnulls(finished_at, failed_at, cancelled_at) <> 1)::int as stateless,
           count(*) filter (where finished_at is null)::int as unfinished from jobs`;
  const [runs] = await db`
    select count(*) filter (where status <> 'finished')::int as open, count(*) - count(distinct event_id) as doubled
      from function_runs where function_id = 'opportune-score-item'`;
  const scores = await db<{ item_id: string; score: number }[]>`select item_id, score from bench_scores`;
  const settled = await db<{ item_id: string; settled_at: Date }[]>`
    select j.subject_id as item_id, s.settled_at from function_steps s
      join function_runs r on r.id = s.run_id join jobs j on j.id = r.job_id where s.name = 'score'`;
  const storedAt = new Map(settled.map((step) => [step.item_id, step.settled_at.getTime()]));
  const late = calls.filter(
    (call) => call.startedAt > (storedAt.get(call.itemId) ?? Number.POSITIVE_INFINITY),
  );
  const distinct = new Set(scores.map((score) => score.item_id));
  return [
    { what: "items lost (no result)", count: items - distinct.size },
    { what: "results doubled", count: scores.length - distinct.size },
    { what: "results wrong", count: scores.filter((row) => row.score !== scoreOf(row.item_id)).length },
    { what: "jobs not in exactly one end state", count: Number(jobs?.stateless) },
    { what: "jobs not finished", count: Number(jobs?.unfinished) },
    { what: "runs not finished", count: Number(runs?.open) },
    { what: "events run twice", count: Number(runs?.doubled) },
    { what: "steps run again after their result was stored", count: late.length },
  ];
}

async function crashRun({ addresses }: OwnDatabase): Promise<boolean> {
  const db = postgres(addresses.DATABASE_SYSTEM_URL, { max: 1, onnotice: () => undefined });
  const owner = postgres(addresses.DATABASE_OWNER_URL, { max: 1, onnotice: () => undefined });
  await owner`create table bench_scores (item_id uuid, run_id text, score int, primary key (item_id, run_id))`;
  await owner`grant all on bench_scores to opportune_system`;
  await owner.end();
  await makeItems();
  const stub = await startStub();
  const resumes: number[] = [];
  const startedAt = performance.now();
  let done = 0;
  let worker = startWorker(stub.url);
  for (; done < kills && (await openCount(db)) > 0; done += 1) {
    const spawnedAt = Date.now();
    const callsBefore = stub.calls.length;
    await worker.isReady;
    while (stub.calls.length === callsBefore && Date.now() - spawnedAt < 60_000) await pause(10);
    resumes.push(Date.now() - spawnedAt);
    await pause(Math.random() * 3_000);
    await kill(worker.child);
    worker = startWorker(stub.url);
  }
  while ((await openCount(db)) > 0) await pause(250);
  await pause(500);
  const seconds = (performance.now() - startedAt) / 1_000;
  await kill(worker.child);
  const faults = await faultsOf(db, stub.calls);
  await db.end();
  stub.stop();

  const slowest = Math.max(...resumes);
  const idealSeconds = stub.waitedMs() / 1_000 / inFlight;
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say(
    `${items} items, ${done} kills, ${inFlight} in flight: ${seconds.toFixed(0)} s; the calls alone ${idealSeconds.toFixed(0)} s`,
  );
  say(`calls sent again because a kill hit them: ${stub.calls.length - items} (at most ${done * inFlight})`);
  say(`resumed after a restart: slowest ${slowest} ms (goal ${resumeGoalMs})`);
  for (const { what, count } of faults) say(`${what}: ${count}`);
  return done === kills && slowest <= resumeGoalMs && faults.every(({ count }) => count === 0);
}

process.env.NEXTAUTH_URL = "http://127.0.0.1:3000";
process.env.NEXTAUTH_SECRET = randomUUID() + randomUUID();
process.exitCode = (await withOwnDatabase(crashRun)) ? 0 : 1;
