import { runAnalysis } from "@/lib/analysis/run-analysis";
import { ctxForJob } from "@/lib/auth/job-context";
import { refreshCandidates } from "@/lib/candidates/mutations/refresh-candidates";
import { claimJob } from "@/lib/jobs/mutations/claim-job";
import { finishJob } from "@/lib/jobs/mutations/finish-job";
import { reportProgress } from "@/lib/jobs/mutations/report-progress";
import { inngest } from "./client";
import { analysisRequested } from "./job-events";
import { jobOptions } from "./job-options";
import { translated } from "./translated-errors";

/** Computes a requested analysis run. */
export const runAnalysisFunction = inngest.createFunction(
  { id: "run-analysis", triggers: [analysisRequested], ...jobOptions },
  async ({ event, step, runId }) => {
    const job = await step.run(
      "claim-job",
      translated(() => claimJob(event.data, runId)),
    );
    if (!job) return { scoredRoleCount: 0 };
    const outcome = await step.run(
      "run-analysis",
      translated(async () => {
        const ctx = await ctxForJob(job);
        return runAnalysis(ctx, job.subjectId, (progress) => reportProgress(ctx, job, progress));
      }),
    );
    await step.run(
      "refresh-candidates",
      translated(async () => refreshCandidates(await ctxForJob(job), job.subjectId)),
    );
    await step.run(
      "finish-job",
      translated(() => finishJob(job)),
    );
    return outcome;
  },
);
