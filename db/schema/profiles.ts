import { sql } from "drizzle-orm";
import {
  check,
  date,
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
import { profileLinkKinds, profileSources } from "../enums";
import { candidates } from "./analysis";
import { roles } from "./discovery";
import { organizations } from "./identity";
import { createdAt, moment, newId, tenantPolicies } from "./tenancy";

const orgId = () =>
  uuid()
    .notNull()
    .references(() => organizations.id, { onDelete: "cascade" });

/** People whose profile may be scored. Data, not sign-ins. A later import changes the row and keeps its id. */
export const profiles = pgTable(
  "profiles",
  {
    orgId: orgId(),
    id: newId(),
    /** The id of the system it came from. */
    externalId: text().notNull(),
    name: text().notNull(),
    headline: text(),
    currentTitle: text(),
    currentCompany: text(),
    /** What the list is searched in, folded to lower case. */
    searchText: text()
      .notNull()
      .generatedAlwaysAs(
        sql`lower(name || ' ' || external_id || ' ' || coalesce(headline, '') || ' ' || coalesce(current_title, '')
          || ' ' || coalesce(current_company, ''))`,
      ),
    /** Everything, as imported and checked; the columns above repeat what lists show. */
    content: jsonb().notNull(),
    /** SHA-256 of the content; an import that changes nothing adds no version. */
    contentHash: text().notNull(),
    version: integer().notNull().default(1),
    source: text({ enum: profileSources }).notNull(),
    /** Why the organization may hold and score it. */
    purpose: text().notNull(),
    /** Deleted by the retention sweep after this day (UTC). */
    retainUntil: date({ mode: "string" }).notNull(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex("profiles_external_key").on(t.orgId, t.externalId),
    index("profiles_name_idx").on(t.orgId, sql`lower(${t.name})`, t.id),
    index("profiles_updated_idx").on(t.orgId, t.updatedAt, t.id),
    index("profiles_retention_idx").on(t.retainUntil),
    check("profiles_named", sql`btrim(${t.externalId}) <> '' and btrim(${t.name}) <> ''`),
    ...tenantPolicies("profiles"),
  ],
).enableRLS();

/** What a profile said before; the present one included. */
export const profileVersions = pgTable(
  "profile_versions",
  {
    orgId: uuid().notNull(),
    profileId: uuid().notNull(),
    version: integer().notNull(),
    content: jsonb().notNull(),
    contentHash: text().notNull(),
    source: text({ enum: profileSources }).notNull(),
    createdAt: createdAt(),
    createdBy: uuid().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.profileId, t.version] }),
    foreignKey({
      name: "profile_versions_profile_fk",
      columns: [t.orgId, t.profileId],
      foreignColumns: [profiles.orgId, profiles.id],
    }).onDelete("cascade"),
    ...tenantPolicies("profile_versions"),
  ],
).enableRLS();

/** Ties a person to a role of discovery they hold, or to the candidate agent they answer for. */
export const profileLinks = pgTable(
  "profile_links",
  {
    orgId: uuid().notNull(),
    id: newId(),
    profileId: uuid().notNull(),
    kind: text({ enum: profileLinkKinds }).notNull(),
    roleId: uuid(),
    candidateId: uuid(),
    /** The scoring job that the decision looked at. */
    scoringJobId: uuid(),
    createdAt: createdAt(),
    createdBy: uuid().notNull(),
    endedAt: moment(),
    endedBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "profile_links_profile_fk",
      columns: [t.orgId, t.profileId],
      foreignColumns: [profiles.orgId, profiles.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "profile_links_role_fk",
      columns: [t.orgId, t.roleId],
      foreignColumns: [roles.orgId, roles.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "profile_links_candidate_fk",
      columns: [t.orgId, t.candidateId],
      foreignColumns: [candidates.orgId, candidates.id],
    }).onDelete("cascade"),
    check(
      "profile_links_target",
      sql`(${t.kind} = 'holds_role' and role_id is not null and candidate_id is null)
          or (${t.kind} = 'lead' and candidate_id is not null and role_id is null)`,
    ),
    // A candidate has one accountable lead at a time.
    uniqueIndex("profile_links_lead_key")
      .on(t.orgId, t.candidateId)
      .where(sql`kind = 'lead' and ended_at is null`),
    uniqueIndex("profile_links_role_key")
      .on(t.orgId, t.profileId, t.roleId)
      .where(sql`kind = 'holds_role' and ended_at is null`),
    index("profile_links_profile_idx").on(t.orgId, t.profileId),
    index("profile_links_role_idx").on(t.orgId, t.roleId).where(sql`role_id is not null`),
    ...tenantPolicies("profile_links"),
  ],
).enableRLS();
