import "server-only";
import { inOrg } from "@/db/client";
import { SessionEvidenceInput } from "@/lib/activities/schema";
import type { ActivityEvidence } from "@/lib/analysis/activity-evidence";
import { readEvidence } from "@/lib/analysis/queries/read-evidence";
import { authorize, type Ctx } from "@/lib/auth/context";
import type { ExposureSource } from "@/lib/onet/schema";
import { getSessionReference } from "./session-activities";

/**
 * The tasks behind one activity of an occupation, as the session's next run will read them.
 * @returns a null evidence for an activity that the release in use does not know
 * @throws AppError `not_found`, `forbidden`
 */
export async function getSessionEvidence(
  ctx: Ctx,
  input: unknown,
): Promise<{ evidence: ActivityEvidence | null; source: ExposureSource }> {
  authorize(ctx, "session:read");
  const { sessionId, code, activityId } = SessionEvidenceInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const { reference, overrides } = await getSessionReference(tx, ctx, sessionId);
    const { release, source } = reference;
    const codes = reference.activities.activitiesOf(code).siblings?.codes ?? [code];
    const place = { release, source: source.source, version: source.version, overrides };
    const evidence = await readEvidence(tx, place, { activityId, code, codes, isNearest: false });
    return { evidence, source };
  });
}
