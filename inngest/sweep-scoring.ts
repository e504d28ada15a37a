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
  async ({ step }) => {
    const calls = await step.run("close-lost-calls", translated(sweepLostCalls));
    const stuck = await step.run("send-stuck", translated(sweepStuckScorings));
    const texts = await step.run("drop-texts", translated(sweepScoringTexts));
    const keys = await step.run("forget-keys", translated(sweepIdempotentRequests));
    return { calls, ...stuck, ...texts, ...keys };
  },
);
