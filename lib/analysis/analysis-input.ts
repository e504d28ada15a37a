import type { DecisionOwner } from "@/lib/activities/activity-decisions";
import type { ActivityChoice, OwnActivity } from "@/lib/activities/role-activities";
import type { ActivityTree, ExposureScore } from "@/lib/exposure/exposure-resolution";
import type { OccupationProfile } from "@/lib/onet/schema";
import type { AnalysisSettings } from "./schema";
import type { WageRow } from "./wages";

export interface RoleInput {
  readonly id: string;
  readonly title: string;
  /** O*NET-SOC code; null when the role has no occupation. */
  readonly code: string | null;
  readonly isMappingConfirmed: boolean;
}

/** One distinct title × department × line of business × location. A role's headcount is the sum of its segments'. */
export interface SegmentInput {
  readonly roleId: string;
  readonly department: string | null;
  readonly lineOfBusiness: string | null;
  readonly location: string | null;
  readonly headcount: number;
}

export interface ActivityChoiceInput extends ActivityChoice, DecisionOwner {}

export interface OwnActivityInput extends OwnActivity, DecisionOwner {}

export interface ComplexityOverride {
  readonly roleId: string;
  /** 0–1. */
  readonly value: number;
}

/** Plain data for one run. The order of the rows in any of the lists changes nothing. */
export interface AnalysisInput {
  readonly release: string;
  /** All occupations of the release: siblings and means come from them. */
  readonly occupations: readonly OccupationProfile[];
  readonly tree: ActivityTree;
  /** Scores of the one source and version named in the settings. */
  readonly exposureScores: readonly ExposureScore[];
  readonly exposureOverrides: readonly ExposureScore[];
  /** Empty unless the impact mode is `wages`. */
  readonly wages: readonly WageRow[];
  readonly roles: readonly RoleInput[];
  readonly segments: readonly SegmentInput[];
  readonly activityChoices: readonly ActivityChoiceInput[];
  readonly ownActivities: readonly OwnActivityInput[];
  readonly complexityOverrides: readonly ComplexityOverride[];
  readonly settings: AnalysisSettings;
}
