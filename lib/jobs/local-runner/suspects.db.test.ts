import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { env } from "@/lib/env";
import { requestedJob } from "../testing/requested-job";
import { oneStatement } from "./one-statement";
import { prepareQueue } from "./queue-worker";
import { callNextSuspect, hasMilderSuspect, takeRun } from "./run-claims";

beforeAll(() => prepareQueue(env.DATABASE_SYSTEM_URL));

/** A run that was in hand at so many deaths, and may go on so many seconds from now. */
async function addRun(orgId: string, crashes: number, seconds: number): Promise<string> {
  const [row] = await oneStatement<{ id: string }>(sql`
    insert into function_runs (org_id, function_id, event_id, event, crashes, wake_at)
    values (${orgId}::uuid, 'opportune-x', ${randomUUID()}::uuid, '{}', ${crashes}::int,
            now() + make_interval(secs => ${seconds}::int))
    returning id`);
  return row?.id ?? "";
}

it("calls the suspects that were put off one by one, those with the fewest deaths first, before anybody in line", async () => {
  const { orgId } = (await requestedJob()).world;
  // A moment later than the runs below were put off.
  const now = new Date(Date.now() + 500);
  const take = async () =>
    (await takeRun({ workerId: "w1", now, onlyNewcomers: false, served: [] }))?.claim.runId;
  const innocent = await addRun(orgId, 0, -60);
  const often = await addRun(orgId, 2, 1);
  const once = await addRun(orgId, 1, 1);
  const asleep = await addRun(orgId, 1, 3_600);
  await oneStatement(sql`update function_runs set created_at = now() - interval '1 hour' where crashes > 0`);

  expect(await hasMilderSuspect(2, now)).toBe(true);
  expect(await callNextSuspect(now)).toBe(true);
  expect(await take()).toBe(once);
  expect(await hasMilderSuspect(2, now)).toBe(false);
  expect(await callNextSuspect(now)).toBe(true);
  expect(await take()).toBe(often);
  expect(await callNextSuspect(now)).toBe(false);
  expect(await take()).toBe(innocent);
  expect(await take()).not.toBe(asleep);
});
