import type { PackSourceRow, PackTableName } from "@/lib/onet/pack/pack-tables";
import type { ReleaseSource } from "@/lib/onet/release/release-inputs";
import type { ReleaseRow, ReleaseTableName } from "@/lib/onet/release/release-tables";
import { tableBuilders } from "@/lib/onet/release/table-builders";
import { Parents, TableWork } from "@/lib/onet/release/table-work";

/** The rows of the pack's tables. Those of O*NET may hold more than the pack writes. */
export type BuiltTables = { [N in PackTableName]: PackSourceRow<N>[] };
export type OnetTableName = Exclude<PackTableName, "exposure_sources" | "exposure_scores" | "wages">;
export type OnetTables = Pick<BuiltTables, OnetTableName>;

/** The tables of one release, whole and in memory, by the same rules as an import. */
export async function buildOnetTables(source: ReleaseSource): Promise<OnetTables> {
  const parents = new Parents();
  async function build<N extends ReleaseTableName>(name: N): Promise<ReleaseRow<N>[]> {
    const rows = await tableBuilders[name].build(new TableWork(source, parents));
    for (const row of rows) {
      const cells: Readonly<Record<string, unknown>> = row;
      parents.note(name, (column) => String(cells[column]));
    }
    return rows;
  }
  return {
    occupations: await build("occupations"),
    titles: await build("titles"),
    gwas: await build("gwas"),
    iwas: await build("iwas"),
    dwas: await build("dwas"),
    gwa_ratings: await build("gwa_ratings"),
    skills: await build("skills"),
    skill_ratings: await build("skill_ratings"),
    tasks: await build("tasks"),
    task_dwas: await build("task_dwas"),
    technologies: await build("technologies"),
    related_occupations: await build("related_occupations"),
    job_zones: await build("job_zones"),
  };
}
