import type { Tone } from "@/components/ui/badge";
import type { ModelCallStatus, ModelPurpose } from "@/db/enums";

/** Under which key the catalogues name what a model is called for; a key holds no dot. */
export const purposeKeys = {
  "scoring.screen": "screen",
  "scoring.score": "score",
  "scoring.repair": "repair",
  "roles.map": "map",
  "settings.test": "test",
} as const satisfies Record<ModelPurpose, string>;

export const callTones: Readonly<Record<ModelCallStatus, Tone>> = {
  open: "accent",
  answered: "good",
  failed: "bad",
  in_doubt: "warn",
  replayed: "neutral",
};
