import { closePools } from "@/db/client";
import { functions } from "@/inngest";
// Checks the environment as it loads.
import { env } from "@/lib/env";
import { inngestServer } from "@/lib/jobs/engine";
import { startDeliveryWorker } from "@/lib/jobs/inngest/delivery-worker";
import { startJobWorker } from "@/lib/jobs/job-worker";
import { log } from "@/lib/log";

/** SIGTERM leaves 25 seconds; whatever still hangs then is handed over by our death. */
const lastMomentMs = 24_000;

// Node's own report would print an error as it is, and a database error holds the statement's parameters.
process.on("uncaughtException", (err) => {
  log.fatal({ err }, "worker fell over");
  process.exit(1);
});

const server = inngestServer();
const worker = server
  ? await startDeliveryWorker(functions, server)
  : await startJobWorker({ functions, queueUrl: env.DATABASE_SYSTEM_URL });

let isEnding = false;
async function end(signal: string): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  log.info({ signal }, "worker is asked to end");
  setTimeout(() => process.exit(1), lastMomentMs).unref();
  await worker.stop();
  await closePools();
  process.exit(0);
}

process.on("SIGTERM", () => void end("SIGTERM"));
process.on("SIGINT", () => void end("SIGINT"));
