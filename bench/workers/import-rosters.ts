import { importRosterFunction } from "@/inngest/import-roster";
import { env } from "@/lib/env";
import { startJobWorker } from "@/lib/jobs/job-worker";

// The worker of the roster benches: the product's own function on the product's own lanes. Says "ready" once it works.

const worker = await startJobWorker({ functions: [importRosterFunction], queueUrl: env.DATABASE_SYSTEM_URL });
process.stdout.write("ready\n");
process.once("SIGTERM", () => void worker.stop().then(() => process.exit(0)));
