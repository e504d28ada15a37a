import { sql } from "drizzle-orm";
import {
  foreignKey,
  index,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { exposureLevels, exposureSourceKinds } from "../enums";
import { organizations, users } from "./identity";
import { onetReleases } from "./releases";
import { createdAt, moment, newId, tenantPolicies } from "./tenancy";

/** Sources stand above the tenants, like the reference data; a version of one never changes. */
export const exposureSources = pgTable(
  "exposure_sources",
  {
    source: text().notNull(),
    version: text().notNull(),
    name: text().notNull(),
    kind: text({ enum: exposureSourceKinds }).notNull(),
    licence: text().notNull(),
    citation: text().notNull(),
    /** Exposure 0–1 that a role must reach for the tier `now`. */
    floor: numeric({ precision: 4, scale: 3, mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.source, t.version] })],
);

export const exposureScores = pgTable(
  "exposure_scores",
  {
    source: text().notNull(),
    version: text().notNull(),
    level: text({ enum: exposureLevels }).notNull(),
    /** Task id or activity id, by `level`. */
    elementId: text().notNull(),
    /** 0–1. */
    value: numeric({ precision: 7, scale: 6, mode: "number" }).notNull(),
    /** The label as published, that the value was derived from. */
    class: text().notNull(),
    /** How the value came about, where the label does not say it. */
    rationale: text(),
  },
  (t) => [
    primaryKey({ columns: [t.source, t.version, t.level, t.elementId] }),
    foreignKey({
      name: "exposure_scores_source_fk",
      columns: [t.source, t.version],
      foreignColumns: [exposureSources.source, exposureSources.version],
    }).onDelete("restrict"),
  ],
);

/**
 * An organization's own exposure for one element, before every source. A row never changes but for its end, so a run
 * can be computed again with what stood when it was requested.
 */
export const exposureOverrides = pgTable(
  "exposure_overrides",
  {
    orgId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    id: newId(),
    /** The O*NET release that `elementId` belongs to. */
    release: text()
      .notNull()
      .references(() => onetReleases.release, { onDelete: "restrict" }),
    level: text({ enum: exposureLevels }).notNull(),
    elementId: text().notNull(),
    /** 0–1. */
    value: numeric({ precision: 7, scale: 6, mode: "number" }).notNull(),
    reason: text().notNull(),
    /** The override that this one took the place of. */
    replacesId: uuid(),
    createdBy: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    createdAt: createdAt(),
    endedAt: moment(),
    endedBy: uuid().references(() => users.id, { onDelete: "set null" }),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "exposure_overrides_replaces_fk",
      columns: [t.orgId, t.replacesId],
      foreignColumns: [t.orgId, t.id],
    }),
    // An id may stand for something else in another release, so one of that release does not stand in the way.
    uniqueIndex("exposure_overrides_element_key")
      .on(t.orgId, t.release, t.level, t.elementId)
      .where(sql`ended_at is null`),
    index("exposure_overrides_newest_idx").on(t.orgId, t.createdAt, t.id),
    ...tenantPolicies("exposure_overrides"),
  ],
).enableRLS();
