/**
 * Promise: a worker that is killed thirty times among 2,000 scorings loses none and doubles no result. Calls are made
 * again only where a kill hit them; a server that honours keys charges none twice, and of one that ignores them every
 * charge is in the ledger, in doubt or answered, and counted. Runs once with each. Then 64 calls in flight against a
 * budget that ends in the middle: never passed by more than the estimate of one call was wrong. The peer: the calls
 * alone, as many in flight.
 * Run: npm run bench -- scoring-crash [jobs] [kills]
 */
import { setTimeout as pause } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { z } from "zod";
import { asSystem } from "@/db/client";
import { modelSettings } from "@/db/schema";
import type { ModelStub } from "@/e2e/stubs/model-stub";
import type { Ctx } from "@/lib/auth/context";
import { ModelError } from "@/lib/llm/port";
import {
  askForScorings,
  countOpen,
  inFlight,
  makePeople,
  print,
  startScoringWorker,
  withScoring,
} from "./scored-profiles";

const [jobs = 2_000, kills = 30] = process.argv.slice(2).map(Number);
const latencyMs = 300;
const longestLifeMs = 3_000;
const budgetLanes = 64;

/** Waits until every scoring has ended; those that three kills in a row have put aside are retried, as a person would. */
async function settle(db: Sql, ctx: Ctx): Promise<number> {
  const { retryMatchingScorings } = await import("@/lib/scoring/mutations/retry-matching-scorings");
  let retried = 0;
  for (;;) {
    const { queued } = await retryMatchingScorings(ctx, { status: "failed" });
    retried += queued;
    if (queued === 0 && (await countOpen(db)) === 0) return retried;
    await pause(250);
  }
}

/** What must be zero once all have ended. */
async function findFaults(db: Sql, { calls, billedKeys }: ModelStub, honoursKeys: boolean) {
  const [row] = await db`
    select count(*) filter (where status <> 'completed')::int as lost,
           count(*) filter (where status = 'completed' and 3 <> (
             select count(*) from scoring_points p where p.org_id = j.org_id and p.job_id = j.id))::int as torn
      from scoring_jobs j`;
  const ledger = await db<{ key: string; rows: number; counted: number; open: number; answered: number }[]>`
    select idempotency_key as key, count(*)::int as rows, count(*) filter (where cost_nanos > 0)::int as counted,
           count(*) filter (where status = 'open')::int as open,
           count(*) filter (where status = 'answered')::int as answered
      from model_calls group by 1`;
  const [money] = await db`
    select (select sum(cost_nanos) from model_calls)::float8 as cost, sum(spent_nanos)::float8 as spent,
           sum(reserved_nanos)::float8 as reserved from model_budgets where scope like 'month:%'`;
  const byKey = new Map(ledger.map((each) => [each.key, each]));
  const bills = new Map<string, number>();
  for (const key of billedKeys) bills.set(key, (bills.get(key) ?? 0) + 1);
  const uncounted = [...bills].filter(([key, charged]) => (byKey.get(key)?.counted ?? 0) < charged).length;
  const twice = [...bills.values()].filter((charged) => charged > 1).length;
  const doubled = ledger.filter(({ answered }) => answered > 1).length;
  return [
    { what: "scorings lost", count: Number(row?.lost) },
    { what: "results torn or doubled", count: Number(row?.torn) },
    { what: "calls that were answered and made again all the same", count: doubled },
    { what: "calls that nobody closed", count: ledger.reduce((sum, { open }) => sum + open, 0) },
    {
      what: "calls at the server that the ledger does not know",
      count: calls.filter(({ idempotencyKey }) => !byKey.has(idempotencyKey ?? "")).length,
    },
    { what: "charges that are not counted", count: uncounted },
    {
      what: "nanos by which ledger and budget differ",
      count: Math.abs(Number(money?.cost) - Number(money?.spent)),
    },
    { what: "nanos still reserved", count: Number(money?.reserved) },
    ...(honoursKeys ? [{ what: "calls charged twice", count: twice }] : []),
  ];
}

function crashRun(honoursKeys: boolean): Promise<boolean> {
  return withScoring({ latencyMs, honoursKeys }, async ({ stub, systemUrl }) => {
    const db = postgres(systemUrl, { max: 1, onnotice: () => undefined });
    const { ctx } = await askForScorings(jobs);
    const startedAt = performance.now();
    let worker = startScoringWorker();
    let killed = 0;
    while (killed < kills && (await countOpen(db)) > 0) {
      const before = stub.calls.length;
      await worker.isReady;
      while (stub.calls.length === before && (await countOpen(db)) > 0) await pause(10);
      await pause(Math.random() * longestLifeMs);
      await worker.kill();
      killed += 1;
      worker = startScoringWorker();
    }
    const retried = await settle(db, ctx);
    const seconds = (performance.now() - startedAt) / 1_000;
    await pause(500);
    await worker.kill();
    const repeats = stub.calls.length - new Set(stub.calls.map(({ idempotencyKey }) => idempotencyKey)).size;
    const [doubt] = await db`
      select count(*) filter (where status = 'in_doubt')::int as in_doubt,
             count(*) filter (where status = 'replayed')::int as replayed from model_calls`;
    const faults = await findFaults(db, stub, honoursKeys);
    await db.end();
    const ideal = (jobs * latencyMs) / 1_000 / inFlight;
    print(
      `${jobs} scorings, ${killed} kills, a server that ${honoursKeys ? "honours" : "ignores"} keys: ${seconds.toFixed(0)} s = ${(seconds / ideal).toFixed(1)} x the calls alone (${ideal.toFixed(0)} s)`,
    );
    print(
      `  calls made again: ${repeats} (at most ${killed * inFlight}); in doubt ${doubt?.in_doubt}, replayed ${doubt?.replayed}; put aside and retried ${retried}`,
    );
    for (const { what, count } of faults) print(`  ${what}: ${count}`);
    const isBounded =
      repeats <= killed * inFlight && Number(doubt?.in_doubt) + Number(doubt?.replayed) >= repeats;
    return killed === kills && isBounded && faults.every(({ count }) => count === 0);
  });
}

const Answer = z.strictObject({ note: z.string() });

/** 64 callers until each is told that the budget is reached. */
function budgetRun(): Promise<boolean> {
  // Within what is reserved for it: the words, the schema, a margin, and the longest answer.
  const usage = { promptTokens: 110, completionTokens: 150 };
  return withScoring({ latencyMs: 20, answer: () => ({ usage }) }, async ({ stub, systemUrl }) => {
    const { callModel } = await import("@/lib/llm/call-model");
    const { ctx } = await makePeople(1);
    const limitNanos = 1_000_000_000;
    await asSystem("bench: a small budget", (tx) =>
      tx.update(modelSettings).set({ monthlyBudgetNanos: limitNanos }),
    );
    const request = {
      ...{ model: "gpt-4.1", system: "Answer.", user: "Say something.", schema: Answer, schemaName: "note" },
      ...{ temperature: 0, maxTokens: 200 },
    };
    const isOver = (error: unknown) => {
      if (!(error instanceof ModelError) || error.code !== "budget_reached") throw error;
      return error.errorClass !== "retry_later";
    };
    const lane = async (number: number) => {
      const purpose = { purpose: "settings.test", subjectId: null, batchId: null } as const;
      let isReached = false;
      for (let count = 0; !isReached; count += 1) {
        const call = callModel(ctx, request, { ...purpose, idempotencyKey: `${number} ${count}` });
        isReached = await call.then(() => false, isOver);
        if (!isReached) await pause(5);
      }
    };
    await Promise.all(Array.from({ length: budgetLanes }, (_, number) => lane(number)));
    const db = postgres(systemUrl, { max: 1 });
    const [row] = await db`
      select sum(cost_nanos)::float8 as cost, max(cost_nanos - reserved_nanos)::float8 as error,
             (select sum(reserved_nanos) from model_budgets)::float8 as reserved from model_calls`;
    await db.end();
    const over = Number(row?.cost) - limitNanos;
    const allowed = Math.max(0, Number(row?.error));
    print(
      `budget of $1 with ${budgetLanes} calls in flight: ${stub.calls.length} calls, $${(Number(row?.cost) / 1e9).toFixed(6)} spent, ${over <= 0 ? "not passed" : `passed by ${over} nanos`} (at most ${allowed}, by which one reservation was too low)`,
    );
    return over <= allowed && Number(row?.reserved) === 0;
  });
}

const outcomes = [await crashRun(true), await crashRun(false), await budgetRun()];
print(outcomes.every(Boolean) ? "kept" : "missed");
process.exit(outcomes.every(Boolean) ? 0 : 1);
