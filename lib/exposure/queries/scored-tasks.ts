import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { ScoredCount, SourceVersion } from "../schema";

interface Scorer extends SourceVersion {
  readonly release: string;
}

/** Whether the source itself scores the task of a link; asked per task, so that it never reads all of its scores. */
function isScored({ source, version }: Scorer): SQL {
  return sql`exists (select 1 from exposure_scores
    where source = ${source} and version = ${version} and level = 'task' and element_id = links.task_id::text)`;
}

/** DWA id → how many of its tasks in these occupations the source itself scores. */
export async function countScoredTasks(
  tx: Tx,
  scorer: Scorer,
  codes: readonly string[],
): Promise<Map<string, ScoredCount>> {
  if (codes.length === 0) return new Map();
  const rows = await tx.execute<{ id: string; scored: number; total: number }>(sql`
    select dwa_id as id, count(*)::int as total, count(*) filter (where ${isScored(scorer)})::int as scored
      from onet_task_dwas links
     where release = ${scorer.release} and code in ${[...codes]}
     group by dwa_id`);
  return new Map(rows.map(({ id, scored, total }) => [id, { scored, total }]));
}

/** How many tasks of all occupations lead to an activity, or to what lies within it, and how many the source scores. */
export async function countTasksBeneath(
  tx: Tx,
  scorer: Scorer,
  level: "dwa" | "iwa" | "gwa",
  id: string,
): Promise<ScoredCount> {
  const { release } = scorer;
  const dwaIds = {
    dwa: sql`select ${id}::text`,
    iwa: sql`select id from onet_dwas where release = ${release} and iwa_id = ${id}`,
    gwa: sql`select onet_dwas.id from onet_dwas join onet_iwas
               on onet_iwas.release = onet_dwas.release and onet_iwas.id = onet_dwas.iwa_id
              where onet_dwas.release = ${release} and onet_iwas.gwa_id = ${id}`,
  }[level];
  const [count] = await tx.execute<{ scored: number; total: number }>(sql`
    select count(*)::int as total, count(*) filter (where ${isScored(scorer)})::int as scored
      from (select distinct task_id from onet_task_dwas
             where release = ${release} and dwa_id in (${dwaIds})) as links`);
  return { scored: count?.scored ?? 0, total: count?.total ?? 0 };
}
