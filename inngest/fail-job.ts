import type { JobRef } from "@/lib/jobs/events";
import { failJob } from "@/lib/jobs/mutations/fail-job";
import { clearFailedSyncs } from "@/lib/onet/mutations/sweep-syncs";
import { jobFailure } from "./translated-errors";

interface Failed {
  readonly event: { readonly data: { readonly run_id: string; readonly event: { readonly data: JobRef } } };
  readonly error: Error;
  readonly step: { run(id: string, work: () => Promise<void>): Promise<unknown> };
}

/** The `onFailure` of every function that works on a job: only here is a job failed, when all tries are over. */
export async function failTheJob({ event, error, step }: Failed): Promise<void> {
  const { run_id: runId, event: original } = event.data;
  await step.run("fail-job", () => failJob(original.data, jobFailure(error, runId), runId));
}

/** The same for a sync of O*NET, which has put things together that nobody will ask for any more. */
export async function failTheSync(failed: Failed): Promise<void> {
  await failTheJob(failed);
  await failed.step.run("clear", clearFailedSyncs);
}
