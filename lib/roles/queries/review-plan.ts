import "server-only";
import { sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { authorize, type Ctx } from "@/lib/auth/context";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import { planReview, planShortWay, type ReviewPlan, type ShortWay } from "@/lib/roles/review-plan";
import { isConfirmable, roleFacts, sortKeys } from "./role-facts";

export interface ReviewPlans {
  readonly oneByOne: ReviewPlan;
  /** Some decisions and one threshold; null where that is not needed or does not get there. */
  readonly short: ShortWay | null;
}

type Row = {
  headcounts: number[] | null;
  confidences: (number | null)[] | null;
  settled: number;
  all: number;
  wrong: number;
};

/** What deciding from the top of the review on would settle, over the whole session. */
export async function getReviewPlans(ctx: Ctx, sessionId: string): Promise<ReviewPlans> {
  authorize(ctx, "session:read");
  const [row] = await inOrg(ctx, async (tx) => {
    const release = await getReleaseInUse(tx, ctx);
    return tx.execute<Row>(sql`
      select array_agg(f.headcount order by ${sortKeys.review} desc, f.id desc) filter (where f.is_unclear) as headcounts,
             array_agg(case when ${isConfirmable} then f.confidence end order by ${sortKeys.review} desc, f.id desc)
               filter (where f.is_unclear) as confidences,
             coalesce(sum(f.headcount) filter (where not f.is_unclear), 0) as settled,
             coalesce(sum(f.headcount), 0) as "all",
             coalesce(sum(f.headcount * (1 - f.confidence)) filter (where f.is_accepted and not f.is_decided), 0) as wrong
        from (select *, not is_decided and not is_accepted as is_unclear
                from (${roleFacts(ctx, { sessionId, release }, undefined)}) facts) f`);
  });
  const { headcounts, confidences, ...people } = row ?? {
    headcounts: [],
    confidences: [],
    settled: 0,
    all: 0,
    wrong: 0,
  };
  const unclear = (headcounts ?? []).map((headcount, place) => ({
    headcount,
    confidence: confidences?.[place] ?? null,
  }));
  return { oneByOne: planReview(unclear, people), short: planShortWay(unclear, people) };
}
