import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { activityLevels, aggregateDimensions, choiceLayers, decisionOrigins, tiers } from "../enums";
import { discoverySessions, roles } from "./discovery";
import { users } from "./identity";
import { createdAt, moment, newId, tenantPolicies } from "./tenancy";

/** A score or factor: exact to six decimals, so two runs on the same input are equal to the digit. */
const score = () => numeric({ precision: 14, scale: 6, mode: "number" });

/**
 * Departures from the default activity selection, decided for an occupation (role_id null) or for one role.
 * Where no row stands, the stated default holds.
 */
export const activityChoices = pgTable(
  "activity_choices",
  {
    orgId: uuid().notNull(),
    id: newId(),
    sessionId: uuid().notNull(),
    onetCode: text().notNull(),
    roleId: uuid(),
    activityId: text().notNull(),
    /** The O*NET release that `activityId` belongs to; one left behind by a newer release stays on its own. */
    release: text().notNull(),
    /** Null leaves the selection to the layer below, for a choice that only types a share. */
    isSelected: boolean(),
    /** Typed share of time, 0–1; null leaves it proportional to the weight. */
    share: doublePrecision(),
    origin: text({ enum: decisionOrigins }).notNull(),
    decidedBy: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    decidedAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "activity_choices_session_fk",
      columns: [t.orgId, t.sessionId],
      foreignColumns: [discoverySessions.orgId, discoverySessions.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "activity_choices_role_fk",
      columns: [t.orgId, t.roleId],
      foreignColumns: [roles.orgId, roles.id],
    }).onDelete("cascade"),
    // With the release, since a later one may give an id to another activity.
    unique("activity_choices_key")
      .on(t.orgId, t.sessionId, t.onetCode, t.roleId, t.activityId, t.release)
      .nullsNotDistinct(),
    index("activity_choices_role_idx").on(t.orgId, t.roleId),
    ...tenantPolicies("activity_choices"),
  ],
).enableRLS();

/** Activities O*NET does not list, added by a person to an occupation or to one role. */
export const ownActivities = pgTable(
  "own_activities",
  {
    orgId: uuid().notNull(),
    id: newId(),
    sessionId: uuid().notNull(),
    onetCode: text().notNull(),
    roleId: uuid(),
    name: text().notNull(),
    /** Share of time, 0–1. */
    share: doublePrecision().notNull(),
    /** Typed exposure 0–1; null when it is taken from `nearestDwaId`. */
    exposure: doublePrecision(),
    nearestDwaId: text(),
    /** The O*NET release that `nearestDwaId` belongs to. */
    release: text().notNull(),
    addedBy: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    createdAt: createdAt(),
    removedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "own_activities_session_fk",
      columns: [t.orgId, t.sessionId],
      foreignColumns: [discoverySessions.orgId, discoverySessions.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "own_activities_role_fk",
      columns: [t.orgId, t.roleId],
      foreignColumns: [roles.orgId, roles.id],
    }).onDelete("cascade"),
    index("own_activities_session_idx").on(t.orgId, t.sessionId),
    index("own_activities_role_idx").on(t.orgId, t.roleId),
    ...tenantPolicies("own_activities"),
  ],
).enableRLS();

/** An immutable analysis: everything it was computed from is named here. */
export const analysisRuns = pgTable(
  "analysis_runs",
  {
    orgId: uuid().notNull(),
    id: newId(),
    sessionId: uuid().notNull(),
    number: integer().notNull(),
    requestedBy: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    createdAt: createdAt(),
    finishedAt: moment(),
    settings: jsonb().notNull(),
    release: text().notNull(),
    exposureSource: text().notNull(),
    exposureVersion: text().notNull(),
    formulaVersion: text().notNull(),
    inputsHash: text(),
    roleCount: integer(),
    scoredRoleCount: integer(),
    headcount: integer(),
    /** Tier → number of roles. */
    tierCounts: jsonb(),
    publishedAt: moment(),
    publishedBy: uuid().references(() => users.id, { onDelete: "set null" }),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "analysis_runs_session_fk",
      columns: [t.orgId, t.sessionId],
      foreignColumns: [discoverySessions.orgId, discoverySessions.id],
    }).onDelete("cascade"),
    uniqueIndex("analysis_runs_number_key").on(t.orgId, t.sessionId, t.number),
    uniqueIndex("analysis_runs_published_key").on(t.orgId, t.sessionId).where(sql`published_at is not null`),
    ...tenantPolicies("analysis_runs"),
  ],
).enableRLS();

export const analysisResults = pgTable(
  "analysis_results",
  {
    orgId: uuid().notNull(),
    runId: uuid().notNull(),
    roleId: uuid().notNull(),
    /** Snapshot, so that an old run reads as it was. */
    title: text().notNull(),
    onetCode: text(),
    occupation: text(),
    mappingOrigin: text({ enum: decisionOrigins }),
    headcount: integer().notNull(),
    exposure: score(),
    coverage: score().notNull(),
    spread: score(),
    reach: score(),
    impact: score(),
    complexity: score(),
    priority: score(),
    rank: integer(),
    tier: text({ enum: tiers }),
    /** Components of complexity, wage figures, and flags such as `siblings` (RoleFactors of lib/analysis/schema). */
    factors: jsonb().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.runId, t.roleId] }),
    foreignKey({
      name: "analysis_results_run_fk",
      columns: [t.orgId, t.runId],
      foreignColumns: [analysisRuns.orgId, analysisRuns.id],
    }).onDelete("cascade"),
    index("analysis_results_rank_idx").on(t.orgId, t.runId, t.rank),
    ...tenantPolicies("analysis_results"),
  ],
).enableRLS();

/**
 * The activities behind the scores of a run: once per occupation (role_id null), and once more for each role
 * whose activities were adjusted.
 */
export const analysisActivities = pgTable(
  "analysis_activities",
  {
    orgId: uuid().notNull(),
    id: newId(),
    runId: uuid().notNull(),
    onetCode: text().notNull(),
    roleId: uuid(),
    activityId: text().notNull(),
    level: text({ enum: activityLevels }).notNull(),
    name: text().notNull(),
    weight: score(),
    share: score().notNull(),
    exposure: score(),
    exposureLevel: text(),
    isSelected: boolean().notNull(),
    selectedBy: text({ enum: choiceLayers }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "analysis_activities_run_fk",
      columns: [t.orgId, t.runId],
      foreignColumns: [analysisRuns.orgId, analysisRuns.id],
    }).onDelete("cascade"),
    unique("analysis_activities_key")
      .on(t.orgId, t.runId, t.onetCode, t.roleId, t.activityId)
      .nullsNotDistinct(),
    ...tenantPolicies("analysis_activities"),
  ],
).enableRLS();

/**
 * What people had decided about activities when a run was made, as its release names them: with it the run can be
 * computed again over other data, for a comparison. Runs made before this was kept have none.
 */
export const analysisDecisions = pgTable(
  "analysis_decisions",
  {
    orgId: uuid().notNull(),
    runId: uuid().notNull(),
    /** `ActivityChoiceInput[]` and `OwnActivityInput[]` of lib/analysis. */
    choices: jsonb().notNull(),
    ownActivities: jsonb().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.runId] }),
    foreignKey({
      name: "analysis_decisions_run_fk",
      columns: [t.orgId, t.runId],
      foreignColumns: [analysisRuns.orgId, analysisRuns.id],
    }).onDelete("cascade"),
    ...tenantPolicies("analysis_decisions"),
  ],
).enableRLS();

export const analysisAggregates = pgTable(
  "analysis_aggregates",
  {
    orgId: uuid().notNull(),
    runId: uuid().notNull(),
    dimension: text({ enum: aggregateDimensions }).notNull(),
    /** Department, line of business, location, code, two-digit family or activity id; '' stands for "not stated". */
    key: text().notNull(),
    label: text().notNull(),
    headcount: score().notNull(),
    roleCount: integer().notNull(),
    exposure: score(),
    coverage: score(),
    reach: score(),
    impact: score(),
    complexity: score(),
    priority: score(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.runId, t.dimension, t.key] }),
    foreignKey({
      name: "analysis_aggregates_run_fk",
      columns: [t.orgId, t.runId],
      foreignColumns: [analysisRuns.orgId, analysisRuns.id],
    }).onDelete("cascade"),
    ...tenantPolicies("analysis_aggregates"),
  ],
).enableRLS();

/** A proposed agent on the roadmap. What a person set (origin `user`) is never overwritten by a re-run. */
export const candidates = pgTable(
  "candidates",
  {
    orgId: uuid().notNull(),
    id: newId(),
    sessionId: uuid().notNull(),
    roleId: uuid().notNull(),
    /** The run whose figures it shows; null figures live in that run's results. */
    runId: uuid().notNull(),
    name: text().notNull(),
    nameOrigin: text({ enum: decisionOrigins }).notNull(),
    description: text().notNull(),
    descriptionOrigin: text({ enum: decisionOrigins }).notNull(),
    tier: text({ enum: tiers }).notNull(),
    tierOrigin: text({ enum: decisionOrigins }).notNull(),
    /** Order within the tier; gaps allow a move without touching neighbours. */
    position: doublePrecision().notNull(),
    chosenForBuildAt: moment(),
    chosenForBuildBy: uuid().references(() => users.id, { onDelete: "set null" }),
    /** `user` candidates were made by hand and stay; `rule` ones came from the top of the ranking. */
    origin: text({ enum: decisionOrigins }).notNull(),
    /** Set when the latest run no longer proposes the role: not scored, or below the limit and untouched. */
    staleAt: moment(),
    dismissedAt: moment(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "candidates_session_fk",
      columns: [t.orgId, t.sessionId],
      foreignColumns: [discoverySessions.orgId, discoverySessions.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "candidates_role_fk",
      columns: [t.orgId, t.roleId],
      foreignColumns: [roles.orgId, roles.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "candidates_run_fk",
      columns: [t.orgId, t.runId],
      foreignColumns: [analysisRuns.orgId, analysisRuns.id],
    }).onDelete("cascade"),
    uniqueIndex("candidates_role_key").on(t.orgId, t.sessionId, t.roleId),
    index("candidates_board_idx").on(t.orgId, t.sessionId, t.tier, t.position),
    index("candidates_run_idx").on(t.orgId, t.runId),
    ...tenantPolicies("candidates"),
  ],
).enableRLS();
