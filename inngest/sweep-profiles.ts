import { cron } from "inngest";
import { sweepProfiles } from "@/lib/profiles/mutations/sweep-profiles";
import { inngest } from "./client";
import { sweepOptions } from "./job-options";
import { translated } from "./translated-errors";

/** Erases the people whose retention is over. */
export const sweepProfilesFunction = inngest.createFunction(
  { id: "sweep-profiles", triggers: [cron("47 * * * *")], ...sweepOptions },
  ({ step }) => step.run("sweep", translated(sweepProfiles)),
);
