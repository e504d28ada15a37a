import "server-only";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { inOrg, type Tx } from "@/db/client";
import { analysisRuns, discoverySessions } from "@/db/schema";
import { actingUserId, authorizeOwned, type Ctx } from "@/lib/auth/context";
import { conflict, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";

const RunInput = z.strictObject({ runId: z.uuid() });

/** Finds the run and locks its session, so that two publications of one session come one after the other. */
async function openForPublishing(tx: Tx, ctx: Ctx, runId: string) {
  const [run] = await tx
    .select({
      sessionId: analysisRuns.sessionId,
      ownerId: discoverySessions.ownerId,
      isFinished: sql<boolean>`${analysisRuns.finishedAt} is not null`,
      isPublished: sql<boolean>`${analysisRuns.publishedAt} is not null`,
    })
    .from(analysisRuns)
    .innerJoin(
      discoverySessions,
      and(
        eq(discoverySessions.orgId, analysisRuns.orgId),
        eq(discoverySessions.id, analysisRuns.sessionId),
        isNull(discoverySessions.deletedAt),
      ),
    )
    .where(and(eq(analysisRuns.orgId, ctx.orgId), eq(analysisRuns.id, runId)))
    .for("update", { of: discoverySessions });
  if (!run) throw notFound("analysis run");
  authorizeOwned(ctx, "publish", run.ownerId);
  return run;
}

/** Shows a finished run in the organization's rankings, in place of the session's run published before. */
export async function publishRun(ctx: Ctx, input: unknown): Promise<{ runId: string }> {
  const { runId } = RunInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const { sessionId, isFinished, isPublished } = await openForPublishing(tx, ctx, runId);
    if (!isFinished) throw conflict("This run is not finished yet. Publish it when its results are there.");
    if (isPublished) throw conflict("This run is published already.");
    const mine = and(eq(analysisRuns.orgId, ctx.orgId), eq(analysisRuns.sessionId, sessionId));
    await tx
      .update(analysisRuns)
      .set({ publishedAt: null, publishedBy: null })
      .where(and(mine, isNotNull(analysisRuns.publishedAt), sql`${analysisRuns.id} <> ${runId}`));
    const [published] = await tx
      .update(analysisRuns)
      .set({ publishedAt: sql`now()`, publishedBy: actingUserId(ctx) })
      .where(and(mine, eq(analysisRuns.id, runId), isNull(analysisRuns.publishedAt)))
      .returning({ id: analysisRuns.id });
    if (!published) throw conflict("This run was published by somebody else just now.");
    await recordChange(tx, ctx, {
      name: "analysis.published",
      subjectKind: "analysis_run",
      subjectId: runId,
    });
    return { runId };
  });
}

/** Takes a run out of the rankings. */
export async function unpublishRun(ctx: Ctx, input: unknown): Promise<{ runId: string }> {
  const { runId } = RunInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForPublishing(tx, ctx, runId);
    const [taken] = await tx
      .update(analysisRuns)
      .set({ publishedAt: null, publishedBy: null })
      .where(
        and(
          eq(analysisRuns.orgId, ctx.orgId),
          eq(analysisRuns.id, runId),
          isNotNull(analysisRuns.publishedAt),
        ),
      )
      .returning({ id: analysisRuns.id });
    if (!taken) throw conflict("This run is not published.");
    await recordChange(tx, ctx, {
      name: "analysis.unpublished",
      subjectKind: "analysis_run",
      subjectId: runId,
    });
    return { runId };
  });
}
