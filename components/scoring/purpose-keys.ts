import type { ModelPurpose } from "@/db/enums";

/** Under which key the catalogues name what a model is called for; a key holds no dot. */
export const purposeKeys = {
  "scoring.screen": "screen",
  "scoring.score": "score",
  "scoring.repair": "repair",
  "roles.map": "map",
  "settings.test": "test",
} as const satisfies Record<ModelPurpose, string>;
