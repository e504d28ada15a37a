import "server-only";
import type { Ctx } from "@/lib/auth/context";
import { computeInThread } from "./compute-in-thread";
import { storeRun } from "./mutations/store-run";
import { loadRun } from "./queries/run-input";

/** How many of its roles a run has computed. */
export interface RunProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * Carries out a requested run: reads everything in one transaction, computes in a thread of its own, and stores the
 * whole result in another. Repeatable: a finished run is left as it is.
 * @throws AppError `not_found` when the run or its session is gone, `forbidden` when its requester may no longer edit
 */
export async function runAnalysis(
  ctx: Ctx,
  runId: string,
  onProgress: (progress: RunProgress) => Promise<unknown> = async () => undefined,
): Promise<{ scoredRoleCount: number }> {
  const loaded = await loadRun(ctx, runId);
  if (loaded.isFinished) return { scoredRoleCount: loaded.scoredRoleCount };
  const total = loaded.input.roles.length;
  await onProgress({ done: 0, total });
  const computed = await computeInThread(loaded.input);
  await onProgress({ done: total, total });
  return storeRun(ctx, runId, computed, loaded.labels);
}
