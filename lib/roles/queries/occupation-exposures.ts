import "server-only";
import type { Tx } from "@/db/client";
import { getOverriddenReference } from "@/lib/activities/queries/activity-reference";
import { occupationExposure } from "@/lib/analysis/exposure-table";
import type { Ctx } from "@/lib/auth/context";
import { getDefaultSource } from "@/lib/exposure/queries/default-source";
import { listOverridesInForce } from "@/lib/exposure/queries/overrides-in-force";

/** The exposure of an occupation, 0–1; null when it is not known. */
export type ExposureOf = (code: string) => number | null;

/** As the organization's default source and its own figures have it. */
export async function getExposureOf(tx: Tx, ctx: Ctx, release: string): Promise<ExposureOf> {
  const { present } = await getDefaultSource(tx, ctx);
  if (!present) return () => null;
  const overrides = await listOverridesInForce(tx, ctx, release);
  const { activities } = await getOverriddenReference(tx, release, present, overrides);
  return (code) => occupationExposure(activities.activitiesOf(code)).exposure;
}
