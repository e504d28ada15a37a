import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { authorize, type Ctx } from "@/lib/auth/context";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import {
  planReview,
  planShortWay,
  type ReviewPlan,
  type ShortWay,
  type UnclearRole,
} from "@/lib/roles/review-plan";
import { isConfirmable, roleFacts, sortKeys } from "./role-facts";

export interface ReviewPlans {
  readonly oneByOne: ReviewPlan;
  /** Some decisions and one threshold; null where that is not needed or does not get there. */
  readonly short: ShortWay | null;
}

type Unclear = { headcounts: number[] | null; confidences: (number | null)[] | null };
type Row = { settled: number; all: number; wrong: number } & {
  [Name in keyof Unclear as `${"review" | "doubt"}_${Name}`]: Unclear[Name];
};

/** The unclear roles of `f` in an order, as two arrays side by side. */
function unclearBy(sort: "review" | "doubt"): SQL {
  const order = sql`order by ${sortKeys[sort]} desc, f.id desc) filter (where f.is_unclear)`;
  return sql`array_agg(f.headcount ${order} as ${sql.identifier(`${sort}_headcounts`)},
    array_agg(case when ${isConfirmable} then f.confidence end ${order} as ${sql.identifier(`${sort}_confidences`)}`;
}

function toRoles(headcounts: Unclear["headcounts"], confidences: Unclear["confidences"]): UnclearRole[] {
  return (headcounts ?? []).map((headcount, place) => ({
    headcount,
    confidence: confidences?.[place] ?? null,
  }));
}

/** What deciding from the top of the list on would settle, over the whole session. */
export async function getReviewPlans(ctx: Ctx, sessionId: string): Promise<ReviewPlans> {
  authorize(ctx, "session:read");
  const [row] = await inOrg(ctx, async (tx) => {
    const release = await getReleaseInUse(tx, ctx);
    return tx.execute<Row>(sql`
      select ${unclearBy("review")},
             ${unclearBy("doubt")},
             coalesce(sum(f.headcount) filter (where not f.is_unclear), 0) as settled,
             coalesce(sum(f.headcount), 0) as "all",
             coalesce(sum(f.headcount * (1 - f.confidence)) filter (where f.is_accepted and not f.is_decided), 0) as wrong
        from (select *, not is_decided and not is_accepted as is_unclear
                from (${roleFacts(ctx, { sessionId, release }, undefined)}) facts) f`);
  });
  if (!row) throw new Error("A sum over no roles is a row as well.");
  const { review_headcounts, review_confidences, doubt_headcounts, doubt_confidences, ...people } = row;
  return {
    oneByOne: planReview(toRoles(review_headcounts, review_confidences), people),
    short: planShortWay(toRoles(doubt_headcounts, doubt_confidences), people),
  };
}
