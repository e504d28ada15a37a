import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { modelCallStatuses, modelErrorClasses, modelPurposes } from "../enums";
import { organizations } from "./identity";
import { createdAt, moment, newId, tenantPolicies } from "./tenancy";

// Money is counted in billionths of a US dollar, whole numbers, so that sums repeat.
const nanos = () => bigint({ mode: "number" });

const orgId = () =>
  uuid()
    .notNull()
    .references(() => organizations.id, { onDelete: "cascade" });

/** What an organization's admins settled about models; no row means the product's defaults. */
export const modelSettings = pgTable(
  "model_settings",
  {
    orgId: orgId().primaryKey(),
    /** Names of models on the allow-list; null means the product's choice for the purpose. */
    scoringModel: text(),
    screeningModel: text(),
    mappingModel: text(),
    /** What the organization may spend on model calls in a calendar month (UTC). */
    monthlyBudgetNanos: nanos().notNull().default(50_000_000_000),
    /** A batch estimated above this asks before it starts. */
    confirmAboveNanos: nanos().notNull().default(1_000_000_000),
    /** Whether role mapping may ask a model for titles that the matcher is unsure of. */
    mappingOnSince: moment(),
    updatedAt: createdAt(),
    updatedBy: uuid(),
  },
  (t) => [
    check("model_settings_money", sql`${t.monthlyBudgetNanos} >= 0 and ${t.confirmAboveNanos} >= 0`),
    ...tenantPolicies("model_settings"),
  ],
).enableRLS();

/** Models of an organization's own server, with what they cost; the product's list stands in lib/llm. */
export const ownModels = pgTable(
  "own_models",
  {
    orgId: orgId(),
    name: text().notNull(),
    /** US dollars for a million tokens. */
    inputPrice: numeric({ precision: 12, scale: 6, mode: "number" }).notNull(),
    outputPrice: numeric({ precision: 12, scale: 6, mode: "number" }).notNull(),
    contextTokens: integer().notNull(),
    createdAt: createdAt(),
    createdBy: uuid().notNull(),
    removedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.name] }),
    check(
      "own_models_prices",
      sql`${t.inputPrice} >= 0 and ${t.outputPrice} >= 0 and ${t.contextTokens} > 0`,
    ),
    ...tenantPolicies("own_models"),
  ],
).enableRLS();

/**
 * The call ledger: a row is committed before a model is called and closed after. Ids, numbers and codes only; no
 * prompt, no answer, no profile text.
 */
export const modelCalls = pgTable(
  "model_calls",
  {
    orgId: orgId(),
    id: newId(),
    purpose: text({ enum: modelPurposes }).notNull(),
    /** The row the call is for: a scoring job, a discovery session; null for a test call. No foreign key: money outlives it. */
    subjectId: uuid(),
    /** The batch whose budget it also counts against. */
    batchId: uuid(),
    /** Sent as a header; the same for every repeat of the same call. */
    idempotencyKey: text().notNull(),
    /** SHA-256 of the request's body. */
    requestHash: text().notNull(),
    /** Host of the server. */
    provider: text().notNull(),
    requestedModel: text().notNull(),
    /** The dated model that the provider says answered. */
    resolvedModel: text(),
    startedAt: createdAt(),
    answeredAt: moment(),
    failedAt: moment(),
    /** Nobody heard how it ended: the process died or the connection broke. Counted at what was reserved. */
    inDoubtAt: moment(),
    /** It was in doubt, and the provider showed that a repeat under the same key cost nothing more. */
    replayedAt: moment(),
    status: text({ enum: modelCallStatuses })
      .notNull()
      .generatedAlwaysAs(
        sql`case
          when replayed_at is not null then 'replayed'
          when in_doubt_at is not null then 'in_doubt'
          when failed_at is not null then 'failed'
          when answered_at is not null then 'answered'
          else 'open'
        end`,
      ),
    durationMs: integer(),
    promptTokens: integer(),
    completionTokens: integer(),
    totalTokens: integer(),
    reservedNanos: nanos().notNull(),
    costNanos: nanos().notNull().default(0),
    finishReason: text(),
    errorClass: text({ enum: modelErrorClasses }),
    errorCode: text(),
    httpStatus: integer(),
    /** What the provider asked us to wait. */
    retryAfterMs: integer(),
    providerRequestId: text(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("model_calls_subject_idx").on(t.orgId, t.subjectId, t.startedAt).where(sql`subject_id is not null`),
    index("model_calls_key_idx").on(t.orgId, t.idempotencyKey),
    index("model_calls_started_idx").on(t.orgId, t.startedAt),
    index("model_calls_batch_idx").on(t.orgId, t.batchId).where(sql`batch_id is not null`),
    index("model_calls_open_idx")
      .on(t.startedAt)
      .where(sql`answered_at is null and failed_at is null and in_doubt_at is null`),
    check("model_calls_money", sql`${t.reservedNanos} >= 0 and ${t.costNanos} >= 0`),
    ...tenantPolicies("model_calls"),
  ],
).enableRLS();

/** What a month or a batch may spend, has spent, and has reserved for calls in flight. */
export const modelBudgets = pgTable(
  "model_budgets",
  {
    orgId: orgId(),
    /** `month:2026-11` or `batch:<id>`. */
    scope: text().notNull(),
    /** Null: no limit. */
    limitNanos: nanos(),
    spentNanos: nanos().notNull().default(0),
    reservedNanos: nanos().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.scope] }),
    check("model_budgets_money", sql`${t.spentNanos} >= 0 and ${t.reservedNanos} >= 0`),
    ...tenantPolicies("model_budgets"),
  ],
).enableRLS();

/** The circuit breaker of each server, true for all processes. Holds nothing of any organization. */
export const modelCircuits = pgTable("model_circuits", {
  provider: text().primaryKey(),
  failuresInRow: integer().notNull().default(0),
  openedAt: moment(),
  /** Until then one call is out to see whether the server is well again. */
  probeUntil: moment(),
  updatedAt: createdAt(),
});

/** What a model chose for a title; asked once per organization, title, context, release, prompt and model. */
export const titleChoices = pgTable(
  "title_choices",
  {
    orgId: orgId(),
    id: newId(),
    /** SHA-256 over normalised title, context, candidates, release, prompt version and model. */
    inputHash: text().notNull(),
    titleKey: text().notNull(),
    release: text().notNull(),
    promptVersion: text().notNull(),
    model: text().notNull(),
    /** Null: none of the candidates. */
    onetCode: text(),
    reason: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex("title_choices_key").on(t.orgId, t.inputHash),
    ...tenantPolicies("title_choices"),
  ],
).enableRLS();
