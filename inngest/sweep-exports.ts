import { cron } from "inngest";
import { sweepExports } from "@/lib/exports/mutations/sweep-exports";
import { inngest } from "./client";
import { sweepOptions } from "./job-options";
import { translated } from "./translated-errors";

/** Deletes exported files whose seven days are over. */
export const sweepExportsFunction = inngest.createFunction(
  { id: "sweep-exports", triggers: [cron("37 * * * *")], ...sweepOptions },
  ({ step }) => step.run("sweep", translated(sweepExports)),
);
