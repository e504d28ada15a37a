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
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { decisionOrigins, modelChoiceOutcomes, uploadModes } from "../enums";
import { organizations, users } from "./identity";
import { createdAt, moment, newId, tenantPolicies } from "./tenancy";

/** One walk through the wizard. Progress is derived from facts, never stored. */
export const discoverySessions = pgTable(
  "discovery_sessions",
  {
    orgId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    id: newId(),
    name: text().notNull(),
    ownerId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    /** Draft of the analysis settings (AnalysisSettings of lib/analysis/schema); null means the defaults. */
    analysisSettings: jsonb(),
    /** How many of the top roles become candidates by themselves; null means the default. */
    candidateLimit: integer(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
    /** Last change to anything an analysis reads; a run requested before it is stale. */
    inputsChangedAt: createdAt(),
    archivedAt: moment(),
    deletedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("discovery_sessions_list_idx").on(t.orgId, t.updatedAt, t.id),
    ...tenantPolicies("discovery_sessions"),
  ],
).enableRLS();

/** A roster file on its way in. The raw file lies in quarantine until the import or seven days. */
export const uploads = pgTable(
  "uploads",
  {
    orgId: uuid().notNull(),
    id: newId(),
    sessionId: uuid().notNull(),
    uploadedBy: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    fileName: text().notNull(),
    byteSize: bigint({ mode: "number" }).notNull(),
    sha256: text().notNull(),
    /** Name of the file in quarantine; null once it is deleted. */
    quarantineKey: text(),
    quarantineUntil: moment().notNull(),
    /**
     * What the reader said (RosterInspection of lib/rosters): columns, preview, errors. Rows of people stand in it, so
     * it goes with the file.
     */
    inspection: jsonb(),
    /** Field → column name, as detected and then corrected by the person. */
    mapping: jsonb().notNull(),
    /** Sheet of a workbook; null for CSV. */
    sheet: text(),
    createdAt: createdAt(),
    importedAt: moment(),
    removedAt: moment(),
    /** What the import does to the rosters that the session has by then. */
    mode: text({ enum: uploadModes }).notNull().default("add"),
    /** The later upload whose import took this one's place; its segments are `former_segments` since. */
    supersededById: uuid(),
    supersededAt: moment(),
    /** Counts of the finished import. */
    rowCount: integer(),
    ignoredRowCount: integer(),
    /** Faulty rows that people mended, and that they took out, before the import. */
    mendedRowCount: integer(),
    skippedRowCount: integer(),
    segmentCount: integer(),
    roleCount: integer(),
    headcount: bigint({ mode: "number" }),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "uploads_session_fk",
      columns: [t.orgId, t.sessionId],
      foreignColumns: [discoverySessions.orgId, discoverySessions.id],
    }).onDelete("cascade"),
    // The same bytes twice in one session give the same upload, until it is removed.
    uniqueIndex("uploads_bytes_key").on(t.orgId, t.sessionId, t.sha256).where(sql`removed_at is null`),
    ...tenantPolicies("uploads"),
  ],
).enableRLS();

/**
 * A distinct job title of a session, or that title in one department after a person split it. A segment belongs to the
 * role of its title and department where there is one, else to the role of its title, and from there to the role that
 * this one was merged into. A role stays when its people leave, so that what was decided is there when they come back.
 */
export const roles = pgTable(
  "roles",
  {
    orgId: uuid().notNull(),
    id: newId(),
    sessionId: uuid().notNull(),
    title: text().notNull(),
    /** Case-folded form: two spellings that differ in case or spacing are one role. */
    titleKey: text().notNull(),
    /** Of a role that was split off: the department it is for, and its case-folded form ('' for people without one). */
    department: text(),
    departmentKey: text(),
    /** The role that a person found to be the same work under another spelling. */
    mergedIntoId: uuid(),
    /** Who split it off or merged it, and when. */
    shapedBy: uuid().references(() => users.id, { onDelete: "restrict" }),
    shapedAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "roles_session_fk",
      columns: [t.orgId, t.sessionId],
      foreignColumns: [discoverySessions.orgId, discoverySessions.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "roles_merged_into_fk",
      columns: [t.orgId, t.mergedIntoId],
      foreignColumns: [t.orgId, t.id],
    }),
    unique("roles_title_key").on(t.orgId, t.sessionId, t.titleKey, t.departmentKey).nullsNotDistinct(),
    index("roles_merged_into_idx").on(t.orgId, t.mergedIntoId),
    ...tenantPolicies("roles"),
  ],
).enableRLS();

/** Distinct title × department × line of business × location with its headcount. No person is kept. */
export const workforceSegments = pgTable(
  "workforce_segments",
  {
    orgId: uuid().notNull(),
    id: newId(),
    sessionId: uuid().notNull(),
    uploadId: uuid().notNull(),
    roleId: uuid().notNull(),
    /** As the roster has it, whatever role the people were moved to. */
    titleKey: text().notNull(),
    department: text(),
    lineOfBusiness: text(),
    location: text(),
    headcount: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    // None to the upload: it would be looked up for each of 40,000 rows, a fifth of an import. The one statement that
    // makes segments takes the upload from its table (insert-segments.ts); with a session they go by their roles.
    foreignKey({
      name: "workforce_segments_role_fk",
      columns: [t.orgId, t.roleId],
      foreignColumns: [roles.orgId, roles.id],
    }).onDelete("cascade"),
    index("workforce_segments_role_idx").on(t.orgId, t.roleId),
    index("workforce_segments_title_idx").on(t.orgId, t.sessionId, t.titleKey),
    ...tenantPolicies("workforce_segments"),
  ],
).enableRLS();

/** Segments of rosters that a later one took the place of: what the later one is compared with, and the way back. */
export const formerSegments = pgTable(
  "former_segments",
  {
    orgId: uuid().notNull(),
    id: newId(),
    sessionId: uuid().notNull(),
    uploadId: uuid().notNull(),
    roleId: uuid().notNull(),
    titleKey: text().notNull(),
    department: text(),
    lineOfBusiness: text(),
    location: text(),
    headcount: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "former_segments_upload_fk",
      columns: [t.orgId, t.uploadId],
      foreignColumns: [uploads.orgId, uploads.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "former_segments_role_fk",
      columns: [t.orgId, t.roleId],
      foreignColumns: [roles.orgId, roles.id],
    }).onDelete("cascade"),
    index("former_segments_upload_idx").on(t.orgId, t.uploadId),
    index("former_segments_role_idx").on(t.orgId, t.roleId),
    ...tenantPolicies("former_segments"),
  ],
).enableRLS();

/** What the matcher proposes for a role; regenerated freely, never a decision. */
export const roleSuggestions = pgTable(
  "role_suggestions",
  {
    orgId: uuid().notNull(),
    roleId: uuid().notNull(),
    release: text().notNull(),
    matcherVersion: text().notNull(),
    /** The best five: `{code, score, words}[]`, best first. */
    candidates: jsonb().notNull(),
    bestCode: text(),
    /** 0–1. */
    confidence: doublePrecision().notNull(),
    margin: doublePrecision().notNull(),
    isAccepted: boolean().notNull(),
    /** By how much the role's exposure would be off, were another candidate right: 0–1; null when not known. */
    effect: doublePrecision(),
    suggestedAt: createdAt(),
    /** The organization's own alias that gave the first candidate; aliases are never deleted, only ended. */
    aliasId: uuid(),
    /** What came of asking a model to choose among the candidates; null: it was not asked. */
    modelOutcome: text({ enum: modelChoiceOutcomes }),
    /** One of the candidates; a suggestion all the same, which a person confirms. */
    modelCode: text(),
    modelReason: text(),
    modelName: text(),
    /** Why it failed, as lib/llm names it. */
    modelErrorCode: text(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.roleId] }),
    foreignKey({
      name: "role_suggestions_role_fk",
      columns: [t.orgId, t.roleId],
      foreignColumns: [roles.orgId, roles.id],
    }).onDelete("cascade"),
    check(
      "role_suggestions_choice",
      sql`(${t.modelCode} is not null) = (${t.modelOutcome} is not distinct from 'chosen')
          and (${t.modelErrorCode} is null or ${t.modelOutcome} = 'failed')`,
    ),
    ...tenantPolicies("role_suggestions"),
  ],
).enableRLS();

/** Many decisions made by one click; undone together. */
export const decisionBatches = pgTable(
  "decision_batches",
  {
    orgId: uuid().notNull(),
    id: newId(),
    sessionId: uuid().notNull(),
    madeBy: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    /** What was asked: the threshold and the filters. */
    criteria: jsonb().notNull(),
    decisionCount: integer().notNull(),
    createdAt: createdAt(),
    undoneAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "decision_batches_session_fk",
      columns: [t.orgId, t.sessionId],
      foreignColumns: [discoverySessions.orgId, discoverySessions.id],
    }).onDelete("cascade"),
    ...tenantPolicies("decision_batches"),
  ],
).enableRLS();

/** The occupation a person (or an accepted rule) settled on. A null code means "no occupation". */
export const roleDecisions = pgTable(
  "role_decisions",
  {
    orgId: uuid().notNull(),
    roleId: uuid().notNull(),
    onetCode: text(),
    release: text().notNull(),
    origin: text({ enum: decisionOrigins }).notNull(),
    decidedBy: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    decidedAt: createdAt(),
    reason: text(),
    /** The batch that made it; a later single decision clears it, so undoing the batch skips the row. */
    batchId: uuid(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.roleId] }),
    foreignKey({
      name: "role_decisions_role_fk",
      columns: [t.orgId, t.roleId],
      foreignColumns: [roles.orgId, roles.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "role_decisions_batch_fk",
      columns: [t.orgId, t.batchId],
      foreignColumns: [decisionBatches.orgId, decisionBatches.id],
    }).onDelete("cascade"),
    index("role_decisions_batch_idx").on(t.orgId, t.batchId),
    ...tenantPolicies("role_decisions"),
  ],
).enableRLS();
