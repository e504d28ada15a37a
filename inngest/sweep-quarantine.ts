import { cron } from "inngest";
import { sweepQuarantine } from "@/lib/rosters/mutations/sweep-quarantine";
import { inngest } from "./client";
import { sweepOptions } from "./job-options";
import { translated } from "./translated-errors";

/** Deletes raw rosters whose seven days are over. */
export const sweepQuarantineFunction = inngest.createFunction(
  { id: "sweep-quarantine", triggers: [cron("17 * * * *")], ...sweepOptions },
  ({ step }) => step.run("sweep", translated(sweepQuarantine)),
);
