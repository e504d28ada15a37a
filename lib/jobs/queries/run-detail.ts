import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import type { stepOps } from "@/db/enums";
import { type Ctx, may } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import { isWrittenForPeople } from "../error-class";
import { failureSuffix, isFailureFunction } from "../function-names";
import { type StepRecord, type TimelineEntry, type TryRecord, timelineOf } from "../run-timeline";
import type { RelatedRun, RunError, RunRow } from "../run-views";
import { isMainRun } from "./run-conditions";
import { type ListedRun, runColumns, runJoins, toRunRow } from "./run-rows";
import { type RunSight, sightOf } from "./run-sight";

export interface RunDetail {
  readonly run: RunRow;
  readonly timeline: readonly TimelineEntry[];
  /** The other runs of the same job, oldest first; each time somebody asks again, there is one more. */
  readonly siblings: readonly RelatedRun[];
  /** The run of the function that takes over when this one has failed for good. */
  readonly failureRun: RelatedRun | null;
  /** Where this is such a run: the one that failed. */
  readonly failedRun: RelatedRun | null;
}

interface FoundRun extends ListedRun {
  readonly orgId: string;
  readonly eventId: string;
  readonly jobId: string | null;
  readonly seesMessages: boolean;
}

const mostSteps = 1000;
const mostTries = 2000;
const mostSiblings = 100;

async function findRun(tx: Tx, sight: RunSight, runId: string): Promise<FoundRun | undefined> {
  const [row] = await tx.execute<FoundRun & Record<string, unknown>>(sql`
    select ${runColumns(sight)}, r.org_id as "orgId", r.event_id as "eventId", r.job_id as "jobId",
           ${sight.messages} as "seesMessages", o.name as "organizationName", '' as place
      from function_runs r ${runJoins(sight)}
      left join organizations o on o.id = r.org_id
     where ${sight.runs} and r.id = ${runId}`);
  return row;
}

interface StoredStep {
  readonly hash: string;
  readonly name: string;
  readonly op: (typeof stepOps)[number];
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly settledAt: string | null;
  readonly wakeAt: string;
  readonly errorName: string | null;
  readonly errorMessage: string | null;
}

interface StoredTry {
  readonly stepHash: string | null;
  readonly attempt: number;
  readonly startedAt: string | null;
  readonly endedAt: string;
  readonly errorName: string;
  readonly errorMessage: string;
}

/** Whose messages are read here: all, those written for people, or none. */
type Messages = "all" | "for_people" | "none";

function errorFor(messages: Messages, name: string, message: string | null): RunError {
  const isReadable = messages === "all" || (messages === "for_people" && isWrittenForPeople(name));
  return { name, message: isReadable ? message : null };
}

const dateOf = (text: string | null) => (text === null ? null : new Date(text));

async function readSteps(tx: Tx, run: FoundRun, messages: Messages): Promise<StepRecord[]> {
  const rows = await tx.execute<StoredStep & Record<string, unknown>>(sql`
    select step_hash as hash, name, op, created_at as "createdAt", started_at as "startedAt",
           settled_at as "settledAt", wake_at as "wakeAt",
           case when result ->> 'type' = 'error' then coalesce(result #>> '{error,name}', 'Error') end as "errorName",
           result #>> '{error,message}' as "errorMessage"
      from function_steps
     where org_id = ${run.orgId} and run_id = ${run.id}
     order by created_at limit ${mostSteps}`);
  return rows.map(({ errorName, errorMessage, ...step }) => ({
    hash: step.hash,
    name: step.name,
    op: step.op,
    createdAt: new Date(step.createdAt),
    startedAt: dateOf(step.startedAt),
    settledAt: dateOf(step.settledAt),
    wakeAt: new Date(step.wakeAt),
    error: errorName === null ? null : errorFor(messages, errorName, errorMessage),
  }));
}

async function readTries(tx: Tx, run: FoundRun, messages: Messages): Promise<TryRecord[]> {
  const rows = await tx.execute<StoredTry & Record<string, unknown>>(sql`
    select step_hash as "stepHash", attempt, started_at as "startedAt", ended_at as "endedAt",
           coalesce(error ->> 'name', 'Error') as "errorName", error ->> 'message' as "errorMessage"
      from function_tries
     where org_id = ${run.orgId} and run_id = ${run.id}
     order by ended_at limit ${mostTries}`);
  return rows.map(({ errorName, errorMessage, ...failed }) => ({
    stepHash: failed.stepHash,
    attempt: failed.attempt,
    startedAt: dateOf(failed.startedAt),
    endedAt: new Date(failed.endedAt),
    error: errorFor(messages, errorName, errorMessage),
  }));
}

async function readRelated(tx: Tx, condition: SQL): Promise<RelatedRun[]> {
  const rows = await tx.execute<Pick<RelatedRun, "id" | "status"> & { createdAt: string }>(sql`
    select r.id, r.status, r.created_at as "createdAt" from function_runs r
     where ${condition} order by r.created_at, r.id limit ${mostSiblings}`);
  return rows.map((row) => ({ id: row.id, status: row.status, createdAt: new Date(row.createdAt) }));
}

function messagesOf(ctx: Ctx, sight: RunSight, run: FoundRun): Messages {
  if (sight.scope === "installation") return run.seesMessages ? "all" : "none";
  return may(ctx, "job:read-any") ? "all" : "for_people";
}

async function readDetail(tx: Tx, ctx: Ctx, sight: RunSight, run: FoundRun): Promise<RunDetail> {
  const { orgId, functionId } = run;
  const messages = messagesOf(ctx, sight, run);
  const steps = await readSteps(tx, run, messages);
  const tries = await readTries(tx, run, messages);
  const siblings = run.jobId
    ? await readRelated(
        tx,
        sql`r.org_id = ${orgId} and r.job_id = ${run.jobId} and r.id <> ${run.id} and ${isMainRun}`,
      )
    : [];
  const [failureRun] = await readRelated(
    tx,
    sql`r.org_id = ${orgId} and r.function_id = ${functionId + failureSuffix} and r.event_id = ${run.id}`,
  );
  const [failedRun] = isFailureFunction(functionId)
    ? await readRelated(tx, sql`r.org_id = ${orgId} and r.id = ${run.eventId}`)
    : [];
  return {
    run: toRunRow(run, ctx),
    timeline: timelineOf(steps, tries),
    siblings,
    failureRun: failureRun ?? null,
    failedRun: failedRun ?? null,
  };
}

/**
 * One run with all it did. Operators find those of the whole installation, without what errors said elsewhere.
 * @throws AppError `not_found`
 */
export async function getRun(ctx: Ctx, runId: string): Promise<RunDetail> {
  const id = z.uuid().safeParse(runId);
  if (!id.success) throw notFound("run");
  const scopes = may(ctx, "installation:manage")
    ? (["organization", "installation"] as const)
    : (["organization"] as const);
  for (const scope of scopes) {
    const sight = sightOf(ctx, scope);
    const detail = await sight.read(async (tx) => {
      const run = await findRun(tx, sight, id.data);
      return run && readDetail(tx, ctx, sight, run);
    });
    if (detail) return detail;
  }
  throw notFound("run");
}
