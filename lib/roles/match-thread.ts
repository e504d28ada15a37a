import { WarmThreads } from "@/lib/worker-threads";
import { defaultMatchPolicy, type MatchPolicy } from "./match-policy";
import type { IdentifiedMatch, MatchTask } from "./match-worker";

/** The index takes a second to build and some 200 MB: batches of one job, and jobs close together, share it. */
const matchers = new WarmThreads(
  { module: "lib/roles/match-worker.ts", memoryMegabytes: 512 },
  { idleMs: 60_000 },
);
const startMs = 120_000;
const msPerTitle = 10;

/**
 * Matches titles in a thread, so that the process goes on answering. `onBatch` gets the matches as they are
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
  const matched = await matchers.run({
    input: { titles, policy, top, batch, codes } satisfies MatchTask,
    timeoutMs: startMs + msPerTitle * titles.length,
    // The thread reports nothing else.
    onProgress: (matches) => onBatch(matches as IdentifiedMatch[]),
  });
  return Number(matched);
}
