import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  numeric,
  type PgColumn,
  pgTable,
  primaryKey,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import {
  exposureLevels,
  exposureSourceKinds,
  occupationGroups,
  relatednessTiers,
  taskTypes,
  titleKinds,
} from "../enums";
import { createdAt } from "./tenancy";

/** Reference data stands above the tenants: no `org_id`, read by all, written only by an import. */

/** An O*NET release that lies in this database; several can stand beside one another. */
export const onetReleases = pgTable("onet_releases", {
  release: text().primaryKey(),
  importedAt: createdAt(),
  /** sha256 of the manifest that the rows came from. */
  packHash: text().notNull(),
});

const release = () =>
  text()
    .notNull()
    .references(() => onetReleases.release, { onDelete: "restrict" });

/** Importance 1–5 and level 0–7, as published. */
const rating = () => numeric({ precision: 3, scale: 2, mode: "number" });

/** Words of a title for search: letters and digits alone, since the parser reads `a/b` as a file name. */
const titleWords = (title: PgColumn) =>
  sql`to_tsvector('simple', regexp_replace(${title}, '[^[:alnum:]]+', ' ', 'g'))`;

export const onetOccupations = pgTable(
  "onet_occupations",
  { release: release(), code: text().notNull(), title: text().notNull() },
  (t) => [
    primaryKey({ columns: [t.release, t.code] }),
    index("onet_occupations_words_idx").using("gin", titleWords(t.title)),
  ],
);

export const onetTitles = pgTable(
  "onet_titles",
  {
    release: text().notNull(),
    code: text().notNull(),
    title: text().notNull(),
    kind: text({ enum: titleKinds }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.release, t.code, t.title, t.kind] }),
    foreignKey({
      name: "onet_titles_occupation_fk",
      columns: [t.release, t.code],
      foreignColumns: [onetOccupations.release, onetOccupations.code],
    }).onDelete("restrict"),
    index("onet_titles_words_idx").using("gin", titleWords(t.title)),
  ],
);

export const onetGwas = pgTable(
  "onet_gwas",
  { release: release(), id: text().notNull(), name: text().notNull() },
  (t) => [primaryKey({ columns: [t.release, t.id] })],
);

export const onetIwas = pgTable(
  "onet_iwas",
  { release: text().notNull(), id: text().notNull(), gwaId: text().notNull(), name: text().notNull() },
  (t) => [
    primaryKey({ columns: [t.release, t.id] }),
    foreignKey({
      name: "onet_iwas_gwa_fk",
      columns: [t.release, t.gwaId],
      foreignColumns: [onetGwas.release, onetGwas.id],
    }).onDelete("restrict"),
  ],
);

export const onetDwas = pgTable(
  "onet_dwas",
  { release: text().notNull(), id: text().notNull(), iwaId: text().notNull(), name: text().notNull() },
  (t) => [
    primaryKey({ columns: [t.release, t.id] }),
    foreignKey({
      name: "onet_dwas_iwa_fk",
      columns: [t.release, t.iwaId],
      foreignColumns: [onetIwas.release, onetIwas.id],
    }).onDelete("restrict"),
  ],
);

export const onetGwaRatings = pgTable(
  "onet_gwa_ratings",
  {
    release: text().notNull(),
    code: text().notNull(),
    gwaId: text().notNull(),
    importance: rating(),
    level: rating(),
  },
  (t) => [
    primaryKey({ columns: [t.release, t.code, t.gwaId] }),
    foreignKey({
      name: "onet_gwa_ratings_occupation_fk",
      columns: [t.release, t.code],
      foreignColumns: [onetOccupations.release, onetOccupations.code],
    }).onDelete("restrict"),
    foreignKey({
      name: "onet_gwa_ratings_gwa_fk",
      columns: [t.release, t.gwaId],
      foreignColumns: [onetGwas.release, onetGwas.id],
    }).onDelete("restrict"),
  ],
);

export const onetSkills = pgTable(
  "onet_skills",
  { release: release(), id: text().notNull(), name: text().notNull() },
  (t) => [primaryKey({ columns: [t.release, t.id] })],
);

export const onetSkillRatings = pgTable(
  "onet_skill_ratings",
  {
    release: text().notNull(),
    code: text().notNull(),
    skillId: text().notNull(),
    importance: rating(),
    level: rating(),
    /** O*NET recommends to show this row as imprecise. */
    suppress: boolean().notNull(),
    /** Most raters found the skill not important, so its level means little. */
    notRelevant: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.release, t.code, t.skillId] }),
    foreignKey({
      name: "onet_skill_ratings_occupation_fk",
      columns: [t.release, t.code],
      foreignColumns: [onetOccupations.release, onetOccupations.code],
    }).onDelete("restrict"),
    foreignKey({
      name: "onet_skill_ratings_skill_fk",
      columns: [t.release, t.skillId],
      foreignColumns: [onetSkills.release, onetSkills.id],
    }).onDelete("restrict"),
  ],
);

/** Task ids with their figures; statements arrive with a full sync. */
export const onetTasks = pgTable(
  "onet_tasks",
  {
    release: text().notNull(),
    taskId: integer().notNull(),
    code: text().notNull(),
    type: text({ enum: taskTypes }).notNull(),
    importance: rating(),
  },
  (t) => [
    primaryKey({ columns: [t.release, t.taskId] }),
    foreignKey({
      name: "onet_tasks_occupation_fk",
      columns: [t.release, t.code],
      foreignColumns: [onetOccupations.release, onetOccupations.code],
    }).onDelete("restrict"),
    index("onet_tasks_code_idx").on(t.release, t.code),
  ],
);

export const onetTaskDwas = pgTable(
  "onet_task_dwas",
  {
    release: text().notNull(),
    code: text().notNull(),
    taskId: integer().notNull(),
    dwaId: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.release, t.taskId, t.dwaId] }),
    foreignKey({
      name: "onet_task_dwas_task_fk",
      columns: [t.release, t.taskId],
      foreignColumns: [onetTasks.release, onetTasks.taskId],
    }).onDelete("restrict"),
    foreignKey({
      name: "onet_task_dwas_dwa_fk",
      columns: [t.release, t.dwaId],
      foreignColumns: [onetDwas.release, onetDwas.id],
    }).onDelete("restrict"),
    index("onet_task_dwas_code_idx").on(t.release, t.code),
    index("onet_task_dwas_dwa_idx").on(t.release, t.dwaId),
  ],
);

export const onetTechnologies = pgTable(
  "onet_technologies",
  {
    release: text().notNull(),
    code: text().notNull(),
    name: text().notNull(),
    hot: boolean().notNull(),
    inDemand: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.release, t.code, t.name] }),
    foreignKey({
      name: "onet_technologies_occupation_fk",
      columns: [t.release, t.code],
      foreignColumns: [onetOccupations.release, onetOccupations.code],
    }).onDelete("restrict"),
  ],
);

export const onetRelatedOccupations = pgTable(
  "onet_related_occupations",
  {
    release: text().notNull(),
    code: text().notNull(),
    relatedCode: text().notNull(),
    tier: text({ enum: relatednessTiers }).notNull(),
    /** 1 is the closest. */
    position: smallint().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.release, t.code, t.position] }),
    foreignKey({
      name: "onet_related_occupations_occupation_fk",
      columns: [t.release, t.code],
      foreignColumns: [onetOccupations.release, onetOccupations.code],
    }).onDelete("restrict"),
    foreignKey({
      name: "onet_related_occupations_related_fk",
      columns: [t.release, t.relatedCode],
      foreignColumns: [onetOccupations.release, onetOccupations.code],
    }).onDelete("restrict"),
  ],
);

export const onetJobZones = pgTable(
  "onet_job_zones",
  {
    release: text().notNull(),
    code: text().notNull(),
    /** 1 (little preparation) to 5 (extensive). */
    jobZone: smallint().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.release, t.code] }),
    foreignKey({
      name: "onet_job_zones_occupation_fk",
      columns: [t.release, t.code],
      foreignColumns: [onetOccupations.release, onetOccupations.code],
    }).onDelete("restrict"),
  ],
);

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

export const oewsWages = pgTable(
  "oews_wages",
  {
    year: smallint().notNull(),
    /** Six-digit SOC code; a total or group ends in zeros. */
    soc: text().notNull(),
    title: text().notNull(),
    occupationGroup: text({ enum: occupationGroups }).notNull(),
    employment: integer(),
    /** Dollars. */
    hourlyMean: numeric({ precision: 7, scale: 2, mode: "number" }),
    /** Dollars. */
    annualMean: integer(),
  },
  (t) => [primaryKey({ columns: [t.year, t.soc] })],
);
