import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { ScoredCount, SourceVersion } from "../schema";

interface Scorer extends SourceVersion {
  readonly release: string;
}

type Row = Record<string, unknown> & { id: string; scored: number; total: number };

async function countBy(tx: Tx, { release, source, version }: Scorer, id: SQL, narrowing: SQL) {
  const rows = await tx.execute<Row>(sql`
    select ${id} as id, count(distinct links.task_id)::int as total,
           count(distinct links.task_id) filter (where scores.value is not null)::int as scored
      from onet_task_dwas links
      join onet_dwas on onet_dwas.release = links.release and onet_dwas.id = links.dwa_id
      join onet_iwas on onet_iwas.release = links.release and onet_iwas.id = onet_dwas.iwa_id
      left join exposure_scores scores
        on scores.source = ${source} and scores.version = ${version} and scores.level = 'task'
       and scores.element_id = links.task_id::text
     where links.release = ${release} and ${narrowing}
     group by 1`);
  return new Map<string, ScoredCount>(rows.map(({ id, scored, total }) => [id, { scored, total }]));
}

/** DWA id → how many of its tasks in these occupations the source itself scores. */
export function countScoredTasks(
  tx: Tx,
  scorer: Scorer,
  codes: readonly string[],
): Promise<Map<string, ScoredCount>> {
  if (codes.length === 0) return Promise.resolve(new Map());
  return countBy(tx, scorer, sql`links.dwa_id`, sql`links.code in ${[...codes]}`);
}

/** How many tasks of all occupations lead to an activity, or to what lies within it, and how many the source scores. */
export async function countTasksBeneath(
  tx: Tx,
  scorer: Scorer,
  level: "dwa" | "iwa" | "gwa",
  id: string,
): Promise<ScoredCount> {
  const column = { dwa: sql`onet_dwas.id`, iwa: sql`onet_iwas.id`, gwa: sql`onet_iwas.gwa_id` }[level];
  const counts = await countBy(tx, scorer, column, sql`${column} = ${id}`);
  return counts.get(id) ?? { scored: 0, total: 0 };
}
