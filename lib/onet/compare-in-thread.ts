import { runInWorkerThread } from "@/lib/worker-threads";
import type { ComputedDiff, DiffInput } from "./release-diff";

const memoryMegabytes = 1024;
const timeoutMs = 2 * 60_000;

/**
 * Compares two releases in a thread of its own: a second of arithmetic, during which pages go on.
 * @throws WorkerThreadError when it runs out of memory or time, or fails
 */
export async function compareInThread(input: DiffInput): Promise<ComputedDiff> {
  const answer = await runInWorkerThread({
    module: "lib/onet/release-diff-worker.ts",
    input,
    memoryMegabytes,
    timeoutMs,
  });
  // The thread runs lib/onet/release-diff-worker.ts, which answers with exactly this.
  return answer as ComputedDiff;
}
