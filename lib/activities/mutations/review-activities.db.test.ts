import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Tx } from "@/db/client";
import { activityReviews, roleDecisions } from "@/db/schema";
import { committed, committedWorld, dbTest } from "@/db/testing/db-test";
import { makeRoleDecision } from "@/db/testing/factories";
import { makeRoster } from "@/lib/roles/testing/role-fixtures";
import { archiveSession } from "@/lib/sessions/mutations";
import { getSession } from "@/lib/sessions/queries";
import { getOccupationActivities } from "../queries";
import { loadReview } from "../queries/session-review";
import { bookkeeping, historyOf, makeClerks, payroll } from "../testing/activity-fixtures";
import { reviewActivities, withdrawReview } from "./review-activities";

type Clerks = Awaited<ReturnType<typeof makeClerks>>;

const reviewOf = async ({ ctx, sessionId }: Pick<Clerks, "ctx" | "sessionId">, code: string) =>
  (await loadReview(ctx, sessionId)).get(code);

describe("reviewActivities", () => {
  dbTest("says it once, with a line in the history, and leaves the analysis alone", async ({ tx, orgId }) => {
    const clerks = await makeClerks(tx, orgId);
    const { ctx, sessionId } = clerks;
    const before = await getSession(ctx, sessionId);
    const said = await reviewActivities(ctx, { sessionId, code: payroll });
    expect(said).toMatchObject({ reviewedCount: 1, actId: expect.any(String) });
    expect(await reviewOf(clerks, payroll)).toMatchObject({ state: "right", review: { stale: null } });
    expect(await reviewOf(clerks, bookkeeping)).toMatchObject({ review: null });
    expect(await reviewActivities(ctx, { sessionId, code: payroll })).toEqual({
      reviewedCount: 0,
      actId: null,
    });
    expect(await historyOf(tx, sessionId)).toEqual([
      { name: "activity.reviewed", data: { actId: said.actId, codes: [payroll] } },
    ]);
    const { facts } = await getSession(ctx, sessionId);
    expect(facts).toEqual({ ...before.facts, activityChoiceCount: 1 });
    const view = await getOccupationActivities(ctx, { sessionId, code: payroll });
    expect(view.review).toMatchObject({ byName: expect.any(String), stale: null });
  });

  dbTest("speaks for all the rest in one act, which one click takes back", async ({ tx, orgId }) => {
    const clerks = await makeClerks(tx, orgId);
    const { ctx, sessionId } = clerks;
    await reviewActivities(ctx, { sessionId, code: bookkeeping });
    const rest = await reviewActivities(ctx, { sessionId, code: null });
    expect(rest.reviewedCount).toBe(1);
    const back = { by: "act", sessionId, actId: rest.actId };
    expect(await withdrawReview(ctx, back)).toEqual({ withdrawnCount: 1 });
    expect(await reviewOf(clerks, payroll)).toMatchObject({ review: null });
    expect(await reviewOf(clerks, bookkeeping)).toMatchObject({ state: "right" });
    await expect(withdrawReview(ctx, back)).rejects.toMatchObject({ code: "conflict" });
  });

  dbTest("holds no longer when many people came, or another release is in use", async ({ tx, orgId }) => {
    const clerks = await makeClerks(tx, orgId);
    const { ctx, sessionId, bookkeeperId } = clerks;
    await reviewActivities(ctx, { sessionId, code: payroll });
    await tx.delete(roleDecisions).where(eq(roleDecisions.roleId, bookkeeperId));
    await makeRoleDecision(tx, { orgId, roleId: bookkeeperId, onetCode: payroll });
    const came = await reviewOf(clerks, payroll);
    expect(came?.review?.stale).toBe("roles");
    expect(came?.state).not.toBe("right");
    const again = await reviewActivities(ctx, { sessionId, code: payroll });
    expect(await reviewOf(clerks, payroll)).toMatchObject({ state: "right" });
    // Taking the second word back leaves the first one, which does not hold.
    await withdrawReview(ctx, { by: "act", sessionId, actId: again.actId });
    expect((await reviewOf(clerks, payroll))?.review?.stale).toBe("roles");
    await tx
      .update(activityReviews)
      .set({ release: "29.0" })
      .where(and(eq(activityReviews.sessionId, sessionId), eq(activityReviews.onetCode, payroll)));
    expect((await reviewOf(clerks, payroll))?.review?.stale).toBe("release");
  });

  dbTest("refuses what is not there, archived, somebody else's or not theirs", async ({ tx, orgId }) => {
    const { ctx, sessionId, colleagueCtx } = await makeClerks(tx, orgId);
    const said = await reviewActivities(ctx, { sessionId, code: payroll });
    await expect(reviewActivities(ctx, { sessionId, code: "47-2031.00" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(reviewActivities(colleagueCtx, { sessionId, code: null })).rejects.toMatchObject({
      code: "forbidden",
    });
    await archiveSession(ctx, { sessionId });
    await expect(withdrawReview(ctx, { by: "act", sessionId, actId: said.actId })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("finds nothing of another organization", async () => {
    const own = await committedWorld();
    const foreign = await committedWorld();
    const theirs = await committed((tx: Tx) => makeClerks(tx, foreign.orgId));
    const mine = await committed((tx: Tx) => makeRoster(tx, own.orgId, []));
    const { sessionId } = theirs;
    await expect(reviewActivities(mine.ctx, { sessionId, code: payroll })).rejects.toMatchObject({
      code: "not_found",
    });
    const said = await reviewActivities(theirs.ctx, { sessionId, code: payroll });
    await expect(
      withdrawReview(mine.ctx, { by: "act", sessionId: mine.sessionId, actId: said.actId }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("of two tabs at once, one speaks", async () => {
    const { orgId } = await committedWorld();
    const { ctx, sessionId } = await committed((tx: Tx) => makeClerks(tx, orgId));
    const said = await Promise.all([
      reviewActivities(ctx, { sessionId, code: null }),
      reviewActivities(ctx, { sessionId, code: null }),
    ]);
    expect(said.map(({ reviewedCount }) => reviewedCount).sort()).toEqual([0, 2]);
  });
});
