import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { ExposureLevel } from "@/db/enums";
import type { ExposureElement } from "../exposure-resolution";
import type { NamedElement } from "../schema";

/** Every element of a release that an exposure can be set on, as rows of one shape. */
const elementsOf: Readonly<Record<ExposureLevel, SQL>> = {
  task: sql`select onet_tasks.release, task_id::text as id, statement as name, onet_tasks.code, title
              from onet_tasks join onet_occupations
                on onet_occupations.release = onet_tasks.release and onet_occupations.code = onet_tasks.code`,
  dwa: sql`select release, id, name, null::text as code, null::text as title from onet_dwas`,
  iwa: sql`select release, id, name, null::text as code, null::text as title from onet_iwas`,
  gwa: sql`select release, id, name, null::text as code, null::text as title from onet_gwas`,
};

type Row = Record<string, unknown> & {
  id: string;
  name: string | null;
  code: string | null;
  title: string | null;
};

function toElement(level: ExposureLevel, { id, name, code, title }: Row): NamedElement {
  return {
    level,
    elementId: id,
    name,
    occupation: code === null ? null : { code, title: title ?? code },
  };
}

/** Id → element; ids that the release does not know are absent. */
export async function nameElements(
  tx: Tx,
  release: string,
  level: ExposureLevel,
  ids: readonly string[],
): Promise<Map<string, NamedElement>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.execute<Row>(sql`
    select * from (${elementsOf[level]}) as element
     where release = ${release} and id in ${[...new Set(ids)]}`);
  return new Map(rows.map((row) => [row.id, toElement(level, row)]));
}

export async function hasElement(
  tx: Tx,
  release: string,
  { level, elementId }: ExposureElement,
): Promise<boolean> {
  return (await nameElements(tx, release, level, [elementId])).has(elementId);
}

/** Activities of one level whose names hold every word, by name, and how many there are. */
export async function searchActivities(
  tx: Tx,
  release: string,
  level: Exclude<ExposureLevel, "task">,
  words: readonly string[],
  limit: number,
): Promise<{ items: NamedElement[]; total: number }> {
  const holdsAll = words.map((word) => sql`strpos(lower(name), lower(${word})) > 0`);
  const rows = await tx.execute<Row & { total: number }>(sql`
    select *, count(*) over ()::int as total from (${elementsOf[level]}) as element
     where ${sql.join([sql`release = ${release}`, ...holdsAll], sql` and `)}
     order by name, id
     limit ${limit}`);
  return { items: rows.map((row) => toElement(level, row)), total: rows[0]?.total ?? 0 };
}

/** The tasks of an occupation, by id. */
export async function listTasksOf(tx: Tx, release: string, code: string): Promise<NamedElement[]> {
  const rows = await tx.execute<Row>(sql`
    select * from (${elementsOf.task}) as element
     where release = ${release} and code = ${code}
     order by id::int`);
  return rows.map((row) => toElement("task", row));
}
