import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { functionRuns, jobs } from "@/db/schema";
import { committed, committedWorld, type World } from "@/db/testing/db-test";
import { makeMembership, makeUpload } from "@/db/testing/factories";
import type { Ctx } from "@/lib/auth/context";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { functionIdOf } from "../function-names";
import { noOrgId } from "../local-runner/run-queue";
import { endedJob } from "../testing/ended-job";
import { ctxOf } from "../testing/requested-job";
import { listRuns } from "./list-runs";
import { listRunChoices } from "./run-choices";

type NewRun = Partial<typeof functionRuns.$inferInsert>;

async function makeRun(orgId: string, values: NewRun = {}): Promise<string> {
  const id = randomUUID();
  await committed((tx) =>
    tx.insert(functionRuns).values({
      functionId: functionIdOf("map-roles"),
      eventId: randomUUID(),
      event: {},
      ...values,
      orgId,
      id,
    }),
  );
  return id;
}

const none = { queued: 0, running: 0, waiting: 0, finished: 0, failed: 0, parked: 0, cancelled: 0 };
const now = new Date();
const operatorOf = (ctx: Ctx): Ctx => ({ ...ctx, rights: new Set([...ctx.rights, "installation:manage"]) });

/** One run in each status, by different functions, with one failure function that no list shows. */
async function oneOfEach(world: World) {
  const { orgId } = world;
  const started = { startedAt: now };
  const failed = await makeRun(orgId, {
    ...started,
    failedAt: now,
    error: { name: "TypeError", message: "The disk is 100% full" },
  });
  await makeRun(orgId, { functionId: functionIdOf("map-roles-failure"), eventId: failed, finishedAt: now });
  return {
    queued: await makeRun(orgId),
    running: await makeRun(orgId, { ...started, claimedBy: "worker" }),
    waiting: await makeRun(orgId, { ...started, functionId: functionIdOf("run-analysis") }),
    finished: await makeRun(orgId, { ...started, finishedAt: now }),
    failed,
    parked: await makeRun(orgId, {
      ...started,
      failedAt: now,
      parkedAt: now,
      error: { name: "WorkerCrashed", message: "It died." },
    }),
    cancelled: await makeRun(orgId, { ...started, cancelledAt: now }),
  };
}

const idsOf = async (ctx: Ctx, query: object) => (await listRuns(ctx, query)).items.map(({ id }) => id);

describe("listRuns", () => {
  it("counts each status under the other filters, and leaves out what takes over when one has failed", async () => {
    const world = await committedWorld();
    const ctx = ctxOf(world);
    const runs = await oneOfEach(world);
    const all = await listRuns(ctx, {});
    expect(all.counts).toEqual({
      queued: 1,
      running: 1,
      waiting: 1,
      finished: 1,
      failed: 1,
      parked: 1,
      cancelled: 1,
    });
    expect(all.items.map(({ id }) => id)).toEqual([
      runs.cancelled,
      runs.parked,
      runs.finished,
      runs.waiting,
      runs.running,
      runs.queued,
      runs.failed,
    ]);
    for (const [status, id] of Object.entries(runs)) {
      const { items, counts } = await listRuns(ctx, { status });
      expect(items).toMatchObject([{ id, status }]);
      expect(counts).toEqual(all.counts);
    }
    expect((await listRuns(ctx, { function: "run-analysis" })).counts).toEqual({ ...none, waiting: 1 });
  });

  it("finds by error, text, time, requester and job", async () => {
    const world = await committedWorld();
    const ctx = ctxOf(world);
    const runs = await oneOfEach(world);
    expect(await idsOf(ctx, { error: "TypeError" })).toEqual([runs.failed]);
    expect(await idsOf(ctx, { q: " DISK " })).toEqual([runs.failed]);
    expect(await idsOf(ctx, { q: "100%" })).toEqual([runs.failed]);
    expect(await idsOf(ctx, { q: "1__% full" })).toEqual([]);
    expect(await idsOf(ctx, { q: "'; drop table jobs; --\\" })).toEqual([]);
    expect(await idsOf(ctx, { by: world.user.id })).toEqual([]);
    const { jobId, runId } = await endedJob({ inWorld: world });
    expect(await idsOf(ctx, { by: world.user.id })).toEqual([runId]);
    expect(await idsOf(ctx, { job: jobId })).toEqual([runId]);
    await committed((tx) =>
      tx
        .update(functionRuns)
        .set({ createdAt: new Date("2024-02-03T04:05:06Z") })
        .where(eq(functionRuns.id, runId)),
    );
    expect(await idsOf(ctx, { to: "2024-12-31" })).toEqual([runId]);
    expect(await idsOf(ctx, { from: "2024-02-03T04:05:06", to: "2024-02-03T04:05:07" })).toEqual([runId]);
    expect(await idsOf(ctx, { to: "2024-02-03T04:05:06" })).toEqual([]);
    expect(await idsOf(ctx, { from: "2024-02-04", to: "2024-03-31" })).toEqual([]);
    expect(await listRunChoices(ctx, "organization")).toMatchObject({
      requesters: [{ id: world.user.id, name: world.user.name }],
      errorNames: ["AppError.conflict", "TypeError", "WorkerCrashed"],
      organizations: [],
    });
  });

  it("goes through all of them page by page, each once, even where many began at one moment", async () => {
    const world = await committedWorld();
    const ctx = ctxOf(world);
    await committed((tx) =>
      tx.execute(sql`
        insert into function_runs (org_id, function_id, event_id, event, created_at)
        select ${world.orgId}, 'opportune-map-roles', gen_random_uuid(), '{}',
               '2026-01-01'::timestamptz + (n / 40) * interval '1 microsecond'
          from generate_series(1, 130) n`),
    );
    const seen: string[] = [];
    const sizes: number[] = [];
    let after: string | null | undefined;
    do {
      const page = await listRuns(ctx, { after: after ?? undefined });
      seen.push(...page.items.map(({ id }) => id));
      sizes.push(page.items.length);
      after = page.nextCursor;
    } while (after);
    expect(sizes).toEqual([50, 50, 30]);
    expect(new Set(seen).size).toBe(130);
  });

  it("tells what a run works on, who asked, and what one may do about it", async () => {
    const world = await committedWorld();
    const ctx = ctxOf(world);
    const failed = await endedJob({ inWorld: world, kind: "roster.import" });
    const upload = await committed(async (tx) => {
      const made = await makeUpload(tx, {
        orgId: world.orgId,
        sessionId: failed.sessionId,
        fileName: "staff.csv",
      });
      await tx.update(jobs).set({ subjectId: made.id }).where(eq(jobs.id, failed.jobId));
      return made;
    });
    const [row] = (await listRuns(ctx, {})).items;
    expect(row).toMatchObject({
      id: failed.runId,
      status: "failed",
      failedTries: 1,
      requesterName: world.user.name,
      isScheduled: false,
      organizationName: null,
      error: { name: "AppError.conflict", message: "This session is archived." },
      job: {
        id: failed.jobId,
        kind: "roster.import",
        state: "failed",
        attempt: 1,
        sessionId: failed.sessionId,
        subjectId: upload.id,
        fileName: "staff.csv",
        isSessionGone: false,
        isFileReady: false,
      },
      mayRetry: true,
      mayCancel: false,
    });
    expect(row?.startedAt).toBeInstanceOf(Date);
    expect(row?.endedAt).toBeInstanceOf(Date);
    expect(Date.now() - (row?.createdAt.getTime() ?? 0)).toBeLessThan(60_000);
  });

  it("shows people without the right to others' work their own, and only messages written for people", async () => {
    const world = await committedWorld();
    await oneOfEach(world);
    const { userId } = await committed((tx) => makeMembership(tx, { orgId: world.orgId, role: "analyst" }));
    const ctx = memberCtx(world.orgId, userId);
    expect(await listRuns(ctx, {})).toEqual({ items: [], nextCursor: null, counts: none });
    const internal = { name: "TypeError", message: "secret of the code" };
    const mine = await makeRun(world.orgId, { requestedBy: userId, failedAt: now, error: internal });
    const worded = { name: "AppError.invalid", message: "Line 17 has no title." };
    const told = await makeRun(world.orgId, { requestedBy: userId, failedAt: now, error: worded });
    const { items, counts } = await listRuns(ctx, {});
    expect(items.map(({ id, error }) => [id, error])).toEqual([
      [told, worded],
      [mine, { name: "TypeError", message: null }],
    ]);
    expect(counts).toEqual({ ...none, failed: 2 });
    // A search must not answer what the list does not say.
    expect(await idsOf(ctx, { q: "secret" })).toEqual([]);
    expect(await idsOf(ctx, { q: "line 17" })).toEqual([told]);
    expect(await idsOf(ctx, { by: world.user.id })).toEqual([]);
    expect(await listRunChoices(ctx, "organization")).toMatchObject({
      requesters: [],
      errorNames: ["AppError.invalid", "TypeError"],
    });
  });

  it("shows operators every organization's runs and those of the clock, without what went wrong elsewhere", async () => {
    const other = await committedWorld();
    const foreign = await endedJob({ inWorld: other, error: { name: "TypeError", message: "their secret" } });
    const world = await committedWorld();
    const own = await endedJob({ inWorld: world });
    const ticked = await makeRun(noOrgId, {
      functionId: functionIdOf("sweep-jobs"),
      failedAt: now,
      error: { name: "Error", message: "The sweep broke." },
    });
    const admin = ctxOf(world);
    await expect(listRuns(admin, { scope: "installation" })).rejects.toMatchObject({ code: "forbidden" });
    const ctx = operatorOf(admin);
    const { items, counts } = await listRuns(ctx, { scope: "installation", status: "failed" });
    const find = (id: string) => items.find((row) => row.id === id);
    expect(find(ticked)).toMatchObject({
      isScheduled: true,
      organizationName: null,
      error: { name: "Error", message: "The sweep broke." },
    });
    expect(find(own.runId)).toMatchObject({
      organizationName: world.org.name,
      error: { message: "This session is archived." },
      job: null,
      mayRetry: false,
    });
    expect(find(foreign.runId)).toMatchObject({
      organizationName: other.org.name,
      requesterName: null,
      job: null,
      error: { name: "TypeError", message: null },
    });
    expect(counts.failed).toBe(items.length);
    const times = items.map(({ createdAt }) => createdAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(await idsOf(ctx, { scope: "installation", q: "their secret" })).toEqual([]);
    expect(await idsOf(ctx, { scope: "installation", q: "the sweep" })).toEqual([ticked]);
    expect(await idsOf(ctx, { scope: "installation", org: other.orgId })).toEqual([foreign.runId]);
    expect(await idsOf(ctx, { scope: "installation", org: "none" })).toEqual([ticked]);
    // The operator's own organization shows nothing of them.
    expect(await idsOf(ctx, {})).toEqual([own.runId]);
    const { organizations } = await listRunChoices(ctx, "installation");
    expect(organizations.map(({ id }) => id)).toContain(other.orgId);
  });
});
