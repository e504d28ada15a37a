import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import type { ProfileVariant } from "@/db/enums";
import { scoringBatches } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import { getModelSettings } from "@/lib/llm/queries/model-settings";
import { variantOf } from "@/lib/profiles/counterfactual";
import { ProfileContent } from "@/lib/profiles/schema";
import { modelsOf } from "../queries/scoring-plan";
import { ScoringPlan, scoringSnapshot } from "../scoring-snapshot";
import { insertScorings, type ScoringDraft } from "./insert-scorings";

/** Scorings made in one transaction. */
const chunkSize = 250;

type Batch = typeof scoringBatches.$inferSelect;

interface Item extends Record<string, unknown> {
  readonly profileId: string;
  readonly variant: ProfileVariant;
  readonly runNumber: number;
  readonly profileVersion: number;
  readonly content: unknown;
}

async function findBatch(tx: Tx, { orgId }: Ctx, batchId: string): Promise<Batch> {
  const [batch] = await tx
    .select()
    .from(scoringBatches)
    .where(and(eq(scoringBatches.orgId, orgId), eq(scoringBatches.id, batchId)));
  if (!batch) throw notFound("batch", "BATCH_NOT_FOUND");
  return batch;
}

/**
 * Makes the next scorings of a batch out of its plan, with their events; harmless to repeat.
 * @returns whether there may be more to make
 */
export async function makeScorings(ctx: Ctx, batchId: string): Promise<{ readonly hasMore: boolean }> {
  authorize(ctx, "scoring:request");
  return inOrg(ctx, async (tx) => {
    const batch = await findBatch(tx, ctx, batchId);
    const plan = ScoringPlan.parse(batch.snapshot);
    const models = modelsOf(await getModelSettings(tx, ctx), plan);
    const items = await nextItems(tx, ctx, batchId);
    const drafts: ScoringDraft[] = [];
    for (const item of items) {
      const content = variantOf(ProfileContent.parse(item.content), item.variant);
      if (!content) {
        await dropItem(tx, ctx, batchId, item);
        continue;
      }
      const { profileId, profileVersion, variant, runNumber } = item;
      const { source, templateId, templateVersion, candidateId } = batch;
      drafts.push({
        ...scoringSnapshot(plan, models, { profileId, profileVersion, content }),
        ...{ source, templateId, templateVersion, candidateId, batchId, variant, runNumber },
      });
    }
    await insertScorings(tx, ctx, drafts, plan);
    return { hasMore: items.length === chunkSize };
  });
}

/** Those without a job, in the order of their key. */
function nextItems(tx: Tx, { orgId }: Ctx, batchId: string): Promise<Item[]> {
  return tx.execute<Item>(sql`
    select i.profile_id as "profileId", i.variant, i.run_number as "runNumber",
           p.version as "profileVersion", p.content
      from scoring_batch_items i
      join profiles p on p.org_id = i.org_id and p.id = i.profile_id
     where i.org_id = ${orgId} and i.batch_id = ${batchId}
       and not exists (select from scoring_jobs j
                        where j.org_id = i.org_id and j.batch_id = i.batch_id and j.profile_id = i.profile_id
                          and j.variant = i.variant and j.run_number = i.run_number)
     order by i.profile_id, i.variant, i.run_number
     limit ${chunkSize}`) as unknown as Promise<Item[]>;
}

/** The profile was changed since, and this twin no longer differs from it. */
async function dropItem(tx: Tx, { orgId }: Ctx, batchId: string, { profileId, variant, runNumber }: Item) {
  await tx.execute(sql`
    with gone as (
      delete from scoring_batch_items
       where org_id = ${orgId} and batch_id = ${batchId} and profile_id = ${profileId}
         and variant = ${variant} and run_number = ${runNumber}
      returning 1)
    update scoring_batches set item_count = item_count - (select count(*) from gone)
     where org_id = ${orgId} and id = ${batchId}`);
}

export interface BatchState {
  readonly ended: number;
  readonly total: number;
  readonly open: number;
}

/** How far a batch is, counted from its jobs. People who were erased meanwhile are in neither number. */
export async function lookAtBatch(ctx: Ctx, batchId: string): Promise<BatchState> {
  const [state] = await inOrg(ctx, (tx) =>
    tx.execute<{ ended: number; open: number }>(sql`
      select count(*) filter (where status in ('completed', 'failed', 'cancelled'))::int as ended,
             count(*) filter (where status in ('pending', 'processing'))::int as open
        from scoring_jobs where org_id = ${ctx.orgId} and batch_id = ${batchId}`),
  );
  const { ended = 0, open = 0 } = state ?? {};
  return { ended, open, total: ended + open };
}

/** Notes that every scoring of a batch has ended. */
export async function endBatch(ctx: Ctx, batchId: string): Promise<void> {
  await inOrg(ctx, (tx) =>
    tx
      .update(scoringBatches)
      .set({ endedAt: sql`clock_timestamp()` })
      .where(
        and(
          eq(scoringBatches.orgId, ctx.orgId),
          eq(scoringBatches.id, batchId),
          isNull(scoringBatches.endedAt),
        ),
      ),
  );
}
