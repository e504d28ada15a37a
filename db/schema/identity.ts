import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { linkPurposes, memberRoles } from "../enums";
import { createdAt, moment, newId, ownMembershipPolicy, tenantPolicies } from "./tenancy";

// Who may sign in. `organizations`, `users`, `sign_ins` and `one_time_links` are read before an organization is
// known, so they stand above the tenants and only lib/auth and lib/orgs touch them.

export const organizations = pgTable("organizations", {
  id: newId().primaryKey(),
  name: text().notNull(),
  /** Set for the demo organization, which can be removed in one click. */
  isDemo: boolean().notNull().default(false),
  createdAt: createdAt(),
});

/** What an organization's admins have settled for it; no row means the defaults below. */
export const organizationSettings = pgTable(
  "organization_settings",
  {
    orgId: uuid()
      .primaryKey()
      .references(() => organizations.id, { onDelete: "cascade" }),
    /** Days for which ended runs, their steps and delivered events are kept. */
    jobHistoryDays: integer().notNull().default(90),
    /** Days for which prompts, profile texts, quotes and raw answers of scoring jobs are kept; scores stay. */
    scoringTextDays: integer().notNull().default(90),
    updatedAt: createdAt(),
  },
  (t) => [
    check("organization_settings_job_history_days", sql`${t.jobHistoryDays} between 1 and 3650`),
    check("organization_settings_scoring_text_days", sql`${t.scoringTextDays} between 1 and 3650`),
    ...tenantPolicies("organization_settings"),
  ],
).enableRLS();

export const users = pgTable(
  "users",
  {
    id: newId().primaryKey(),
    /** Lower-cased NFKC address. */
    email: text().notNull(),
    name: text().notNull(),
    /** argon2id; null for people who come through OIDC only. */
    passwordHash: text(),
    /** Set for operators of the installation: they create organizations and import reference data. */
    operatorSinceAt: moment(),
    isDemo: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("users_email_key").on(t.email)],
);

/** One row per sign-in: ended by sign-out, disable, role change or password change, checked on every request. */
export const signIns = pgTable(
  "sign_ins",
  {
    id: newId().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    currentOrgId: uuid().references(() => organizations.id, { onDelete: "set null" }),
    createdAt: createdAt(),
    lastSeenAt: moment().notNull().defaultNow(),
    endedAt: moment(),
    endReason: text(),
  },
  (t) => [index("sign_ins_user_idx").on(t.userId)],
);

/** Links for the first admin and for password resets; only the SHA-256 of the token is kept. */
export const oneTimeLinks = pgTable(
  "one_time_links",
  {
    id: newId().primaryKey(),
    tokenHash: text().notNull(),
    purpose: text({ enum: linkPurposes }).notNull(),
    userId: uuid().references(() => users.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
    expiresAt: moment().notNull(),
    usedAt: moment(),
  },
  (t) => [uniqueIndex("one_time_links_token_key").on(t.tokenHash)],
);

/** Counters of rate-limiter-flexible. */
export const rateLimits = pgTable("rate_limits", {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  expire: timestamp({ mode: "date" }),
});

export const memberships = pgTable(
  "memberships",
  {
    orgId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text({ enum: memberRoles }).notNull(),
    disabledAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.userId] }),
    index("memberships_user_idx").on(t.userId),
    ...tenantPolicies("memberships"),
    ownMembershipPolicy,
  ],
).enableRLS();

/** The link carries the organization's id and a secret, so the row is found inside its tenant. */
export const invitations = pgTable(
  "invitations",
  {
    orgId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    id: newId(),
    email: text().notNull(),
    role: text({ enum: memberRoles }).notNull(),
    tokenHash: text().notNull(),
    invitedBy: uuid().references(() => users.id, { onDelete: "set null" }),
    createdAt: createdAt(),
    expiresAt: moment().notNull(),
    acceptedAt: moment(),
    revokedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex("invitations_token_key").on(t.orgId, t.tokenHash),
    uniqueIndex("invitations_open_key")
      .on(t.orgId, t.email)
      .where(sql`accepted_at is null and revoked_at is null`),
    ...tenantPolicies("invitations"),
  ],
).enableRLS();
