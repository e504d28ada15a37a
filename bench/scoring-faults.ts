/**
 * Promise: of 1,000 scorings whose server goes wrong in thirty calls of a hundred, in every way it can, each ends as
 * docs/model-calls.md says, none makes more than five calls, and none is stuck. Prints what came of which fault. The
 * table is read from that document; there is no peer but what it says.
 * Run: npm run bench -- scoring-faults [jobs] [share of faulty calls]
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import postgres, { type Sql } from "postgres";
import type { StubAnswer, StubRequest } from "@/e2e/stubs/model-stub";
import { callLimit } from "@/lib/scoring/next-call";
import { askForScorings, print, startScoringWorker, untilAllEnded, withScoring } from "./scored-profiles";

const [jobs = 1_000, faultShare = 0.3] = process.argv.slice(2).map(Number);
/** Back-off is 15 seconds to two minutes and jitter, a circuit stays open for half a minute. */
const longestMs = 20 * 60_000;

const faults: readonly StubAnswer[] = [
  { fault: "rate_limited", retryAfterSeconds: 1 },
  { fault: "rate_limited", retryAfterSeconds: 2, asDate: true },
  { fault: "rate_limited" },
  { fault: "status", status: 500 },
  { fault: "status", status: 503 },
  { fault: "refused" },
  { fault: "reset" },
  { fault: "silence" },
  { fault: "half_json" },
  { fault: "wrong_schema" },
  { fault: "out_of_range" },
  { fault: "empty" },
  { fault: "refusal" },
  { fault: "too_large" },
  { fault: "cut_off" },
];

/** Random, and the same for the same call and try of every job. */
function answerer() {
  const tries = new Map<string, number>();
  return ({ user, idempotencyKey }: StubRequest): StubAnswer => {
    const key = `${idempotencyKey}`;
    const nth = tries.get(key) ?? 0;
    tries.set(key, nth + 1);
    const random = createHash("sha256").update(`${nth} ${user}`).digest();
    if (random.readUInt32BE(0) / 2 ** 32 >= faultShare) return {};
    return faults[random.readUInt32BE(4) % faults.length] ?? {};
  };
}

/** Class by code, as the document has it. */
function documentedClasses(): ReadonlyMap<string, string> {
  const rows = readFileSync("docs/model-calls.md", "utf8").matchAll(
    /^\| `(\w+)` \| .*? \| (\w+) \| \w+ \| \w+ \|$/gm,
  );
  return new Map([...rows].map(([, code = "", errorClass = ""]) => [code, errorClass]));
}

interface Ended {
  readonly status: string;
  readonly code: string | null;
  readonly errorClass: string | null;
  readonly outcome: string | null;
  /** Of each attempt, in order: purpose and code. */
  readonly attempts: readonly {
    readonly purpose: string;
    readonly code: string | null;
    readonly sent: boolean;
  }[];
}

/** Why a job's end is not what the document promises; null when it is. */
function faultOf(end: Ended, classes: ReadonlyMap<string, string>): string | null {
  const { status, attempts } = end;
  const sent = attempts.filter((attempt) => attempt.sent).length;
  if (sent > callLimit) return `${sent} calls`;
  if (status === "completed") return attempts.at(-1)?.code === null ? null : "completed after a fault";
  return status === "failed" ? faultOfFailure(end, sent, classes) : `left ${status}`;
}

function faultOfFailure(
  { code, errorClass, outcome, attempts }: Ended,
  sent: number,
  classes: ReadonlyMap<string, string>,
): string | null {
  const last = attempts.at(-1);
  if (outcome !== null) return "an error counts as an outcome";
  if (code !== last?.code) return `failed as ${code} after ${last?.code}`;
  if (errorClass !== classes.get(code ?? "")) return `${code} has the class ${errorClass}`;
  const isGivenUp = attempts.length >= callLimit;
  if (errorClass === "retry_later" && !isGivenUp) return `given up after ${attempts.length} tries`;
  const isRepaired = last?.purpose === "scoring.repair" || sent === callLimit;
  return errorClass === "repair" && !isRepaired ? "not repaired" : null;
}

async function readEnds(db: Sql): Promise<readonly Ended[]> {
  return db<Ended[]>`
    select j.status, j.error_code as code, j.error_class as "errorClass", j.outcome,
           coalesce(json_agg(json_build_object('purpose', a.purpose, 'code', a.error_code, 'sent', a.call_id is not null)
                             order by a.number) filter (where a.id is not null), '[]') as attempts
      from scoring_jobs j left join scoring_attempts a on a.org_id = j.org_id and a.job_id = j.id
     group by j.org_id, j.id`;
}

function count(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([value, number]) => `${value} ${number}`)
    .join(", ");
}

function report(ends: readonly Ended[], classes: ReadonlyMap<string, string>): void {
  const codes = new Set(ends.flatMap(({ attempts }) => attempts.flatMap(({ code }) => code ?? [])));
  print(
    `${"fault".padEnd(16)}${"class".padEnd(14)}${"calls".padStart(6)}  what came of the jobs that met it`,
  );
  for (const code of [...codes].toSorted()) {
    const met = ends.filter(({ attempts }) => attempts.some((attempt) => attempt.code === code));
    const calls = met.flatMap(({ attempts }) => attempts.filter((attempt) => attempt.code === code)).length;
    const came = count(met.map((end) => (end.status === "failed" ? `failed as ${end.code}` : end.status)));
    print(`${code.padEnd(16)}${(classes.get(code) ?? "?").padEnd(14)}${String(calls).padStart(6)}  ${came}`);
  }
}

process.env.OPENAI_TIMEOUT_SECONDS = "3";
const isKept = await withScoring({ latencyMs: 100, answer: answerer() }, async ({ systemUrl }) => {
  const db = postgres(systemUrl, { max: 1, onnotice: () => undefined });
  await askForScorings(jobs);
  const worker = startScoringWorker();
  await worker.isReady;
  const startedAt = performance.now();
  const isDone = await untilAllEnded(db, longestMs);
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  const ends = await readEnds(db);
  const classes = documentedClasses();
  const [ledger] = await db`select count(*) filter (where status = 'open')::int as open from model_calls`;
  const [budget] = await db`select sum(reserved_nanos)::float8 as reserved from model_budgets`;
  await worker.kill();
  await db.end();
  const wrong = ends.flatMap((end) => faultOf(end, classes) ?? []);
  report(ends, classes);
  print(
    `${jobs} scorings, ${faultShare * 100} % of the calls faulty, ${seconds} s: ${count(ends.map(({ status }) => status))}`,
  );
  print(
    `most calls of a scoring: ${Math.max(...ends.map(({ attempts }) => attempts.filter(({ sent }) => sent).length))} (at most ${callLimit})`,
  );
  print(
    `stuck: ${ends.filter(({ status }) => status === "pending" || status === "processing").length}; calls left open in the ledger: ${ledger?.open}; still reserved: ${budget?.reserved}`,
  );
  print(
    `ended otherwise than the document says: ${wrong.length}${wrong.length > 0 ? ` (${count(wrong)})` : ""}`,
  );
  return isDone && ends.length === jobs && wrong.length === 0 && ledger?.open === 0 && budget?.reserved === 0;
});
print(isKept ? "kept" : "missed");
process.exit(isKept ? 0 : 1);
