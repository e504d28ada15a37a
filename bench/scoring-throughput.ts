/**
 * Promise: 1,000 scorings, each a call of 500 ms, go through the worker at 32 in flight within 1.15 x the ideal time.
 * The ideal: the calls alone, as many at once, with nothing before, between or after. The time is that from the worker's
 * readiness to the last stored result; delivery of the events, ledger, budgets and points are in it. The peer: the same
 * calls made with fetch by this process.
 * Run: npm run bench -- scoring-throughput [jobs] [milliseconds]
 */
import postgres from "postgres";
import {
  askForScorings,
  inFlight,
  print,
  startScoringWorker,
  untilAllEnded,
  withScoring,
} from "./scored-profiles";

const [jobs = 1_000, callMs = 500] = process.argv.slice(2).map(Number);
const goal = 1.15;
const ideal = (jobs * callMs) / 1_000 / inFlight;

async function bareSeconds(url: string, apiKey: string): Promise<number> {
  let left = jobs;
  const startedAt = performance.now();
  const body = JSON.stringify({ model: "bench", messages: [{ role: "user", content: "Nothing." }] });
  const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (left-- > 0)
        await (await fetch(`${url}/chat/completions`, { method: "POST", headers, body })).text();
    }),
  );
  return (performance.now() - startedAt) / 1_000;
}

const isKept = await withScoring({ latencyMs: callMs }, async ({ stub, systemUrl }) => {
  const db = postgres(systemUrl, { max: 1, onnotice: () => undefined });
  const peer = await bareSeconds(stub.url, stub.apiKey);
  stub.reset({ latencyMs: callMs });
  await askForScorings(jobs);
  const worker = startScoringWorker();
  await worker.isReady;
  const startedAt = performance.now();
  const isDone = await untilAllEnded(db, ideal * 10_000);
  const seconds = (performance.now() - startedAt) / 1_000;
  const [row] = await db`
    select count(*) filter (where status = 'completed')::int as completed,
           extract(epoch from max(completed_at) - min(started_at))::float8 as span,
           percentile_cont(0.5) within group (order by duration_ms) as median,
           percentile_cont(0.95) within group (order by duration_ms) as p95 from scoring_jobs`;
  await worker.kill();
  await db.end();
  print(`${jobs} scorings of ${callMs} ms, ${inFlight} in flight; ideal ${ideal.toFixed(1)} s`);
  print(`  calls alone          ${peer.toFixed(1)} s = ${(peer / ideal).toFixed(3)} x`);
  print(`  from ready to done   ${seconds.toFixed(1)} s = ${(seconds / ideal).toFixed(3)} x (goal ${goal})`);
  print(
    `  first start to last result ${Number(row?.span).toFixed(1)} s = ${(Number(row?.span) / ideal).toFixed(3)} x`,
  );
  print(
    `  of a scoring: median ${Math.round(row?.median)} ms, p95 ${Math.round(row?.p95)} ms; completed ${row?.completed}`,
  );
  return isDone && row?.completed === jobs && seconds / ideal <= goal;
});
print(isKept ? "kept" : "missed");
process.exit(isKept ? 0 : 1);
