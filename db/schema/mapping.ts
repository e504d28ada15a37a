import {
  doublePrecision,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { auditVerdicts } from "../enums";
import { discoverySessions, roles } from "./discovery";
import { organizations, users } from "./identity";
import { createdAt, moment, newId, tenantPolicies } from "./tenancy";

/** From which confidence and margin on an organization lets suggestions count by themselves; none: the default. */
export const matchPolicies = pgTable(
  "match_policies",
  {
    orgId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    /** 0–1 */
    minConfidence: doublePrecision().notNull(),
    /** 0–1 */
    minMargin: doublePrecision().notNull(),
    changedBy: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    changedAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.orgId] }), ...tenantPolicies("match_policies")],
).enableRLS();

/** A sample of suggestions that a person checks, to see how many are wrong from a threshold on. */
export const mappingAudits = pgTable(
  "mapping_audits",
  {
    orgId: uuid().notNull(),
    id: newId(),
    sessionId: uuid().notNull(),
    /** What it was drawn from: threshold, margin, filter, and how many roles that were. */
    criteria: jsonb().notNull(),
    drawnBy: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    drawnAt: createdAt(),
    closedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "mapping_audits_session_fk",
      columns: [t.orgId, t.sessionId],
      foreignColumns: [discoverySessions.orgId, discoverySessions.id],
    }).onDelete("cascade"),
    index("mapping_audits_session_idx").on(t.orgId, t.sessionId),
    ...tenantPolicies("mapping_audits"),
  ],
).enableRLS();

export const mappingAuditItems = pgTable(
  "mapping_audit_items",
  {
    orgId: uuid().notNull(),
    auditId: uuid().notNull(),
    roleId: uuid().notNull(),
    /** The suggestion as it stood when the sample was drawn. */
    onetCode: text().notNull(),
    confidence: doublePrecision().notNull(),
    margin: doublePrecision().notNull(),
    verdict: text({ enum: auditVerdicts }),
    checkedBy: uuid().references(() => users.id, { onDelete: "restrict" }),
    checkedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.auditId, t.roleId] }),
    foreignKey({
      name: "mapping_audit_items_audit_fk",
      columns: [t.orgId, t.auditId],
      foreignColumns: [mappingAudits.orgId, mappingAudits.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "mapping_audit_items_role_fk",
      columns: [t.orgId, t.roleId],
      foreignColumns: [roles.orgId, roles.id],
    }).onDelete("cascade"),
    index("mapping_audit_items_role_idx").on(t.orgId, t.roleId),
    ...tenantPolicies("mapping_audit_items"),
  ],
).enableRLS();

/** What people say to each other about a role. */
export const roleComments = pgTable(
  "role_comments",
  {
    orgId: uuid().notNull(),
    id: newId(),
    roleId: uuid().notNull(),
    authorId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    body: text().notNull(),
    createdAt: createdAt(),
    removedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "role_comments_role_fk",
      columns: [t.orgId, t.roleId],
      foreignColumns: [roles.orgId, roles.id],
    }).onDelete("cascade"),
    index("role_comments_role_idx").on(t.orgId, t.roleId, t.createdAt),
    ...tenantPolicies("role_comments"),
  ],
).enableRLS();

/**
 * An occupation whose activities a person found right for all its roles in a session. The newest that nobody withdrew
 * stands; each act adds rows, so that taking one back brings back what stood before.
 */
export const activityReviews = pgTable(
  "activity_reviews",
  {
    orgId: uuid().notNull(),
    id: newId(),
    sessionId: uuid().notNull(),
    onetCode: text().notNull(),
    /** The O*NET release whose activities they were. */
    release: text().notNull(),
    /** The roles that were mapped to the occupation, by which a change of the mapping is noticed. */
    roleIds: uuid().array().notNull(),
    /** Many occupations found right by one click; withdrawn together. */
    actId: uuid().notNull(),
    reviewedBy: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    reviewedAt: createdAt(),
    withdrawnBy: uuid().references(() => users.id, { onDelete: "restrict" }),
    withdrawnAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "activity_reviews_session_fk",
      columns: [t.orgId, t.sessionId],
      foreignColumns: [discoverySessions.orgId, discoverySessions.id],
    }).onDelete("cascade"),
    index("activity_reviews_session_idx").on(t.orgId, t.sessionId, t.onetCode),
    ...tenantPolicies("activity_reviews"),
  ],
).enableRLS();
