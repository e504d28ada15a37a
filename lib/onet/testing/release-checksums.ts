import type { Sql } from "postgres";

/** Tables of an O*NET release, a table after those it points to. */
const releaseTableNames = [
  ...["onet_occupations", "onet_titles", "onet_gwas", "onet_iwas", "onet_dwas", "onet_gwa_ratings"],
  ...["onet_skills", "onet_skill_ratings", "onet_tasks", "onet_task_dwas", "onet_technologies"],
  ...["onet_related_occupations", "onet_job_zones", "onet_emerging_tasks", "onet_successors"],
] as const;

/** What lies in the reference tables: a checksum of every table's rows, whatever their order. */
export async function releaseChecksums(sql: Sql): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const table of releaseTableNames) {
    const [row] = await sql<{ sum: string }[]>`
      select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as sum
        from ${sql(table)} t`;
    sums[table] = row?.sum ?? "";
  }
  const [releases] = await sql<{ sum: string }[]>`
    select string_agg(release || ' ' || pack_hash || ' ' || origin, ', ' order by release) as sum from onet_releases`;
  sums.onet_releases = releases?.sum ?? "";
  return sums;
}

/** Takes a release back out, as no product code can: for what is to begin anew. Its role must be able to delete. */
export async function removeRelease(sql: Sql, release: string): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`update onet_syncs set release = null where release = ${release}`;
    await tx`delete from onet_successors where ${release} in (from_release, to_release)`;
    for (const table of [...releaseTableNames].reverse()) {
      if (table !== "onet_successors") await tx`delete from ${tx(table)} where release = ${release}`;
    }
    await tx`delete from onet_releases where release = ${release}`;
  });
}
