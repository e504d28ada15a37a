import { exposureLevels, exposureSourceKinds, occupationGroups } from "@/db/enums";
import { type Cell, releaseTables, type TableShape } from "@/lib/onet/release/release-tables";

/**
 * The tables of the reference pack (`db/reference`): one list that the builder, the reader, the loader and the tests
 * share. Of an O*NET release it holds codes, names and figures, so its tables are those of `release-tables.ts` with
 * fewer columns.
 */
function part<const S extends TableShape, C extends keyof S["columns"] & string>(shape: S, ...columns: C[]) {
  const entries = columns.map((column) => [column, shape.columns[column]]);
  // Guaranteed by the line above.
  return { ...shape, columns: Object.fromEntries(entries) as Pick<S["columns"], C> };
}

const onet = releaseTables;

/** In an order in which a table comes after those its keys point to. */
export const packTables = {
  occupations: part(onet.occupations, "code", "title"),
  titles: onet.titles,
  gwas: part(onet.gwas, "id", "name"),
  iwas: onet.iwas,
  dwas: onet.dwas,
  gwa_ratings: part(onet.gwa_ratings, "code", "gwa_id", "importance", "level"),
  skills: onet.skills,
  skill_ratings: onet.skill_ratings,
  tasks: part(onet.tasks, "task_id", "code", "type", "importance"),
  task_dwas: onet.task_dwas,
  technologies: onet.technologies,
  related_occupations: onet.related_occupations,
  job_zones: onet.job_zones,
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
} as const satisfies Record<string, TableShape>;

export type PackTableName = keyof typeof packTables;

type CamelCase<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S;

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

export function packShape(name: PackTableName): TableShape {
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
