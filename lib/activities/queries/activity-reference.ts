import "server-only";
import type { Tx } from "@/db/client";
import { gwasWithoutIwa } from "@/lib/activities/activity-weights";
import { ActivityNameIndex } from "@/lib/activities/nearest-activities";
import { taskDwasOf } from "@/lib/activities/occupation-profiles";
import { OccupationActivityIndex } from "@/lib/activities/occupation-siblings";
import { complexityByCode, type ResolvedComplexity } from "@/lib/analysis/complexity";
import {
  buildExposureLookup,
  compareIds,
  type ExposureLookup,
  type ExposureScore,
  withOverrides,
} from "@/lib/exposure/exposure-resolution";
import { findSource } from "@/lib/exposure/queries/default-source";
import type { SourceVersion } from "@/lib/exposure/schema";
import {
  getActivityTree,
  getExposureScores,
  getOccupationProfiles,
  listExposureSources,
} from "@/lib/onet/queries";
import type { ExposureSource, OccupationProfile } from "@/lib/onet/schema";

/** The activities of a release as one exposure source, and perhaps an organization's overrides, see them. */
export interface ActivityReference {
  readonly release: string;
  readonly source: ExposureSource;
  readonly activities: OccupationActivityIndex;
  readonly lookup: ExposureLookup;
  readonly occupationTitles: ReadonlyMap<string, string>;
  /** Names of GWAs and DWAs by id. */
  readonly activityNames: ReadonlyMap<string, string>;
  readonly nameIndex: ActivityNameIndex;
  readonly complexityOf: (code: string) => ResolvedComplexity | null;
}

interface ReleaseParts {
  readonly profiles: readonly OccupationProfile[];
  readonly tree: Awaited<ReturnType<typeof getActivityTree>>;
  readonly nameIndex: ActivityNameIndex;
  readonly complexityOf: ActivityReference["complexityOf"];
}

interface Kept {
  readonly releases: Map<string, ReleaseParts>;
  readonly references: Map<string, ActivityReference>;
  readonly overridden: Map<string, ActivityReference>;
}

// A release and a version of a source never change once they are loaded, so what follows from them may be kept: it
// takes half a second to read. Few are in use at a time. Next bundles pages and routes apart, so this module may load
// twice in a process; both find the same.
const shared = globalThis as typeof globalThis & { opportuneActivities?: Kept };
shared.opportuneActivities ??= { releases: new Map(), references: new Map(), overridden: new Map() };
const { releases, references, overridden } = shared.opportuneActivities;
const keptReleases = 2;
const keptReferences = 4;
// These share the figures of the source and differ in a few numbers.
const keptOverridden = 16;

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
  const parts = { profiles, tree, nameIndex, complexityOf: complexityByCode(profiles) };
  return keep(releases, release, parts, keptReleases);
}

/** What the activities of a release look like under one version of an exposure source, without any override. */
export async function getActivityReference(
  tx: Tx,
  release: string,
  source: string,
  version: string,
): Promise<ActivityReference> {
  const key = [release, source, version].join("\n");
  const kept = references.get(key);
  if (kept !== undefined) return kept;
  const { profiles, tree, nameIndex, complexityOf } = await getReleaseParts(tx, release);
  const scores = await getExposureScores(tx, source, version);
  const described = findSource(await listExposureSources(tx), { source, version });
  if (!described) throw new Error(`The exposure source ${source} has no version ${version}.`);
  const gwaIds = tree.gwas.map(({ id }) => id);
  const lookup = buildExposureLookup(scores, taskDwasOf(profiles), { ...tree, gwaIds });
  const reference: ActivityReference = {
    release,
    source: described,
    activities: new OccupationActivityIndex(profiles, lookup, gwasWithoutIwa(gwaIds, lookup.gwaByIwa)),
    lookup,
    occupationTitles: new Map(profiles.map(({ code, title }) => [code, title])),
    activityNames: new Map([...tree.gwas, ...tree.dwas].map(({ id, name }) => [id, name])),
    nameIndex,
    complexityOf,
  };
  return keep(references, key, reference, keptReferences);
}

/**
 * The same with an organization's overrides. Kept by what they say and not by whose they are: two organizations share
 * one only where every number is the same, and it holds nothing else of either.
 */
export async function getOverriddenReference(
  tx: Tx,
  release: string,
  { source, version }: SourceVersion,
  overrides: readonly ExposureScore[],
): Promise<ActivityReference> {
  const plain = await getActivityReference(tx, release, source, version);
  if (overrides.length === 0) return plain;
  const said = overrides.map(({ level, elementId, value }) => `${level} ${elementId} ${value}`);
  const key = [release, source, version, ...said.sort(compareIds)].join("\n");
  const kept = overridden.get(key);
  if (kept !== undefined) return kept;
  const lookup = withOverrides(plain.lookup, overrides);
  const { profiles, tree } = await getReleaseParts(tx, release);
  const childlessGwaIds = gwasWithoutIwa(
    tree.gwas.map(({ id }) => id),
    lookup.gwaByIwa,
  );
  const activities = new OccupationActivityIndex(profiles, lookup, childlessGwaIds);
  return keep(overridden, key, { ...plain, activities, lookup }, keptOverridden);
}
