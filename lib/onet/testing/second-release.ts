import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/** The activity ids of the made-up release: `4.A.3.b.6.I08.D26` becomes `4.A.3.b.6.i08.26`. */
export function renamed(activityId: string): string {
  return activityId.replace(/\.I(\d+)/, ".i$1").replace(/\.D(\d+)/, ".$1");
}

export interface Differences {
  readonly release?: string;
  /** Occupations that it no longer has. */
  readonly withoutOccupations?: readonly string[];
  /** Activities, by their present id, that it no longer has. */
  readonly withoutActivities?: readonly string[];
  /** Activities, by their present id, that it has made one with another. */
  readonly merged?: Readonly<Record<string, string>>;
  /** Occupations that lose their tasks of this importance and above; their others count for more. */
  readonly withoutHeavyTasks?: { readonly codes: readonly string[]; readonly from: number };
}

const list = (values: readonly string[]) => sql`${sql.param([...values])}::text[]`;
/** `renamed` in SQL. */
const newId = (column: string) =>
  sql.raw(`regexp_replace(regexp_replace(${column}, '[.]I([0-9]+)', '.i\\1'), '[.]D([0-9]+)', '.\\1')`);

/**
 * Adds a release like the present one under a new number, with all activities renamed and the differences asked for, and
 * the successors in both directions. Needs the system role: `committed(…)`.
 */
export async function addSecondRelease(tx: Tx, from: string, differences: Differences = {}): Promise<string> {
  const { release = "31.0", withoutOccupations = [], withoutActivities = [], merged = {} } = differences;
  const heavy = differences.withoutHeavyTasks ?? { codes: [], from: 6 };
  const gone = [...withoutActivities, ...Object.keys(merged)];
  const keepsCode = sql`code <> all(${list(withoutOccupations)})`;
  const keepsTask = sql`${keepsCode} and not (code = any(${list(heavy.codes)}) and coalesce(importance, 0) >= ${heavy.from})`;
  const keepsDwa = sql`id <> all(${list(gone)})`;
  await tx.execute(sql`insert into onet_releases (release, pack_hash, origin, newest_data_at)
    values (${release}, ${`made up ${release}`}, 'folder', '2026-08-01')`);
  await tx.execute(sql`insert into onet_occupations (release, code, title)
    select ${release}, code, title from onet_occupations where release = ${from} and ${keepsCode}`);
  await tx.execute(sql`insert into onet_titles (release, code, title, kind)
    select ${release}, code, title, kind from onet_titles where release = ${from} and ${keepsCode}`);
  await tx.execute(sql`insert into onet_job_zones (release, code, job_zone)
    select ${release}, code, job_zone from onet_job_zones where release = ${from} and ${keepsCode}`);
  await tx.execute(sql`insert into onet_gwas (release, id, name)
    select ${release}, id, name from onet_gwas where release = ${from}`);
  await tx.execute(sql`insert into onet_iwas (release, id, gwa_id, name)
    select ${release}, ${newId("id")}, gwa_id, name from onet_iwas where release = ${from}`);
  await tx.execute(sql`insert into onet_dwas (release, id, iwa_id, name)
    select ${release}, ${newId("id")}, ${newId("iwa_id")}, name from onet_dwas where release = ${from} and ${keepsDwa}`);
  await tx.execute(sql`insert into onet_gwa_ratings (release, code, gwa_id, importance, level)
    select ${release}, code, gwa_id, importance, level from onet_gwa_ratings where release = ${from} and ${keepsCode}`);
  await tx.execute(sql`insert into onet_tasks (release, task_id, code, type, importance)
    select ${release}, task_id, code, type, importance from onet_tasks where release = ${from} and ${keepsTask}`);
  await tx.execute(sql`insert into onet_task_dwas (release, code, task_id, dwa_id)
    select distinct ${release}, l.code, l.task_id, ${newId("coalesce(m.value, l.dwa_id)")}
      from onet_task_dwas l
      join onet_tasks t on t.release = ${release} and t.task_id = l.task_id
      left join jsonb_each_text(${JSON.stringify(merged)}::jsonb) m on m.key = l.dwa_id
     where l.release = ${from} and l.dwa_id <> all(${list(withoutActivities)})`);
  await writeSuccessors(tx, from, release, merged);
  // As an import does: else the database plans for a release of no rows.
  await tx.execute(
    sql`analyze onet_occupations, onet_gwas, onet_iwas, onet_dwas, onet_gwa_ratings, onet_tasks, onet_task_dwas,
                onet_successors`,
  );
  return release;
}

async function writeSuccessors(
  tx: Tx,
  from: string,
  release: string,
  merged: Readonly<Record<string, string>>,
): Promise<void> {
  const levels = [
    ["occupation", "onet_occupations", "code"],
    ["gwa", "onet_gwas", "id"],
    ["iwa", "onet_iwas", "id"],
    ["dwa", "onet_dwas", "id"],
  ] as const;
  for (const [level, name, key] of levels) {
    const table = sql.identifier(name);
    const id = sql.identifier(key);
    await tx.execute(sql`insert into onet_successors (from_release, to_release, level, element_id, successor_id)
      select ${from}, ${release}, ${level}, old.${id}, new.${id}
        from ${table} old
        left join jsonb_each_text(${JSON.stringify(merged)}::jsonb) m on m.key = old.${id}
        left join ${table} new on new.release = ${release}
         and new.${id} = ${level === "occupation" ? sql`old.code` : newId("coalesce(m.value, old.id)")}
       where old.release = ${from}`);
    await tx.execute(sql`insert into onet_successors (from_release, to_release, level, element_id, successor_id)
      select ${release}, ${from}, ${level}, new.${id}, old.${id}
        from ${table} new
        join ${table} old on old.release = ${from}
         and new.${id} = ${level === "occupation" ? sql`old.code` : newId("old.id")}
       where new.release = ${release}`);
  }
}
