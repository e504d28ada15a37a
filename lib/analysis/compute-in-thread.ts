import { runInWorkerThread } from "@/lib/worker-threads";
import type { AnalysisInput } from "./analysis-input";
import type { ComputedRun } from "./computed-run";

const memoryMegabytes = 2048;
const timeoutMs = 10 * 60_000;

/**
 * Computes a run in a thread of its own.
 * @throws WorkerThreadError when it runs out of memory or time, or fails
 */
export async function computeInThread(input: AnalysisInput): Promise<ComputedRun> {
  // The thread runs lib/analysis/analysis-worker.ts, which answers with exactly this.
  const module = "lib/analysis/analysis-worker.ts";
  return (await runInWorkerThread({ module, input, memoryMegabytes, timeoutMs })) as ComputedRun;
}
