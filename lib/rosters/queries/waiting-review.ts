import "server-only";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { rowFixes, uploads, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import type { RowAct, RowReview } from "../review-schema";
import { RowFixRule } from "../review-schema";
import { type RosterReview, reviewOf, unknownReview } from "../roster-review";
import { rulesInForce } from "./rules-in-force";

export interface WaitingReview {
  readonly review: RosterReview;
  /** Newest first; the first fifty. */
  readonly acts: readonly RowAct[];
}

const shownActs = 50;

/** The faulty rows of a waiting roster, and what was decided about them; null when it waits no more. */
export async function findWaitingReview(ctx: Ctx, uploadId: string): Promise<WaitingReview | null> {
  authorize(ctx, "session:read");
  return inOrg(ctx, async (tx) => {
    const [row] = await tx
      .select({
        isKept: sql<boolean>`${uploads.inspection} is not null`,
        review: sql<RowReview | null>`${uploads.inspection} -> 'review'`,
      })
      .from(uploads)
      .where(
        and(
          eq(uploads.orgId, ctx.orgId),
          eq(uploads.id, uploadId),
          isNull(uploads.importedAt),
          isNull(uploads.removedAt),
        ),
      );
    if (!row?.isKept) return null;
    const acts = await tx
      .select({
        fixId: sql<string>`(array_agg(${rowFixes.id} order by ${rowFixes.position} desc))[1]`,
        rule: sql<unknown>`(array_agg(json_build_object('faultCode', fault_code, 'line', line, 'column', "column",
          'value', value, 'action', action, 'replacement', replacement) order by ${rowFixes.position} desc))[1]`,
        ruleCount: sql<number>`count(*)::int`,
        madeByName: users.name,
        madeAt: rowFixes.madeAt,
      })
      .from(rowFixes)
      .innerJoin(users, eq(users.id, rowFixes.madeBy))
      .where(and(eq(rowFixes.orgId, ctx.orgId), eq(rowFixes.uploadId, uploadId), isNull(rowFixes.undoneAt)))
      .groupBy(rowFixes.madeAt, rowFixes.madeBy, users.name)
      .orderBy(desc(sql`max(${rowFixes.position})`))
      .limit(shownActs);
    return {
      review: reviewOf(row.review ?? unknownReview, await rulesInForce(tx, ctx, uploadId)),
      acts: acts.map((act) => ({ ...act, rule: RowFixRule.parse(act.rule) })),
    };
  });
}
