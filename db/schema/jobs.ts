import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { jobKinds } from "../enums";
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
    // One piece of work of a kind per subject at a time: the second click finds the first.
    uniqueIndex("jobs_open_key")
      .on(t.orgId, t.kind, t.subjectId)
      .where(sql`finished_at is null and failed_at is null and cancelled_at is null`),
    index("jobs_session_idx").on(t.orgId, t.sessionId, t.createdAt),
    ...tenantPolicies("jobs"),
  ],
).enableRLS();

/** Events written in the caller's transaction; the dispatcher delivers them after commit. */
export const outbox = pgTable(
  "outbox",
  {
    orgId: uuid().notNull(),
    id: newId(),
    name: text().notNull(),
    data: jsonb().notNull(),
    createdAt: createdAt(),
    attempt: integer().notNull().default(0),
    deliveredAt: moment(),
    parkedAt: moment(),
    lastError: text(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("outbox_undelivered_idx").on(t.createdAt).where(sql`delivered_at is null and parked_at is null`),
    ...tenantPolicies("outbox"),
  ],
).enableRLS();

/** Runs of functions as the local runner drives them, kept as our own record of attempts and errors. */
export const functionRuns = pgTable(
  "function_runs",
  {
    orgId: uuid().notNull(),
    id: newId(),
    functionId: text().notNull(),
    /** The outbox row that started it; a second delivery of the same row starts nothing. */
    eventId: uuid().notNull(),
    event: jsonb().notNull(),
    attempt: integer().notNull().default(0),
    /** Times a worker died while this run was in its hands. */
    crashes: integer().notNull().default(0),
    stack: jsonb().notNull().default([]),
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
    op: text().notNull(),
    attempt: integer().notNull().default(0),
    /** `{type:"data",data}` or `{type:"error",error}`; null while it is pending. */
    result: jsonb(),
    createdAt: createdAt(),
    settledAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.runId, t.stepHash] }), ...tenantPolicies("function_steps")],
).enableRLS();

/** Heartbeats of worker processes, for readiness. */
export const workers = pgTable("workers", {
  id: text().primaryKey(),
  startedAt: createdAt(),
  heartbeatAt: createdAt(),
});
