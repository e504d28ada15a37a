import { ctxForJob } from "@/lib/auth/job-context";
import { writeExport } from "@/lib/exports/mutations/write-export";
import { claimJob } from "@/lib/jobs/mutations/claim-job";
import { finishJob } from "@/lib/jobs/mutations/finish-job";
import { inngest } from "./client";
import { exportRequested } from "./job-events";
import { jobOptions } from "./job-options";
import { translated } from "./translated-errors";

/** Writes a file that somebody asked for. */
export const writeExportFunction = inngest.createFunction(
  { id: "write-export", triggers: [exportRequested], ...jobOptions },
  async ({ event, step, runId }) => {
    const job = await step.run(
      "claim-job",
      translated(() => claimJob(event.data, runId)),
    );
    if (!job) return;
    await step.run(
      "write-export",
      translated(async () => writeExport(await ctxForJob(job), job)),
    );
    await step.run(
      "finish-job",
      translated(() => finishJob(job)),
    );
  },
);
