import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { SourceVersion } from "../schema";
import { disagreementOf, placesIn } from "../source-disagreement";

type Places = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Of one release: by source and version the places it gives, and how far it stands from the others, once asked for. */
interface Witnesses {
  readonly places: Places;
  readonly distances: Map<string, ReadonlyMap<string, number>>;
}

// A release and a version of a source never change, so their means per activity may be kept. Next bundles pages and
// routes apart, so this module may load twice in a process; both find the same.
const shared = globalThis as typeof globalThis & { opportuneDisagreement?: Map<string, Promise<Witnesses>> };
shared.opportuneDisagreement ??= new Map();
const kept = shared.opportuneDisagreement;
const keptReleases = 2;

/** Source and version → activity → place. Only sources that score single tasks: the others know classes of activities. */
async function readPlaces(tx: Tx, release: string): Promise<Witnesses> {
  const rows = await tx.execute<{ source: string; ids: string[]; values: number[] }>(sql`
    select source, array_agg(dwa_id) as ids, array_agg(mean) as values
      from (select s.source || ' ' || s.version as source, t.dwa_id, avg(s.value)::float8 as mean
              from exposure_scores s
              join onet_task_dwas t on t.release = ${release} and t.task_id::text = s.element_id
             where s.level = 'task' and s.value is not null
             group by 1, 2) m
     group by source`);
  const places = new Map(
    rows.map(({ source, ids, values }) => [
      source,
      placesIn(new Map(ids.map((id, index) => [id, values[index] ?? 0]))),
    ]),
  );
  return { places, distances: new Map() };
}

/** Activity id → how far the source in use stands from the other sources about it, 0–1. */
export async function getDisagreement(
  tx: Tx,
  release: string,
  { source, version }: SourceVersion,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.execute<{ name: string }>(sql`
    select source || ' ' || version as name from exposure_sources order by 1`);
  const key = [release, ...rows.map(({ name }) => name)].join("\n");
  const { places, distances } = await (kept.get(key) ?? keepPlaces(key, readPlaces(tx, release)));
  const own = `${source} ${version}`;
  const known = distances.get(own);
  if (known !== undefined) return known;
  const others = [...places].filter(([name]) => name !== own).map(([, values]) => values);
  const distance = disagreementOf(places.get(own) ?? new Map(), others);
  distances.set(own, distance);
  return distance;
}

function keepPlaces(key: string, reading: Promise<Witnesses>): Promise<Witnesses> {
  kept.set(key, reading);
  // A failed read is tried again by the next who asks.
  reading.catch(() => kept.delete(key));
  const [oldest] = kept.keys();
  if (kept.size > keptReleases && oldest !== undefined) kept.delete(oldest);
  return reading;
}
