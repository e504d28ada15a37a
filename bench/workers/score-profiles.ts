import { scoreProfileFunction } from "@/inngest/score-profile";
import { env } from "@/lib/env";
import { startJobWorker } from "@/lib/jobs/job-worker";

// The worker of the scoring benches: the product's own function on the product's own lanes. Says "ready" once it works.

const worker = await startJobWorker({ functions: [scoreProfileFunction], queueUrl: env.DATABASE_SYSTEM_URL });
process.stdout.write("ready\n");
process.once("SIGTERM", () => void worker.stop().then(() => process.exit(0)));
