import { eq } from "drizzle-orm";
import { cron, Inngest } from "inngest";
import { beforeAll, describe, expect, it } from "vitest";
import { asSystem } from "@/db/client";
import { functionRuns } from "@/db/schema";
import { env } from "@/lib/env";
import { drainJobs } from "../testing/drain-jobs";
import { functionRegistry, inngestAppId } from "./function-registry";
import { prepareQueue, queueTasks } from "./queue-worker";
import { noOrgId, tickTask } from "./run-queue";

const inngest = new Inngest({ id: inngestAppId });
const seen: unknown[] = [];
const nightly = inngest.createFunction(
  { id: "nightly", triggers: [cron("TZ=UTC 0 3 * * *")] },
  async ({ event, step }) => {
    await step.run("look", () => {
      seen.push({ name: event.name, data: event.data });
    });
  },
);
const tasks = queueTasks(functionRegistry([nightly]), async () => undefined);

/** What graphile-worker hands over when a schedule's minute comes. */
async function tick(ts: string, functionId = "opportune-nightly"): Promise<void> {
  const payload: unknown = { functionId, cron: "0 3 * * *", _cron: { ts, backfilled: false } };
  await Reflect.apply(tasks[tickTask] ?? (() => undefined), undefined, [payload]);
}

beforeAll(() => prepareQueue(env.DATABASE_SYSTEM_URL));

describe("a schedule", () => {
  it("starts one run for each tick, however often the tick comes", async () => {
    await Promise.all(Array.from({ length: 4 }, () => tick("2026-03-28T03:00:00.000Z")));
    await tick("2026-03-29T03:00:00.000Z");
    await tick("2026-03-28T03:00:00.000Z");
    await drainJobs([nightly]);
    const timer = { name: "inngest/scheduled.timer", data: { cron: "0 3 * * *" } };
    expect(seen).toEqual([timer, timer]);
    const runs = await asSystem("test: runs", (tx) => tx.select().from(functionRuns));
    expect(runs.map((run) => [run.orgId, run.finishedAt !== null])).toEqual([
      [noOrgId, true],
      [noOrgId, true],
    ]);
  });

  it("of a function that is gone starts nothing", async () => {
    await tick("2026-03-28T03:00:00.000Z", "opportune-gone");
    const runs = await asSystem("test: runs", (tx) =>
      tx.select().from(functionRuns).where(eq(functionRuns.functionId, "opportune-gone")),
    );
    expect(runs).toEqual([]);
  });
});
