import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { profiles } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { invalid } from "@/lib/errors";
import { countTokens } from "@/lib/llm/tokens";
import { selectProfileIds } from "@/lib/profiles/queries/list-profiles";
import { ProfileContent } from "@/lib/profiles/schema";
import { type BatchEstimate, estimateBatch } from "../batch-estimate";
import { type BatchItem, batchItems, isProbe, mostItems, runsOf } from "../batch-items";
import { gateTokens } from "../gate-tokens";
import type { RequestBatch } from "../schema";
import { answerSchema, gateSchema, profileMessage } from "../scoring-prompt";
import { type ProfileNow, scoringSnapshot } from "../scoring-snapshot";
import { twinText, twinVariants } from "../twins";
import { type PlannedScoring, planScoring } from "./scoring-plan";

/** Profiles whose tokens are counted; the others are taken to be like them. */
const sampleSize = 60;
const chunk = 500;
/** Name and wrapping of a schema. */
const wireTokens = 40;

export interface BatchPlan extends PlannedScoring {
  readonly items: readonly BatchItem[];
  readonly peopleCount: number;
  readonly runs: number;
  readonly estimate: BatchEstimate;
}

/**
 * Who would be scored by what, and at what price; nothing is written.
 * @throws AppError `invalid` when that is nobody, or too many; `not_found`, `conflict`
 */
export async function planBatch(tx: Tx, ctx: Ctx, asked: RequestBatch): Promise<BatchPlan> {
  const planned = await planScoring(tx, ctx, asked);
  const plan = { ...planned.plan, isFresh: planned.plan.isFresh || isProbe(asked.kind) };
  const profileIds = await selectProfileIds(tx, ctx, asked.selection);
  if (profileIds.length === 0)
    throw invalid("No profile is selected. Nothing was started; choose some first.");
  const runs = runsOf(asked.kind, asked.runsPerProfile);
  const isBlind = plan.unblindReason === null;
  const twins = asked.kind === "fairness" ? await readTwins(tx, ctx, profileIds, isBlind) : new Set<string>();
  const items = batchItems(asked.kind, profileIds, runs, (profileId, variant) =>
    twins.has(`${profileId} ${variant}`),
  );
  if (items.length > mostItems) {
    const sentence = `These are ${items.length} scorings; a batch holds ${mostItems} at most. Nothing was started; choose fewer profiles.`;
    throw invalid(sentence);
  }
  const estimate = await estimateFor(tx, ctx, { ...planned, plan }, profileIds, items.length);
  return { ...planned, plan, items, peopleCount: profileIds.length, runs, estimate };
}

/** The schema of an answer goes over the wire, too, and is paid for. */
function schemaTokens(schema: z.ZodType): number {
  return countTokens(JSON.stringify(z.toJSONSchema(schema))) + wireTokens;
}

async function estimateFor(
  tx: Tx,
  ctx: Ctx,
  { plan, models }: PlannedScoring,
  profileIds: readonly string[],
  itemCount: number,
): Promise<BatchEstimate> {
  const every = Math.max(1, Math.floor(profileIds.length / sampleSize));
  const sampled = profileIds.filter((_, index) => index % every === 0).slice(0, sampleSize);
  const answer = schemaTokens(answerSchema(plan.rubric));
  const look = schemaTokens(gateSchema);
  const sample = (await readProfiles(tx, ctx, sampled)).map((profile) => {
    const { prompt, gatePrompt, profileText } = scoringSnapshot(plan, models, profile);
    const ofProfile = countTokens(profileMessage(profileText));
    return {
      scoreTokens: countTokens(prompt) + answer + ofProfile,
      gateTokens: gatePrompt === null ? 0 : countTokens(gatePrompt) + look + ofProfile,
    };
  });
  const size = {
    itemCount,
    sample,
    criterionCount: plan.rubric.body.criteria.length,
    maxTokens: plan.parameters.maxTokens,
    maxGateTokens: gateTokens,
  };
  return estimateBatch(size, models);
}

/** `<profile> <variant>` of every twin that a model would read otherwise than its profile. */
async function readTwins(
  tx: Tx,
  ctx: Ctx,
  profileIds: readonly string[],
  isBlind: boolean,
): Promise<ReadonlySet<string>> {
  const twins = new Set<string>();
  for (let from = 0; from < profileIds.length; from += chunk) {
    for (const { profileId, content } of await readProfiles(tx, ctx, profileIds.slice(from, from + chunk))) {
      for (const variant of twinVariants) {
        if (twinText(content, variant, isBlind) === "different") twins.add(`${profileId} ${variant}`);
      }
    }
  }
  return twins;
}

async function readProfiles(tx: Tx, { orgId }: Ctx, ids: readonly string[]): Promise<ProfileNow[]> {
  const rows = await tx
    .select({ profileId: profiles.id, profileVersion: profiles.version, content: profiles.content })
    .from(profiles)
    .where(and(eq(profiles.orgId, orgId), sql`${profiles.id} = any(${sql.param([...ids])}::uuid[])`));
  return rows.map((row) => ({ ...row, content: ProfileContent.parse(row.content) }));
}
