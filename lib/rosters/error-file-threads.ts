import { invalid } from "@/lib/errors";
import { runInWorkerThread } from "@/lib/worker-threads";
import type { Corrections, ErrorFileTask } from "./error-file-task";
import { readerThreadMegabytes, readerThreadTimeoutMs } from "./limits";

async function run(input: ErrorFileTask): Promise<unknown> {
  const answer = await runInWorkerThread({
    module: "lib/rosters/error-file-worker.ts",
    input,
    memoryMegabytes: readerThreadMegabytes,
    timeoutMs: readerThreadTimeoutMs,
  });
  if (typeof answer === "object" && answer !== null && "refusal" in answer)
    throw invalid(String(answer.refusal));
  return answer;
}

/** Writes the faulty rows of a roster with what is wrong with them, in a thread of its own. */
export async function writeErrorFileInThread(
  roster: ErrorFileTask["roster"],
  target: string,
): Promise<{ rowCount: number }> {
  return (await run({ roster, target })) as { rowCount: number };
}

/** What a corrected error file says of a roster's faulty rows, read in a thread of its own. */
export async function readCorrectionsInThread(
  roster: ErrorFileTask["roster"],
  corrected: NonNullable<ErrorFileTask["corrected"]>,
): Promise<Corrections> {
  return (await run({ roster, corrected })) as Corrections;
}
