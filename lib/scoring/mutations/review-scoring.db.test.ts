import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inOrg } from "@/db/client";
import { history } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { makeScoringJob } from "@/db/testing/scoring-factories";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { getScoringJob } from "../queries/get-scoring-job";
import { reviewScoring } from "./review-scoring";

const now = new Date();

async function makeCompleted(values: object = {}) {
  const world = await committedWorld();
  const job = await committed((tx) =>
    makeScoringJob(tx, {
      orgId: world.orgId,
      requestedBy: world.user.id,
      startedAt: now,
      completedAt: now,
      overall: 7,
      overallShare: 0.7,
      outcome: "undetermined",
      ...values,
    }),
  );
  return { ...world, jobId: job.id, ctx: memberCtx(world.orgId, world.user.id, "manager") };
}

const decided = (jobId: string, more: object = {}) => ({
  jobId,
  outcome: "passed",
  overall: null,
  reason: "I know her work.",
  ...more,
});

describe("reviewScoring", () => {
  it("adds a decision and a line of history, and keeps what was computed", async () => {
    const { ctx, jobId, orgId } = await makeCompleted();
    const first = await reviewScoring(ctx, decided(jobId));
    const second = await reviewScoring(ctx, decided(jobId, { outcome: "rejected", overall: 0 }));
    const job = await getScoringJob(ctx, jobId);
    expect(job).toMatchObject({
      overall: 7,
      outcome: "undetermined",
      reviewedOverall: 0,
      reviewedOutcome: "rejected",
      reviewedAt: expect.any(Date),
    });
    expect(job.reviews.map(({ id, overall }) => [id, overall])).toEqual([
      [second.id, 0],
      [first.id, null],
    ]);
    const lines = await inOrg(ctx, (tx) =>
      tx.select().from(history).where(eq(history.orgId, orgId)).orderBy(history.position),
    );
    expect(lines.map(({ name, data }) => [name, data])).toEqual([
      ["scoring.reviewed", { reviewId: first.id, outcome: "passed", overall: null }],
      ["scoring.reviewed", { reviewId: second.id, outcome: "rejected", overall: 0 }],
    ]);
  });

  it("takes one of two decisions made at once, and none by somebody who did not see the latest", async () => {
    const { ctx, jobId } = await makeCompleted();
    const both = await Promise.allSettled([
      reviewScoring(ctx, decided(jobId, { seenReviewId: null })),
      reviewScoring(ctx, decided(jobId, { seenReviewId: null, outcome: "rejected" })),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const { reviews } = await getScoringJob(ctx, jobId);
    expect(reviews).toHaveLength(1);
    await expect(reviewScoring(ctx, decided(jobId, { seenReviewId: null }))).rejects.toMatchObject({
      code: "conflict",
    });
    await reviewScoring(ctx, decided(jobId, { seenReviewId: reviews[0]?.id }));
  });

  it("refuses a total outside the scale, a job without a result, and people without the right", async () => {
    const { ctx, jobId, orgId, user } = await makeCompleted();
    await expect(reviewScoring(ctx, decided(jobId, { overall: 10.1 }))).rejects.toMatchObject({
      code: "invalid",
      fields: { overall: expect.any(String) },
    });
    await expect(reviewScoring(memberCtx(orgId, user.id), decided(jobId))).rejects.toMatchObject({
      code: "forbidden",
    });
    const failed = await makeCompleted({ completedAt: null, failedAt: now, overall: null, outcome: null });
    await expect(reviewScoring(failed.ctx, decided(failed.jobId))).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await getScoringJob(ctx, jobId)).reviews).toEqual([]);
  });
});
