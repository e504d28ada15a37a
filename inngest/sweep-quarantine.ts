import { cron } from "inngest";
import { sweepSyncs } from "@/lib/onet/mutations/sweep-syncs";
import { sweepQuarantine } from "@/lib/rosters/mutations/sweep-quarantine";
import { inngest } from "./client";
import { sweepOptions } from "./job-options";
import { translated } from "./translated-errors";

/** Deletes raw rosters whose seven days are over, and what syncs of O*NET have left behind. */
export const sweepQuarantineFunction = inngest.createFunction(
  { id: "sweep-quarantine", triggers: [cron("17 * * * *")], ...sweepOptions },
  ({ step }) =>
    step.run(
      "sweep",
      translated(async () => {
        const rosters = await sweepQuarantine();
        const syncs = await sweepSyncs();
        return { ...syncs, deletedCount: rosters.deletedCount + syncs.deletedCount };
      }),
    ),
);
