import { expect } from "vitest";
import { dbTest } from "@/db/testing/db-test";
import { makeJob } from "@/db/testing/factories";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { readFrame } from "./frame";

dbTest("the frame shows one's own work and the release in use", async ({ tx, orgId, user }) => {
  const mine = await makeJob(tx, { orgId, requestedBy: user.id });
  await makeJob(tx, { orgId });
  const { ownJobs, release } = await readFrame(memberCtx(orgId, user.id, "admin"));
  expect(ownJobs.map(({ id }) => id)).toEqual([mine.id]);
  expect(release).toBe("30.1");
});
