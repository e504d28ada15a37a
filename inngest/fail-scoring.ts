import type { JobRef } from "@/lib/jobs/events";
import { failScoring } from "@/lib/scoring/mutations/fail-scoring";
import { scoringFailure } from "./translated-errors";

interface Failed {
  readonly event: { readonly data: { readonly run_id: string; readonly event: { readonly data: JobRef } } };
  readonly error: Error;
  readonly step: { run(id: string, work: () => Promise<boolean>): Promise<unknown> };
}

/** The `onFailure` of a scoring: only here, when all tries are over, it fails, with what really went wrong. */
export async function failTheScoring({ event, error, step }: Failed): Promise<void> {
  const { run_id: runId, event: original } = event.data;
  await step.run("fail-scoring", () => failScoring(original.data, scoringFailure(error, runId), runId));
}
