import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { env } from "@/lib/env";
import { requestedJob } from "../testing/requested-job";
import { oneStatement } from "./one-statement";
import { prepareQueue } from "./queue-worker";
import { hasMilderSuspect, takeRun } from "./run-claims";

beforeAll(() => prepareQueue(env.DATABASE_SYSTEM_URL));

/** A run that was in hand at so many deaths, and is due since so many seconds. */
async function addRun(orgId: string, crashes: number, seconds: number): Promise<string> {
  const [row] = await oneStatement<{ id: string }>(sql`
    insert into function_runs (org_id, function_id, event_id, event, crashes, wake_at)
    values (${orgId}::uuid, 'opportune-x', ${randomUUID()}::uuid, '{}', ${crashes}::int,
            now() - make_interval(secs => ${seconds}::int))
    returning id`);
  return row?.id ?? "";
}

it("passes over suspects while one is in hand, and knows which of them may go first", async () => {
  const { orgId } = (await requestedJob()).world;
  const take = async (withSuspects: boolean) => {
    const run = await takeRun({
      workerId: "w",
      now: new Date(),
      onlyNewcomers: false,
      withSuspects,
      served: [],
    });
    return run?.claim.runId;
  };
  const often = await addRun(orgId, 2, 60);
  const once = await addRun(orgId, 1, 50);
  const innocent = await addRun(orgId, 0, 10);
  expect(await take(false)).toBe(innocent);
  expect(await take(false)).toBeUndefined();
  expect(await take(true)).toBe(often);
  expect(await hasMilderSuspect(2, new Date())).toBe(true);
  expect(await hasMilderSuspect(1, new Date())).toBe(false);
  expect(await take(true)).toBe(once);
  expect(await hasMilderSuspect(2, new Date())).toBe(false);
});
