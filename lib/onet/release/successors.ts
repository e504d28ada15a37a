import type { TransactionSql } from "postgres";
import { releaseShape, releaseTableNames } from "@/lib/onet/release/release-tables";

/**
 * Writes, for a release and each other one, what became of every element, in both directions: occupations by code, tasks
 * by id, IWAs and DWAs by title, GWAs by name and else by id. Never by arithmetic on ids, and a title that stands twice
 * in either release leads nowhere.
 */
export async function writeSuccessors(tx: TransactionSql, release: string): Promise<void> {
  // A release is as much again as was there: without fresh statistics the plans below, and those of whoever reads it
  // first, take minutes.
  for (const name of releaseTableNames) await tx`analyze ${tx(releaseShape(name).table)}`;
  await tx`delete from onet_successors where ${release} in (from_release, to_release)`;
  const others = await tx<{ release: string }[]>`
    select release from onet_releases where release <> ${release} order by release`;
  for (const { release: other } of others) {
    await writeOneWay(tx, other, release);
    await writeOneWay(tx, release, other);
  }
  await tx`analyze onet_successors`;
}

async function writeOneWay(tx: TransactionSql, from: string, to: string): Promise<void> {
  await tx`
    insert into onet_successors (from_release, to_release, level, element_id, successor_id)
    select ${from}, ${to}, 'occupation', a.code, b.code
      from onet_occupations a left join onet_occupations b on b.release = ${to} and b.code = a.code
     where a.release = ${from}
    union all
    select ${from}, ${to}, 'task', a.task_id::text, b.task_id::text
      from onet_tasks a left join onet_tasks b on b.release = ${to} and b.task_id = a.task_id
     where a.release = ${from}`;
  for (const [level, table] of [
    ["iwa", "onet_iwas"],
    ["dwa", "onet_dwas"],
  ] as const) {
    await tx`
      insert into onet_successors (from_release, to_release, level, element_id, successor_id)
      select ${from}, ${to}, ${level}, a.id, case when a.namesakes = 1 and b.namesakes = 1 then b.id end
        from ${namesOf(tx, table, from)} a left join ${namesOf(tx, table, to)} b on b.title = a.title and b.place = 1`;
  }
  await tx`
    insert into onet_successors (from_release, to_release, level, element_id, successor_id)
    select ${from}, ${to}, 'gwa', a.id,
           coalesce(
             case when a.namesakes = 1 and b.namesakes = 1 then b.id end,
             -- Renamed under its old id, unless that id now carries another one's name.
             (select same.id from onet_gwas same
               where same.release = ${to} and same.id = a.id and b.id is null
                 and not exists (select from onet_gwas taken where taken.release = ${from}
                                  and lower(btrim(taken.name)) = lower(btrim(same.name)))))
      from ${namesOf(tx, "onet_gwas", from)} a
      left join ${namesOf(tx, "onet_gwas", to)} b on b.title = a.title and b.place = 1`;
}

/** The elements of a release with how many share their title. */
function namesOf(tx: TransactionSql, table: string, release: string) {
  return tx`(
    select id, lower(btrim(name)) as title,
           count(*) over (partition by lower(btrim(name))) as namesakes,
           row_number() over (partition by lower(btrim(name)) order by id) as place
      from ${tx(table)} where release = ${release})`;
}
