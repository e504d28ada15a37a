import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { functionRuns, functionSteps, functionTries } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { makeMembership } from "@/db/testing/factories";
import type { Ctx } from "@/lib/auth/context";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { functionIdOf } from "../function-names";
import { noOrgId } from "../local-runner/run-queue";
import { type EndedJob, endedJob } from "../testing/ended-job";
import { ctxOf } from "../testing/requested-job";
import { getRun } from "./run-detail";

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, second));
const internal = { name: "TypeError", message: "secret of the code" };
const worded = { name: "AppError.unavailable", message: "The file cannot be read just now." };

/** What the run did: a step that went well at the second try, a sleep that is not over, a worker that died. */
async function withMemory({ ctx, runId }: EndedJob): Promise<void> {
  const of = { orgId: ctx.orgId, runId };
  await committed(async (tx) => {
    await tx.insert(functionSteps).values([
      {
        ...of,
        stepHash: "a",
        name: "claim-job",
        op: "run",
        result: { type: "data", data: 1 },
        createdAt: at(3),
        startedAt: at(2),
        settledAt: at(3),
      },
      { ...of, stepHash: "b", name: "nap", op: "sleep", createdAt: at(9), wakeAt: at(50) },
      {
        ...of,
        stepHash: "c",
        name: "map",
        op: "planned",
        result: { type: "error", error: internal },
        createdAt: at(6),
        startedAt: at(5),
        settledAt: at(6),
      },
    ]);
    await tx.insert(functionTries).values([
      { ...of, stepHash: "a", attempt: 1, startedAt: at(0), endedAt: at(1), error: worded },
      {
        ...of,
        stepHash: null,
        attempt: 1,
        startedAt: at(4),
        endedAt: at(4),
        error: { name: "WorkerCrashed", message: "The worker died." },
      },
    ]);
  });
}

describe("getRun", () => {
  it("tells all that a run did, in order", async () => {
    const failed = await endedJob();
    await withMemory(failed);
    const { run, timeline, siblings, failureRun, failedRun } = await getRun(failed.ctx, failed.runId);
    expect(run).toMatchObject({ id: failed.runId, status: "failed", mayRetry: true });
    expect(timeline).toMatchObject([
      { name: "claim-job", state: "done", failedTries: [{ attempt: 1, error: worded }], durationMs: 1_000 },
      { kind: "call", failedTry: { error: { name: "WorkerCrashed" } } },
      { name: "map", op: "planned", state: "failed", error: internal },
      { name: "nap", op: "sleep", state: "waiting", wakeAt: at(50) },
    ]);
    expect({ siblings, failureRun, failedRun }).toEqual({ siblings: [], failureRun: null, failedRun: null });
  });

  it("leads to the job's other runs and to what took over, and back", async () => {
    const failed = await endedJob();
    const { ctx, jobId, runId, world } = failed;
    const common = { orgId: ctx.orgId, event: {}, jobId, requestedBy: world.user.id };
    const [takeover, second] = [randomUUID(), randomUUID()];
    await committed((tx) =>
      tx.insert(functionRuns).values([
        { ...common, id: takeover, functionId: functionIdOf("map-roles-failure"), eventId: runId },
        { ...common, id: second, functionId: functionIdOf("map-roles"), eventId: randomUUID() },
      ]),
    );
    expect(await getRun(ctx, runId)).toMatchObject({
      siblings: [{ id: second, status: "queued" }],
      failureRun: { id: takeover },
    });
    expect(await getRun(ctx, second)).toMatchObject({ siblings: [{ id: runId }], failureRun: null });
    expect(await getRun(ctx, takeover)).toMatchObject({ failedRun: { id: runId } });
  });

  it("does not exist for strangers, for others' eyes, and under odd names", async () => {
    const failed = await endedJob();
    const { ctx, runId } = failed;
    const stranger = ctxOf(await committedWorld());
    await expect(getRun(stranger, runId)).rejects.toMatchObject({ code: "not_found" });
    const { userId } = await committed((tx) => makeMembership(tx, { orgId: ctx.orgId, role: "manager" }));
    const manager = memberCtx(ctx.orgId, userId, "manager");
    await expect(getRun(manager, runId)).rejects.toMatchObject({ code: "not_found" });
    for (const odd of ["x", "", "'--", "\0", randomUUID()]) {
      await expect(getRun(ctx, odd)).rejects.toMatchObject({ code: "not_found" });
    }
  });

  it("keeps messages of the code from people who cannot do anything with them", async () => {
    const failed = await endedJob({ error: internal });
    await withMemory(failed);
    const mine = memberCtx(failed.ctx.orgId, failed.world.user.id);
    const { run, timeline } = await getRun(mine, failed.runId);
    expect(run.error).toEqual({ name: "TypeError", message: null });
    expect(JSON.stringify(timeline)).not.toContain("secret");
    expect(JSON.stringify(timeline)).toContain("cannot be read");
  });

  it("opens the clock's runs to operators, and others' without what went wrong there", async () => {
    const failed = await endedJob({ error: worded });
    await withMemory(failed);
    const admin = ctxOf(await committedWorld());
    const ctx: Ctx = { ...admin, rights: new Set([...admin.rights, "installation:manage"]) };
    const { run, timeline } = await getRun(ctx, failed.runId);
    expect(run).toMatchObject({
      organizationName: failed.world.org.name,
      error: { name: "AppError.unavailable", message: null },
      job: null,
      mayRetry: false,
    });
    expect(JSON.stringify(timeline)).not.toContain("cannot be read");
    const ticked = randomUUID();
    await committed((tx) =>
      tx.insert(functionRuns).values({
        orgId: noOrgId,
        id: ticked,
        functionId: functionIdOf("sweep-jobs"),
        eventId: randomUUID(),
        event: {},
        failedAt: at(1),
        error: internal,
      }),
    );
    expect((await getRun(ctx, ticked)).run).toMatchObject({ isScheduled: true, error: internal });
    await expect(getRun(admin, ticked)).rejects.toMatchObject({ code: "not_found" });
  });
});
