import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { analysisRuns, discoverySessions, jobs } from "@/db/schema";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { conflict, invalid } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { requestJob } from "@/lib/jobs/mutations/request-job";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import { listMappedRoles } from "@/lib/roles/queries";
import { openForEdit } from "@/lib/sessions/mutations";
import { SessionInput } from "@/lib/sessions/schema";
import { getAnalysisSettings } from "../queries/settings";
import { formulaVersion } from "../schema";

/**
 * Asks for a run with the session's settings of this moment. While one is under way, asking again gives that one.
 * @throws AppError `invalid` when no role has an occupation yet
 */
export async function requestAnalysis(ctx: Ctx, input: unknown): Promise<{ runId: string }> {
  const { sessionId } = SessionInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: false });
    const [underWay] = await tx
      .select({ runId: jobs.subjectId })
      .from(jobs)
      .innerJoin(
        analysisRuns,
        and(
          eq(analysisRuns.orgId, jobs.orgId),
          eq(analysisRuns.id, jobs.subjectId),
          isNull(analysisRuns.finishedAt),
        ),
      )
      .where(
        and(
          eq(jobs.orgId, ctx.orgId),
          eq(jobs.sessionId, sessionId),
          eq(jobs.kind, "analysis.run"),
          isNull(jobs.finishedAt),
          isNull(jobs.failedAt),
          isNull(jobs.cancelledAt),
        ),
      );
    if (underWay) return underWay;
    const release = await getReleaseInUse(tx, ctx);
    const mapped = await listMappedRoles(tx, ctx, { sessionId, release });
    if (!mapped.some(({ code }) => code !== null)) {
      throw invalid(
        "No role has an occupation yet. Confirm some in the step Map roles, then run the analysis.",
      );
    }
    const [session] = await tx
      .select({ draft: discoverySessions.analysisSettings })
      .from(discoverySessions)
      .where(and(eq(discoverySessions.orgId, ctx.orgId), eq(discoverySessions.id, sessionId)));
    const settings = await getAnalysisSettings(tx, ctx, session?.draft);
    const [run] = await tx
      .insert(analysisRuns)
      .values({
        orgId: ctx.orgId,
        sessionId,
        // The session's row is locked, so the count stands still.
        number: sql`(select coalesce(max(number), 0) + 1 from analysis_runs
                      where org_id = ${ctx.orgId} and session_id = ${sessionId})`,
        requestedBy: actingUserId(ctx),
        settings,
        release,
        exposureSource: settings.exposureSource,
        exposureVersion: settings.exposureVersion,
        formulaVersion,
      })
      .returning({ id: analysisRuns.id });
    if (!run) throw conflict("The analysis was not started. Try again.");
    await recordChange(tx, ctx, {
      name: "analysis.requested",
      subjectKind: "analysis_run",
      subjectId: run.id,
    });
    await requestJob(tx, ctx, { kind: "analysis.run", sessionId, subjectId: run.id });
    return { runId: run.id };
  });
}
