import "server-only";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { profiles, scoringBatches, scoringJobs } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { recordChange } from "@/lib/history/record-change";
import { ProfileContent } from "@/lib/profiles/schema";
import { fairnessReport, type Probe, repeatabilityReport } from "@/lib/scoring/probe-report";
import { type ProbeKind, type ProbeReport, probeKinds } from "@/lib/scoring/probe-schema";
import { findVersionSpread } from "@/lib/scoring/queries/version-spread";
import { countTwins, type TwinCounts } from "@/lib/scoring/twins";
import { getVersionBody } from "../queries/version-body";
import { putSpread } from "./put-spread";

interface ProbeBatch {
  readonly id: string;
  readonly kind: ProbeKind;
  readonly templateId: string;
  readonly templateVersion: number;
  readonly runsPerProfile: number;
}

async function findProbeBatch(tx: Tx, ctx: Ctx, batchId: string): Promise<ProbeBatch | undefined> {
  const [batch] = await tx
    .select({
      id: scoringBatches.id,
      kind: scoringBatches.kind,
      templateId: scoringBatches.templateId,
      templateVersion: scoringBatches.templateVersion,
      runsPerProfile: scoringBatches.runsPerProfile,
    })
    .from(scoringBatches)
    .where(and(eq(scoringBatches.orgId, ctx.orgId), eq(scoringBatches.id, batchId)));
  if (!batch) return undefined;
  const { templateId, templateVersion } = batch;
  const kind = probeKinds.find((probeKind) => probeKind === batch.kind);
  if (!kind || templateId === null || templateVersion === null) return undefined;
  return { ...batch, kind, templateId, templateVersion };
}

function listScorings(tx: Tx, ctx: Ctx, batchId: string) {
  return tx
    .select({
      profileId: scoringJobs.profileId,
      variant: scoringJobs.variant,
      runNumber: scoringJobs.runNumber,
      status: scoringJobs.status,
      overall: scoringJobs.overall,
      outcome: scoringJobs.outcome,
      requestedModel: scoringJobs.requestedModel,
      resolvedModel: scoringJobs.resolvedModel,
      isBlind: scoringJobs.isBlind,
      unblindReason: scoringJobs.unblindReason,
      costNanos: scoringJobs.costNanos,
    })
    .from(scoringJobs)
    .where(and(eq(scoringJobs.orgId, ctx.orgId), eq(scoringJobs.batchId, batchId)))
    .orderBy(asc(scoringJobs.profileId), asc(scoringJobs.variant), asc(scoringJobs.runNumber));
}

async function countTwinsOf(
  tx: Tx,
  ctx: Ctx,
  scorings: readonly { readonly profileId: string; readonly isBlind: boolean }[],
): Promise<TwinCounts[]> {
  const ids = [...new Set(scorings.map(({ profileId }) => profileId))];
  const rows = await tx
    .select({ content: profiles.content })
    .from(profiles)
    .where(and(eq(profiles.orgId, ctx.orgId), inArray(profiles.id, ids)));
  const contents = rows.map(({ content }) => ProfileContent.parse(content));
  return countTwins(
    contents,
    scorings.every(({ isBlind }) => isBlind),
  );
}

async function storeReport(tx: Tx, ctx: Ctx, batch: ProbeBatch, report: ProbeReport): Promise<void> {
  const [stored] = await tx
    .update(scoringBatches)
    .set({ report })
    .where(
      and(
        eq(scoringBatches.orgId, ctx.orgId),
        eq(scoringBatches.id, batch.id),
        isNull(scoringBatches.report),
      ),
    )
    .returning({ id: scoringBatches.id });
  if (!stored) return;
  const { kind, templateVersion, profileCount, completedCount, failedCount, spread } = report;
  await recordChange(tx, ctx, {
    name: "scoring.probe_finished",
    subjectKind: "template",
    subjectId: batch.templateId,
    data: { batchId: batch.id, kind, templateVersion, profileCount, completedCount, failedCount, spread },
  });
}

/**
 * Computes and stores what a probe found, once all its scorings have ended; for a batch that is no probe it does
 * nothing. A repeatability probe's spread is then put on the scorings of its template version and model. May be
 * repeated.
 */
export async function finishProbe(
  ctx: Ctx,
  input: { readonly batchId: string },
): Promise<{ readonly isFinished: boolean }> {
  authorize(ctx, "scoring:request");
  const found = await inOrg(ctx, async (tx) => {
    const batch = await findProbeBatch(tx, ctx, input.batchId);
    if (!batch) return null;
    const scorings = await listScorings(tx, ctx, batch.id);
    const [first] = scorings;
    if (!first || scorings.some(({ status }) => status === "pending" || status === "processing")) return null;
    const { body } = await getVersionBody(tx, ctx, batch.templateId, batch.templateVersion);
    const version = { ...batch, model: first.requestedModel };
    const probe: Probe = {
      ...batch,
      ...{ body, scorings, spread: await findVersionSpread(tx, ctx, version) },
    };
    const report =
      batch.kind === "fairness"
        ? fairnessReport({ ...probe, twins: await countTwinsOf(tx, ctx, scorings) })
        : repeatabilityReport(probe);
    await storeReport(tx, ctx, batch, report);
    // That of the newest probe, which need not be this one.
    return { version, body, spread: await findVersionSpread(tx, ctx, version) };
  });
  if (!found) return { isFinished: false };
  if (found.spread !== null) await putSpread(ctx, found.version, found.body, found.spread);
  return { isFinished: true };
}
