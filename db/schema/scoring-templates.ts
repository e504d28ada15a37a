import { sql } from "drizzle-orm";
import {
  bigint,
  check,
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
import { batchKinds, profileVariants, scoringSources, templateRoles } from "../enums";
import { organizations } from "./identity";
import { profiles } from "./profiles";
import { createdAt, moment, newId, tenantPolicies } from "./tenancy";

const orgId = () =>
  uuid()
    .notNull()
    .references(() => organizations.id, { onDelete: "cascade" });

const nanos = () => bigint({ mode: "number" });

/** A rubric that profiles are scored by. What counts are its published versions; the draft is being worked on. */
export const scoringTemplates = pgTable(
  "scoring_templates",
  {
    orgId: orgId(),
    id: newId(),
    name: text().notNull(),
    description: text().notNull().default(""),
    role: text({ enum: templateRoles }).notNull(),
    /** Names a template the product brings along; null for an organization's own. */
    houseKey: text(),
    /** The body being edited; null when it equals the latest version. */
    draft: jsonb(),
    /** Guards the draft against a second editor. */
    draftRevision: integer().notNull().default(1),
    /** The version that new jobs take; null before the first publication. */
    publishedVersion: integer(),
    /** Set on the one template of its role that jobs asked for by role take. */
    defaultSinceAt: moment(),
    archivedAt: moment(),
    createdAt: createdAt(),
    createdBy: uuid(),
    updatedAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex("scoring_templates_default_key").on(t.orgId, t.role).where(sql`default_since_at is not null`),
    uniqueIndex("scoring_templates_house_key").on(t.orgId, t.houseKey),
    check(
      "scoring_templates_default_usable",
      sql`${t.defaultSinceAt} is null or (${t.publishedVersion} is not null and ${t.archivedAt} is null)`,
    ),
    check("scoring_templates_named", sql`btrim(${t.name}) <> ''`),
    ...tenantPolicies("scoring_templates"),
  ],
).enableRLS();

/** Immutable: the application may add versions, never change one (db/migrate.ts). */
export const scoringTemplateVersions = pgTable(
  "scoring_template_versions",
  {
    orgId: uuid().notNull(),
    templateId: uuid().notNull(),
    version: integer().notNull(),
    /** `TemplateBody` of lib/scoring: scale, criteria with anchors, thresholds, gate, model and parameters. */
    body: jsonb().notNull(),
    bodyHash: text().notNull(),
    /** The version it repeats, when it was restored. */
    restoredFrom: integer(),
    publishedAt: createdAt(),
    publishedBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.templateId, t.version] }),
    foreignKey({
      name: "scoring_template_versions_template_fk",
      columns: [t.orgId, t.templateId],
      foreignColumns: [scoringTemplates.orgId, scoringTemplates.id],
    }).onDelete("cascade"),
    check("scoring_template_versions_number", sql`${t.version} > 0`),
    ...tenantPolicies("scoring_template_versions"),
  ],
).enableRLS();

/** Many scorings asked for at once. A `jobs` row of kind `profiles.score` with this id as its subject makes them. */
export const scoringBatches = pgTable(
  "scoring_batches",
  {
    orgId: orgId(),
    id: newId(),
    kind: text({ enum: batchKinds }).notNull(),
    source: text({ enum: scoringSources }).notNull(),
    templateId: uuid(),
    templateVersion: integer(),
    /** The free prompt, when that is the source. */
    prompt: text(),
    /** The candidate agent that a lead is looked for. No foreign key: scores outlive the roadmap. */
    candidateId: uuid(),
    /** Of a probe: how often each profile is scored. */
    runsPerProfile: integer().notNull().default(1),
    itemCount: integer().notNull(),
    /** `BatchSnapshot` of lib/scoring: what its jobs are made with, as it was when it was asked for. */
    snapshot: jsonb().notNull().default({}),
    /** What it was expected to cost when it was asked for; the high end is also its budget unless one is named. */
    estimateLowNanos: nanos().notNull(),
    estimateHighNanos: nanos().notNull(),
    budgetNanos: nanos().notNull(),
    /** Of a probe, once all have ended: what was found, with the numbers it rests on. */
    report: jsonb(),
    requestedBy: uuid().notNull(),
    createdAt: createdAt(),
    endedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "scoring_batches_version_fk",
      columns: [t.orgId, t.templateId, t.templateVersion],
      foreignColumns: [
        scoringTemplateVersions.orgId,
        scoringTemplateVersions.templateId,
        scoringTemplateVersions.version,
      ],
    }),
    index("scoring_batches_newest_idx").on(t.orgId, t.createdAt),
    index("scoring_batches_template_idx").on(t.orgId, t.templateId, t.templateVersion, t.kind),
    index("scoring_batches_candidate_idx").on(t.orgId, t.candidateId).where(sql`candidate_id is not null`),
    ...tenantPolicies("scoring_batches"),
  ],
).enableRLS();

/** Who is scored in a batch, as it was chosen; a scoring job is made of each. */
export const scoringBatchItems = pgTable(
  "scoring_batch_items",
  {
    orgId: uuid().notNull(),
    batchId: uuid().notNull(),
    profileId: uuid().notNull(),
    variant: text({ enum: profileVariants }).notNull().default("original"),
    /** 1, and up to the batch's runs per profile. */
    runNumber: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.batchId, t.profileId, t.variant, t.runNumber] }),
    foreignKey({
      name: "scoring_batch_items_batch_fk",
      columns: [t.orgId, t.batchId],
      foreignColumns: [scoringBatches.orgId, scoringBatches.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "scoring_batch_items_profile_fk",
      columns: [t.orgId, t.profileId],
      foreignColumns: [profiles.orgId, profiles.id],
    }).onDelete("cascade"),
    index("scoring_batch_items_profile_idx").on(t.orgId, t.profileId),
    ...tenantPolicies("scoring_batch_items"),
  ],
).enableRLS();
