import type { GetStepTools } from "inngest";
import { ctxForJob } from "@/lib/auth/job-context";
import { type ClaimedJob, claimJob } from "@/lib/jobs/mutations/claim-job";
import { finishJob } from "@/lib/jobs/mutations/finish-job";
import { reportProgress } from "@/lib/jobs/mutations/report-progress";
import { endBatch, lookAtBatch, makeScorings } from "@/lib/scoring/mutations/carry-out-batch";
import { inngest } from "./client";
import { scoringBatchRequested } from "./job-events";
import { jobOptions } from "./job-options";
import { translated } from "./translated-errors";

type StepTools = GetStepTools<typeof inngest>;

const shortestPauseSeconds = 2;
const longestPauseSeconds = 60;
const pauseGrowth = 1.25;

/** Looks again and again, ever less often, until every scoring of the batch has ended. */
async function followBatch(step: StepTools, job: ClaimedJob): Promise<void> {
  let pauseSeconds = shortestPauseSeconds;
  for (let round = 1; ; round += 1) {
    const { isOver } = await step.run(
      `look-${round}`,
      translated(async () => {
        const ctx = await ctxForJob(job);
        const { ended, total, open } = await lookAtBatch(ctx, job.subjectId);
        await reportProgress(ctx, job, { done: ended, total });
        return { isOver: open === 0 };
      }),
    );
    if (isOver) return;
    await step.sleep(`pause-${round}`, `${Math.round(pauseSeconds)}s`);
    pauseSeconds = Math.min(pauseSeconds * pauseGrowth, longestPauseSeconds);
  }
}

/** Makes the scorings of a batch, a chunk at a time, and shows how far they are; each runs by itself. */
export const scoreBatchFunction = inngest.createFunction(
  { id: "score-batch", triggers: [scoringBatchRequested], ...jobOptions },
  async ({ event, step, runId }) => {
    const job = await step.run(
      "claim-job",
      translated(() => claimJob(event.data, runId)),
    );
    if (!job) return;
    for (let chunk = 1, hasMore = true; hasMore; chunk += 1) {
      ({ hasMore } = await step.run(
        `make-${chunk}`,
        translated(async () => makeScorings(await ctxForJob(job), job.subjectId)),
      ));
    }
    await followBatch(step, job);
    await step.run(
      "finish-job",
      translated(async () => {
        await endBatch(await ctxForJob(job), job.subjectId);
        await finishJob(job);
      }),
    );
  },
);
