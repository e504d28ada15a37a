/**
 * Promise (quality goals P6, P7): single-step functions per second at least 0.5 x the bare SDK handler called in this
 * process, and 10,000 stub calls of 100 ms at 32 in flight within 1.15 x the ideal time (1,000 functions of ten steps).
 * The bare handler is called once for each step and once for the end, as the protocol has it; the second ratio is to a
 * bare handler that goes on within one call, as ours does. A timer stands for the stub. Peers and runner take turns
 * (A B A B) over a PostgreSQL of their own; medians.
 * Run: npm run bench -- runner-throughput [functions] [calls]
 */
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { eventType, Inngest } from "inngest";
import postgres, { type Sql } from "postgres";
import { JobRef } from "@/lib/jobs/events";
import { bareHandler } from "./bare-handler";
import { withOwnDatabase } from "./own-database";
import { addDueRuns, addEvents, type RunsToAdd, untilAllFinished } from "./queued-runs";

const [functionCount = 2_000, callCount = 10_000] = process.argv.slice(2).map(Number);
const rounds = 3;
const lanes = 8;
const inFlight = 32;
const stepsPerRun = 10;
const callMs = 100;
const goals = { single: 0.5, calls: 1.15 };
const orgId = randomUUID();

const inngest = new Inngest({ id: "opportune" });
const trigger = (name: "analysis/run.requested" | "roles/mapping.requested") =>
  eventType(name, { schema: JobRef });
const single = inngest.createFunction(
  { id: "single", triggers: [trigger("analysis/run.requested")] },
  async ({ step }) => step.run("only", () => 1),
);
const calls = inngest.createFunction(
  { id: "calls", triggers: [trigger("roles/mapping.requested")] },
  async ({ step }) => {
    for (let index = 0; index < stepsPerRun; index += 1) {
      await step.run(`call-${index}`, async () => {
        await pause(callMs);
        return index;
      });
    }
  },
);

const singles: RunsToAdd = {
  orgId,
  functionId: "opportune-single",
  event: "analysis/run.requested",
  count: functionCount,
};

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Functions per second of the handler alone, as many at once as the runner has lanes. */
async function bareRate(isCheckpointing: boolean): Promise<number> {
  const run = bareHandler(single, isCheckpointing);
  const event = {
    id: randomUUID(),
    name: "analysis/run.requested",
    data: { orgId, jobId: randomUUID() },
    ts: Date.now(),
  };
  let left = functionCount;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (left-- > 0) await run(event);
    }),
  );
  return functionCount / ((performance.now() - startedAt) / 1_000);
}

async function withWorker<T>(concurrency: number, work: () => Promise<T>): Promise<T> {
  const queueUrl = process.env.DATABASE_SYSTEM_URL ?? "";
  // Only now: its modules read the environment as they load.
  const { startJobWorker } = await import("@/lib/jobs/job-worker");
  const worker = await startJobWorker({ functions: [single, calls], queueUrl, concurrency });
  try {
    return await work();
  } finally {
    await worker.stop();
  }
}

/** Functions per second from the moment their runs (or their events) are there to the end of the last. */
function runnerRate(db: Sql, add: typeof addDueRuns): Promise<number> {
  return withWorker(lanes, async () => {
    const since = await add(db, singles);
    return functionCount / (await untilAllFinished(db, singles, since));
  });
}

async function compareSingles(db: Sql): Promise<boolean> {
  const rates = { bare: [], bareGoingOn: [], runs: [], events: [] } as Record<string, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    rates.bare?.push(await bareRate(false));
    rates.runs?.push(await runnerRate(db, addDueRuns));
    rates.bareGoingOn?.push(await bareRate(true));
    rates.events?.push(await runnerRate(db, addEvents));
  }
  const rate = (name: string) => median(rates[name] ?? []);
  const ratio = (name: string, peer: string) => (rate(name) / rate(peer)).toFixed(2);
  say(`single-step functions per second, ${lanes} lanes:`);
  say(`  bare handler, a call for each step     ${rate("bare").toFixed(0)}`);
  say(`  bare handler, one call (checkpoints)   ${rate("bareGoingOn").toFixed(0)}`);
  say(
    `  runner, runs due                       ${rate("runs").toFixed(0)} = ${ratio("runs", "bare")} x and ${ratio("runs", "bareGoingOn")} x`,
  );
  say(
    `  runner, from the events in the outbox  ${rate("events").toFixed(0)} = ${ratio("events", "bare")} x and ${ratio("events", "bareGoingOn")} x`,
  );
  return Math.min(rate("runs"), rate("events")) / rate("bare") >= goals.single;
}

async function compareCalls(db: Sql): Promise<boolean> {
  const ideal = (callCount * callMs) / 1_000 / inFlight;
  let left = callCount;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (left-- > 0) await pause(callMs);
    }),
  );
  const peer = (performance.now() - startedAt) / 1_000;
  const seconds = await withWorker(inFlight, async () => {
    const runs = {
      orgId,
      functionId: "opportune-calls",
      event: "roles/mapping.requested",
      count: callCount / stepsPerRun,
    };
    return untilAllFinished(db, runs, await addDueRuns(db, runs));
  });
  say(`${callCount} calls of ${callMs} ms, ${inFlight} in flight, ${stepsPerRun} steps per function:`);
  say(
    `  calls alone ${peer.toFixed(1)} s; runner ${seconds.toFixed(1)} s = ${(seconds / ideal).toFixed(3)} x the ideal ${ideal.toFixed(1)} s`,
  );
  return seconds / ideal <= goals.calls;
}

process.env.NEXTAUTH_URL = "http://127.0.0.1:3000";
process.env.NEXTAUTH_SECRET = randomUUID() + randomUUID();
process.env.LOG_LEVEL = "error";
const isKept = await withOwnDatabase(async ({ addresses }) => {
  const db = postgres(addresses.DATABASE_SYSTEM_URL, { max: 1, onnotice: () => undefined });
  await db`insert into organizations (id, name) values (${orgId}, 'Bench')`;
  const outcomes = [await compareSingles(db), await compareCalls(db)];
  await db.end();
  return outcomes.every(Boolean);
});
say(isKept ? "kept" : `missed (goals: singles ≥ ${goals.single}, calls ≤ ${goals.calls})`);
process.exit(isKept ? 0 : 1);
