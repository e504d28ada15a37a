import { emergingTaskCategories, relatednessTiers, taskTypes, titleKinds } from "@/db/enums";

/**
 * The tables of an O*NET release as they lie in the database and in a staged folder. The reference pack holds the
 * same tables with fewer columns (`lib/onet/pack/pack-tables.ts`). A column kind with `?` may be empty in the file,
 * which means unknown; a list is a text out of that list.
 */
export type ColumnKind =
  | "text"
  | "integer"
  | "decimal"
  | "flag"
  | "text?"
  | "integer?"
  | "decimal?"
  | "flag?"
  | "decimals?"
  | readonly string[];

export type TableShape = {
  /** Table in the database. */
  readonly table: string;
  /** Whether the database key starts with the O*NET release; the other tables carry their own version columns. */
  readonly keyedByRelease: boolean;
  /** Columns of the natural key, in sort order of the file. */
  readonly key: readonly string[];
  readonly columns: Readonly<Record<string, ColumnKind>>;
};

/** In an order in which a table comes after those its keys point to. */
export const releaseTables = {
  occupations: {
    table: "onet_occupations",
    keyedByRelease: true,
    key: ["code"],
    columns: { code: "text", title: "text", description: "text?" },
  },
  titles: {
    table: "onet_titles",
    keyedByRelease: true,
    key: ["code", "title", "kind"],
    columns: { code: "text", title: "text", kind: titleKinds },
  },
  gwas: {
    table: "onet_gwas",
    keyedByRelease: true,
    key: ["id"],
    columns: { id: "text", name: "text", description: "text?" },
  },
  iwas: {
    table: "onet_iwas",
    keyedByRelease: true,
    key: ["id"],
    columns: { id: "text", gwa_id: "text", name: "text" },
  },
  dwas: {
    table: "onet_dwas",
    keyedByRelease: true,
    key: ["id"],
    columns: { id: "text", iwa_id: "text", name: "text" },
  },
  gwa_ratings: {
    table: "onet_gwa_ratings",
    keyedByRelease: true,
    key: ["code", "gwa_id"],
    columns: {
      code: "text",
      gwa_id: "text",
      importance: "decimal?",
      level: "decimal?",
      suppress: "flag?",
      not_relevant: "flag?",
    },
  },
  skills: { table: "onet_skills", keyedByRelease: true, key: ["id"], columns: { id: "text", name: "text" } },
  skill_ratings: {
    table: "onet_skill_ratings",
    keyedByRelease: true,
    key: ["code", "skill_id"],
    columns: {
      code: "text",
      skill_id: "text",
      importance: "decimal?",
      level: "decimal?",
      suppress: "flag",
      not_relevant: "flag",
    },
  },
  tasks: {
    table: "onet_tasks",
    keyedByRelease: true,
    key: ["task_id"],
    columns: {
      task_id: "integer",
      code: "text",
      type: taskTypes,
      statement: "text?",
      importance: "decimal?",
      relevance: "decimal?",
      frequency: "decimals?",
      suppress: "flag?",
    },
  },
  task_dwas: {
    table: "onet_task_dwas",
    keyedByRelease: true,
    key: ["code", "task_id", "dwa_id"],
    columns: { code: "text", task_id: "integer", dwa_id: "text" },
  },
  technologies: {
    table: "onet_technologies",
    keyedByRelease: true,
    key: ["code", "name"],
    columns: { code: "text", name: "text", hot: "flag", in_demand: "flag" },
  },
  related_occupations: {
    table: "onet_related_occupations",
    keyedByRelease: true,
    key: ["code", "position"],
    columns: { code: "text", related_code: "text", tier: relatednessTiers, position: "integer" },
  },
  job_zones: {
    table: "onet_job_zones",
    keyedByRelease: true,
    key: ["code"],
    columns: { code: "text", job_zone: "integer" },
  },
  emerging_tasks: {
    table: "onet_emerging_tasks",
    keyedByRelease: true,
    key: ["code", "position"],
    columns: {
      code: "text",
      position: "integer",
      statement: "text",
      category: emergingTaskCategories,
      original_task_id: "integer?",
    },
  },
} as const satisfies Record<string, TableShape>;

export type ReleaseTableName = keyof typeof releaseTables;

export const releaseTableNames = Object.keys(releaseTables) as ReleaseTableName[];

export type CellValue = string | number | boolean | null | readonly (number | null)[];

type BaseCell<K> = K extends readonly (infer Listed)[]
  ? Listed
  : K extends "text"
    ? string
    : K extends "flag"
      ? boolean
      : K extends "decimals"
        ? readonly (number | null)[]
        : number;

/** What a cell of this kind holds once it is read. */
export type Cell<K> = K extends `${infer Base}?` ? BaseCell<Base> | null : BaseCell<K>;

/** A row of a release as the builders give it, keyed by the columns of the table. */
export type ReleaseRow<N extends ReleaseTableName> = {
  readonly [C in keyof (typeof releaseTables)[N]["columns"]]: Cell<(typeof releaseTables)[N]["columns"][C]>;
};

export function releaseShape(name: ReleaseTableName): TableShape {
  return releaseTables[name];
}
