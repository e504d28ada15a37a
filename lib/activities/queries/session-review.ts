import "server-only";
import { cache } from "react";
import { inOrg } from "@/db/client";
import { DoubtIndex } from "@/lib/activities/doubtful-activities";
import { groupByOccupation, type MappedOccupation } from "@/lib/activities/occupation-list";
import { reviewNeedsOf, type ScoredSession } from "@/lib/activities/provisional-scores";
import type { ReviewNeed } from "@/lib/activities/review-need";
import { type ActivityReview, staleReasonOf } from "@/lib/activities/reviews";
import type { ReviewState, ReviewView } from "@/lib/activities/schema";
import { buildWageTable, wageYear } from "@/lib/analysis/wages";
import type { Ctx } from "@/lib/auth/context";
import { getDisagreement } from "@/lib/exposure/queries/source-disagreement";
import { listWages } from "@/lib/onet/queries";
import type { ActivityReference } from "./activity-reference";
import { loadSessionActivities } from "./session-activities";
import { getStandingReviews } from "./standing-reviews";

/** Kept as long as the reference is, which sessions share: the doubts of an occupation are the same in all of them. */
const keptDoubts = new WeakMap<ActivityReference, { readonly from: unknown; readonly index: DoubtIndex }>();

function doubtsIn(reference: ActivityReference, disagreement: ReadonlyMap<string, number>): DoubtIndex {
  const kept = keptDoubts.get(reference);
  if (kept?.from === disagreement) return kept.index;
  const index = new DoubtIndex(reference.activities, reference.lookup, disagreement);
  keptDoubts.set(reference, { from: disagreement, index });
  return index;
}

/** The session as the next run would score it; one read for the list and for the open occupation. */
const loadScoredSession = cache(async (ctx: Ctx, sessionId: string) => {
  const session = await loadSessionActivities(ctx, sessionId);
  const { reference, settings } = session;
  return inOrg(ctx, async (tx) => {
    const rows = settings.impactMode === "wages" ? await listWages(tx, wageYear) : null;
    const disagreement = await getDisagreement(tx, reference.release, reference.source);
    const scored: ScoredSession = {
      ...session,
      ground: reference,
      wages: rows && buildWageTable(rows, settings.wages.hoursPerYear),
      occupations: groupByOccupation(session.mapped, reference.occupationTitles),
      doubts: doubtsIn(reference, disagreement),
    };
    return { scored, release: reference.release, reviews: await getStandingReviews(tx, ctx, sessionId) };
  });
});

export interface OccupationStanding {
  readonly need: ReviewNeed;
  readonly review: ReviewView | null;
  readonly state: ReviewState;
}

/** By occupation, those that need a look first: what the ranking makes of it, and what a person said. */
export const loadReview = cache(
  async (ctx: Ctx, sessionId: string): Promise<ReadonlyMap<string, OccupationStanding>> => {
    const { scored, release, reviews } = await loadScoredSession(ctx, sessionId);
    const occupations = new Map(scored.occupations.map((one) => [one.code, one]));
    return new Map(
      reviewNeedsOf(scored).map((need) => {
        const review = viewReview(reviews.get(need.code), occupations.get(need.code), release);
        return [need.code, { need, review, state: stateOf(need, review) }];
      }),
    );
  },
);

function viewReview(
  review: ActivityReview | undefined,
  occupation: MappedOccupation | undefined,
  release: string,
): ReviewView | null {
  if (!review || !occupation) return null;
  const { byName, at } = review;
  return { byName, at, stale: staleReasonOf(review, occupation, release) };
}

function stateOf(need: ReviewNeed, review: ReviewView | null): ReviewState {
  if (review !== null && review.stale === null) return "right";
  return need.isNeeded ? "look" : "default";
}

/** What is in doubt about one occupation's activities, as long as nobody decided about them. */
export async function loadDoubts(ctx: Ctx, sessionId: string, code: string) {
  const { scored } = await loadScoredSession(ctx, sessionId);
  return scored.doubts.doubtsOf(code);
}
