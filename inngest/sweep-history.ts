import { cron } from "inngest";
import { sweepHistory } from "@/lib/jobs/sweep-history";
import { inngest } from "./client";
import { sweepOptions } from "./job-options";
import { translated } from "./translated-errors";

/** Deletes the history of background work that is older than an organization keeps it. */
export const sweepHistoryFunction = inngest.createFunction(
  { id: "sweep-history", triggers: [cron("47 * * * *")], ...sweepOptions },
  ({ step }) => step.run("sweep", translated(sweepHistory)),
);
