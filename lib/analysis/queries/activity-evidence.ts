import "server-only";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { inOrg, type Tx } from "@/db/client";
import { onetSuccessors, ownActivities } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import { listOverridesOfRun } from "@/lib/exposure/queries/overrides-in-force";
import { activityInRelease } from "@/lib/onet/queries/carried-over";
import type { ActivityEvidence } from "../activity-evidence";
import type { RunSummary } from "../run-views";
import { RunRoleInput } from "../run-views";
import { readEvidence } from "./read-evidence";
import { findResult } from "./role-explanation";
import { findRunById } from "./runs";

const ActivityEvidenceInput = RunRoleInput.extend({ activityId: z.string().min(1).max(60) });

/**
 * The tasks behind one activity of a role and what the run's exposure source says of each, from the reference tables
 * of the run's own release and source version, with the overrides that stood when it was requested.
 * @returns for an own activity that of the nearest one it takes its exposure from; null when it rests on none
 * @throws AppError `not_found`
 */
export async function getActivityEvidence(ctx: Ctx, input: unknown): Promise<ActivityEvidence | null> {
  authorize(ctx, "session:read");
  const { runId, roleId, activityId } = ActivityEvidenceInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const run = await findRunById(tx, ctx, runId);
    const found = await findResult(tx, ctx, runId, roleId);
    if (!run || !found?.role.onetCode) throw notFound("role of a run");
    const { source, version } = run.exposureSource;
    const overrides = await listOverridesOfRun(tx, ctx, run);
    const place = { release: run.release, source, version, overrides };
    const code = found.role.onetCode;
    const codes = found.factors.activitySiblings?.codes ?? [code];
    const evidence = await readEvidence(tx, place, { activityId, code, codes, isNearest: false });
    if (evidence !== null) return evidence;
    const nearestId = await findNearest(tx, ctx, run, activityId);
    if (nearestId === null) return null;
    return readEvidence(tx, place, { activityId: nearestId, code, codes: [], isNearest: true });
  });
}

const OwnActivityId = z.uuid();

/** The activity that an own one takes its exposure from, as the run's release knows it. */
async function findNearest(tx: Tx, ctx: Ctx, run: RunSummary, activityId: string): Promise<string | null> {
  if (!OwnActivityId.safeParse(activityId).success) return null;
  const nearest = activityInRelease(
    { activityId: ownActivities.nearestDwaId, release: ownActivities.release },
    run.release,
  );
  const [own] = await tx
    .select({ id: nearest.id })
    .from(ownActivities)
    .leftJoin(onetSuccessors, nearest.join)
    .where(
      and(
        eq(ownActivities.orgId, ctx.orgId),
        eq(ownActivities.sessionId, run.sessionId),
        eq(ownActivities.id, activityId),
      ),
    );
  return own?.id ?? null;
}
