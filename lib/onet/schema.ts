import type { ExposureSourceKind, RelatednessTier, TitleKind } from "@/db/enums";

/** What the reference data holds, as rules, screens and jobs take it; safe for the browser. */

export type OccupationHit = {
  readonly code: string;
  readonly title: string;
  /** The title that the words were found in, where it is not the occupation's own. */
  readonly matchedTitle: string | null;
  readonly matchedKind: "occupation" | "code" | TitleKind;
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
