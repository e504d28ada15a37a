import { sql } from "drizzle-orm";
import {
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
import { jobKinds, stepOps } from "../enums";
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
    orgId: uuid().notNull(),
    id: newId(),
    kind: text({ enum: jobKinds }).notNull(),
    /** The session the work belongs to, and the row it works on (an upload, a run, the session itself). */
    sessionId: uuid().notNull(),
    subjectId: uuid().notNull(),
    requestedBy: uuid().notNull(),
    requestId: text().notNull(),
    createdAt: createdAt(),
    startedAt: moment(),
    /** The run that works on it; only that run may report progress, finish or fail it. */
    claimedByRun: text(),
    finishedAt: moment(),
    failedAt: moment(),
    cancelledAt: moment(),
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
    /** Failed tries of the call at hand; 0 again whenever a step is stored. */
    attempt: integer().notNull().default(0),
    /** When the run may go on: a retry's back-off or the end of a sleep. */
    wakeAt: moment().notNull().defaultNow(),
    /** The worker that has the run in hand, and a number that grows with each claim and fences off the one before. */
    claimedBy: text(),
    claim: integer().notNull().default(0),
    /** Times a worker died with this run in hand since it last stored a step. */
    crashes: integer().notNull().default(0),
    /** Step hashes in the order in which they were settled. */
    stack: jsonb().$type<readonly string[]>().notNull().default([]),
    createdAt: createdAt(),
    startedAt: moment(),
    finishedAt: moment(),
    failedAt: moment(),
    output: jsonb(),
    error: jsonb(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex("function_runs_event_key").on(t.orgId, t.functionId, t.eventId),
    index("function_runs_open_idx").on(t.createdAt).where(sql`finished_at is null and failed_at is null`),
    index("function_runs_claim_idx").on(t.claimedBy).where(sql`claimed_by is not null`),
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
