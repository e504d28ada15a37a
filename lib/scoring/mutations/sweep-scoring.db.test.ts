import { and, eq, sql } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import {
  functionRuns,
  organizationSettings,
  outbox,
  scoringAttempts,
  scoringJobs,
  scoringPoints,
} from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { makeScoringJob } from "@/db/testing/scoring-factories";
import { readAttempts, readJob, readPoints } from "../testing/scoring-scene";
import { sweepScoringTexts } from "./sweep-scoring-texts";
import { sweepStuckScorings } from "./sweep-stuck-scorings";

type Values = Partial<typeof scoringJobs.$inferInsert>;

/** A job that was last touched eleven minutes ago. */
async function stuckJob(values: Values = {}) {
  const { orgId, user } = await committedWorld();
  return committed(async (tx) => {
    const job = await makeScoringJob(tx, { orgId, requestedBy: user.id, startedAt: new Date(), ...values });
    await tx
      .update(scoringJobs)
      .set({ updatedAt: sql`now() - interval '11 minutes'` })
      .where(eq(scoringJobs.id, job.id));
    return job;
  });
}

const eventsFor = (orgId: string) =>
  committed((tx) =>
    tx
      .select()
      .from(outbox)
      .where(and(eq(outbox.orgId, orgId), eq(outbox.name, "scoring/job.requested"))),
  );

afterEach(() => committed((tx) => tx.update(scoringJobs).set({ updatedAt: new Date() })));

describe("sweepStuckScorings", () => {
  it("sends what nobody works on again, out of the hands of the run that had it", async () => {
    const job = await stuckJob({ claimedByRun: "lost" });
    expect(await sweepStuckScorings()).toEqual({ sent: 1, givenUp: 0 });
    expect(await readJob(job.id)).toMatchObject({ status: "processing", claimedByRun: null, resends: 1 });
    expect(await eventsFor(job.orgId)).toMatchObject([{ data: { jobId: job.id } }]);
    expect(await sweepStuckScorings()).toEqual({ sent: 0, givenUp: 0 });
  });

  it("leaves alone what an event on its way or an open run will see to", async () => {
    const waiting = await stuckJob();
    const running = await stuckJob();
    await committed(async (tx) => {
      const data = { orgId: waiting.orgId, jobId: waiting.id };
      await tx.insert(outbox).values({ orgId: waiting.orgId, name: "scoring/job.requested", data });
      await tx.insert(functionRuns).values({
        ...{ orgId: running.orgId, functionId: "opportune-score-profile", jobId: running.id },
        ...{ eventId: running.id, event: { name: "test" } },
      });
    });
    expect(await sweepStuckScorings()).toEqual({ sent: 0, givenUp: 0 });
  });

  it("tries the event once more that could not be delivered", async () => {
    const job = await stuckJob();
    const data = { orgId: job.orgId, jobId: job.id };
    await committed((tx) =>
      tx
        .insert(outbox)
        .values({ orgId: job.orgId, name: "scoring/job.requested", data, parkedAt: new Date(), attempt: 10 }),
    );
    await sweepStuckScorings();
    expect(await eventsFor(job.orgId)).toMatchObject([{ parkedAt: null, attempt: 0 }]);
  });

  it("gives up what never comes to an end: failed, and free to be retried", async () => {
    const job = await stuckJob({ resends: 10 });
    expect(await sweepStuckScorings()).toEqual({ sent: 0, givenUp: 1 });
    expect(await readJob(job.id)).toMatchObject({
      ...{ status: "failed", errorClass: "retry_later", errorCode: "unavailable", retryCount: 0 },
    });
  });
});

describe("sweepScoringTexts", () => {
  async function oldJob(days: number, values: Values = {}, textDays?: number) {
    const { orgId, user } = await committedWorld();
    return committed(async (tx) => {
      if (textDays !== undefined)
        await tx.insert(organizationSettings).values({ orgId, scoringTextDays: textDays });
      const job = await makeScoringJob(tx, {
        ...{ orgId, requestedBy: user.id, startedAt: new Date(), completedAt: new Date() },
        ...{ overall: 7, overallShare: 0.7, outcome: "passed", summary: "A sentence.", gatePrompt: "Look." },
        ...values,
      });
      await tx
        .update(scoringJobs)
        .set({ createdAt: sql`now() - make_interval(days => ${days})` })
        .where(eq(scoringJobs.id, job.id));
      await tx.insert(scoringPoints).values({
        ...{ orgId, jobId: job.id, position: 1, key: "depth", label: "Depth", weight: 1, points: 7 },
        ...{ rationale: "It says so.", quote: "Profile", quoteStart: 0, quoteEnd: 7 },
      });
      await tx.insert(scoringAttempts).values({
        ...{ orgId, jobId: job.id, retry: 0, number: 1, purpose: "scoring.score" },
        ...{ endedAt: new Date(), rawAnswer: "{}", faults: ["It is empty."] },
      });
      return job;
    });
  }

  it("drops what people wrote when its days are over, and keeps scores, hashes and the rubric", async () => {
    const old = await oldJob(91);
    const fresh = await oldJob(89);
    const short = await oldJob(8, {}, 7);
    expect(await sweepScoringTexts()).toEqual({ textsDropped: 2 });
    for (const { id, profileHash } of [old, short]) {
      expect(await readJob(id)).toMatchObject({
        ...{ prompt: null, gatePrompt: null, profileText: null, summary: null },
        textDroppedAt: expect.any(Date),
        ...{ overall: 7, overallShare: 0.7, outcome: "passed", profileHash, status: "completed" },
        rubric: { name: "Plain" },
      });
      expect(await readPoints(id)).toMatchObject([
        { points: 7, quote: null, quoteStart: null, rationale: null },
      ]);
      expect(await readAttempts(id)).toMatchObject([{ rawAnswer: null, faults: [] }]);
    }
    expect(await readJob(fresh.id)).toMatchObject({ profileText: "Profile", textDroppedAt: null });
    expect(await sweepScoringTexts()).toEqual({ textsDropped: 0 });
  });

  it("waits for what is still open", async () => {
    const open = await oldJob(200, { completedAt: null, overall: null, overallShare: null, outcome: null });
    expect(await sweepScoringTexts()).toEqual({ textsDropped: 0 });
    expect(await readJob(open.id)).toMatchObject({ profileText: "Profile" });
  });
});
