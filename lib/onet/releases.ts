import { z } from "zod";
import type { releaseOrigins } from "@/db/enums";

/** Releases as the admin's page asks for them and shows them; safe for the browser. */

const ReleaseKey = z.string().min(1).max(60);

export const TakeReleaseInput = z.strictObject({
  release: ReleaseKey,
  /** The release that was in use when the person decided, so that two admins do not pass each other by. */
  seen: ReleaseKey,
});

export interface ReleaseEntry {
  readonly release: string;
  readonly origin: (typeof releaseOrigins)[number];
  readonly importedAt: Date;
  /** The newest date that O*NET put on a row, as `2026-08-01`; null where its files name none. */
  readonly newestDataAt: string | null;
  readonly occupationCount: number;
  readonly taskCount: number;
  readonly activityCount: number;
  /** The organization works with it. */
  readonly isInUse: boolean;
  /** Analyses of the organization that name it. */
  readonly runCount: number;
}

/** How many decisions of one kind a release has, and how many stay with the release they were made under. */
export interface Carried {
  readonly carriedCount: number;
  readonly stayingCount: number;
}

/** An O*NET activity that decisions name and another release does not have. */
export interface StayingActivity {
  readonly release: string;
  readonly name: string;
  readonly decisionCount: number;
}

/** An occupation that roles are mapped to and another release does not have. */
export interface StayingOccupation {
  readonly release: string;
  readonly code: string;
  readonly title: string;
  readonly roleCount: number;
}

/** What taking a release into use does to the organization's decisions. */
export interface CarryOver {
  /** Choices among activities. */
  readonly choices: Carried;
  /** The O*NET activities that own activities take their exposure from. */
  readonly nearest: Carried;
  /** Occupations that were decided for roles. */
  readonly mappings: Carried;
  /** Sessions whose next analysis differs. */
  readonly sessionCount: number;
}

/** The same with what stays, by name; at most `namedStays` of each. */
export interface CarryOverPreview extends CarryOver {
  readonly activities: readonly StayingActivity[];
  readonly occupations: readonly StayingOccupation[];
}

export const namedStays = 50;

export interface TakenRelease extends CarryOver {
  readonly release: string;
  readonly previous: string;
}
