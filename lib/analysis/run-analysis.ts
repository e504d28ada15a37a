import "server-only";
import type { Ctx } from "@/lib/auth/context";
import { runInWorkerThread } from "@/lib/worker-threads";
import { type ComputedRun, storeRun } from "./mutations/store-run";
import { loadRun } from "./queries/run-input";

const threadMemoryMegabytes = 2048;
const threadTimeoutMs = 10 * 60_000;

/**
 * Carries out a requested run: reads everything in one transaction, computes in a thread of its own, and stores the
 * whole result in another. Repeatable: a finished run is left as it is.
 * @throws AppError `not_found` when the run or its session is gone, `forbidden` when its requester may no longer edit
 */
export async function runAnalysis(ctx: Ctx, runId: string): Promise<{ scoredRoleCount: number }> {
  const loaded = await loadRun(ctx, runId);
  if (loaded.isFinished) return { scoredRoleCount: loaded.scoredRoleCount };
  // The thread runs lib/analysis/analysis-worker.ts, which answers with exactly this.
  const computed = (await runInWorkerThread({
    module: "lib/analysis/analysis-worker.ts",
    input: loaded.input,
    memoryMegabytes: threadMemoryMegabytes,
    timeoutMs: threadTimeoutMs,
  })) as ComputedRun;
  return storeRun(ctx, runId, computed, loaded.labels);
}
