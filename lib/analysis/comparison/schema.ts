import { z } from "zod";
import type { Tier } from "@/db/enums";

/** What two runs of a session differ by, and why; safe for the browser. */

/**
 * `people`: headcounts, roles that came or went. `decisions`: occupations, activities, and the organization's own
 * exposure figures. `data`: settings, O*NET release and exposure source.
 */
export const causes = ["people", "decisions", "data"] as const;
export type Cause = (typeof causes)[number];

export type Parts = Readonly<Record<Cause, number>>;

/** A figure in both runs. The parts sum to `after − before`, and are null where they cannot be told. */
export interface Moved {
  readonly before: number;
  readonly after: number;
  readonly parts: Parts | null;
}

/** `together`: no cause weighs more than the others. Null where it cannot be told. */
export type TierCause = Cause | "together" | null;

export const presences = ["both", "came", "went"] as const;
export type Presence = (typeof presences)[number];

export interface RoleMove {
  readonly roleId: string;
  readonly title: string;
  readonly presence: Presence;
  readonly headcount: { readonly before: number; readonly after: number };
  readonly occupation: { readonly before: string | null; readonly after: string | null };
  /** Person-equivalents; 0 where the role is not there or not scored. */
  readonly reach: Moved;
  /** Null unless both runs score the role. */
  readonly priority: Moved | null;
  readonly rank: Moved | null;
  readonly tier: { readonly before: Tier | null; readonly after: Tier | null; readonly cause: TierCause };
}

export interface TierMoveCount {
  /** Null: no tier, or not in the run. */
  readonly from: Tier | null;
  readonly to: Tier | null;
  readonly presence: Presence;
  readonly cause: TierCause;
  readonly roleCount: number;
}

/** Why the parts are not told. */
export type Unknown =
  | { readonly reason: "other_formula" }
  /** Runs made before decisions were kept with them, by number. */
  | { readonly reason: "decisions_not_kept"; readonly runs: readonly number[] };

export const dataChanges = [
  "release",
  "source",
  "share_mode",
  "impact_mode",
  "k",
  "wages",
  "weights",
  "tiers",
] as const;
export type DataChange = (typeof dataChanges)[number];

export interface RunComparison {
  readonly unknown: Unknown | null;
  readonly dataChanges: readonly DataChange[];
  readonly headcount: { readonly before: number; readonly after: number };
  readonly reach: Moved;
  readonly tierMoves: readonly TierMoveCount[];
  readonly counts: Readonly<Record<Presence, number>>;
  readonly roles: readonly RoleMove[];
}

export const moveLists = ["tier", "priority", "rank", "reach"] as const;
export type MoveList = (typeof moveLists)[number];

export const movesPerPage = 50;

export const CompareRunsInput = z.strictObject({
  sessionId: z.uuid(),
  /** Numbers of finished runs. */
  from: z.int().min(1),
  to: z.int().min(1),
});
