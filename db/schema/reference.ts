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
  real,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import { emergingTaskCategories, occupationGroups, relatednessTiers, taskTypes, titleKinds } from "../enums";
import { onetReleases } from "./releases";

/** Reference data stands above the tenants: no `org_id`, read by all, written only by an import. */

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
  { release: release(), code: text().notNull(), title: text().notNull(), description: text() },
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
  { release: release(), id: text().notNull(), name: text().notNull(), description: text() },
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
    /** O*NET recommends to show this row as imprecise; null where the release does not say. */
    suppress: boolean(),
    /** Most raters found the activity not important, so its level means little; null where the release does not say. */
    notRelevant: boolean(),
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

/** Tasks with their figures. The reference pack holds no statements; an imported release does. */
export const onetTasks = pgTable(
  "onet_tasks",
  {
    release: text().notNull(),
    taskId: integer().notNull(),
    code: text().notNull(),
    type: text({ enum: taskTypes }).notNull(),
    statement: text(),
    importance: rating(),
    /** Percent of workers for whom the task is part of the job, 0–100; null where the release has none. */
    relevance: numeric({ precision: 5, scale: 2, mode: "number" }),
    /** Percent of workers per category of frequency, from "yearly or less" (first) to "hourly or more" (seventh). */
    frequency: real().array(),
    /** O*NET recommends to show one of its ratings as imprecise; null where the release does not say. */
    suppress: boolean(),
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

/** Tasks that O*NET expects to come, or to replace another, with its next surveys; they carry no rating. */
export const onetEmergingTasks = pgTable(
  "onet_emerging_tasks",
  {
    release: text().notNull(),
    code: text().notNull(),
    /** Place among the occupation's, from 1, by statement: the same rows in another order give the same table. */
    position: smallint().notNull(),
    statement: text().notNull(),
    category: text({ enum: emergingTaskCategories }).notNull(),
    /** The task that a revision replaces; it may have left the release. */
    originalTaskId: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.release, t.code, t.position] }),
    foreignKey({
      name: "onet_emerging_tasks_occupation_fk",
      columns: [t.release, t.code],
      foreignColumns: [onetOccupations.release, onetOccupations.code],
    }).onDelete("restrict"),
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
