import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { scoringJobs } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import type { ScoringJobFilter } from "../schema";

/** As the index says it, word for word: what has no score is below every score, and 0 is one. */
export const shownShareOrLess = sql<number>`coalesce(${scoringJobs.shownShare}, -1)`;
export const costOrLess = sql<number>`coalesce(${scoringJobs.costNanos}, -1)`;

function scoreConditions({ minShare, maxShare, isUnscored }: ScoringJobFilter): (SQL | undefined)[] {
  const isRange = minShare !== undefined || maxShare !== undefined;
  return [
    isUnscored === true ? sql`${shownShareOrLess} = -1` : undefined,
    isUnscored === false ? sql`${shownShareOrLess} >= 0` : undefined,
    isRange
      ? sql`${shownShareOrLess} between ${minShare ?? 0}::float8 and ${maxShare ?? 1}::float8`
      : undefined,
  ];
}

/** What a filter leaves of the organization's scoring jobs. One function for the list, its counts and bulk retry. */
export function filterConditions(ctx: Pick<Ctx, "orgId">, filter: ScoringJobFilter): SQL | undefined {
  const { status, templateId, profileId, batchId, candidateId, outcome, errorClass, isFlagged } = filter;
  return and(
    eq(scoringJobs.orgId, ctx.orgId),
    status && eq(scoringJobs.status, status),
    templateId ? eq(scoringJobs.templateId, templateId) : undefined,
    profileId ? eq(scoringJobs.profileId, profileId) : undefined,
    batchId ? eq(scoringJobs.batchId, batchId) : undefined,
    candidateId ? eq(scoringJobs.candidateId, candidateId) : undefined,
    outcome && eq(scoringJobs.shownOutcome, outcome),
    errorClass && eq(scoringJobs.errorClass, errorClass),
    isFlagged === true ? sql`${scoringJobs.flags} <> '{}'` : undefined,
    isFlagged === false ? sql`${scoringJobs.flags} = '{}'` : undefined,
    ...scoreConditions(filter),
  );
}
