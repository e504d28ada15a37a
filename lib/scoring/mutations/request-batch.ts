import "server-only";
import { sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { scoringBatches } from "@/db/schema";
import { actingUserId, authorize, type Ctx } from "@/lib/auth/context";
import { AppError } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { once } from "@/lib/http/mutations/once";
import { requestJob } from "@/lib/jobs/mutations/request-job";
import { openBudget } from "@/lib/llm/mutations/budgets";
import { requireProvider } from "@/lib/llm/provider";
import { toDollars, toNanos } from "@/lib/llm/schema";
import type { BatchItem } from "../batch-items";
import type { BatchPreview } from "../batch-preview";
import { type BatchPlan, planBatch } from "../queries/batch-plan";
import { RequestBatch } from "../schema";

/** What was shown was rounded. */
const rounding = 0.99;

/**
 * The preflight of a batch: nothing is written, no model is called.
 * @throws AppError `not_configured`, `invalid`, `not_found`
 */
export async function previewBatch(ctx: Ctx, input: unknown): Promise<BatchPreview> {
  authorize(ctx, "scoring:request");
  const asked = RequestBatch.parse(input);
  requireProvider();
  return inOrg(ctx, async (tx) => previewOf(await planBatch(tx, ctx, asked), budgetOf(asked)));
}

function budgetOf({ budgetUsd }: RequestBatch): number | null {
  return budgetUsd ? toNanos(budgetUsd) : null;
}

function previewOf(batch: BatchPlan, budgetNanos: number | null): BatchPreview {
  const { peopleCount, items, estimate, models, settings } = batch;
  const most = Math.min(estimate.costHighNanos, budgetNanos ?? Number.POSITIVE_INFINITY);
  return {
    ...{ peopleCount, itemCount: items.length, ...estimate },
    model: models.model.name,
    gateModel: models.gateModel?.name ?? null,
    needsConfirmation: most > settings.confirmAboveNanos,
    confirmAboveNanos: settings.confirmAboveNanos,
  };
}

export interface RequestedBatch {
  readonly batchId: string;
  /** The row of `jobs` that shows its progress. */
  readonly jobId: string;
}

/**
 * Asks for many scorings at once. Whom and by what is settled now; a job makes the scorings. What it may spend is a
 * budget of its own, the high end of the estimate unless one is named.
 * @throws AppError `conflict` with the reason `CONFIRMATION_NEEDED` above the organization's limit
 */
export async function requestBatch(ctx: Ctx, input: unknown): Promise<RequestedBatch> {
  authorize(ctx, "scoring:request");
  const { idempotencyKey: key, ...asked } = RequestBatch.parse(input);
  requireProvider();
  return inOrg(ctx, (tx) =>
    once(tx, ctx, { key, input: { batch: asked } }, async () => ({ ...(await make(tx, ctx, asked)) })),
  );
}

async function make(tx: Tx, ctx: Ctx, asked: RequestBatch): Promise<RequestedBatch> {
  const batch = await planBatch(tx, ctx, asked);
  const budgetNanos = budgetOf(asked);
  requireConsent(previewOf(batch, budgetNanos), asked, budgetNanos);
  const { plan, source, items, estimate, runs } = batch;
  const budget = budgetNanos ?? estimate.costHighNanos;
  const [row] = await tx
    .insert(scoringBatches)
    .values({
      ...{ orgId: ctx.orgId, kind: asked.kind, ...source, requestedBy: actingUserId(ctx) },
      prompt: asked.prompt ?? null,
      candidateId: asked.candidateId ?? null,
      runsPerProfile: runs,
      itemCount: items.length,
      snapshot: plan,
      estimateLowNanos: estimate.costLowNanos,
      estimateHighNanos: estimate.costHighNanos,
      budgetNanos: budget,
    })
    .returning({ id: scoringBatches.id });
  if (!row) throw new Error("The batch was not written.");
  await insertItems(tx, ctx, row.id, items);
  await openBudget(tx, ctx, `batch:${row.id}`, budget);
  const { jobId } = await requestJob(tx, ctx, { kind: "profiles.score", sessionId: null, subjectId: row.id });
  await recordChange(tx, ctx, {
    name: "scoring.batch_requested",
    subjectKind: "scoring_batch",
    subjectId: row.id,
    data: {
      kind: asked.kind,
      itemCount: items.length,
      budgetNanos: budget,
      isBlind: plan.unblindReason === null,
    },
  });
  return { batchId: row.id, jobId };
}

function requireConsent(
  { needsConfirmation, costLowNanos, costHighNanos }: BatchPreview,
  { confirmedUsd }: RequestBatch,
  budgetNanos: number | null,
): void {
  const most = Math.min(costHighNanos, budgetNanos ?? Number.POSITIVE_INFINITY);
  const confirmed = toNanos(confirmedUsd ?? 0);
  if (!needsConfirmation || confirmed >= most * rounding) return;
  const dollars = (nanos: number) => toDollars(nanos).toFixed(2);
  const sentence = `This may cost ${dollars(Math.min(costLowNanos, most))} to ${dollars(most)} US dollars, more than your organization lets pass without asking. Nothing was started; confirm the amount.`;
  throw new AppError("conflict", sentence, { reason: "CONFIRMATION_NEEDED" });
}

/** As one JSON parameter, however many they are. */
async function insertItems(
  tx: Tx,
  { orgId }: Ctx,
  batchId: string,
  items: readonly BatchItem[],
): Promise<void> {
  await tx.execute(sql`
    insert into scoring_batch_items (org_id, batch_id, profile_id, variant, run_number)
    select ${orgId}::uuid, ${batchId}::uuid, given."profileId", given.variant, given."runNumber"
      from json_to_recordset(${JSON.stringify(items)}::json)
        as given ("profileId" uuid, variant text, "runNumber" int)`);
}
