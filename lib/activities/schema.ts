import { z } from "zod";
import type { ActivityLevel, ChoiceLayer } from "@/db/enums";
import type { ExposureBasis, OverrideNote } from "@/lib/exposure/schema";
import type { ExposureSource } from "@/lib/onet/schema";
import type { DoubtKind } from "./doubtful-activities";
import type { ReviewNeed } from "./review-need";
import type { StaleReason } from "./reviews";

/** Where an activity's exposure came from, finest first; `typed` by a person, for an own activity. */
export type ActivityExposureLevel = "typed" | "override" | "task" | "dwa" | "iwa" | "gwa";

/** `weighted` by O*NET importance and typed shares; `simple` gives every selected activity the same share. */
export const shareModes = ["weighted", "simple"] as const;
export type ShareMode = (typeof shareModes)[number];

export const occupationsPerPage = 100;
/** Bounds of one call; an undo of more comes in several. */
const maxChanges = 500;
export const maxUndoEntries = 2000;
export const maxOwnActivityName = 200;

export const OnetCode = z.string().regex(/^\d{2}-\d{4}\.\d{2}$/, "An O*NET code looks like 43-3051.00.");
export const ActivityId = z.string().min(1).max(60);
export const Share = z
  .number()
  .min(0, "A share is between 0 and 100%.")
  .max(1, "A share is between 0 and 100%.");

export const ListOccupationsInput = z.strictObject({
  sessionId: z.uuid(),
  /** Part of the occupation's title, its code, or the title of a role mapped to it; in any case. */
  search: z.string().max(200).optional(),
  onlyAdjusted: z.boolean().default(false),
  /** Left out: what is to be looked at while there is some and nothing is searched for, else all. */
  state: z.enum(["look", "default", "right", "all"]).optional(),
  /** Keyset cursor: the `nextCursor` of the page before. */
  after: z.string().max(100).optional(),
});

export const OccupationActivitiesInput = z.strictObject({
  sessionId: z.uuid(),
  code: OnetCode,
  roleId: z.uuid().optional(),
});

export const SessionEvidenceInput = z.strictObject({
  sessionId: z.uuid(),
  code: OnetCode,
  activityId: ActivityId,
});

export const FindActivitiesInput = z.strictObject({
  sessionId: z.uuid(),
  q: z.string().max(maxOwnActivityName),
});

/** What stands, or should stand, in one layer; null leaves that part to the layer below. */
const ChoiceValue = z.strictObject({ selected: z.boolean().nullable(), share: Share.nullable() });
export type ChoiceValue = z.infer<typeof ChoiceValue>;

export const ChoiceUndo = z.strictObject({
  code: OnetCode,
  roleId: z.uuid().nullable(),
  activityId: ActivityId,
  /** What the change left behind: where something else stands by now, the undo leaves it alone. */
  seen: ChoiceValue.nullable(),
  /** What stood before. */
  restore: ChoiceValue.nullable(),
});
/** The way back from one change; null stands for "no choice". */
export type ChoiceUndo = z.infer<typeof ChoiceUndo>;

export const ChooseActivitiesInput = z.discriminatedUnion("by", [
  /** Activities of one occupation, for all roles mapped to it (`roleId` null) or for one of them. */
  z.strictObject({
    by: z.literal("list"),
    sessionId: z.uuid(),
    code: OnetCode,
    roleId: z.uuid().nullable(),
    changes: z
      .array(
        z.strictObject({
          activityId: ActivityId,
          /** Left out: as it is. Null: as the layer below has it. */
          selected: z.boolean().nullable().optional(),
          share: Share.nullable().optional(),
        }),
      )
      .min(1)
      .max(maxChanges, `Change at most ${maxChanges} activities at a time.`),
  }),
  /** One activity for every occupation of the session that has it. */
  z.strictObject({
    by: z.literal("activity"),
    sessionId: z.uuid(),
    activityId: ActivityId,
    selected: z.boolean(),
  }),
  /** Takes changes back, as an earlier call gave them in `undo`. */
  z.strictObject({
    by: z.literal("undo"),
    sessionId: z.uuid(),
    entries: z.array(ChoiceUndo).min(1).max(maxUndoEntries),
  }),
]);

export const ResetActivitiesInput = z.discriminatedUnion("scope", [
  z.strictObject({ scope: z.literal("all"), sessionId: z.uuid() }),
  /** The occupation's own layer; what was chosen for single roles stays. */
  z.strictObject({ scope: z.literal("occupation"), sessionId: z.uuid(), code: OnetCode }),
  z.strictObject({ scope: z.literal("role"), sessionId: z.uuid(), code: OnetCode, roleId: z.uuid() }),
]);

export const AddOwnActivityInput = z
  .strictObject({
    sessionId: z.uuid(),
    code: OnetCode,
    roleId: z.uuid().nullable(),
    name: z
      .string()
      .transform((text) => text.normalize("NFC").trim())
      .pipe(
        z
          .string()
          .min(1, "Say in a few words what is done.")
          .max(maxOwnActivityName, `Use at most ${maxOwnActivityName} characters.`),
      ),
    share: z.number().positive("Give a share above 0%.").max(1, "A share is at most 100%."),
    /** 0–1 as typed. Null with a nearest DWA takes that one's; null without leaves it unknown. */
    exposure: z.number().min(0).max(1, "An exposure is between 0 and 1.").nullable(),
    nearestDwaId: ActivityId.nullable(),
    /** An own activity that this one takes the place of, when one is edited. */
    replacesId: z.uuid().optional(),
  })
  .refine(({ exposure, nearestDwaId }) => exposure === null || nearestDwaId === null, {
    path: ["exposure"],
    error: "Type the exposure, or take it from an O*NET activity; not both.",
  });

export const OwnActivityRowInput = z.strictObject({ sessionId: z.uuid(), ownActivityId: z.uuid() });

export const ReviewActivitiesInput = z.strictObject({
  sessionId: z.uuid(),
  /** Null: all occupations that nobody has spoken for. */
  code: OnetCode.nullable(),
});

export const WithdrawReviewInput = z.discriminatedUnion("by", [
  z.strictObject({ by: z.literal("act"), sessionId: z.uuid(), actId: z.uuid() }),
  z.strictObject({ by: z.literal("occupation"), sessionId: z.uuid(), code: OnetCode }),
]);

export interface ReviewedActivities {
  readonly reviewedCount: number;
  /** What takes it back; null when nothing was left to say. */
  readonly actId: string | null;
}

/** An occupation that roles are mapped to. */
export interface ListedOccupation {
  readonly code: string;
  readonly title: string;
  readonly roleCount: number;
  readonly headcount: number;
  /** Own activities included. */
  readonly activityCount: number;
  readonly selectedCount: number;
  /** Something departs from the defaults, for the occupation or for one of its roles. */
  readonly isAdjusted: boolean;
  readonly need: ReviewNeed;
  readonly review: ReviewView | null;
}

/** What a person said of an occupation's activities. */
export interface ReviewView extends DecisionNote {
  /** Why it holds no longer; null while it does. */
  readonly stale: StaleReason | null;
}

/**
 * `look`: what nobody spoke for and could change the ranking. `default`: what nobody spoke for and could not. `right`:
 * what a person found right.
 */
export const reviewStates = ["look", "default", "right"] as const;
export type ReviewState = (typeof reviewStates)[number];

export interface ListedOccupations {
  /** The most people first; of state `look` the most effect first. */
  readonly items: readonly ListedOccupation[];
  readonly nextCursor: string | null;
  /** What the items are of; null for all. */
  readonly state: ReviewState | null;
  readonly counts: Readonly<Record<ReviewState, number>>;
  /** On all pages. */
  readonly matchCount: number;
  /** Of the session, whatever the search. */
  readonly total: number;
  readonly adjustedTotal: number;
  /** Roles that nobody mapped and the rule does not accept: no activities until they are. */
  readonly unmapped: { readonly roleCount: number; readonly headcount: number };
}

/** Who decided, and when. */
export interface DecisionNote {
  readonly byName: string;
  readonly at: Date;
}

export interface ActivityView {
  readonly id: string;
  readonly name: string;
  readonly level: Exclude<ActivityLevel, "own">;
  /** Part of the occupation's weight, 0–1. */
  readonly weightShare: number;
  /** Part of the role's time, 0–1; 0 when not selected. */
  readonly share: number;
  /** The share as a person typed it, before any scaling; null when it follows from the weight. */
  readonly typedShare: number | null;
  readonly shareTypedBy: Exclude<ChoiceLayer, "default"> | null;
  readonly exposure: number | null;
  readonly exposureLevel: ActivityExposureLevel | null;
  readonly basis: ExposureBasis;
  readonly selected: boolean;
  readonly selectedBy: ChoiceLayer;
  /** Occupations of the session that have this activity, this one included. */
  readonly occupationCount: number;
  /** As it would stand if nobody had decided anything about the occupation or the role. */
  readonly byDefault: { readonly selected: boolean; readonly share: number };
  /** The decision that holds, of the role's layer before the occupation's; null while the default does. */
  readonly decided: DecisionNote | null;
  /** Why its place in or out of the selection is open to doubt; null once a person decided. */
  readonly doubt: DoubtKind | null;
}

export interface ActivityGroup {
  readonly gwaId: string;
  readonly name: string;
  readonly weightShare: number;
  /** The heaviest first. */
  readonly activities: readonly ActivityView[];
}

export interface OwnActivityView {
  readonly id: string;
  readonly name: string;
  readonly share: number;
  readonly typedShare: number;
  readonly exposure: number | null;
  readonly exposureLevel: ActivityExposureLevel | null;
  /** The O*NET activity the exposure is taken from. */
  readonly nearest: { readonly id: string; readonly name: string } | null;
  /** The override that decides about that activity. */
  readonly override: OverrideNote | null;
  /** False where it belongs to all roles of the occupation and only one is looked at. */
  readonly isOfThisLayer: boolean;
  readonly added: DecisionNote | null;
}

export interface MappedRoleView {
  readonly id: string;
  readonly title: string;
  readonly headcount: number;
  readonly isAdjusted: boolean;
}

export interface OccupationActivitiesView {
  readonly code: string;
  readonly title: string;
  readonly headcount: number;
  /** The largest first. */
  readonly roles: readonly MappedRoleView[];
  /** The role looked at; null for all of them. */
  readonly role: MappedRoleView | null;
  /** Set when O*NET describes the occupation itself by nothing, and these stand in for it. */
  readonly siblings: readonly { readonly code: string; readonly title: string }[] | null;
  readonly release: string;
  readonly source: ExposureSource;
  readonly shareMode: ShareMode;
  /** The heaviest first. */
  readonly groups: readonly ActivityGroup[];
  readonly own: readonly OwnActivityView[];
  readonly activityCount: number;
  readonly selectedCount: number;
  /** Part of the occupation's weight that is selected, 0–1. */
  readonly selectedWeightShare: number;
  /** E and its coverage, 0–1, as things are chosen now. */
  readonly exposure: number | null;
  readonly coverage: number;
  /** E if nobody had decided anything here. */
  readonly defaultExposure: number | null;
  readonly need: ReviewNeed;
  readonly review: ReviewView | null;
  /** Sum of the typed shares of what is selected; above 1 they are scaled down. */
  readonly typedShareTotal: number;
  readonly areTypedSharesRescaled: boolean;
  /** Choices in the layer looked at, which a reset would remove. */
  readonly choiceCount: number;
}

/** An O*NET activity found by words. */
export interface FoundActivity {
  readonly id: string;
  readonly name: string;
  /** Exposure by itself, outside any occupation; null when unknown. */
  readonly exposure: number | null;
  readonly exposureLevel: ActivityExposureLevel | null;
}

export interface ChosenActivities {
  readonly changedCount: number;
  readonly undo: readonly ChoiceUndo[];
  /** Of an undo: what changed since and so was left alone. At most 20 are named. */
  readonly skippedCount: number;
  readonly skippedNames: readonly string[];
  /** Roles that keep a choice of their own, when an activity was changed for every occupation. */
  readonly keptRoleCount: number;
}

export interface ResetChoices {
  readonly removedCount: number;
  readonly undo: readonly ChoiceUndo[];
}

export const choicesLeftBehindNamed = 50;

/** Decisions about activities that the release in use does not have. */
export interface ChoicesLeftBehind {
  /** The one in use. */
  readonly release: string;
  readonly count: number;
  /** At most `choicesLeftBehindNamed`. */
  readonly items: readonly {
    /** A choice, or the O*NET activity that an own one takes its exposure from. */
    readonly kind: "choice" | "nearest";
    readonly activity: string;
    readonly occupation: string;
    /** Null: for all roles of the occupation. */
    readonly role: string | null;
    /** The release the decision stays with. */
    readonly release: string;
  }[];
}

/** For an occupation that O*NET does not describe: what may stand for it, for a role of this title. */
export const FindSiblingsInput = z.object({ code: z.string().max(20), title: z.string().max(1000) });
