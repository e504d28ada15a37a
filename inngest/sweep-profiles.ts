import { cron } from "inngest";
import { sweepProfiles } from "@/lib/profiles/mutations/sweep-profiles";
import { inngest } from "./client";
import { sweepOptions } from "./job-options";
import { translated } from "./translated-errors";

/** Deletes profiles that may not be held any longer, with their scorings. */
export const sweepProfilesFunction = inngest.createFunction(
  { id: "sweep-profiles", triggers: [cron("27 * * * *")], ...sweepOptions },
  ({ step }) => step.run("sweep", translated(sweepProfiles)),
);
