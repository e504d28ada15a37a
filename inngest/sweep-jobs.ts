import { cron } from "inngest";
import { sweepJobs } from "@/lib/jobs/sweep";
import { inngest } from "./client";
import { sweepOptions } from "./job-options";
import { translated } from "./translated-errors";

/** Sends lost work again and gives up what cannot succeed. */
export const sweepJobsFunction = inngest.createFunction(
  { id: "sweep-jobs", triggers: [cron("*/5 * * * *")], ...sweepOptions },
  ({ step }) => step.run("sweep", translated(sweepJobs)),
);
