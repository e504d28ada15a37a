import "server-only";
import type { Tx } from "@/db/client";
import {
  type ActivityReference,
  getActivityReference,
  getOverriddenReference,
} from "@/lib/activities/queries/activity-reference";
import { occupationExposure } from "@/lib/analysis/exposure-table";
import { getAnalysisSettings } from "@/lib/analysis/queries/settings";
import type { Ctx } from "@/lib/auth/context";
import { AppError, notFound } from "@/lib/errors";
import { listOverridesInForce } from "@/lib/exposure/queries/overrides-in-force";
import type { OverrideNote } from "@/lib/exposure/schema";
import { listExposureSources } from "@/lib/onet/queries";
import { getOccupationFacts } from "@/lib/onet/queries/occupation-facts";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import type { ExposureSource, OccupationFacts } from "@/lib/onet/schema";
import { type OccupationExposure, type ReferenceBasis, sourceKeyOf } from "../schema";
import { countTasks } from "../task-exposure";

export interface OpenReference extends ReferenceBasis {
  readonly sources: readonly ExposureSource[];
  readonly facts: ReadonlyMap<string, OccupationFacts>;
  readonly overrides: readonly OverrideNote[];
  /** Of the source, with these overrides. */
  readonly reference: ActivityReference;
}

/**
 * The release in use with the organization's default source and its overrides.
 * @throws AppError `unavailable` while no reference data is loaded
 */
export async function openReference(tx: Tx, ctx: Ctx): Promise<OpenReference> {
  const release = await getReleaseInUse(tx, ctx);
  const { exposureSource, exposureVersion } = await getAnalysisSettings(tx, ctx, null);
  const sources = await listExposureSources(tx);
  const source = sources.find((one) => one.source === exposureSource && one.version === exposureVersion);
  const facts = await getOccupationFacts(tx, release);
  if (source === undefined || facts.size === 0) {
    throw new AppError("unavailable", `The O*NET release ${release} holds no occupations.`);
  }
  const overrides = await listOverridesInForce(tx, ctx, release);
  const reference = await getOverriddenReference(tx, release, source, overrides);
  return { release, source, sources, facts, overrides, reference };
}

/**
 * The same, or the release as another source was published, without the organization's overrides.
 * @param wanted the key of a source; undefined for the organization's default
 * @throws AppError `not_found` for a source that is not there; `unavailable` while no reference data is loaded
 */
export async function openReferenceThrough(
  tx: Tx,
  ctx: Ctx,
  wanted: string | undefined,
): Promise<OpenReference> {
  const open = await openReference(tx, ctx);
  if (wanted === undefined || wanted === sourceKeyOf(open.source)) return open;
  const source = open.sources.find((one) => sourceKeyOf(one) === wanted);
  if (source === undefined) throw notFound("exposure source");
  const reference = await getActivityReference(tx, open.release, source.source, source.version);
  return { ...open, source, overrides: [], reference };
}

// As long as a reference is kept, so is what follows from it.
const kept = new WeakMap<ActivityReference, ReadonlyMap<string, OccupationExposure>>();

/** The exposure of every occupation under one source, by code. */
export function occupationExposures(
  reference: ActivityReference,
  codes: Iterable<string>,
): ReadonlyMap<string, OccupationExposure> {
  const known = kept.get(reference);
  if (known !== undefined) return known;
  const exposures = new Map([...codes].map((code) => [code, exposureOf(reference, code)]));
  kept.set(reference, exposures);
  return exposures;
}

function exposureOf({ activities, lookup }: ActivityReference, code: string): OccupationExposure {
  const resolved = activities.activitiesOf(code);
  const { siblings, importanceBasis } = resolved;
  return {
    value: occupationExposure(resolved).exposure,
    tasks: countTasks(lookup, activities.profileOf(code)?.tasks ?? []),
    siblings: siblings === null ? null : { prefix: siblings.prefix, count: siblings.codes.length },
    importanceBasis,
  };
}
