import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { oneJourney, oneStatement, withoutWaiting } from "./one-statement";
import { type RunRef, wakeUpCall } from "./run-queue";

/** A run in this worker's hands. Every write names the claim; once another worker has claimed it, they are refused. */
export interface Claim extends RunRef {
  readonly claim: number;
  readonly workerId: string;
}

/** A run as it was when it was taken up. */
export interface TakenRun {
  readonly claim: Claim;
  readonly functionId: string;
  readonly event: unknown;
  readonly attempt: number;
  readonly crashes: number;
  readonly stack: readonly string[];
  readonly wakeAt: Date;
  /** By the database's clock. */
  readonly takenAt: Date;
}

export interface TakeRequest {
  readonly workerId: string;
  /** By the worker's clock; what is due by the database's is due as well. */
  readonly now: Date;
  /** Only runs of organizations for which nobody works at the moment. */
  readonly onlyNewcomers: boolean;
  /** Also runs that were in hand when a worker died. */
  readonly withSuspects: boolean;
  /** Organizations in the order in which this worker served them last. */
  readonly served: readonly string[];
}

type TakenRow = {
  org_id: string;
  id: string;
  function_id: string;
  event: unknown;
  attempt: number;
  claim: number;
  crashes: number;
  stack: readonly string[];
  wake_ms: number;
  now_ms: number;
};
/** A run that was chosen; it needs slots if it has not been claimed with the same breath. */
type ChosenRow = { run_org_id: string; run_id: string; slot_keys: string[] } & (TakenRow | { claim: null });

const takenColumns = sql`r.org_id, r.id, r.function_id, r.event, r.attempt, r.claim, r.crashes, r.stack,
  (extract(epoch from r.wake_at) * 1000)::float8 as wake_ms, (extract(epoch from now()) * 1000)::float8 as now_ms`;

/** As `function_runs_ready_idx` has it. */
const isReady = sql`r.claimed_by is null and r.finished_at is null and r.failed_at is null
  and r.cancelled_at is null and r.engine_run_id is null`;

/** All columns of the index: under row-level security it is not read in order for the last two alone. */
const inLine = sql`r.org_id, r.concurrency_keys, r.wake_at, r.id`;

function isDue(now: Date): SQL {
  // Not clock_timestamp(), for which no index can be searched.
  return sql`r.wake_at <= greatest(${now.toISOString()}::timestamptz, now())`;
}

function intoHandsOf(workerId: string): SQL {
  return sql`claimed_by = ${workerId}, claim = r.claim + 1, updated_at = clock_timestamp(),
    started_at = coalesce(r.started_at, clock_timestamp())`;
}

/** More than anybody has; it says that they are few, before any statistics do. */
const mostInHand = 1_000;

/**
 * The fair choice. Runs of an organization that need the same slots stand in one line; the lines are found by jumping
 * from one to the next in the index, so that a long one costs no more than a short one. Of the lines whose slots are
 * free goes first the one whose organization has the fewest runs in hand, then the one not served for longest, then
 * the one whose first has waited longest. A run without slots is claimed by the same statement.
 */
export function chooseStatement(request: TakeRequest): SQL {
  const { workerId, now, onlyNewcomers, withSuspects, served } = request;
  const mayGo = sql`${isDue(now)} and (${withSuspects}::boolean or r.crashes = 0)`;
  return sql`
    with recursive lines as (
      (select r.org_id, r.concurrency_keys from function_runs r where ${isReady}
        order by r.org_id, r.concurrency_keys limit 1)
      union all
      select next.org_id, next.concurrency_keys from lines
       cross join lateral (
        select r.org_id, r.concurrency_keys from function_runs r
         where ${isReady} and (r.org_id, r.concurrency_keys) > (lines.org_id, lines.concurrency_keys)
         order by r.org_id, r.concurrency_keys limit 1) next
    ),
    in_hand as (
      select org_id, concurrency_keys from function_runs where claimed_by is not null
       order by claimed_by limit ${mostInHand}
    ),
    hands as (select org_id, count(*) as runs from in_hand group by org_id),
    used as (select key, count(*) as runs from in_hand, unnest(concurrency_keys) key group by key),
    open_lines as (
      select lines.org_id, lines.concurrency_keys
        from lines
       cross join lateral (
        select r.wake_at, r.concurrency_limits from function_runs r
         where ${isReady} and r.org_id = lines.org_id and r.concurrency_keys = lines.concurrency_keys
           and ${mayGo}
         order by ${inLine} limit 1) first
        left join hands on hands.org_id = lines.org_id
        left join unnest(${sql.param([...served])}::uuid[]) with ordinality served(org_id, turn)
          on served.org_id = lines.org_id
       where not (${onlyNewcomers}::boolean and hands.runs is not null)
         and not exists (
          select from unnest(lines.concurrency_keys, first.concurrency_limits) slot(key, places)
            join used on used.key = slot.key where used.runs >= slot.places)
       order by coalesce(hands.runs, 0), served.turn nulls first, first.wake_at
    ),
    chosen as (
      select run.* from open_lines
       cross join lateral (
        select r.org_id, r.id, r.concurrency_keys from function_runs r
         where ${isReady} and r.org_id = open_lines.org_id and r.concurrency_keys = open_lines.concurrency_keys
           and ${mayGo}
         order by ${inLine} limit 1 for update skip locked) run
       limit 1
    ),
    claimed as (
      update function_runs r set ${intoHandsOf(workerId)} from chosen
       where r.org_id = chosen.org_id and r.id = chosen.id and chosen.concurrency_keys = '{}'
      returning ${takenColumns}
    )
    select chosen.org_id as run_org_id, chosen.id as run_id, chosen.concurrency_keys as slot_keys, claimed.*,
           ${withoutWaiting} as waits
      from chosen left join claimed on true`;
}

/**
 * Claims a run that needs slots. The locks let one worker at a time count who uses them; a count that began before
 * another's claim was committed would not see it.
 */
async function claimWithSlots(
  run: { readonly orgId: string; readonly runId: string; readonly slotKeys: readonly string[] },
  workerId: string,
  now: Date,
): Promise<TakenRow | undefined> {
  const [, claimed] = await oneJourney<TakenRow>(
    sql`
      select pg_advisory_xact_lock(hashtextextended(key, 0)), ${withoutWaiting}
        from unnest(${sql.param([...run.slotKeys])}::text[]) key`,
    sql`
      update function_runs r set ${intoHandsOf(workerId)}
       where r.org_id = ${run.orgId} and r.id = ${run.runId} and ${isReady} and ${isDue(now)}
         and not exists (
          select from unnest(r.concurrency_keys, r.concurrency_limits) slot(key, places)
           where slot.places <= (select count(*) from function_runs o
                                  where o.claimed_by is not null and slot.key = any(o.concurrency_keys)))
      returning ${takenColumns}`,
  );
  return claimed?.[0];
}

/** Takes the run that is next in all fairness; undefined when none is due that may be worked on. */
export async function takeRun(request: TakeRequest): Promise<TakenRun | undefined> {
  const { workerId, now } = request;
  for (;;) {
    const [chosen] = await oneStatement<ChosenRow>(chooseStatement(request));
    if (!chosen) return undefined;
    if (chosen.claim !== null) return takenRun(chosen, workerId);
    const run = { orgId: chosen.run_org_id, runId: chosen.run_id, slotKeys: chosen.slot_keys };
    const claimed = await claimWithSlots(run, workerId, now);
    if (claimed) return takenRun(claimed, workerId);
    // Another worker was quicker, and has got something done by it.
  }
}

function takenRun(row: TakenRow, workerId: string): TakenRun {
  return {
    claim: { orgId: row.org_id, runId: row.id, claim: row.claim, workerId },
    functionId: row.function_id,
    event: row.event,
    attempt: row.attempt,
    crashes: row.crashes,
    stack: row.stack,
    wakeAt: new Date(row.wake_ms),
    takenAt: new Date(row.now_ms),
  };
}

/** Whether another run that was in hand when a worker died has been so less often, and may go first. */
export async function hasMilderSuspect(crashes: number, now: Date): Promise<boolean> {
  const [row] = await oneStatement<{ found: boolean }>(sql`
    select exists(
      select from function_runs r where r.crashes > 0 and r.crashes < ${crashes}::int and ${isReady} and ${isDue(now)}
    ) as found`);
  return row?.found ?? false;
}

/** Longer than the answer to a claim may take. */
const straySeconds = 5;

/**
 * Gives up runs that this worker holds without knowing: the answer to its claim was lost with the connection, or it
 * could not hand them back.
 */
export async function releaseStrays(workerId: string, inHand: readonly Claim[]): Promise<void> {
  const ids = inHand.map(({ runId }) => runId);
  const claims = inHand.map(({ claim }) => claim);
  await oneStatement(sql`
    with stray as (
      update function_runs r set claimed_by = null, updated_at = clock_timestamp()
       where r.claimed_by = ${workerId} and r.updated_at < clock_timestamp() - make_interval(secs => ${straySeconds})
         and not exists (
          select from unnest(${sql.param(ids)}::uuid[], ${sql.param(claims)}::int[]) held(id, claim)
           where held.id = r.id and held.claim = r.claim)
      returning r.concurrency_keys
    )
    select ${wakeUpCall(sql`now()`)} is null from stray, generate_series(0, cardinality(stray.concurrency_keys))`);
}
