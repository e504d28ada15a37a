import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  modelErrorClasses,
  modelPurposes,
  profileVariants,
  type ScoringFlag,
  scoringOutcomes,
  scoringSources,
  scoringStatuses,
} from "../enums";
import { organizations } from "./identity";
import { profiles } from "./profiles";
import { scoringBatches, scoringTemplateVersions } from "./scoring-templates";
import { createdAt, moment, newId, tenantPolicies } from "./tenancy";

/** Points and scores on a template's own scale. */
const points = () => numeric({ precision: 9, scale: 3, mode: "number" });
const nanos = () => bigint({ mode: "number" });

/**
 * One scoring of one profile. Everything it needs is on the row as of when it was asked for; the worker reads nothing
 * else. Only the worker takes it out of pending, by one conditional update.
 */
export const scoringJobs = pgTable(
  "scoring_jobs",
  {
    orgId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    id: newId(),
    profileId: uuid().notNull(),
    profileVersion: integer().notNull(),
    batchId: uuid(),
    variant: text({ enum: profileVariants }).notNull().default("original"),
    runNumber: integer().notNull().default(1),
    source: text({ enum: scoringSources }).notNull(),
    templateId: uuid(),
    templateVersion: integer(),
    candidateId: uuid(),

    // The snapshot. Text is dropped when its retention is over; hashes and the rubric stay.
    /** `Rubric` of lib/scoring: the template's body as it was, or the one made for a free prompt. */
    rubric: jsonb().notNull(),
    /** The rendered instructions, without the profile. */
    prompt: text(),
    /** The same for the cheap look before it; null when the rubric has no gate. */
    gatePrompt: text(),
    profileText: text(),
    profileHash: text().notNull(),
    promptVersion: text().notNull(),
    serializerVersion: text().notNull(),
    isBlind: boolean().notNull().default(true),
    /** Why names and contacts were shown to the model. */
    unblindReason: text(),
    requestedModel: text().notNull(),
    /** `{temperature, maxTokens}` */
    parameters: jsonb().notNull(),
    /** SHA-256 over all of the above that reaches the model; within 24 h the same gives the same result. */
    inputHash: text().notNull(),
    estimateNanos: nanos().notNull(),

    requestedBy: uuid().notNull(),
    apiKeyId: uuid(),
    requestId: text().notNull(),
    createdAt: createdAt(),
    updatedAt: createdAt(),

    // Its life.
    startedAt: moment(),
    claimedByRun: text(),
    completedAt: moment(),
    failedAt: moment(),
    cancelledAt: moment(),
    cancelledBy: uuid(),
    status: text({ enum: scoringStatuses })
      .notNull()
      .generatedAlwaysAs(
        sql`case
          when cancelled_at is not null then 'cancelled'
          when failed_at is not null then 'failed'
          when completed_at is not null then 'completed'
          when started_at is not null then 'processing'
          else 'pending'
        end`,
      ),
    /** Times a person asked for it again after it had failed. */
    retryCount: integer().notNull().default(0),
    /** Times the sweep sent it again. */
    resends: integer().notNull().default(0),
    errorClass: text({ enum: modelErrorClasses }),
    errorCode: text(),
    /** A sentence for people: what happened, what was kept, what to do. */
    errorMessage: text(),

    // What came of it.
    resolvedModel: text(),
    promptTokens: integer(),
    completionTokens: integer(),
    totalTokens: integer(),
    costNanos: nanos(),
    /** From being taken up to the stored result. */
    durationMs: integer(),
    /** The job whose result this one shows, because it asked the same within a day. */
    reusedFromJobId: uuid(),
    /** The cheap look before the scoring; null when the rubric has no gate. */
    gateOutcome: text({ enum: scoringOutcomes }),
    gateScore: points(),
    gateReason: text(),
    /** The weighted total that we computed; null when it was screened out, or too much of it abstains. */
    overall: points(),
    /** The total the model gave, for comparison only. */
    modelOverall: points(),
    scaleMin: points().notNull(),
    scaleMax: points().notNull(),
    /** `overall` as a share of the scale, 0–1, so that templates can be filtered together. */
    overallShare: numeric({ precision: 7, scale: 6, mode: "number" }),
    outcome: text({ enum: scoringOutcomes }),
    summary: text(),
    flags: text().array().$type<ScoringFlag[]>().notNull().default(sql`'{}'`),
    /** Of the repeatability probe of its template version: half the range between runs, in points. */
    spread: points(),
    /** 0–1, what the review queue is ordered by. */
    disagreement: numeric({ precision: 7, scale: 6, mode: "number" }),
    /** What a person decided; their figure goes before ours. */
    reviewedAt: moment(),
    reviewedOverall: points(),
    reviewedOutcome: text({ enum: scoringOutcomes }),
    /** What lists show, filter and sort by: a person's figure before ours. As a share of the scale, 0–1. */
    shownShare: doublePrecision().generatedAlwaysAs(
      sql`coalesce((reviewed_overall - scale_min) / nullif(scale_max - scale_min, 0), overall_share)::float8`,
    ),
    shownOutcome: text({ enum: scoringOutcomes }).generatedAlwaysAs(sql`coalesce(reviewed_outcome, outcome)`),
    /** When prompt, profile text, quotes and raw answers were dropped. */
    textDroppedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "scoring_jobs_profile_fk",
      columns: [t.orgId, t.profileId],
      foreignColumns: [profiles.orgId, profiles.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "scoring_jobs_version_fk",
      columns: [t.orgId, t.templateId, t.templateVersion],
      foreignColumns: [
        scoringTemplateVersions.orgId,
        scoringTemplateVersions.templateId,
        scoringTemplateVersions.version,
      ],
    }),
    foreignKey({
      name: "scoring_jobs_batch_fk",
      columns: [t.orgId, t.batchId],
      foreignColumns: [scoringBatches.orgId, scoringBatches.id],
    }).onDelete("cascade"),
    uniqueIndex("scoring_jobs_batch_key")
      .on(t.orgId, t.batchId, t.profileId, t.variant, t.runNumber)
      .where(sql`batch_id is not null`),
    index("scoring_jobs_newest_idx").on(t.orgId, t.createdAt, t.id),
    index("scoring_jobs_status_idx").on(t.orgId, t.status, t.createdAt, t.id),
    index("scoring_jobs_template_idx").on(t.orgId, t.templateId, t.createdAt, t.id),
    index("scoring_jobs_profile_idx").on(t.orgId, t.profileId, t.createdAt, t.id),
    // Sorted by score and by cost, what has none comes last.
    index("scoring_jobs_score_idx").on(t.orgId, sql`coalesce(${t.shownShare}, -1)`, t.id),
    index("scoring_jobs_cost_idx").on(t.orgId, sql`coalesce(${t.costNanos}, -1)`, t.id),
    // Who is scored at all.
    index("scoring_jobs_scored_idx").on(t.orgId, t.profileId).where(sql`completed_at is not null`),
    // Counts under any filter come from here alone, without the wide rows.
    index("scoring_jobs_counts_idx").on(
      t.orgId,
      t.status,
      t.templateId,
      t.batchId,
      t.shownOutcome,
      t.errorClass,
      t.shownShare,
      t.flags,
      t.candidateId,
    ),
    index("scoring_jobs_error_idx")
      .on(t.orgId, t.errorClass, t.createdAt)
      .where(sql`error_class is not null`),
    index("scoring_jobs_candidate_idx").on(t.orgId, t.candidateId).where(sql`candidate_id is not null`),
    index("scoring_jobs_input_idx")
      .on(t.orgId, t.inputHash, t.completedAt)
      .where(sql`completed_at is not null`),
    // The dashboard, from here alone as well.
    index("scoring_jobs_days_idx").on(
      t.orgId,
      t.createdAt,
      t.status,
      t.durationMs,
      t.reusedFromJobId,
      t.errorClass,
      t.errorCode,
    ),
    index("scoring_jobs_review_idx")
      .on(t.orgId, sql`coalesce(${t.disagreement}, 0)`, t.id)
      .where(
        sql`status = 'completed' and reviewed_at is null and (outcome = 'undetermined' or flags <> '{}')`,
      ),
    // The sweep walks the open jobs of all organizations, and the old ones whose text is due.
    index("scoring_jobs_open_idx")
      .on(t.updatedAt)
      .where(sql`completed_at is null and failed_at is null and cancelled_at is null`),
    index("scoring_jobs_text_idx").on(t.createdAt).where(sql`text_dropped_at is null`),
    check("scoring_jobs_retries", sql`${t.retryCount} between 0 and 3`),
    check("scoring_jobs_one_end", sql`num_nonnulls(completed_at, failed_at, cancelled_at) <= 1`),
    check(
      "scoring_jobs_one_source",
      sql`(source = 'prompt') = (template_id is null) and (template_id is null) = (template_version is null)`,
    ),
    check("scoring_jobs_unblind", sql`is_blind or unblind_reason is not null`),
    ...tenantPolicies("scoring_jobs"),
  ],
).enableRLS();

/** The points of a completed job, a row per criterion. */
export const scoringPoints = pgTable(
  "scoring_points",
  {
    orgId: uuid().notNull(),
    jobId: uuid().notNull(),
    /** Place and key in the rubric. */
    position: integer().notNull(),
    key: text().notNull(),
    label: text().notNull(),
    weight: numeric({ precision: 6, scale: 4, mode: "number" }).notNull(),
    /** Null: it abstains. */
    points: points(),
    /** Why it abstains; a code of lib/scoring. */
    abstainReason: text(),
    rationale: text(),
    /** A passage of the profile text, with its place in it: UTF-16 code units, end exclusive. */
    quote: text(),
    quoteStart: integer(),
    quoteEnd: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.jobId, t.key] }),
    foreignKey({
      name: "scoring_points_job_fk",
      columns: [t.orgId, t.jobId],
      foreignColumns: [scoringJobs.orgId, scoringJobs.id],
    }).onDelete("cascade"),
    check("scoring_points_or_reason", sql`(points is null) = (abstain_reason is not null)`),
    ...tenantPolicies("scoring_points"),
  ],
).enableRLS();

/** Each time a model was asked for a job, with what it answered. */
export const scoringAttempts = pgTable(
  "scoring_attempts",
  {
    orgId: uuid().notNull(),
    id: newId(),
    jobId: uuid().notNull(),
    /** The job's `retryCount` at the time. */
    retry: integer().notNull(),
    /** 1 for the first call of this retry. */
    number: integer().notNull(),
    purpose: text({ enum: modelPurposes }).notNull(),
    /** Its row in the call ledger; null when it was refused before a call was made. */
    callId: uuid(),
    startedAt: createdAt(),
    endedAt: moment(),
    errorClass: text({ enum: modelErrorClasses }),
    errorCode: text(),
    errorMessage: text(),
    /** Text as it came, cut at 64 kB; dropped with the job's text. */
    rawAnswer: text(),
    /** What is wrong with it, for the model that is asked to repair it; dropped with it. */
    faults: text().array().notNull().default(sql`'{}'`),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex("scoring_attempts_key").on(t.orgId, t.jobId, t.retry, t.number),
    foreignKey({
      name: "scoring_attempts_job_fk",
      columns: [t.orgId, t.jobId],
      foreignColumns: [scoringJobs.orgId, scoringJobs.id],
    }).onDelete("cascade"),
    ...tenantPolicies("scoring_attempts"),
  ],
).enableRLS();

/** What people decided about a result; the latest counts. Rows are added, never changed. */
export const scoringReviews = pgTable(
  "scoring_reviews",
  {
    orgId: uuid().notNull(),
    id: newId(),
    jobId: uuid().notNull(),
    reviewedBy: uuid().notNull(),
    reviewedAt: createdAt(),
    /** Null: agrees with the computed total. */
    overall: points(),
    outcome: text({ enum: scoringOutcomes }).notNull(),
    reason: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "scoring_reviews_job_fk",
      columns: [t.orgId, t.jobId],
      foreignColumns: [scoringJobs.orgId, scoringJobs.id],
    }).onDelete("cascade"),
    index("scoring_reviews_job_idx").on(t.orgId, t.jobId, t.reviewedAt),
    ...tenantPolicies("scoring_reviews"),
  ],
).enableRLS();
