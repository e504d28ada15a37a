import type { ExposureSourceKind, RelatednessTier, successorLevels, TitleKind } from "@/db/enums";

/** What the reference data holds, as rules, screens and jobs take it; safe for the browser. */

export type OccupationHit = {
  readonly code: string;
  readonly title: string;
  /** The title that the words were found in, where it is not the occupation's own. */
  readonly matchedTitle: string | null;
  /** `online`: nothing here held the words; O*NET's own search found it. */
  readonly matchedKind: "occupation" | "code" | "online" | TitleKind;
};

export type OccupationTask = {
  readonly taskId: string;
  /** O*NET importance 1–5; null where the task was never rated. */
  readonly importance: number | null;
  /** 0–1; null where the release has none (then 1). */
  readonly relevance: number | null;
  readonly dwaIds: readonly string[];
};

export type GwaRating = {
  readonly gwaId: string;
  /** Importance 1–5. */
  readonly importance: number | null;
  /** Level 0–7. */
  readonly level: number | null;
};

export type OccupationProfile = {
  readonly code: string;
  readonly title: string;
  /** By task id; empty for "All Other" and military occupations. */
  readonly tasks: readonly OccupationTask[];
  /** By GWA id; empty for an unrated occupation. */
  readonly gwaRatings: readonly GwaRating[];
};

export type ActivityNames = {
  readonly gwas: readonly { readonly id: string; readonly name: string }[];
  readonly iwas: readonly { readonly id: string; readonly gwaId: string; readonly name: string }[];
  readonly dwas: readonly { readonly id: string; readonly iwaId: string; readonly name: string }[];
};

export type ExposureSource = {
  readonly source: string;
  readonly version: string;
  readonly name: string;
  readonly kind: ExposureSourceKind;
  readonly licence: string;
  readonly citation: string;
  /** Exposure 0–1 that a role must reach for the tier `now`. */
  readonly floor: number;
};

export type Technology = { readonly name: string; readonly hot: boolean; readonly inDemand: boolean };

export type RelatedOccupation = {
  readonly code: string;
  readonly title: string;
  readonly tier: RelatednessTier;
  /** 1 is the closest. */
  readonly position: number;
};

export type Wage = {
  readonly soc: string;
  readonly title: string;
  readonly employment: number | null;
  /** Dollars; null where OEWS publishes none. */
  readonly hourlyMean: number | null;
  readonly annualMean: number | null;
};

/** Why a row of a release was left out. */
export type SkipReason =
  | "duplicate"
  | "unknown_occupation"
  | "unknown_task"
  | "unknown_activity"
  | "no_value"
  | "other_scale";

/** What was read of one part of a release. */
export type InputCounts = {
  /** O*NET's names of the files, without ending. */
  readonly files: readonly string[];
  /** The release that the figures are of, where a file came from another than the rest. */
  readonly release: string;
  readonly rows: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
};

/** By part of a release, as `lib/onet/release/release-inputs.ts` names them. */
export type ReleaseCounts = Readonly<Record<string, InputCounts>>;

/** Rows of a sync. */
export type SyncCounts = {
  readonly processed: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  readonly failed: number;
};

export type SuccessorLevel = (typeof successorLevels)[number];

/** An element that a report names: its id and name in the release that has it (the newer one, if both do). */
export type ReportedElement = {
  readonly id: string;
  readonly name: string;
  /** What is other than before; `parent` is the element above. Null for one that came or vanished. */
  readonly what: "title" | "statement" | "importance" | "job_zone" | "parent" | null;
  readonly was: string | null;
  readonly is: string | null;
};

export type ReportedChanges = {
  readonly count: number;
  /** The first of them, by id. */
  readonly examples: readonly ReportedElement[];
};

export type LevelReport = {
  readonly level: SuccessorLevel;
  readonly came: ReportedChanges;
  /** Title, statement, importance or job zone. */
  readonly changed: ReportedChanges;
  /** Under another element than before. */
  readonly moved: ReportedChanges;
  readonly vanished: ReportedChanges;
};

/** A session whose decisions name elements that vanished or moved; without its name, which is its organization's. */
export type TouchedSession = {
  readonly orgId: string;
  readonly sessionId: string;
  readonly vanishedCount: number;
  readonly movedCount: number;
};

/** What taking `to` instead of `from` means. */
export type ReleaseReport = {
  readonly from: string;
  readonly to: string;
  readonly levels: readonly LevelReport[];
  readonly sessions: readonly TouchedSession[];
};

export type OccupationFacts = {
  readonly code: string;
  readonly title: string;
  /** 1 (little preparation) to 5 (extensive); null for occupations without tasks. */
  readonly jobZone: number | null;
  /** Null where OEWS counts neither the occupation nor a group above it (the military). */
  readonly wage:
    | (Wage & {
        readonly year: number;
        /** The figures are those of a group above the occupation's own SOC code. */
        readonly isGroup: boolean;
        /** O*NET occupations that share the SOC code, and with it the figures. */
        readonly occupationCount: number;
      })
    | null;
};
