import type { ProfileLinkKind, ProfileSource, ScoringOutcome } from "@/db/enums";
import type { ProfileContent } from "./schema";

/** A profile as it is read. */
export interface Profile {
  readonly id: string;
  readonly externalId: string;
  readonly content: ProfileContent;
  readonly version: number;
  readonly source: ProfileSource;
  readonly purpose: string;
  /** ISO date (UTC). */
  readonly retainUntil: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface LatestScore {
  readonly jobId: string;
  readonly templateName: string;
  readonly overall: number | null;
  readonly scaleMax: number;
  readonly outcome: ScoringOutcome | null;
  readonly completedAt: Date;
}

/** A row of the list. */
export interface ProfileRow {
  readonly id: string;
  readonly externalId: string;
  readonly name: string;
  readonly headline: string | null;
  readonly currentTitle: string | null;
  readonly currentCompany: string | null;
  readonly retainUntil: string;
  readonly updatedAt: Date;
  readonly latestScore: LatestScore | null;
}

export interface ProfilePage {
  readonly rows: readonly ProfileRow[];
  readonly total: number;
  readonly page: number;
  readonly pageCount: number;
  readonly counts: { readonly all: number; readonly unscored: number };
}

export interface ProfileVersion {
  readonly version: number;
  readonly content: ProfileContent;
  readonly source: ProfileSource;
  readonly createdAt: Date;
  readonly createdByName: string | null;
}

/** One completed scoring. */
export interface ScorePoint {
  readonly jobId: string;
  readonly templateId: string | null;
  readonly templateVersion: number | null;
  readonly templateName: string;
  readonly profileVersion: number;
  readonly completedAt: Date;
  /** What counts: a reviewer's figure before ours. */
  readonly overall: number | null;
  readonly overallShare: number | null;
  readonly scaleMin: number;
  readonly scaleMax: number;
  readonly spread: number | null;
  readonly outcome: ScoringOutcome | null;
  readonly isReviewed: boolean;
}

export interface ProfileLink {
  readonly id: string;
  readonly kind: ProfileLinkKind;
  /** Role title, or the candidate agent's name. */
  readonly targetName: string;
  readonly candidateId: string | null;
  readonly roleId: string | null;
  readonly sessionId: string;
  readonly sessionName: string;
  readonly scoringJobId: string | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

/** What a person may be tied to. */
export interface LinkTarget {
  readonly id: string;
  readonly name: string;
  readonly sessionName: string;
}

/** Who answers for a candidate agent now. */
export interface Lead {
  readonly candidateId: string;
  readonly profileId: string;
  readonly name: string;
}
