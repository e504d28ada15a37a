import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { cache } from "react";
import { inOrg, type Tx } from "@/db/client";
import { discoverySessions } from "@/db/schema";
import type { ShareMode } from "@/lib/activities/schema";
import { loadActivityDecisions } from "@/lib/analysis/queries/run-input";
import { getAnalysisSettings } from "@/lib/analysis/queries/settings";
import type { AnalysisSettings } from "@/lib/analysis/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { defaultCandidateLimit } from "@/lib/candidates/candidate-plan";
import { notFound } from "@/lib/errors";
import { listOverridesInForce } from "@/lib/exposure/queries/overrides-in-force";
import type { OverrideNote } from "@/lib/exposure/schema";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import { listMappedRoles } from "@/lib/roles/queries";
import { type ActivityReference, getOverriddenReference } from "./activity-reference";

export interface SessionReference {
  readonly reference: ActivityReference;
  readonly overrides: readonly OverrideNote[];
  readonly settings: AnalysisSettings;
  readonly shareMode: ShareMode;
  /** How many of the top roles become candidates. */
  readonly candidateLimit: number;
}

/**
 * The reference as the session's next run will read it.
 * @throws AppError `not_found`
 */
export async function getSessionReference(tx: Tx, ctx: Ctx, sessionId: string): Promise<SessionReference> {
  const [session] = await tx
    .select({ draft: discoverySessions.analysisSettings, limit: discoverySessions.candidateLimit })
    .from(discoverySessions)
    .where(
      and(
        eq(discoverySessions.orgId, ctx.orgId),
        eq(discoverySessions.id, sessionId),
        isNull(discoverySessions.deletedAt),
      ),
    );
  if (!session) throw notFound("session");
  const settings = await getAnalysisSettings(tx, ctx, session.draft);
  const { exposureSource, exposureVersion, exposureMode } = settings;
  const release = await getReleaseInUse(tx, ctx);
  const overrides = await listOverridesInForce(tx, ctx, release);
  const source = { source: exposureSource, version: exposureVersion };
  const reference = await getOverriddenReference(tx, release, source, overrides);
  const candidateLimit = session.limit ?? defaultCandidateLimit;
  return { reference, overrides, settings, shareMode: exposureMode, candidateLimit };
}

/**
 * Everything the activities step shows is worked out from this.
 * @throws AppError `not_found`
 */
export async function readSessionActivities(tx: Tx, ctx: Ctx, sessionId: string) {
  const sight = await getSessionReference(tx, ctx, sessionId);
  const { reference } = sight;
  const listed = await listMappedRoles(tx, ctx, { sessionId, release: reference.release });
  // What a decision names and the release does not have brings no activities, until the role is mapped anew.
  const mapped = listed.map((role) =>
    role.code === null || reference.occupationTitles.has(role.code)
      ? role
      : { ...role, code: null, isDecided: false },
  );
  const { choices, own } = await loadActivityDecisions(tx, ctx, sessionId, reference.release);
  return { ...sight, mapped, choices, own };
}

export type SessionActivities = Awaited<ReturnType<typeof readSessionActivities>>;

/**
 * The list and the open occupation share one read.
 * @throws AppError `not_found`, `forbidden`
 */
export const loadSessionActivities = cache(
  async (ctx: Ctx, sessionId: string): Promise<SessionActivities> => {
    authorize(ctx, "session:read");
    return inOrg(ctx, (tx) => readSessionActivities(tx, ctx, sessionId));
  },
);
