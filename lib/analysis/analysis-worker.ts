import { answerInWorkerThread } from "@/lib/worker-threads";
import { analyse } from "./analysis";
import type { AnalysisInput } from "./analysis-input";
import { inputsHash } from "./inputs-hash";

// Runs in a thread of its own: `runInWorkerThread({ module: "lib/analysis/analysis-worker.ts" })`.
void answerInWorkerThread(async (input) => {
  // The other end is lib/analysis/run-analysis.ts, which sends nothing else.
  const analysisInput = input as AnalysisInput;
  return { inputsHash: inputsHash(analysisInput), output: analyse(analysisInput) };
});
