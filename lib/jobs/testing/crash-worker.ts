import { once } from "node:events";
import { env } from "@/lib/env";
import { startJobWorker } from "../job-worker";
import { crashFunctions } from "./crash-functions";

// A worker process for the crash tests: `crash-worker.ts <folder>`. It loads, waits for a line with the grace in
// milliseconds, and then starts.
const [folder = ""] = process.argv.slice(2);
const [line] = await once(process.stdin, "data");
const worker = await startJobWorker({
  functions: crashFunctions(folder),
  queueUrl: env.DATABASE_SYSTEM_URL,
  concurrency: 4,
  graceMs: Number(line),
});
process.stdout.write("ready\n");
process.once("SIGTERM", () => {
  void worker.stop().then(() => process.exit(0));
});
