import "server-only";
import type { OrgId, Tx } from "@/db/client";
import { getActivityReference } from "@/lib/activities/queries/activity-reference";
import {
  type ExposureElement,
  type ExposureLookup,
  type ResolvedExposure,
  resolveFromSource,
} from "../exposure-resolution";
import { getDefaultSource } from "./default-source";

/** The organization's default source without its overrides; null while no source is loaded. */
export async function getDefaultLookup(
  tx: Tx,
  ctx: { readonly orgId: OrgId },
  release: string,
): Promise<ExposureLookup | null> {
  const { present } = await getDefaultSource(tx, ctx);
  if (!present) return null;
  return (await getActivityReference(tx, release, present.source, present.version)).lookup;
}

/** What the source says of an element by itself; of a task only its own label, since the rest depends on the activity. */
export function sourceSays(
  lookup: ExposureLookup | null,
  { level, elementId }: ExposureElement,
): ResolvedExposure | null {
  if (lookup === null) return null;
  if (level !== "task") return resolveFromSource(lookup, elementId);
  const value = lookup.tasks.get(elementId);
  return value === undefined ? null : { value, level: "task" };
}
