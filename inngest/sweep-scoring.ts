import { cron } from "inngest";
import { sweepIdempotentRequests } from "@/lib/http/mutations/sweep-idempotent-requests";
import { sweepLostCalls } from "@/lib/llm/mutations/sweep-lost-calls";
import { sweepScoringTexts } from "@/lib/scoring/mutations/sweep-scoring-texts";
import { sweepStuckScorings } from "@/lib/scoring/mutations/sweep-stuck-scorings";
import { inngest } from "./client";
import { sweepOptions } from "./job-options";
import { translated } from "./translated-errors";

/** Sends lost scorings again, closes calls nobody heard of, drops texts and keys of requests whose time is over. */
export const sweepScoringFunction = inngest.createFunction(
  { id: "sweep-scoring", triggers: [cron("*/5 * * * *")], ...sweepOptions },
  ({ step }) =>
    step.run(
      "sweep",
      translated(async () => ({
        lostCalls: await sweepLostCalls(),
        ...(await sweepStuckScorings()),
        ...(await sweepScoringTexts()),
        ...(await sweepIdempotentRequests()),
      })),
    ),
);
