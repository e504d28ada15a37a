import type { UploadMode } from "@/db/enums";

/** Whether a roster looks like the next one of the same people, or like more people beside those that are there. */

export interface ModeEvidence {
  readonly roles: {
    readonly present: number;
    readonly coming: number;
    readonly shared: number;
  };
  /** Share of the coming people who work in departments and locations that the session has; null where not stated. */
  readonly knownPlaceShare: number | null;
  /** The columns have the names that those of a present roster had. */
  readonly hasSameColumns: boolean;
}

export const modeReasons = ["shared_titles", "same_columns", "other_places", "other_titles"] as const;
export type ModeReason = (typeof modeReasons)[number];

export interface ModeSuggestion {
  readonly mode: UploadMode;
  readonly reason: ModeReason;
}

/** Of the titles of the shorter list. */
const manyShared = 0.5;
const someShared = 0.2;
const fewKnownPlaces = 0.1;

/** The next roster where many titles are shared, or some with the same columns; but people of other places are more people. */
export function suggestMode({ roles, knownPlaceShare, hasSameColumns }: ModeEvidence): ModeSuggestion {
  const shorter = Math.min(roles.present, roles.coming);
  const sharedShare = shorter === 0 ? 0 : roles.shared / shorter;
  if (knownPlaceShare !== null && knownPlaceShare < fewKnownPlaces) {
    return { mode: "add", reason: "other_places" };
  }
  if (sharedShare >= manyShared) return { mode: "replace", reason: "shared_titles" };
  if (hasSameColumns && sharedShare >= someShared) return { mode: "replace", reason: "same_columns" };
  return { mode: "add", reason: "other_titles" };
}
