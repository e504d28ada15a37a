import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { inOrg } from "@/db/client";
import { discoverySessions } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { invalid } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { listExposureSources } from "@/lib/onet/queries";
import { openForEdit } from "@/lib/sessions/mutations";
import { canonicalJson } from "../inputs-hash";
import { AnalysisSettings } from "../schema";

/** Null goes back to the defaults. */
const ChangeSettingsInput = z.strictObject({ sessionId: z.uuid(), settings: AnalysisSettings.nullable() });

/**
 * Keeps the settings for the session's next run; runs made before keep their own. The same settings once more change
 * nothing, so they make no run stale.
 */
export async function changeAnalysisSettings(ctx: Ctx, input: unknown): Promise<{ sessionId: string }> {
  const { sessionId, settings } = ChangeSettingsInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: false });
    const here = and(eq(discoverySessions.orgId, ctx.orgId), eq(discoverySessions.id, sessionId));
    const [session] = await tx
      .select({ draft: discoverySessions.analysisSettings })
      .from(discoverySessions)
      .where(here);
    if (canonicalJson(session?.draft ?? null) === canonicalJson(settings)) return { sessionId };
    if (settings) {
      const sources = await listExposureSources(tx);
      const isKnown = sources.some(
        ({ source, version }) => source === settings.exposureSource && version === settings.exposureVersion,
      );
      if (!isKnown) throw invalid("This exposure source is not loaded. Choose one from the list.");
    }
    await tx
      .update(discoverySessions)
      .set({ analysisSettings: settings, inputsChangedAt: sql`now()` })
      .where(here);
    await recordChange(tx, ctx, {
      name: "analysis.settings_changed",
      subjectKind: "session",
      subjectId: sessionId,
      data: settings ? { exposureSource: settings.exposureSource, k: settings.k } : {},
    });
    return { sessionId };
  });
}
