import "server-only";
import { and, eq } from "drizzle-orm";
import { inOrg, type OrgId, type Tx } from "@/db/client";
import { discoverySessions } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { AppError } from "@/lib/errors";
import { getDefaultSource } from "@/lib/exposure/queries/default-source";
import { listExposureSources } from "@/lib/onet/queries";
import { AnalysisSettings, defaultAnalysisSettings, type SettingsDraft } from "../schema";

/**
 * What a session's next run will be made with: its own draft, else the defaults of the organization's default source.
 * @throws AppError `unavailable` while no reference data is loaded
 */
export async function getAnalysisSettings(
  tx: Tx,
  ctx: { readonly orgId: OrgId },
  draft: unknown,
): Promise<AnalysisSettings> {
  if (draft !== null && draft !== undefined) return AnalysisSettings.parse(draft);
  const { present } = await getDefaultSource(tx, ctx);
  if (!present)
    throw new AppError("unavailable", "No exposure figures are loaded yet. Run `npm run up` again.");
  return defaultAnalysisSettings({ id: present.source, version: present.version, floor: present.floor });
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
