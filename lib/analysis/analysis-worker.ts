import { answerInWorkerThread } from "@/lib/worker-threads";
import type { AnalysisInput } from "./analysis-input";
import { computeRun } from "./computed-run";

// Runs in a thread of its own: `runInWorkerThread({ module: "lib/analysis/analysis-worker.ts" })`.
// The other end is lib/analysis/compute-in-thread.ts, which sends nothing else.
answerInWorkerThread(async (input) => computeRun(input as AnalysisInput));
