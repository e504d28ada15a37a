import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { activityReviews } from "@/db/schema";
import { groupByOccupation, type MappedOccupation } from "@/lib/activities/occupation-list";
import { withoutReview } from "@/lib/activities/reviews";
import { ReviewActivitiesInput, type ReviewedActivities, WithdrawReviewInput } from "@/lib/activities/schema";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { conflict, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { getOccupationNames } from "@/lib/onet/queries";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import { listMappedRoles } from "@/lib/roles/queries";
import { openForEdit } from "@/lib/sessions/mutations";
import { getStandingReviews } from "../queries/standing-reviews";

/**
 * Says of one occupation, or of all that nobody has spoken for, that their activities are right as they stand. What
 * holds already is left as it is; nothing an analysis reads changes.
 * @throws AppError `not_found` (no role of the session is mapped to the occupation), `forbidden`, `conflict` (archived)
 */
export async function reviewActivities(ctx: Ctx, input: unknown): Promise<ReviewedActivities> {
  const { sessionId, code } = ReviewActivitiesInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: false });
    const release = await getReleaseInUse(tx, ctx);
    const mapped = await listMappedRoles(tx, ctx, { sessionId, release });
    const all = groupByOccupation(mapped, new Map());
    const asked = all.filter((one) => code === null || one.code === code);
    const wanted = await inRelease(tx, release, asked);
    if (code !== null && wanted.length === 0) throw notFound("occupation in this session");
    const open = withoutReview(wanted, await getStandingReviews(tx, ctx, sessionId), release);
    if (open.length === 0) return { reviewedCount: 0, actId: null };
    const actId = randomUUID();
    await storeReviews(tx, ctx, { sessionId, release, actId }, open);
    await recordChange(tx, ctx, {
      name: "activity.reviewed",
      subjectKind: "session",
      subjectId: sessionId,
      data: { actId, codes: open.map((one) => one.code) },
    });
    return { reviewedCount: open.length, actId };
  });
}

/** What a decision names and the release does not have brings no activities to look at. */
async function inRelease(
  tx: Tx,
  release: string,
  occupations: readonly MappedOccupation[],
): Promise<MappedOccupation[]> {
  const names = await getOccupationNames(
    tx,
    release,
    occupations.map(({ code }) => code),
  );
  return occupations.filter(({ code }) => names.has(code));
}

async function storeReviews(
  tx: Tx,
  ctx: Ctx,
  act: { readonly sessionId: string; readonly release: string; readonly actId: string },
  occupations: readonly MappedOccupation[],
): Promise<void> {
  const reviewedBy = actingUserId(ctx);
  await tx.insert(activityReviews).values(
    occupations.map(({ code, roles }) => ({
      orgId: ctx.orgId,
      ...act,
      onetCode: code,
      roleIds: roles.map(({ roleId }) => roleId),
      reviewedBy,
    })),
  );
}

/**
 * Takes back one act with all it spoke for, or everything said of one occupation. What was said before the act stands
 * again; what was said since stays.
 * @throws AppError `not_found`, `forbidden`, `conflict` (archived, or withdrawn already)
 */
export async function withdrawReview(ctx: Ctx, input: unknown): Promise<{ withdrawnCount: number }> {
  const asked = WithdrawReviewInput.parse(input);
  const { sessionId } = asked;
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: false });
    const said =
      asked.by === "act" ? eq(activityReviews.actId, asked.actId) : eq(activityReviews.onetCode, asked.code);
    const here = and(eq(activityReviews.orgId, ctx.orgId), eq(activityReviews.sessionId, sessionId), said);
    const [present] = await tx.select({ id: activityReviews.id }).from(activityReviews).where(here).limit(1);
    if (!present) throw notFound("review");
    const withdrawn = await tx
      .update(activityReviews)
      .set({ withdrawnAt: sql`now()`, withdrawnBy: actingUserId(ctx) })
      .where(and(here, isNull(activityReviews.withdrawnAt)))
      .returning({ code: activityReviews.onetCode });
    if (withdrawn.length === 0) throw conflict("This was taken back already. Open the activities anew.");
    await recordChange(tx, ctx, {
      name: "activity.review_withdrawn",
      subjectKind: "session",
      subjectId: sessionId,
      data: { by: asked.by, codes: withdrawn.map(({ code }) => code) },
    });
    return { withdrawnCount: withdrawn.length };
  });
}
