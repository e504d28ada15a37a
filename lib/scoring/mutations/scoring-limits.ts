import "server-only";
import { inOrg } from "@/db/client";
import type { scoringJobs } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { mintOrgId } from "@/lib/auth/org-id";
import { consume, giveBack, type LimitState, limitState, type RateLimit } from "@/lib/auth/rate-limits";

const hour = 3_600;

/** Through all doors: screens and API. */
const scoringsPerProfile: RateLimit = {
  name: "scorings-of-profile",
  points: 10,
  windowSeconds: hour,
};

const scoringsPerKey: RateLimit = { name: "scorings-of-key", points: 100, windowSeconds: hour };

const ofProfile = (orgId: string, profileId: string) => `${orgId}/${profileId}`;

const tooMany = (what: string) => (minutes: number) =>
  `${what} Nothing was started and nothing is lost; try again in ${minutes} min.`;

/**
 * Counts one scoring of a profile that was found. Call it inside the transaction that makes the job: if that fails,
 * nothing was counted. Batches do not come here, their budget bounds them.
 * @throws AppError `rate_limited`
 */
export async function takeSlot(ctx: Ctx, profileId: string): Promise<void> {
  await inOrg(ctx, async (tx) => {
    // Always in this order, so that two cannot wait for each other.
    if (ctx.actor.kind === "api_key") {
      const sentence = tooMany("This API key has asked for 100 scorings within an hour, which is its limit.");
      await consume(scoringsPerKey, ctx.actor.apiKeyId, sentence, tx);
    }
    const sentence = tooMany("This profile was scored 10 times within an hour, which is the limit.");
    await consume(scoringsPerProfile, ofProfile(ctx.orgId, profileId), sentence, tx);
  });
}

/** How both counts stand, for the headers of an answer. */
export async function scoringLimits(ctx: Ctx, profileId: string | null): Promise<LimitState[]> {
  return inOrg(ctx, async (tx) => {
    const states: LimitState[] = [];
    if (ctx.actor.kind === "api_key") states.push(await limitState(scoringsPerKey, ctx.actor.apiKeyId, tx));
    if (profileId) states.push(await limitState(scoringsPerProfile, ofProfile(ctx.orgId, profileId), tx));
    return states;
  });
}

type CountedJob = Pick<
  typeof scoringJobs.$inferSelect,
  "orgId" | "profileId" | "apiKeyId" | "batchId" | "createdAt" | "retryCount" | "startedAt"
>;

/** A job that failed does not count. Call it once, in the transaction in which the guarded update failed the job. */
export async function giveSlotBack(job: CountedJob): Promise<void> {
  if (job.batchId) return;
  // A retry was counted anew, shortly before it was taken up.
  const takenAt = (job.retryCount > 0 && job.startedAt) || job.createdAt;
  await inOrg({ orgId: mintOrgId(job.orgId) }, async (tx) => {
    if (job.apiKeyId) await giveBack(tx, scoringsPerKey, job.apiKeyId, takenAt);
    await giveBack(tx, scoringsPerProfile, ofProfile(job.orgId, job.profileId), takenAt);
  });
}
