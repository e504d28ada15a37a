import type { Sql } from "postgres";
import { notFound } from "@/lib/errors";
import { readPackTable } from "@/lib/onet/reference-pack-reader";
import { type InputName, inputNames, type ReleaseSource } from "@/lib/onet/release/release-inputs";
import { isGwaId } from "@/lib/onet/release/table-builders";
import type { InputCounts, ReleaseCounts, SkipReason } from "@/lib/onet/schema";

/** One line of the check: what the file holds, what the table holds. */
export type CheckedInput = {
  readonly input: string;
  readonly files: readonly string[];
  readonly fileRows: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  readonly tableRows: number;
  readonly isRight: boolean;
};

export type ReleaseCheck = {
  readonly release: string;
  readonly inputs: readonly CheckedInput[];
  /** What points nowhere, by table and target; each must be 0. */
  readonly orphans: readonly { readonly what: string; readonly count: number }[];
  readonly totals: readonly {
    readonly what: string;
    readonly count: number;
    /** What O*NET publishes for the release; null where we do not know it. */
    readonly expected: number | null;
  }[];
  /** GWAs whose name is not the one of the Content Model Reference. */
  readonly misnamedGwas: readonly string[];
  readonly isRight: boolean;
};

/** Counted on O*NET's own files. */
const knownTotals: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "30.1": { gwas: 41, iwas: 332, dwas: 2_087, tasks: 18_796, taskDwas: 23_850 },
};

/** What the files say, read anew. */
type FilesAtHand = {
  readonly counts: ReleaseCounts;
  readonly gwaNames: ReadonlyMap<string, string | null>;
};

/**
 * Compares a release in the database with its files: read anew where they are given, else with what was counted when
 * they were imported, and the Content Model Reference of the reference pack. Where importance and level, or the ratings
 * of a task, share a row of ours, the values are counted, so that the figure is the file's rows.
 * @throws AppError `not_found`
 */
export async function checkRelease(
  sql: Sql,
  release: string,
  source: ReleaseSource | null = null,
): Promise<ReleaseCheck> {
  const [row] = await sql<{ counts: ReleaseCounts | null }[]>`
    select counts from onet_releases where release = ${release}`;
  if (!row) throw notFound("release");
  const files = source === null ? null : await readFiles(source, row.counts ?? {});
  const tableRows = await countValues(sql, release);
  const counts = files?.counts ?? row.counts ?? {};
  const inputs = inputNames.flatMap((input) => {
    const own = counts[input];
    // The reference pack keeps no counts of its files.
    return own === undefined ? [] : [checkInput(input, own, tableRows[input] ?? 0)];
  });
  const orphans = await countOrphans(sql, release);
  const expected = knownTotals[release.replace(/-r\d+$/, "")];
  const totals = (["gwas", "iwas", "dwas", "tasks", "taskDwas"] as const).map((what) => ({
    what,
    count: tableRows[what === "gwas" ? "contentModel" : what] ?? 0,
    expected: expected?.[what] ?? null,
  }));
  const misnamedGwas = await listMisnamedGwas(sql, release, files?.gwaNames ?? namesOfPack());
  const isRight =
    misnamedGwas.length === 0 &&
    inputs.every((input) => input.isRight) &&
    orphans.every(({ count }) => count === 0) &&
    totals.every(({ count, expected: wanted }) => wanted === null || count === wanted);
  return { release, inputs, orphans, totals, misnamedGwas, isRight };
}

async function readFiles(source: ReleaseSource, known: ReleaseCounts): Promise<FilesAtHand> {
  const gwaNames = new Map<string, string | null>();
  for await (const batch of source.read("contentModel")) {
    for (const { id, name } of batch) if (id !== null && isGwaId(id)) gwaNames.set(id, name);
  }
  const counts: Record<string, InputCounts> = {};
  for (const input of inputNames) {
    const { files, release } = source.describe(input);
    const rows = input === "contentModel" ? gwaNames.size : await countRows(source, input);
    counts[input] = { files, release, rows, skipped: known[input]?.skipped ?? {} };
  }
  return { counts, gwaNames };
}

async function countRows(source: ReleaseSource, input: InputName): Promise<number> {
  let rows = 0;
  for await (const batch of source.read(input)) rows += batch.length;
  return rows;
}

function namesOfPack(): Map<string, string> {
  return new Map(readPackTable("gwas").map(({ id, name }) => [id, name]));
}

async function listMisnamedGwas(
  sql: Sql,
  release: string,
  names: ReadonlyMap<string, string | null>,
): Promise<string[]> {
  const rows = await sql<{ id: string; name: string }[]>`
    select id, name from onet_gwas where release = ${release} order by id`;
  const known = new Map(rows.map(({ id, name }) => [id, name]));
  const ids = new Set([...names.keys(), ...known.keys()]);
  return [...ids].filter((id) => names.get(id) !== known.get(id));
}

function checkInput(input: string, counts: ReleaseCounts[string], tableRows: number): CheckedInput {
  const skipped = Object.values(counts.skipped).reduce((sum, count) => sum + count, 0);
  return {
    input,
    files: counts.files,
    fileRows: counts.rows,
    skipped: counts.skipped,
    tableRows,
    isRight: counts.rows === tableRows + skipped,
  };
}

/** By part of a release: the rows or values that came from it. */
async function countValues(sql: Sql, release: string): Promise<Record<string, number>> {
  const rows = await sql<{ input: string; count: number }[]>`
    select 'occupations' as input, count(*)::int from onet_occupations where release = ${release}
    union all select 'alternateTitles', count(*)::int from onet_titles
               where release = ${release} and kind = 'alternate'
    union all select 'reportedTitles', count(*)::int from onet_titles
               where release = ${release} and kind = 'reported'
    union all select 'contentModel', count(*)::int from onet_gwas where release = ${release}
    union all select 'iwas', count(*)::int from onet_iwas where release = ${release}
    union all select 'dwas', count(*)::int from onet_dwas where release = ${release}
    union all select 'workActivities', (count(importance) + count(level))::int from onet_gwa_ratings
               where release = ${release}
    union all select 'skills', (count(importance) + count(level))::int from onet_skill_ratings
               where release = ${release}
    union all select 'tasks', count(*)::int from onet_tasks where release = ${release}
    union all select 'taskRatings',
                     (count(importance) + count(relevance)
                      + coalesce(sum(cardinality(array_remove(frequency, null))), 0))::int
                from onet_tasks where release = ${release}
    union all select 'taskDwas', count(*)::int from onet_task_dwas where release = ${release}
    union all select 'technologies', count(*)::int from onet_technologies where release = ${release}
    union all select 'relatedOccupations', count(*)::int from onet_related_occupations where release = ${release}
    union all select 'jobZones', count(*)::int from onet_job_zones where release = ${release}
    union all select 'emergingTasks', count(*)::int from onet_emerging_tasks where release = ${release}`;
  return Object.fromEntries(rows.map(({ input, count }) => [input, count]));
}

const references = [
  ["onet_titles", "code", "onet_occupations", "code"],
  ["onet_iwas", "gwa_id", "onet_gwas", "id"],
  ["onet_dwas", "iwa_id", "onet_iwas", "id"],
  ["onet_gwa_ratings", "code", "onet_occupations", "code"],
  ["onet_gwa_ratings", "gwa_id", "onet_gwas", "id"],
  ["onet_skill_ratings", "code", "onet_occupations", "code"],
  ["onet_skill_ratings", "skill_id", "onet_skills", "id"],
  ["onet_tasks", "code", "onet_occupations", "code"],
  ["onet_task_dwas", "task_id", "onet_tasks", "task_id"],
  ["onet_task_dwas", "dwa_id", "onet_dwas", "id"],
  ["onet_technologies", "code", "onet_occupations", "code"],
  ["onet_related_occupations", "code", "onet_occupations", "code"],
  ["onet_related_occupations", "related_code", "onet_occupations", "code"],
  ["onet_job_zones", "code", "onet_occupations", "code"],
  ["onet_emerging_tasks", "code", "onet_occupations", "code"],
] as const;

async function countOrphans(sql: Sql, release: string): Promise<{ what: string; count: number }[]> {
  const orphans: { what: string; count: number }[] = [];
  for (const [table, column, target, key] of references) {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int from ${sql(table)} a
       where a.release = ${release} and not exists (
         select from ${sql(target)} b where b.release = a.release and b.${sql(key)} = a.${sql(column)})`;
    orphans.push({ what: `${table}.${column} → ${target}`, count: row?.count ?? 0 });
  }
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int from onet_task_dwas l join onet_tasks t using (release, task_id)
     where l.release = ${release} and l.code <> t.code`;
  orphans.push({ what: "onet_task_dwas.code → its task's", count: row?.count ?? 0 });
  return orphans;
}
