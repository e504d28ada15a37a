import {
  exposureLevels,
  exposureSourceKinds,
  occupationGroups,
  relatednessTiers,
  taskTypes,
  titleKinds,
} from "@/db/enums";

/**
 * The tables of the reference pack (`db/reference`): one list that the builder, the reader, the loader and the tests
 * share. A column kind with `?` may be empty in the file, which means unknown; a list is a text out of that list.
 */
export type ColumnKind =
  | "text"
  | "integer"
  | "decimal"
  | "flag"
  | "text?"
  | "integer?"
  | "decimal?"
  | readonly string[];

type PackTableShape = {
  /** Table in the database. */
  readonly table: string;
  /** Whether the database key starts with the O*NET release; the other tables carry their own version columns. */
  readonly keyedByRelease: boolean;
  /** Columns of the natural key, in sort order of the file. */
  readonly key: readonly string[];
  readonly columns: Readonly<Record<string, ColumnKind>>;
};

/** In an order in which a table comes after those its keys point to. */
export const packTables = {
  occupations: {
    table: "onet_occupations",
    keyedByRelease: true,
    key: ["code"],
    columns: { code: "text", title: "text" },
  },
  titles: {
    table: "onet_titles",
    keyedByRelease: true,
    key: ["code", "title", "kind"],
    columns: { code: "text", title: "text", kind: titleKinds },
  },
  gwas: { table: "onet_gwas", keyedByRelease: true, key: ["id"], columns: { id: "text", name: "text" } },
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
    columns: { code: "text", gwa_id: "text", importance: "decimal?", level: "decimal?" },
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
    columns: { task_id: "integer", code: "text", type: taskTypes, importance: "decimal?" },
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
  exposure_sources: {
    table: "exposure_sources",
    keyedByRelease: false,
    key: ["source", "version"],
    columns: {
      source: "text",
      version: "text",
      name: "text",
      kind: exposureSourceKinds,
      licence: "text",
      citation: "text",
      floor: "decimal",
    },
  },
  exposure_scores: {
    table: "exposure_scores",
    keyedByRelease: false,
    key: ["source", "version", "level", "element_id"],
    columns: {
      source: "text",
      version: "text",
      level: exposureLevels,
      element_id: "text",
      value: "decimal",
      class: "text",
      rationale: "text?",
    },
  },
  wages: {
    table: "oews_wages",
    keyedByRelease: false,
    key: ["year", "soc"],
    columns: {
      year: "integer",
      soc: "text",
      title: "text",
      occupation_group: occupationGroups,
      employment: "integer?",
      hourly_mean: "decimal?",
      annual_mean: "integer?",
    },
  },
} as const satisfies Record<string, PackTableShape>;

export type PackTableName = keyof typeof packTables;

type CamelCase<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S;

type BaseCell<K> = K extends readonly (infer Listed)[]
  ? Listed
  : K extends "text"
    ? string
    : K extends "flag"
      ? boolean
      : number;
type Cell<K> = K extends `${infer Base}?` ? BaseCell<Base> | null : BaseCell<K>;

/** A row as `readPackTable` gives it: camelCase keys, numbers parsed, flags as booleans, empty as null. */
export type PackRow<N extends PackTableName> = {
  readonly [C in keyof (typeof packTables)[N]["columns"] & string as CamelCase<C>]: Cell<
    (typeof packTables)[N]["columns"][C]
  >;
};

/** A row as the builder gives it, keyed by the columns of the file. */
export type PackSourceRow<N extends PackTableName> = {
  readonly [C in keyof (typeof packTables)[N]["columns"]]: Cell<(typeof packTables)[N]["columns"][C]>;
};

export const packTableNames = Object.keys(packTables) as PackTableName[];

export function packShape(name: PackTableName): PackTableShape {
  return packTables[name];
}

export type PackManifestTable = {
  readonly table: string;
  readonly file: string;
  readonly rows: number;
  readonly sha256: string;
  readonly release: string;
  readonly source: string;
  readonly licence: string;
  readonly columns: readonly string[];
};

export type PackManifest = {
  readonly packVersion: 1;
  readonly release: string;
  readonly attribution: string;
  readonly tables: readonly PackManifestTable[];
};
