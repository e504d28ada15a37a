import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Tx } from "@/db/client";
import { scoringStatuses } from "@/db/enums";
import { modelCalls, scoringAttempts, scoringBatches, scoringPoints } from "@/db/schema";
import { committed, committedWorld, dbTest, type World } from "@/db/testing/db-test";
import { makeProfile, makeScoringJob, makeTemplate } from "@/db/testing/scoring-factories";
import type { Ctx } from "@/lib/auth/context";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { reviewScoring } from "../mutations/review-scoring";
import type { ScoringJobFilter } from "../schema";
import { getBatch, listBatches } from "./batches";
import { countScoringJobs } from "./count-scoring-jobs";
import { getScoringDashboard } from "./dashboard";
import { getScoringJob } from "./get-scoring-job";
import { listScoringJobs } from "./list-scoring-jobs";
import { listReviewQueue } from "./review-queue";

const ctxOf = ({ orgId, user }: World): Ctx => memberCtx(orgId, user.id, "admin");
const now = new Date();
const done = { startedAt: now, completedAt: now };
const scored = (overall: number) => ({
  ...done,
  overall,
  overallShare: overall / 10,
  outcome: overall >= 6 ? ("passed" as const) : ("rejected" as const),
});

/** One of each kind that filters tell apart, keyed by what it is. */
async function oneOfEach(tx: Tx, { orgId, user }: World) {
  const template = await makeTemplate(tx, { orgId, name: "Head of data" });
  const of = { orgId, requestedBy: user.id };
  const ofTemplate = { ...of, templateId: template.id, templateVersion: 1 };
  const made = {
    pending: await makeScoringJob(tx, of),
    processing: await makeScoringJob(tx, { ...ofTemplate, startedAt: now }),
    zero: await makeScoringJob(tx, { ...of, ...scored(0), costNanos: 0 }),
    nine: await makeScoringJob(tx, { ...ofTemplate, ...scored(9), costNanos: 700, totalTokens: 1_517 }),
    abstaining: await makeScoringJob(tx, {
      ...of,
      ...done,
      outcome: "undetermined",
      flags: ["abstained"],
      disagreement: 0.2,
      costNanos: 900,
    }),
    failed: await makeScoringJob(tx, {
      ...of,
      startedAt: now,
      failedAt: now,
      errorClass: "retry_later",
      errorCode: "overloaded",
      errorMessage: "The server was busy.",
    }),
    cancelled: await makeScoringJob(tx, { ...of, cancelledAt: now }),
  };
  const ids = Object.fromEntries(Object.entries(made).map(([name, { id }]) => [name, id]));
  return { ...made, template, nameOf: new Map(Object.entries(ids).map(([name, id]) => [id, name])) };
}

describe("the list of scoring jobs", () => {
  dbTest("filters, and counts what it lists", async (world) => {
    const ctx = ctxOf(world);
    const { nameOf, template, nine } = await oneOfEach(world.tx, world);
    const namesOf = async (filter: ScoringJobFilter, page = {}) =>
      (await listScoringJobs(ctx, filter, page)).items.map(({ id }) => nameOf.get(id));

    const filters: [ScoringJobFilter, string[]][] = [
      [{}, ["cancelled", "failed", "abstaining", "nine", "zero", "processing", "pending"]],
      [{ templateId: template.id }, ["nine", "processing"]],
      [{ profileId: nine.profileId }, ["nine"]],
      [{ outcome: "rejected" }, ["zero"]],
      [{ errorClass: "retry_later" }, ["failed"]],
      [{ isFlagged: true }, ["abstaining"]],
      // 0 is a score, and what has none is no low one.
      [{ minShare: 0, maxShare: 0.5 }, ["zero"]],
      [{ maxShare: 0 }, ["zero"]],
      [{ minShare: 0.9 }, ["nine"]],
      [{ isUnscored: true }, ["cancelled", "failed", "abstaining", "processing", "pending"]],
      [{ isUnscored: false }, ["nine", "zero"]],
      [{ batchId: randomUUID() }, []],
    ];
    for (const [filter, expected] of filters) {
      expect((await namesOf(filter)).toSorted()).toEqual(expected.toSorted());
      const counts = await countScoringJobs(ctx, filter);
      for (const status of scoringStatuses) {
        const { items } = await listScoringJobs(ctx, { ...filter, status });
        expect({ filter, status, count: counts[status] }).toEqual({ filter, status, count: items.length });
        // The filter by status leaves the counts of the others as they are.
        expect(await countScoringJobs(ctx, { ...filter, status })).toEqual(counts);
      }
    }
    expect((await namesOf({}, { sort: "score" })).slice(0, 2)).toEqual(["nine", "zero"]);
    expect((await namesOf({}, { sort: "cost" })).slice(0, 3)).toEqual(["abstaining", "nine", "zero"]);
    await expect(listScoringJobs(ctx, {}, { sort: "overall; drop table" })).rejects.toThrow();
  });

  dbTest("goes through all of them page by page in every order, each once", async (world) => {
    const ctx = ctxOf(world);
    const { id: profileId } = await makeProfile(world.tx, { orgId: world.orgId });
    for (let n = 0; n < 23; n++) {
      const result = n % 3 === 0 ? {} : { ...scored((n % 4) * 2.5), costNanos: n % 5 };
      await makeScoringJob(world.tx, {
        orgId: world.orgId,
        profileId,
        requestedBy: world.user.id,
        ...result,
      });
    }
    for (const sort of ["newest", "score", "cost"] as const) {
      const seen: string[] = [];
      const shares: number[] = [];
      let after: string | undefined;
      do {
        const page: Awaited<ReturnType<typeof listScoringJobs>> = await listScoringJobs(
          ctx,
          {},
          { sort, after, limit: 10 },
        );
        seen.push(...page.items.map(({ id }) => id));
        shares.push(...page.items.map(({ overall }) => overall ?? -1));
        after = page.nextCursor ?? undefined;
      } while (after);
      expect(new Set(seen).size).toBe(23);
      expect(seen).toHaveLength(23);
      if (sort === "score") expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    }
  });

  dbTest("lets a person's figure go before ours", async (world) => {
    const ctx = ctxOf(world);
    const { nine, abstaining, nameOf } = await oneOfEach(world.tx, world);
    await reviewScoring(ctx, { jobId: nine.id, outcome: "rejected", overall: 0, reason: "Not his work." });
    await reviewScoring(ctx, { jobId: abstaining.id, outcome: "passed", overall: 8, reason: "Known to me." });
    const rejected = await listScoringJobs(ctx, { outcome: "rejected", maxShare: 0 });
    expect(rejected.items.map(({ id }) => nameOf.get(id))).toEqual(["nine", "zero"]);
    const best = await listScoringJobs(ctx, { isUnscored: false }, { sort: "score" });
    expect(nameOf.get(best.items[0]?.id ?? "")).toBe("abstaining");
  });
});

describe("a scoring job", () => {
  dbTest(
    "tells its points with their quotes, and each call with what it cost and whether it is in doubt",
    async (world) => {
      const ctx = ctxOf(world);
      const { orgId } = world;
      const { nine } = await oneOfEach(world.tx, world);
      const of = { orgId, jobId: nine.id };
      await world.tx.insert(scoringPoints).values([
        { ...of, position: 2, key: "b", label: "B", weight: 0.5, points: null, abstainReason: "no_evidence" },
        {
          ...of,
          position: 1,
          key: "a",
          label: "A",
          weight: 0.5,
          points: 0,
          quote: "Pro",
          quoteStart: 0,
          quoteEnd: 3,
        },
      ]);
      const call = {
        orgId,
        purpose: "scoring.score" as const,
        subjectId: nine.id,
        requestHash: "hash",
        provider: "127.0.0.1",
        requestedModel: "gpt-4o-mini",
        reservedNanos: 1_000,
      };
      const inDoubt = { ...call, idempotencyKey: "1", inDoubtAt: now, costNanos: 1_000 };
      const answered = { ...call, idempotencyKey: "1", answeredAt: now, costNanos: 700, totalTokens: 1_517 };
      const [lost] = await world.tx
        .insert(modelCalls)
        .values({ ...inDoubt, startedAt: new Date(0) })
        .returning();
      const [heard] = await world.tx.insert(modelCalls).values(answered).returning();
      await world.tx
        .insert(scoringAttempts)
        .values({ ...of, retry: 0, number: 1, purpose: "scoring.score", callId: heard?.id, rawAnswer: "{}" });
      await reviewScoring(ctx, { jobId: nine.id, outcome: "passed", overall: null, reason: "Agreed." });

      const job = await getScoringJob(ctx, nine.id);
      expect(job).toMatchObject({
        templateName: "Head of data",
        templateVersion: 1,
        requesterName: world.user.name,
        rubric: { body: { scale: { min: 0, max: 10 } } },
        overall: 9,
        points: [
          { key: "a", points: 0, quoteStart: 0, quoteEnd: 3 },
          { key: "b", points: null, abstainReason: "no_evidence" },
        ],
        attempts: [
          { number: null, call: { id: lost?.id, status: "in_doubt", costNanos: 1_000 } },
          { number: 1, rawAnswer: "{}", call: { id: heard?.id, status: "answered", totalTokens: 1_517 } },
        ],
        reviews: [{ outcome: "passed", overall: null, reason: "Agreed.", reviewerName: world.user.name }],
      });
    },
  );

  it("does not exist for another organization, nor under an id that is none", async () => {
    const [world, elsewhere] = [await committedWorld(), await committedWorld()];
    const [ctx, foreign] = [ctxOf(world), ctxOf(elsewhere)];
    const job = await committed((tx) =>
      makeScoringJob(tx, { orgId: world.orgId, requestedBy: world.user.id, ...scored(5), flags: ["canary"] }),
    );
    expect((await getScoringJob(ctx, job.id)).id).toBe(job.id);
    for (const id of [job.id, randomUUID(), "five"]) {
      await expect(getScoringJob(foreign, id)).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(
      reviewScoring(foreign, { jobId: job.id, outcome: "passed", overall: 9, reason: "Mine." }),
    ).rejects.toMatchObject({ code: "not_found" });
    expect((await listScoringJobs(foreign, {})).items).toEqual([]);
    expect((await countScoringJobs(foreign, {})).completed).toBe(0);
    expect((await listReviewQueue(foreign)).total).toBe(0);
    expect((await getScoringDashboard(foreign)).total.requested).toBe(0);
    const outsider = { ...ctx, rights: new Set<never>() };
    await expect(getScoringJob(outsider, job.id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(listScoringJobs(outsider, {})).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("the review queue", () => {
  dbTest(
    "holds what is undetermined or flagged, the most contradictory first, and nothing of probes",
    async (world) => {
      const ctx = ctxOf(world);
      const { orgId, user, tx } = world;
      const { abstaining, nine } = await oneOfEach(tx, world);
      const flagged = await makeScoringJob(tx, {
        orgId,
        requestedBy: user.id,
        ...scored(10),
        flags: ["injection"],
        disagreement: 0.9,
      });
      const probe = await makeBatch(tx, world, { kind: "fairness" });
      const probed = { ...done, outcome: "undetermined" as const, disagreement: 1, batchId: probe.id };
      await makeScoringJob(tx, { orgId, requestedBy: user.id, ...probed, variant: "name" });
      const queue = await listReviewQueue(ctx);
      expect(queue.total).toBe(2);
      expect(queue.items.map(({ id }) => id)).toEqual([flagged.id, abstaining.id]);
      expect(JSON.stringify(queue)).not.toMatch(/overall|outcome/);
      await reviewScoring(ctx, { jobId: flagged.id, outcome: "rejected", overall: 2, reason: "Injected." });
      await reviewScoring(ctx, { jobId: nine.id, outcome: "passed", overall: null, reason: "Fine." });
      expect((await listReviewQueue(ctx)).items.map(({ id }) => id)).toEqual([abstaining.id]);
    },
  );
});

async function makeBatch(
  tx: Tx,
  { orgId, user }: World,
  values: Partial<typeof scoringBatches.$inferInsert> = {},
) {
  const [batch] = await tx
    .insert(scoringBatches)
    .values({
      kind: "scoring",
      source: "prompt",
      prompt: "Judge them.",
      itemCount: 3,
      estimateLowNanos: 1_000,
      estimateHighNanos: 3_000,
      budgetNanos: 3_000,
      ...values,
      orgId,
      requestedBy: user.id,
    })
    .returning();
  if (!batch) throw new Error("The insert returned no row.");
  return batch;
}

describe("batches", () => {
  dbTest("tell how far they are and what was spent by the rows", async (world) => {
    const ctx = ctxOf(world);
    const { orgId, user, tx } = world;
    const batch = await makeBatch(tx, world);
    const of = { orgId, requestedBy: user.id, batchId: batch.id };
    await makeScoringJob(tx, { ...of, ...scored(7) });
    await makeScoringJob(tx, of);
    await tx.insert(modelCalls).values({
      orgId,
      purpose: "scoring.score",
      batchId: batch.id,
      idempotencyKey: "1",
      requestHash: "hash",
      provider: "127.0.0.1",
      requestedModel: "gpt-4o-mini",
      reservedNanos: 1_000,
      costNanos: 600,
      answeredAt: now,
    });
    expect(await getBatch(ctx, batch.id)).toMatchObject({
      itemCount: 3,
      counts: { pending: 1, completed: 1, failed: 0, processing: 0, cancelled: 0 },
      spentNanos: 600,
      budgetNanos: 3_000,
      requesterName: user.name,
      openJobId: null,
    });
    const later = await makeBatch(tx, world);
    const first = await listBatches(ctx, { limit: 1 });
    expect([first.items.length, first.nextCursor]).toEqual([1, first.items[0]?.id]);
    const second = await listBatches(ctx, { limit: 1, after: first.nextCursor ?? undefined });
    expect(second.nextCursor).toBeNull();
    expect([...first.items, ...second.items].map(({ id }) => id).toSorted()).toEqual(
      [batch.id, later.id].toSorted(),
    );
    await expect(getBatch(ctx, randomUUID())).rejects.toMatchObject({ code: "not_found" });
    await expect(getBatch(ctx, "none")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the dashboard", () => {
  dbTest("sums by day and in total, and leaves reused results out of the latency", async (world) => {
    const ctx = ctxOf(world);
    const { orgId, user, tx } = world;
    const { nine } = await oneOfEach(tx, world);
    const of = { orgId, requestedBy: user.id };
    await makeScoringJob(tx, { ...of, ...scored(9), durationMs: 6_000 });
    await makeScoringJob(tx, { ...of, ...scored(9), durationMs: 0, reusedFromJobId: nine.id });
    const long = new Date(Date.now() - 40 * 86_400_000);
    await makeScoringJob(tx, { ...of, createdAt: long });
    await tx.insert(modelCalls).values({
      orgId,
      purpose: "scoring.repair",
      idempotencyKey: "1",
      requestHash: "hash",
      provider: "127.0.0.1",
      requestedModel: "gpt-4o-mini",
      reservedNanos: 0,
      costNanos: 250,
      failedAt: now,
    });
    const { days, total, errors } = await getScoringDashboard(ctx, { days: 7 });
    expect(days).toHaveLength(7);
    expect(days.at(-1)).toMatchObject({
      requested: 9,
      completed: 5,
      failed: 1,
      cancelled: 1,
      costNanos: 250,
    });
    expect(days.at(-1)?.day).toBe(new Date().toISOString().slice(0, 10));
    expect(days[0]).toMatchObject({ requested: 0, p95Ms: null, costNanos: 0 });
    expect(total).toMatchObject({
      requested: 9,
      open: 2,
      reused: 1,
      p50Ms: 6_000,
      p95Ms: 6_000,
      costNanos: 250,
    });
    expect(errors).toEqual([{ errorClass: "retry_later", errorCode: "overloaded", count: 1 }]);
    expect((await getScoringDashboard(ctx, { days: 90 })).total.requested).toBe(10);
  });
});
