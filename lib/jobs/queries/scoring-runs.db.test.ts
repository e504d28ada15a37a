import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { outbox } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { makeProfile, makeScoringJob } from "@/db/testing/scoring-factories";
import { replayEvents } from "../mutations/replay-events";
import { retryMatchingJobs } from "../mutations/retry-matching-jobs";
import { insertRun } from "../open-runs";
import { RunQuery } from "../run-filters";
import { ctxOf } from "../testing/requested-job";
import { listDeadLetters } from "./dead-letters";
import { listRuns } from "./list-runs";

async function scoringRun() {
  const world = await committedWorld();
  const { orgId } = world;
  const job = await committed(async (tx) => {
    const { id: profileId } = await makeProfile(tx, { orgId, name: "Robin Vale" });
    const made = await makeScoringJob(tx, { orgId, profileId, requestedBy: world.user.id });
    const event = { name: "scoring/job.requested", data: { orgId, jobId: made.id } };
    await insertRun(tx, { orgId, functionId: "opportune-score-profile", eventId: randomUUID(), event });
    return made;
  });
  return { world, ctx: ctxOf(world), job };
}

it("lists the run of a scoring with who asked and whom it scores, and leaves its retry to its own page", async () => {
  const { world, ctx, job } = await scoringRun();
  const { items } = await listRuns(ctx, RunQuery.parse({}));
  expect(items).toMatchObject([
    {
      ...{ functionId: "opportune-score-profile", isScheduled: false, requesterName: world.user.name },
      ...{ job: null, scoring: { id: job.id, profileName: "Robin Vale" }, mayRetry: false, mayCancel: false },
    },
  ]);
  expect(await retryMatchingJobs(ctx, { q: "" })).toEqual({
    queued: 0,
    skipped: [{ reason: "scoring", count: 1 }],
  });
});

it("sends the event of a scoring again that could not be delivered", async () => {
  const { world, ctx, job } = await scoringRun();
  const data = { orgId: world.orgId, jobId: job.id };
  await committed((tx) =>
    tx.insert(outbox).values({
      ...{ orgId: world.orgId, name: "scoring/job.requested", data, parkedAt: new Date(), attempt: 10 },
    }),
  );
  expect(await listDeadLetters(ctx, "organization")).toMatchObject([
    { name: "scoring/job.requested", jobId: job.id, jobState: "queued", isWanted: true },
  ]);
  expect(await replayEvents(ctx, {})).toEqual({ replayed: 1, skipped: 0 });
  const [event] = await committed((tx) => tx.select().from(outbox).where(eq(outbox.orgId, world.orgId)));
  expect(event).toMatchObject({ parkedAt: null, attempt: 0 });
});
