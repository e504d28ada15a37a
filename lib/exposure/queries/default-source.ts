import "server-only";
import { eq } from "drizzle-orm";
import type { OrgId, Tx } from "@/db/client";
import { referenceChoices } from "@/db/schema";
import { listExposureSources } from "@/lib/onet/queries";
import type { ExposureSource } from "@/lib/onet/schema";
import { defaultExposureSource } from "../default-source";
import type { SourceVersion } from "../schema";

export interface DefaultSource {
  readonly sources: readonly ExposureSource[];
  /** What sessions without a choice of their own take; undefined while no reference data is loaded. */
  readonly present: ExposureSource | undefined;
  readonly productDefault: ExposureSource | undefined;
  /** As stored; null while the organization follows the product's default. */
  readonly choice: SourceVersion | null;
}

/** The source that an organization's sessions take when they chose none. */
export async function getDefaultSource(tx: Tx, { orgId }: { readonly orgId: OrgId }): Promise<DefaultSource> {
  const sources = await listExposureSources(tx);
  const choice = await findSourceChoice(tx, orgId);
  // By source and version, so the last is the newest.
  const productDefault = sources.findLast(({ source }) => source === defaultExposureSource);
  return { sources, present: findSource(sources, choice) ?? productDefault, productDefault, choice };
}

async function findSourceChoice(tx: Tx, orgId: OrgId): Promise<SourceVersion | null> {
  const [row] = await tx
    .select({ source: referenceChoices.exposureSource, version: referenceChoices.exposureVersion })
    .from(referenceChoices)
    .where(eq(referenceChoices.orgId, orgId));
  const { source = null, version = null } = row ?? {};
  return source === null || version === null ? null : { source, version };
}

export function findSource(
  sources: readonly ExposureSource[],
  wanted: SourceVersion | null,
): ExposureSource | undefined {
  return sources.find(({ source, version }) => source === wanted?.source && version === wanted?.version);
}
