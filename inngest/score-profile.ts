import { runScoring } from "@/lib/scoring/mutations/run-scoring";
import { callLimit } from "@/lib/scoring/next-call";
import { inngest } from "./client";
import { failTheScoring } from "./fail-scoring";
import { scoringRequested } from "./job-events";
import { jobOptions } from "./job-options";
import { translated } from "./translated-errors";

/** Calls out at once: for one organization, and for all of them. */
const callsOfOrganization = 32;
const callsOfAll = 64;

/** Scores one profile: a step for each call of a model, each of which stores what came of it. */
export const scoreProfileFunction = inngest.createFunction(
  {
    id: "score-profile",
    triggers: [scoringRequested],
    ...jobOptions,
    onFailure: failTheScoring,
    concurrency: [{ key: "event.data.orgId", limit: callsOfOrganization }, { limit: callsOfAll }],
  },
  async ({ event, step, runId }) => {
    for (let number = 1; number <= callLimit; number += 1) {
      const { isOver } = await step.run(
        `call-${number}`,
        translated(() => runScoring(event.data, runId)),
      );
      if (isOver) return;
    }
  },
);
