import { sql } from "drizzle-orm";
import {
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { releaseOrigins, successorLevels, syncSteps, syncTriggers } from "../enums";
import { organizations, users } from "./identity";
import { createdAt, moment, newId, tenantPolicies } from "./tenancy";

/**
 * An O*NET release that lies in this database; several stand beside one another, and one that is there never changes.
 * Its name is O*NET's number (`31.0`); other content under a number that is there already gets a revision (`30.1-r2`).
 */
export const onetReleases = pgTable("onet_releases", {
  release: text().primaryKey(),
  importedAt: createdAt(),
  /** sha256 of the manifest that the rows came from; the same content again is recognised by it. */
  packHash: text().notNull(),
  origin: text({ enum: releaseOrigins }).notNull().default("pack"),
  /** The newest date that O*NET put on a row; null where the files name none. */
  newestDataAt: date({ mode: "string" }),
  /** Table → rows read from the source, and rows left out with the reason (ReleaseCounts of lib/onet/schema). */
  counts: jsonb(),
});

/**
 * What became of an element in another release: found by code, task id or title, never by arithmetic on ids. Written
 * for each pair of releases in both directions when one is added.
 */
export const onetSuccessors = pgTable(
  "onet_successors",
  {
    fromRelease: text()
      .notNull()
      .references(() => onetReleases.release, { onDelete: "cascade" }),
    toRelease: text()
      .notNull()
      .references(() => onetReleases.release, { onDelete: "cascade" }),
    level: text({ enum: successorLevels }).notNull(),
    elementId: text().notNull(),
    /** Null: it has none there. */
    successorId: text(),
  },
  (t) => [primaryKey({ columns: [t.fromRelease, t.toRelease, t.level, t.elementId] })],
);

/** A go at bringing a release in: of the whole installation, so it stands above the tenants. */
export const onetSyncs = pgTable(
  "onet_syncs",
  {
    id: newId().primaryKey(),
    trigger: text({ enum: syncTriggers }).notNull(),
    origin: text({ enum: releaseOrigins }).notNull(),
    /** Null for the clock. */
    requestedBy: uuid().references(() => users.id, { onDelete: "set null" }),
    createdAt: createdAt(),
    startedAt: moment(),
    /** The step at hand, or the one it ended in. */
    step: text({ enum: syncSteps }).notNull().default("resolve"),
    progressDone: integer().notNull().default(0),
    progressTotal: integer(),
    /** O*NET's number of the release it looks at, once that is known. */
    number: text(),
    /** The release it added; null while it runs, when it failed, and when there was nothing new. */
    release: text().references(() => onetReleases.release, { onDelete: "restrict" }),
    /** Rows processed, skipped with reasons, and failed (SyncCounts of lib/onet/schema). */
    counts: jsonb(),
    /** What came, changed, moved and vanished (ReleaseReport of lib/onet/schema). */
    report: jsonb(),
    finishedAt: moment(),
    failedAt: moment(),
    errorCode: text(),
    errorMessage: text(),
  },
  (t) => [
    // One at a time.
    uniqueIndex("onet_syncs_open_key").on(sql`(true)`).where(sql`finished_at is null and failed_at is null`),
    index("onet_syncs_newest_idx").on(t.createdAt, t.id),
  ],
);

/** Which reference data an organization works with; without a row it takes what the product ships. */
export const referenceChoices = pgTable(
  "reference_choices",
  {
    orgId: uuid()
      .primaryKey()
      .references(() => organizations.id, { onDelete: "cascade" }),
    /** The release in use; null means the reference pack's. */
    release: text().references(() => onetReleases.release, { onDelete: "restrict" }),
    /** The exposure source of sessions that chose none; both null mean the product's default. */
    exposureSource: text(),
    exposureVersion: text(),
    chosenBy: uuid().references(() => users.id, { onDelete: "set null" }),
    chosenAt: createdAt(),
  },
  () => tenantPolicies("reference_choices"),
).enableRLS();
