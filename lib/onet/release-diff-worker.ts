import { answerInWorkerThread } from "@/lib/worker-threads";
import { compareReleases, type DiffInput } from "./release-diff";

// Runs in a thread of its own: `runInWorkerThread({ module: "lib/onet/release-diff-worker.ts" })`.
// The other end is lib/onet/compare-in-thread.ts, which sends nothing else.
answerInWorkerThread(async (input) => compareReleases(input as DiffInput));
