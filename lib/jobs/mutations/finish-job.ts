import "server-only";
import { asSystem } from "@/db/client";
import { jobs } from "@/db/schema";
import { announce, clock, heldBy } from "../open-jobs";
import type { ClaimedJob } from "./claim-job";

/** The last step of a function. Repeatable: a job that this run has finished stays finished. */
export async function finishJob(job: ClaimedJob): Promise<void> {
  await asSystem("finish a job", async (tx) => {
    const rows = await tx
      .update(jobs)
      .set({ finishedAt: clock, updatedAt: clock })
      .where(heldBy(job))
      .returning({ id: jobs.id });
    if (rows.length > 0) await announce(tx, job);
  });
}
