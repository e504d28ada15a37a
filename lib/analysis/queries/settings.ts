import "server-only";
import { and, eq } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { discoverySessions } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { AppError } from "@/lib/errors";
import { defaultExposureSource } from "@/lib/exposure/default-source";
import { listExposureSources } from "@/lib/onet/queries";
import type { ExposureSource } from "@/lib/onet/schema";
import { AnalysisSettings, defaultAnalysisSettings, type SettingsDraft } from "../schema";

/**
 * What a session's next run will be made with: its own draft, else the defaults of the default source.
 * @throws AppError `unavailable` while no reference data is loaded
 */
export async function getAnalysisSettings(tx: Tx, draft: unknown): Promise<AnalysisSettings> {
  if (draft !== null && draft !== undefined) return AnalysisSettings.parse(draft);
  const source = newestOf(await listExposureSources(tx), defaultExposureSource);
  if (!source)
    throw new AppError("unavailable", "No exposure figures are loaded yet. Run `npm run up` again.");
  return defaultAnalysisSettings({ id: source.source, version: source.version, floor: source.floor });
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
      settings: await getAnalysisSettings(tx, session?.draft),
      defaults: await getAnalysisSettings(tx, null),
      sources: await listExposureSources(tx),
    };
  });
}
