import "server-only";
import { and, eq } from "drizzle-orm";
import { inOrg, type OrgId, type Tx } from "@/db/client";
import { discoverySessions, referenceChoices } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { AppError } from "@/lib/errors";
import { defaultExposureSource } from "@/lib/exposure/default-source";
import { listExposureSources } from "@/lib/onet/queries";
import type { ExposureSource } from "@/lib/onet/schema";
import { AnalysisSettings, defaultAnalysisSettings, type SettingsDraft } from "../schema";

/**
 * What a session's next run will be made with: its own draft, else the defaults of the organization's default source.
 * @throws AppError `unavailable` while no reference data is loaded
 */
export async function getAnalysisSettings(
  tx: Tx,
  { orgId }: { readonly orgId: OrgId },
  draft: unknown,
): Promise<AnalysisSettings> {
  if (draft !== null && draft !== undefined) return AnalysisSettings.parse(draft);
  const sources = await listExposureSources(tx);
  const source = (await chosenOf(tx, orgId, sources)) ?? newestOf(sources, defaultExposureSource);
  if (!source)
    throw new AppError("unavailable", "No exposure figures are loaded yet. Run `npm run up` again.");
  return defaultAnalysisSettings({ id: source.source, version: source.version, floor: source.floor });
}

/** The source that the organization has chosen as its default. */
async function chosenOf(
  tx: Tx,
  orgId: OrgId,
  sources: readonly ExposureSource[],
): Promise<ExposureSource | undefined> {
  const [chosen] = await tx
    .select({ source: referenceChoices.exposureSource, version: referenceChoices.exposureVersion })
    .from(referenceChoices)
    .where(eq(referenceChoices.orgId, orgId));
  return sources.find(({ source, version }) => source === chosen?.source && version === chosen?.version);
}

/** @param sources by source and version, as listed */
function newestOf(sources: readonly ExposureSource[], id: string): ExposureSource | undefined {
  return sources.findLast(({ source }) => source === id);
}

/** What the next run of a session will be made with, and what may be chosen instead. */
export async function getSettingsDraft(ctx: Ctx, sessionId: string): Promise<SettingsDraft> {
  authorize(ctx, "session:read");
  return inOrg(ctx, async (tx) => {
    const [session] = await tx
      .select({ draft: discoverySessions.analysisSettings })
      .from(discoverySessions)
      .where(and(eq(discoverySessions.orgId, ctx.orgId), eq(discoverySessions.id, sessionId)));
    return {
      settings: await getAnalysisSettings(tx, ctx, session?.draft),
      defaults: await getAnalysisSettings(tx, ctx, null),
      sources: await listExposureSources(tx),
    };
  });
}
