import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { asSystem } from "@/db/client";
import type { functionSteps } from "@/db/schema";
import { errorAfterSteps } from "../last-error";
import { enqueue } from "../outbox";
import { oneStatement } from "./one-statement";
import type { Claim } from "./run-claims";
import { wakeUpCall } from "./run-queue";
import type { SentEvent, StepResult } from "./sdk-handler";
import type { StoredError } from "./stored-error";

type StepOp = (typeof functionSteps.$inferSelect)["op"];

/** Another worker has the run, or it has ended. Nothing was written. */
export class ClaimLost extends Error {
  constructor() {
    super("The run is in other hands.");
  }
}

/** The run's row while the claim stands; for the `where` of a statement over `function_runs r`. */
export function heldBy({ orgId, runId, claim, workerId }: Claim): SQL {
  return sql`r.org_id = ${orgId} and r.id = ${runId} and r.claim = ${claim} and r.claimed_by = ${workerId}
    and r.finished_at is null and r.failed_at is null and r.cancelled_at is null`;
}

const clock = sql`clock_timestamp()`;

interface KnownStep {
  readonly hash: string;
  readonly name: string;
  readonly op: StepOp;
}

export interface StepMemory extends KnownStep {
  readonly attempt: number;
  readonly wakeAt: Date;
  readonly result: StepResult | null;
}

/** What is stored of a run's steps. Read it after the claim: only then nobody else adds to it. */
export async function readSteps({ orgId, runId }: Claim): Promise<readonly StepMemory[]> {
  type Row = KnownStep & { attempt: number; wake_ms: number; result: StepResult | null };
  const rows = await oneStatement<Row>(sql`
    select step_hash as hash, name, op, attempt, result, (extract(epoch from wake_at) * 1000)::float8 as wake_ms
      from function_steps where org_id = ${orgId} and run_id = ${runId}`);
  return rows.map(({ wake_ms, ...step }) => ({ ...step, wakeAt: new Date(wake_ms) }));
}

/** A try that failed, for the record. The id lets the same write be repeated. */
export interface FailedTry {
  readonly id: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Null when nobody is left who knows. */
  readonly startedAt: Date | null;
  readonly error: StoredError;
}

export interface Settled extends KnownStep {
  readonly result: StepResult;
  /** When the try began that settled it; null for a sleep. */
  readonly startedAt: Date | null;
  /** The last try, where that failed too. */
  readonly failedTry?: FailedTry;
  /** Events that the step sent; they go out with its result or not at all. */
  readonly sent: readonly SentEvent[];
}

/**
 * Stores what steps returned or threw, together with the events they sent. A step that is settled already keeps its
 * result, so this may be repeated after a lost answer. The run has got somewhere: tries and crashes count anew.
 */
export async function storeSettled(claim: Claim, settled: readonly Settled[]): Promise<void> {
  const statement = settledStatement(claim, settled);
  type Row = { is_held: boolean; stored: string[] };
  const expect = ([row]: readonly Row[]): readonly string[] => {
    if (!row?.is_held) throw new ClaimLost();
    return row.stored;
  };
  if (settled.every(({ sent }) => sent.length === 0)) {
    expect(await oneStatement<Row>(statement));
    return;
  }
  await asSystem("store steps and send their events", async (tx) => {
    const stored = expect(await tx.execute<Row>(statement));
    const fresh = settled.filter(({ hash }) => stored.includes(hash));
    for (const event of fresh.flatMap(({ sent }) => sent)) await enqueue(tx, event, event.id);
  });
}

function settledStatement(claim: Claim, settled: readonly Settled[]): SQL {
  const given = settled.map(({ sent: _, failedTry, ...step }, order) => ({ ...step, order, try: failedTry }));
  return sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as step(hash text, name text, op text, result jsonb, "startedAt" timestamptz, "order" int, try jsonb)
    ),
    run as (
      update function_runs r
         set stack = r.stack || (select coalesce(jsonb_agg(hash order by "order"), '[]') from given where not r.stack ? hash),
             failed_tries = r.failed_tries + (select count(try) from given where not r.stack ? hash),
             attempt = 0, crashes = 0, updated_at = ${clock},
             error = ${errorAfterSteps(sql`r`, sql`array(select hash from given)`)}
       where ${heldBy(claim)}
      returning r.org_id, r.id
    ),
    step as (
      insert into function_steps
        (org_id, run_id, step_hash, name, op, result, attempt, last_error, started_at, settled_at)
      select run.org_id, run.id, hash, name, op, result, coalesce((try ->> 'attempt')::int, 0), try -> 'error',
             "startedAt", ${clock}
        from given, run
      on conflict (org_id, run_id, step_hash) do update
        set result = excluded.result, started_at = excluded.started_at, settled_at = excluded.settled_at,
            attempt = greatest(function_steps.attempt, excluded.attempt),
            last_error = coalesce(excluded.last_error, function_steps.last_error)
        where function_steps.result is null
      returning step_hash
    ),
    tries as (
      insert into function_tries (org_id, id, run_id, step_hash, attempt, started_at, ended_at, error)
      select run.org_id, (try ->> 'id')::uuid, run.id, hash, (try ->> 'attempt')::int,
             (try ->> 'startedAt')::timestamptz, ${clock}, try -> 'error'
        from given join step on step.step_hash = given.hash, run
       where try is not null
    )
    select exists(select from run) as is_held, array(select step_hash from step) as stored`;
}

export interface Pending extends KnownStep {
  readonly wakeAt: Date;
}

/** Writes down steps that the function has planned and sleeps it has begun. Known ones stay as they are. */
export async function storePending(claim: Claim, pending: readonly Pending[]): Promise<void> {
  await underClaim(sql`
    with run as (update function_runs r set updated_at = ${clock} where ${heldBy(claim)} returning r.org_id, r.id),
    step as (
      insert into function_steps (org_id, run_id, step_hash, name, op, wake_at)
      select run.org_id, run.id, hash, name, op, "wakeAt"
        from run, jsonb_to_recordset(${JSON.stringify(pending)}::jsonb)
          as step(hash text, name text, op text, "wakeAt" timestamptz)
      on conflict do nothing
    )
    select exists(select from run) as is_held`);
}

/** Counts a failed try of a step that will be tried again. */
export async function storeFailedStep(claim: Claim, step: Pending, failed: FailedTry): Promise<void> {
  // A step that is run as it is found retries with the whole call; a planned one retries alone.
  const ofCall = step.op === "run" ? callWaits(failed.attempt, step.wakeAt) : sql``;
  const values = sql`${failed.attempt}::int, ${JSON.stringify(failed.error)}::jsonb, ${moment(step.wakeAt)}`;
  await underClaim(sql`
    with run as (${countFailure(claim, failed, ofCall)}),
    step as (
      insert into function_steps (org_id, run_id, step_hash, name, op, attempt, last_error, wake_at)
      select run.org_id, run.id, ${step.hash}, ${step.name}, ${step.op}, ${values} from run
      on conflict (org_id, run_id, step_hash) do update
        set attempt = excluded.attempt, last_error = excluded.last_error, wake_at = excluded.wake_at
        where function_steps.result is null
    ),
    tries as (${insertTry(failed, step.hash)})
    select exists(select from run) as is_held`);
}

/** Counts a failed try of the function's own code. */
export async function storeFailedCall(claim: Claim, failed: FailedTry, wakeAt: Date): Promise<void> {
  await underClaim(sql`
    with run as (${countFailure(claim, failed, callWaits(failed.attempt, wakeAt))}),
    tries as (${insertTry(failed, null)})
    select exists(select from run) as is_held`);
}

function callWaits(attempt: number, wakeAt: Date): SQL {
  return sql`attempt = ${attempt}::int, wake_at = ${moment(wakeAt)},`;
}

/** What went wrong last stands with the run, so that lists and filters know of it before the run's end. */
function countFailure(claim: Claim, { id: tryId, error }: FailedTry, more: SQL): SQL {
  return sql`
    update function_runs r
       set ${more} updated_at = ${clock}, error = ${JSON.stringify(error)}::jsonb, failed_tries = r.failed_tries
           + (not exists (select from function_tries t where t.org_id = r.org_id and t.id = ${tryId}))::int
     where ${heldBy(claim)}
    returning r.org_id, r.id`;
}

function insertTry({ id, attempt, startedAt, error }: FailedTry, stepHash: string | null): SQL {
  return sql`
    insert into function_tries (org_id, id, run_id, step_hash, attempt, started_at, ended_at, error)
    select run.org_id, ${id}::uuid, run.id, ${stepHash}::text, ${attempt}::int, ${startedAt && moment(startedAt)}, ${clock},
           ${JSON.stringify(error)}::jsonb
      from run
    on conflict do nothing`;
}

/** Lets go of the run until a moment; whoever is free then takes it up. Others may use its slots meanwhile. */
export async function suspendRun(claim: Claim, wakeAt: Date): Promise<void> {
  await underClaim(sql`
    with run as (
      update function_runs r set claimed_by = null, wake_at = ${moment(wakeAt)}, updated_at = ${clock}
       where ${heldBy(claim)} returning r.concurrency_keys
    ),
    call(at) as (
      select ${moment(wakeAt)} from run
      union all select now() from run, generate_series(1, cardinality(run.concurrency_keys))
    )
    select count(${wakeUpCall(sql`call.at`)}) > 0 as is_held from call`);
}

function moment(date: Date): SQL {
  return sql`${date.toISOString()}::timestamptz`;
}

/** @throws ClaimLost when the statement says that it found no run under the claim */
async function underClaim(statement: SQL): Promise<void> {
  const [row] = await oneStatement<{ is_held: boolean }>(statement);
  if (!row?.is_held) throw new ClaimLost();
}
