import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { SourceVersion } from "../schema";
import { disagreementOf, placesIn } from "../source-disagreement";

type Places = ReadonlyMap<string, ReadonlyMap<string, number>>;

// A release and a version of a source never change, so their means per activity may be kept. Next bundles pages and
// routes apart, so this module may load twice in a process; both find the same.
const shared = globalThis as typeof globalThis & { opportuneDisagreement?: Map<string, Promise<Places>> };
shared.opportuneDisagreement ??= new Map();
const kept = shared.opportuneDisagreement;
const keptReleases = 2;

/** Source and version → activity → place. Only sources that score single tasks: the others know classes of activities. */
async function readPlaces(tx: Tx, release: string): Promise<Places> {
  const rows = await tx.execute<{ source: string; ids: string[]; values: number[] }>(sql`
    select source, array_agg(dwa_id) as ids, array_agg(mean) as values
      from (select s.source || ' ' || s.version as source, t.dwa_id, avg(s.value)::float8 as mean
              from exposure_scores s
              join onet_task_dwas t on t.release = ${release} and t.task_id::text = s.element_id
             where s.level = 'task' and s.value is not null
             group by 1, 2) m
     group by source`);
  return new Map(
    rows.map(({ source, ids, values }) => [
      source,
      placesIn(new Map(ids.map((id, index) => [id, values[index] ?? 0]))),
    ]),
  );
}

/** Activity id → how far the source in use stands from the other sources about it, 0–1. */
export async function getDisagreement(
  tx: Tx,
  release: string,
  { source, version }: SourceVersion,
): Promise<ReadonlyMap<string, number>> {
  const known = [
    ...(await tx.execute<{ name: string }>(sql`
    select source || ' ' || version as name from exposure_sources order by 1`)),
  ].map(({ name }) => name);
  const key = [release, ...known].join("\n");
  const places = await (kept.get(key) ?? keepPlaces(key, readPlaces(tx, release)));
  const own = `${source} ${version}`;
  const others = [...places].filter(([name]) => name !== own).map(([, values]) => values);
  return disagreementOf(places.get(own) ?? new Map(), others);
}

function keepPlaces(key: string, reading: Promise<Places>): Promise<Places> {
  kept.set(key, reading);
  // A failed read is tried again by the next who asks.
  reading.catch(() => kept.delete(key));
  const [oldest] = kept.keys();
  if (kept.size > keptReleases && oldest !== undefined) kept.delete(oldest);
  return reading;
}
