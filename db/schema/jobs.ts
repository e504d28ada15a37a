import { sql } from "drizzle-orm";
import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { exportKinds, jobKinds, runStatuses, stepOps } from "../enums";
import { discoverySessions } from "./discovery";
import { organizations } from "./identity";
import { createdAt, moment, newId, tenantPolicies } from "./tenancy";

/**
 * A piece of background work as its users see it: who asked, how far it is, how it ended.
 * The event names this row; organization and actor are read from it, never from the event.
 */
export const jobs = pgTable(
  "jobs",
  {
    orgId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    id: newId(),
    kind: text({ enum: jobKinds }).notNull(),
    /** The session the work belongs to (null when it spans several), and the row it works on. */
    sessionId: uuid(),
    subjectId: uuid().notNull(),
    /** 1, and one more whenever a person asks for it again; each attempt is an event and a run of its own. */
    attempt: integer().notNull().default(1),
    /** Times the sweep sent the event of this attempt again; at a limit the job is given up. */
    resends: integer().notNull().default(0),
    requestedBy: uuid().notNull(),
    requestId: text().notNull(),
    createdAt: createdAt(),
    startedAt: moment(),
    /** The run that works on it; only that run may report progress, finish or fail it. */
    claimedByRun: text(),
    finishedAt: moment(),
    failedAt: moment(),
    cancelledAt: moment(),
    cancelledBy: uuid(),
    errorCode: text(),
    errorMessage: text(),
    /** Units of work: rows, titles or roles, as the kind says. Null total means not known yet. */
    progressDone: integer().notNull().default(0),
    progressTotal: integer(),
    updatedAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "jobs_session_fk",
      columns: [t.orgId, t.sessionId],
      foreignColumns: [discoverySessions.orgId, discoverySessions.id],
    }).onDelete("cascade"),
    // One piece of work of a kind per subject at a time: the second click finds the first.
    uniqueIndex("jobs_open_key")
      .on(t.orgId, t.kind, t.subjectId)
      .where(sql`finished_at is null and failed_at is null and cancelled_at is null`),
    index("jobs_session_idx").on(t.orgId, t.sessionId, t.createdAt),
    index("jobs_updated_idx").on(t.orgId, t.updatedAt),
    // The sweep walks the open jobs of all organizations, oldest first.
    index("jobs_stuck_idx")
      .on(t.updatedAt)
      .where(sql`finished_at is null and failed_at is null and cancelled_at is null`),
    ...tenantPolicies("jobs"),
  ],
).enableRLS();

/** Events written in the caller's transaction; the dispatcher delivers them after commit. */
export const outbox = pgTable(
  "outbox",
  {
    orgId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    id: newId(),
    name: text().notNull(),
    data: jsonb().notNull(),
    createdAt: createdAt(),
    /** Deliveries that failed so far, and when the next one may be tried. */
    attempt: integer().notNull().default(0),
    retryAt: moment().notNull().defaultNow(),
    deliveredAt: moment(),
    /** Given up after the last attempt; `lastError` says why. */
    parkedAt: moment(),
    lastError: text(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("outbox_undelivered_idx").on(t.retryAt).where(sql`delivered_at is null and parked_at is null`),
    // The jobs page: what waits for a person.
    index("outbox_parked_idx").on(t.orgId, t.parkedAt).where(sql`parked_at is not null`),
    ...tenantPolicies("outbox"),
  ],
).enableRLS();

/**
 * Runs of functions as the local runner drives them, kept as our own record of attempts and errors.
 * Runs that a clock started belong to no organization and carry the nil UUID, so this key has no foreign end.
 */
export const functionRuns = pgTable(
  "function_runs",
  {
    orgId: uuid().notNull(),
    id: newId(),
    functionId: text().notNull(),
    /** The outbox row (or the tick, or the failed run) that started it; a second delivery starts nothing. */
    eventId: uuid().notNull(),
    event: jsonb().notNull(),
    /** The job it works on and who asked for it; null for runs that a clock started. */
    jobId: uuid(),
    requestedBy: uuid(),
    /** The number that an Inngest server gave it; null while the local runner drives it. */
    engineRunId: text(),
    /** Failed tries of the call at hand; 0 again whenever a step is stored. */
    attempt: integer().notNull().default(0),
    /** When the run may go on: a retry's back-off or the end of a sleep. */
    wakeAt: moment().notNull().defaultNow(),
    /** The worker that has the run in hand, and a number that grows with each claim and fences off the one before. */
    claimedBy: text(),
    claim: integer().notNull().default(0),
    /** Times a worker died with this run in hand since it last stored a step. */
    crashes: integer().notNull().default(0),
    /** All tries that failed, of steps and of the call; the tries themselves stand in `function_tries`. */
    failedTries: integer().notNull().default(0),
    /** Slots it needs while it is worked on, as `function/rule/value`, and how many of each there are. */
    concurrencyKeys: text().array().notNull().default(sql`'{}'`),
    concurrencyLimits: integer().array().notNull().default(sql`'{}'`),
    /** Of two runs of a function with the same key within a day only the first is started. */
    idempotencyKey: text(),
    /** Step hashes in the order in which they were settled. */
    stack: jsonb().$type<readonly string[]>().notNull().default([]),
    createdAt: createdAt(),
    startedAt: moment(),
    /** The last sign of life: a claim, a stored step, a failed try, the end. */
    updatedAt: createdAt(),
    finishedAt: moment(),
    failedAt: moment(),
    /** Failed because its worker died too often with it in hand; a person may start it again. */
    parkedAt: moment(),
    cancelledAt: moment(),
    /** What the facts above amount to, for filters and counts. */
    status: text({ enum: runStatuses })
      .notNull()
      .generatedAlwaysAs(
        sql`case
          when cancelled_at is not null then 'cancelled'
          when parked_at is not null then 'parked'
          when failed_at is not null then 'failed'
          when finished_at is not null then 'finished'
          when started_at is null then 'queued'
          when claimed_by is not null then 'running'
          else 'waiting'
        end`,
      ),
    output: jsonb(),
    error: jsonb(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex("function_runs_event_key").on(t.orgId, t.functionId, t.eventId),
    uniqueIndex("function_runs_engine_key").on(t.orgId, t.engineRunId).where(sql`engine_run_id is not null`),
    index("function_runs_job_idx").on(t.orgId, t.jobId).where(sql`job_id is not null`),
    // The jobs page: newest first, by status, a person's own, by error, and the counts, which are read from the index
    // alone: it holds so few different entries that 100,000 runs take less than a megabyte.
    index("function_runs_newest_idx").on(t.orgId, t.createdAt, t.id),
    index("function_runs_status_idx")
      .on(t.orgId, t.status, t.createdAt, t.id)
      .where(sql`function_id not like '%-failure'`),
    index("function_runs_count_idx")
      .on(t.orgId, t.functionId, t.status)
      .where(sql`function_id not like '%-failure'`),
    index("function_runs_own_idx").on(t.orgId, t.requestedBy, t.createdAt, t.id),
    index("function_runs_error_idx").on(t.orgId, t.createdAt, t.id).where(sql`error is not null`),
    // The runner: what may be taken up next (runs that need the same slots wait in one line), who holds what.
    index("function_runs_ready_idx")
      .on(t.orgId, t.concurrencyKeys, t.wakeAt, t.id)
      .where(
        sql`claimed_by is null and finished_at is null and failed_at is null and cancelled_at is null and engine_run_id is null`,
      ),
    index("function_runs_suspect_idx")
      .on(t.crashes, t.wakeAt)
      .where(
        sql`crashes > 0 and claimed_by is null and finished_at is null and failed_at is null and cancelled_at is null and engine_run_id is null`,
      ),
    index("function_runs_claim_idx").on(t.claimedBy).where(sql`claimed_by is not null`),
    index("function_runs_idempotency_idx")
      .on(t.orgId, t.functionId, t.idempotencyKey, t.createdAt)
      .where(sql`idempotency_key is not null`),
    // Partial, so that a sign of life of an open run touches no index.
    index("function_runs_ended_idx")
      .on(t.updatedAt)
      .where(sql`finished_at is not null or failed_at is not null or cancelled_at is not null`),
    ...tenantPolicies("function_runs"),
  ],
).enableRLS();

/** The memory of a run: what each step returned or threw. A stored step is never run again. */
export const functionSteps = pgTable(
  "function_steps",
  {
    orgId: uuid().notNull(),
    runId: uuid().notNull(),
    /** Hex SHA-1 of the step's id, as the SDK names it. */
    stepHash: text().notNull(),
    name: text().notNull(),
    op: text({ enum: stepOps }).notNull(),
    /** Failed tries so far, with what the last of them said. */
    attempt: integer().notNull().default(0),
    lastError: jsonb(),
    /** When a waiting step may be tried again, or when a sleep ends. */
    wakeAt: moment().notNull().defaultNow(),
    /** `{type:"data",data}` or `{type:"error",error}`; null while it is pending. */
    result: jsonb(),
    createdAt: createdAt(),
    /** When the try began that settled it. */
    startedAt: moment(),
    settledAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.runId, t.stepHash] }),
    foreignKey({
      name: "function_steps_run_fk",
      columns: [t.orgId, t.runId],
      foreignColumns: [functionRuns.orgId, functionRuns.id],
    }).onDelete("cascade"),
    ...tenantPolicies("function_steps"),
  ],
).enableRLS();

/** Tries that failed, of a step or of the function's own code; the one that succeeds stands with the step. */
export const functionTries = pgTable(
  "function_tries",
  {
    orgId: uuid().notNull(),
    id: newId(),
    runId: uuid().notNull(),
    /** Null for a try of the function's own code, and when the worker died before it told which step it was. */
    stepHash: text(),
    /** 1 for the first try. */
    attempt: integer().notNull(),
    startedAt: moment(),
    endedAt: createdAt(),
    error: jsonb().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "function_tries_run_fk",
      columns: [t.orgId, t.runId],
      foreignColumns: [functionRuns.orgId, functionRuns.id],
    }).onDelete("cascade"),
    index("function_tries_run_idx").on(t.orgId, t.runId, t.endedAt),
    ...tenantPolicies("function_tries"),
  ],
).enableRLS();

/** A file that a job writes for a person to fetch. */
export const exports = pgTable(
  "exports",
  {
    orgId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    id: newId(),
    kind: text({ enum: exportKinds }).notNull(),
    /** The session it is about; null for the whole organization. */
    sessionId: uuid(),
    /** The filters and the order of the screen it was asked for on. */
    params: jsonb().notNull(),
    requestedBy: uuid().notNull(),
    createdAt: createdAt(),
    /** Where the bytes lie in `lib/files`; null until it is ready and again once it has expired. */
    fileKey: text(),
    fileName: text(),
    byteSize: bigint({ mode: "number" }),
    rowCount: integer(),
    readyAt: moment(),
    expiresAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "exports_session_fk",
      columns: [t.orgId, t.sessionId],
      foreignColumns: [discoverySessions.orgId, discoverySessions.id],
    }).onDelete("cascade"),
    index("exports_requester_idx").on(t.orgId, t.requestedBy, t.createdAt),
    index("exports_session_idx").on(t.orgId, t.sessionId),
    index("exports_expiry_idx").on(t.expiresAt).where(sql`file_key is not null`),
    ...tenantPolicies("exports"),
  ],
).enableRLS();

/** Heartbeats of worker processes, for readiness and to tell whose work is orphaned. */
export const workers = pgTable("workers", {
  id: text().primaryKey(),
  /** Names the machine and its process table; on the same host a missing process is known dead at once. */
  host: text().notNull(),
  pid: integer().notNull(),
  /** The name under which the queue's locks are held. */
  poolId: text(),
  startedAt: createdAt(),
  heartbeatAt: createdAt(),
});
