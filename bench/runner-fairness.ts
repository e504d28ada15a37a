/**
 * Promise (quality goal P7): an urgent run starts within 2 s (p95) although 20,000 runs of another organization, with
 * steps of half a second, are queued before it. Measured from the event in the outbox to the start of the run, beside the
 * same runs on an idle runner, over a PostgreSQL of its own.
 * Run: npm run bench -- runner-fairness [queued] [urgent]
 */
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { eventType, Inngest } from "inngest";
import postgres, { type Sql } from "postgres";
import { JobRef } from "@/lib/jobs/events";
import { withOwnDatabase } from "./own-database";
import { addDueRuns, addEvents } from "./queued-runs";

const [queuedCount = 20_000, urgentCount = 200] = process.argv.slice(2).map(Number);
const goalMs = 2_000;
const stepMs = 500;
const spacingMs = 100;
const lanes = 8;
const [crowd, newcomer] = [randomUUID(), randomUUID()];

const inngest = new Inngest({ id: "opportune" });
const bulk = inngest.createFunction(
  { id: "bulk", triggers: [eventType("roles/mapping.requested", { schema: JobRef })] },
  async ({ step }) => step.run("long", () => pause(stepMs)),
);
const urgent = inngest.createFunction(
  { id: "urgent", triggers: [eventType("analysis/run.requested", { schema: JobRef })] },
  async ({ step }) => step.run("short", () => 1),
);

interface Delays {
  readonly p50: number;
  readonly p95: number;
  readonly most: number;
}

/** Asks for the urgent runs one after the other. @returns how long they waited for their start, in milliseconds */
async function measure(db: Sql): Promise<Delays> {
  const runs = { orgId: newcomer, functionId: "opportune-urgent", event: "analysis/run.requested", count: 1 };
  for (let index = 0; index < urgentCount; index += 1) {
    await addEvents(db, runs);
    await pause(spacingMs);
  }
  let delays: readonly number[] = [];
  while (delays.length < urgentCount) {
    await pause(250);
    const rows = await db<{ ms: number }[]>`
      select (extract(epoch from r.started_at - o.created_at) * 1000)::float8 as ms
        from function_runs r join outbox o on o.org_id = r.org_id and o.id = r.event_id
       where r.org_id = ${newcomer} and r.started_at is not null order by ms`;
    delays = rows.map((row) => row.ms);
  }
  await db`delete from function_runs where org_id = ${newcomer}`;
  const at = (share: number) => delays[Math.ceil(delays.length * share) - 1] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), most: at(1) };
}

function say(where: string, { p50, p95, most }: Delays): void {
  const ms = [p50, p95, most].map((value) => value.toFixed(0));
  process.stdout.write(`${where}: start after ${ms[0]} ms (p50), ${ms[1]} ms (p95), ${ms[2]} ms at most\n`);
}

process.env.NEXTAUTH_URL = "http://127.0.0.1:3000";
process.env.NEXTAUTH_SECRET = randomUUID() + randomUUID();
process.env.LOG_LEVEL = "error";
const crowded = await withOwnDatabase(async ({ addresses }) => {
  const db = postgres(addresses.DATABASE_SYSTEM_URL, { max: 1, onnotice: () => undefined });
  await db`insert into organizations (id, name) values (${crowd}, 'Crowd'), (${newcomer}, 'Newcomer')`;
  // Only now: its modules read the environment as they load.
  const { startJobWorker } = await import("@/lib/jobs/job-worker");
  const worker = await startJobWorker({
    functions: [bulk, urgent],
    queueUrl: addresses.DATABASE_SYSTEM_URL,
    concurrency: lanes,
  });
  const idle = await measure(db);
  say(`idle, ${urgentCount} urgent runs`, idle);
  await addDueRuns(db, {
    orgId: crowd,
    functionId: "opportune-bulk",
    event: "roles/mapping.requested",
    count: queuedCount,
  });
  await pause(2 * stepMs);
  const behind = await measure(db);
  say(`behind ${queuedCount} queued ones`, behind);
  await worker.stop();
  await db.end();
  return behind;
});
const isKept = crowded.p95 <= goalMs;
process.stdout.write(`${isKept ? "kept" : "missed"} (goal: p95 ≤ ${goalMs} ms)\n`);
process.exit(isKept ? 0 : 1);
