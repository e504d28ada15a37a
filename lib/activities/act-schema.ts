import { z } from "zod";
import { ActivityId, ChoiceUndo, maxUndoEntries, OnetCode, Share } from "./schema";

/** Acts that change many things at once, and their way back. */

/** An occupation has some 150 activities at most; own ones come on top. */
const maxShares = 600;

export const ActUndo = z.strictObject({
  choices: z.array(ChoiceUndo).max(maxUndoEntries),
  /** Own activities whose share changed: from `restore` to `seen`. */
  ownShares: z.array(z.strictObject({ ownActivityId: z.uuid(), seen: Share, restore: Share })).max(maxShares),
  /** Own activities that were added. */
  ownAdded: z.array(z.uuid()).max(maxShares),
});
/** The way back from an act, as it gave it. */
export type ActUndo = z.infer<typeof ActUndo>;

export const ShareActivitiesInput = z.strictObject({
  sessionId: z.uuid(),
  code: OnetCode,
  roleId: z.uuid().nullable(),
  /** All that is selected and can be changed here; together with what cannot they sum to 1. */
  shares: z
    .array(
      z.strictObject({
        /** Of an activity or of an own one. */
        id: ActivityId,
        share: Share,
        /** Nothing needs to be stored: the weights say the same. */
        doesFollowWeight: z.boolean(),
        /** The typed share that the person started from. */
        seen: Share.nullable(),
      }),
    )
    .min(1)
    .max(maxShares),
});

export const CopySourcesInput = z.strictObject({
  sessionId: z.uuid(),
  code: OnetCode,
  roleId: z.uuid().nullable(),
  /** Part of the title, in any case. */
  search: z.string().max(200),
});

export const CopyPreviewInput = z.strictObject({
  sessionId: z.uuid(),
  code: OnetCode,
  roleId: z.uuid().nullable(),
  from: z.strictObject({ code: OnetCode, roleId: z.uuid().nullable() }),
  /** Also what a person decided here. */
  doesOverwrite: z.boolean(),
});

export const CopyActivitiesInput = CopyPreviewInput.extend({
  /** Of the preview: what would be copied may be something else by now. */
  stamp: z.string().length(64),
});

export const TakeBackActivitiesInput = z.strictObject({ sessionId: z.uuid(), undo: ActUndo });

export interface DoneAct {
  readonly changedCount: number;
  readonly undo: ActUndo;
}

export interface TakenBackAct {
  readonly changedCount: number;
  /** What changed since and so was left alone. At most 20 are named. */
  readonly skippedCount: number;
  readonly skippedNames: readonly string[];
}
