import { runInWorkerThread } from "@/lib/worker-threads";
import { defaultMatchPolicy, type MatchPolicy } from "./match-policy";
import type { IdentifiedMatch, MatchTask } from "./match-worker";

const memoryMegabytes = 512;
const startMs = 120_000;
const msPerTitle = 10;

/**
 * Matches titles in a thread of its own, so that the process goes on answering. `onBatch` gets the matches as they are
 * made, in the order of the titles.
 *
 * @returns how many titles were matched
 * @throws WorkerThreadError when the thread runs out of memory or time, or fails
 */
export async function matchInThread(
  titles: MatchTask["titles"],
  onBatch: (matches: readonly IdentifiedMatch[]) => void,
  options: { policy?: MatchPolicy; top?: number; batch?: number; codes?: readonly string[] } = {},
): Promise<number> {
  const { policy = defaultMatchPolicy, top = 5, batch = 200, codes = null } = options;
  const matched = await runInWorkerThread({
    module: "lib/roles/match-worker.ts",
    input: { titles, policy, top, batch, codes } satisfies MatchTask,
    memoryMegabytes,
    timeoutMs: startMs + msPerTitle * titles.length,
    // The thread reports nothing else.
    onProgress: (matches) => onBatch(matches as IdentifiedMatch[]),
  });
  return Number(matched);
}
