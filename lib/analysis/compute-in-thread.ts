import { WarmThreads } from "@/lib/worker-threads";
import type { AnalysisInput } from "./analysis-input";
import type { ComputedRun } from "./computed-run";

const timeoutMs = 10 * 60_000;

/** A run that somebody asks for soon after another one, a setting changed, need not wait for the start. */
const computers = new WarmThreads(
  { module: "lib/analysis/analysis-worker.ts", memoryMegabytes: 2048 },
  { idleMs: 30_000 },
);

/**
 * Computes a run in a thread, so that the process goes on answering.
 * @throws WorkerThreadError when it runs out of memory or time, or fails
 */
export async function computeInThread(input: AnalysisInput): Promise<ComputedRun> {
  // What `analysis-worker.ts` answers with.
  return (await computers.run({ input, timeoutMs })) as ComputedRun;
}
