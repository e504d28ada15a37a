import { cron } from "inngest";
import { sweepRemovedOrganizations } from "@/lib/orgs/mutations/sweep-removed-organizations";
import { inngest } from "./client";
import { sweepOptions } from "./job-options";
import { translated } from "./translated-errors";

/** Deletes what removed organizations leave behind. */
export const sweepRemovedOrganizationsFunction = inngest.createFunction(
  { id: "sweep-removed-organizations", triggers: [cron("*/15 * * * *")], ...sweepOptions },
  ({ step }) => step.run("sweep", translated(sweepRemovedOrganizations)),
);
