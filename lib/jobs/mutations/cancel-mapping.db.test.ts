import { eq, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { functionRuns, jobs, roleSuggestions } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { makeSession, makeUpload } from "@/db/testing/factories";
import { functions } from "@/inngest";
import { env } from "@/lib/env";
import { requestMapping } from "@/lib/roles/mutations/request-mapping";
import { startJobWorker } from "../job-worker";
import { ctxOf } from "../testing/requested-job";
import { cancelJob } from "./cancel-job";

/** Four batches. */
const roleCount = 3_500;
const patience = { timeout: 90_000, interval: 50 };

const startWorker = () => startJobWorker({ functions, queueUrl: env.DATABASE_SYSTEM_URL, graceMs: 20_000 });

async function sessionOf(count: number, prefix: string) {
  const world = await committedWorld();
  const sessionId = await committed(async (tx) => {
    const { id } = await makeSession(tx, { orgId: world.orgId, ownerId: world.user.id });
    const upload = await makeUpload(tx, { orgId: world.orgId, sessionId: id, uploadedBy: world.user.id });
    await tx.execute(sql`
      with made as (
        insert into roles (org_id, session_id, title, title_key)
        select ${world.orgId}, ${id}, ${prefix} || ' ' || n, lower(${prefix}) || ' ' || n
          from generate_series(1, ${count}::int) n
        returning id, title_key)
      insert into workforce_segments (org_id, session_id, upload_id, role_id, title_key, headcount)
      select ${world.orgId}, ${id}, ${upload.id}, made.id, made.title_key, 1 from made`);
    return id;
  });
  return { ctx: ctxOf(world), sessionId };
}

const jobOf = (jobId: string) =>
  committed(async (tx) => (await tx.select().from(jobs).where(eq(jobs.id, jobId)))[0]);

const statusOf = (jobId: string) =>
  committed(
    async (tx) => (await tx.select().from(functionRuns).where(eq(functionRuns.jobId, jobId)))[0]?.status,
  );

const suggestionsOf = (orgId: string) =>
  committed((tx) => tx.$count(roleSuggestions, eq(roleSuggestions.orgId, orgId)));

it("ends a mapping that runs; but for the batch at hand nothing is written any more", async () => {
  const { ctx, sessionId } = await sessionOf(roleCount, "Keeper");
  const first = await startWorker();
  const { jobId } = await requestMapping(ctx, { sessionId });
  await expect.poll(async () => (await jobOf(jobId))?.progressDone, patience).toBeGreaterThanOrEqual(1_000);
  await cancelJob(ctx, { jobId });
  await expect.poll(() => statusOf(jobId), patience).toBe("cancelled");
  // Waits for the batch at hand.
  await first.stop();
  const kept = await suggestionsOf(ctx.orgId);
  expect(kept).toBeGreaterThanOrEqual(1_000);
  expect(kept).toBeLessThan(roleCount);

  const second = await startWorker();
  const other = await sessionOf(1, "Nurse");
  const later = await requestMapping(other.ctx, { sessionId: other.sessionId });
  await expect.poll(() => statusOf(later.jobId), patience).toBe("finished");
  await second.stop();
  expect(await suggestionsOf(ctx.orgId)).toBe(kept);
  expect(await jobOf(jobId)).toMatchObject({
    cancelledAt: expect.any(Date),
    cancelledBy: ctx.actor.kind === "user" ? ctx.actor.userId : "",
    finishedAt: null,
    failedAt: null,
  });
  expect(await statusOf(jobId)).toBe("cancelled");
});
