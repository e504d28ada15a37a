import { ctxForJob } from "@/lib/auth/job-context";
import { claimJob } from "@/lib/jobs/mutations/claim-job";
import { finishJob } from "@/lib/jobs/mutations/finish-job";
import { progressReporter } from "@/lib/jobs/progress-reporter";
import { importRoster } from "@/lib/rosters/mutations/import-roster";
import { inngest } from "./client";
import { importRequested } from "./job-events";
import { jobOptions } from "./job-options";
import { translated } from "./translated-errors";

/** Brings a confirmed roster into its session, whole or not at all. */
export const importRosterFunction = inngest.createFunction(
  { id: "import-roster", triggers: [importRequested], ...jobOptions },
  async ({ event, step, runId }) => {
    const job = await step.run(
      "claim-job",
      translated(() => claimJob(event.data, runId)),
    );
    if (!job) return;
    await step.run(
      "import-roster",
      translated(async () => {
        const ctx = await ctxForJob(job);
        const progress = progressReporter(ctx, job);
        await importRoster(ctx, job.subjectId, {
          onProgress: (done, total) => progress.report(done, Math.max(done, total)),
        });
        await progress.settled();
      }),
    );
    await step.run(
      "finish-job",
      translated(() => finishJob(job)),
    );
  },
);
