import { sql } from "drizzle-orm";
import { eventType, Inngest } from "inngest";
import { asSystem } from "@/db/client";
import { failTheJob } from "@/inngest/fail-job";
import { env } from "@/lib/env";
import { JobRef } from "@/lib/jobs/events";
import { startJobWorker } from "@/lib/jobs/job-worker";
import { inngestAppId } from "@/lib/jobs/local-runner/function-registry";
import { claimJob } from "@/lib/jobs/mutations/claim-job";
import { finishJob } from "@/lib/jobs/mutations/finish-job";

// The worker of bench/crash.ts: `score-items.ts <address of the stub> <runs at once>`. Says "ready" once it works.

const [stub = "", concurrency = "32"] = process.argv.slice(2);

async function scoreOf(itemId: string): Promise<number> {
  const response = await fetch(`${stub}/${itemId}`);
  if (!response.ok) throw new Error(`The stub answered ${response.status}.`);
  return Number(await response.text());
}

const inngest = new Inngest({ id: inngestAppId });
const requested = eventType("analysis/run.requested", { schema: JobRef });

const scoreItem = inngest.createFunction(
  { id: "score-item", triggers: [requested], onFailure: failTheJob },
  async (call) => {
    const { event, step, runId } = call;
    const job = await step.run("claim-job", () => claimJob(event.data, runId));
    if (!job) return;
    const score = await step.run("score", () => scoreOf(job.subjectId));
    await step.run("keep", async () => {
      await asSystem("bench: keep a score", (tx) =>
        tx.execute(sql`insert into bench_scores (item_id, run_id, score)
        values (${job.subjectId}, ${runId}, ${score}) on conflict (item_id, run_id) do nothing`),
      );
      await finishJob(job);
    });
  },
);

const worker = await startJobWorker({
  functions: [scoreItem],
  queueUrl: env.DATABASE_SYSTEM_URL,
  concurrency: Number(concurrency),
});
process.stdout.write("ready\n");
process.once("SIGTERM", () => void worker.stop().then(() => process.exit(0)));
