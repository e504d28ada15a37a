import "server-only";
import type { Tx } from "@/db/client";
import { gwasWithoutIwa } from "@/lib/activities/activity-weights";
import { ActivityNameIndex } from "@/lib/activities/nearest-activities";
import { taskDwasOf } from "@/lib/activities/occupation-profiles";
import { OccupationActivityIndex } from "@/lib/activities/occupation-siblings";
import { buildExposureLookup, type ExposureLookup } from "@/lib/exposure/exposure-resolution";
import {
  getActivityTree,
  getExposureScores,
  getOccupationProfiles,
  listExposureSources,
} from "@/lib/onet/queries";
import type { OccupationProfile } from "@/lib/onet/schema";

/** The activities of a release as one exposure source sees them. */
export interface ActivityReference {
  readonly release: string;
  readonly source: { readonly id: string; readonly name: string };
  readonly activities: OccupationActivityIndex;
  readonly lookup: ExposureLookup;
  readonly occupationTitles: ReadonlyMap<string, string>;
  /** Names of GWAs and DWAs by id. */
  readonly activityNames: ReadonlyMap<string, string>;
  readonly nameIndex: ActivityNameIndex;
}

interface ReleaseParts {
  readonly profiles: readonly OccupationProfile[];
  readonly tree: Awaited<ReturnType<typeof getActivityTree>>;
  readonly nameIndex: ActivityNameIndex;
}

interface Kept {
  readonly releases: Map<string, ReleaseParts>;
  readonly references: Map<string, ActivityReference>;
}

// A release and a version of a source never change once they are loaded, so what follows from them may be kept: it
// takes half a second to read. Few are in use at a time. Next bundles pages and routes apart, so this module may load
// twice in a process; both find the same.
const shared = globalThis as typeof globalThis & { opportuneActivities?: Kept };
shared.opportuneActivities ??= { releases: new Map(), references: new Map() };
const { releases, references } = shared.opportuneActivities;
const keptReleases = 2;
const keptReferences = 4;

function keep<V>(kept: Map<string, V>, key: string, value: V, limit: number): V {
  kept.set(key, value);
  const [oldest] = kept.keys();
  if (kept.size > limit && oldest !== undefined) kept.delete(oldest);
  return value;
}

async function getReleaseParts(tx: Tx, release: string): Promise<ReleaseParts> {
  const kept = releases.get(release);
  if (kept !== undefined) return kept;
  const profiles = [...(await getOccupationProfiles(tx, release, "all")).values()];
  const tree = await getActivityTree(tx, release);
  const nameIndex = new ActivityNameIndex(tree.dwas);
  return keep(releases, release, { profiles, tree, nameIndex }, keptReleases);
}

/** What the activities of a release look like under one version of an exposure source. */
export async function getActivityReference(
  tx: Tx,
  release: string,
  source: string,
  version: string,
): Promise<ActivityReference> {
  const key = [release, source, version].join("\n");
  const kept = references.get(key);
  if (kept !== undefined) return kept;
  const { profiles, tree, nameIndex } = await getReleaseParts(tx, release);
  const scores = await getExposureScores(tx, source, version);
  const names = new Map((await listExposureSources(tx)).map((row) => [row.source, row.name]));
  const gwaIds = tree.gwas.map(({ id }) => id);
  const lookup = buildExposureLookup(scores, taskDwasOf(profiles), { ...tree, gwaIds });
  const reference: ActivityReference = {
    release,
    source: { id: source, name: names.get(source) ?? source },
    activities: new OccupationActivityIndex(profiles, lookup, gwasWithoutIwa(gwaIds, lookup.gwaByIwa)),
    lookup,
    occupationTitles: new Map(profiles.map(({ code, title }) => [code, title])),
    activityNames: new Map([...tree.gwas, ...tree.dwas].map(({ id, name }) => [id, name])),
    nameIndex,
  };
  return keep(references, key, reference, keptReferences);
}
