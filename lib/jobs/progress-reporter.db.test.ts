import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { inOrg } from "@/db/client";
import { claimJob } from "./mutations/claim-job";
import { progressReporter } from "./progress-reporter";
import { listJobs } from "./queries";
import { requestedJob } from "./testing/requested-job";

async function running() {
  const { ctx, jobId } = await requestedJob();
  const job = await claimJob({ orgId: ctx.orgId, jobId }, randomUUID());
  if (!job) throw new Error("The job could not be claimed.");
  return { ctx, job };
}

describe("progressReporter", () => {
  it("writes the latest of many notes", async () => {
    const { ctx, job } = await running();
    const progress = progressReporter(ctx, job);
    for (let done = 1; done <= 1_000; done += 1) progress.report(done, 1_000);
    await progress.settled();
    expect(await listJobs(ctx)).toMatchObject([{ done: 1_000, total: 1_000 }]);
  });

  it("is heard while the transaction it is called in is still open", async () => {
    const { ctx, job } = await running();
    const progress = progressReporter(ctx, job);
    const seenInside = inOrg(ctx, async () => {
      progress.report(5, 10);
      await progress.settled();
      throw new Error("rolled back");
    });
    await expect(seenInside).rejects.toThrow("rolled back");
    expect(await listJobs(ctx)).toMatchObject([{ done: 5, total: 10 }]);
  });

  it("does not disturb the work when a note cannot be written", async () => {
    const { ctx, job } = await running();
    const progress = progressReporter(ctx, { ...job, jobId: "no id at all" });
    progress.report(1, 2);
    await expect(progress.settled()).resolves.toBeUndefined();
  });
});
