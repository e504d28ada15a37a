import type { Tone } from "@/components/ui/badge";
import type { ScoringOutcome } from "@/db/enums";

/** Below a threshold is no fault of anybody's, so it is not shown as an error. */
export const toneOfOutcome: Readonly<Record<ScoringOutcome, Tone>> = {
  passed: "good",
  rejected: "neutral",
  undetermined: "warn",
};
