import { z } from "zod";
import { type DecisionOrigin, type Tier, tiers } from "@/db/enums";

/** How many of the top roles may become candidates. */
export const candidateLimits = { min: 1, max: 500 } as const;
/** Cards that one change may take; a board holds more than the limit when people add to it by hand. */
const changeMax = 2000;
export const nameMaxLength = 120;
export const descriptionMaxLength = 2000;

export const PlanCandidatesInput = z.strictObject({
  sessionId: z.uuid(),
  limit: z.coerce
    .number({ error: "Write a whole number." })
    .int("Write a whole number.")
    .min(candidateLimits.min, `Write at least ${candidateLimits.min}.`)
    .max(candidateLimits.max, `Write at most ${candidateLimits.max}.`),
});

export const MakeCandidateInput = z.strictObject({ sessionId: z.uuid(), roleId: z.uuid() });

/** A candidate as the person saw it: a change made since then by somebody else is a conflict. */
const SeenCandidate = z.strictObject({ id: z.uuid(), version: z.int() });

const SeenCandidates = z
  .array(SeenCandidate)
  .min(1)
  .max(changeMax)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, "Name each card once.");

export const ReleaseCandidatesInput = z.strictObject({ sessionId: z.uuid(), candidates: SeenCandidates });

export const MoveCandidatesInput = z.strictObject({
  sessionId: z.uuid(),
  candidates: SeenCandidates,
  tier: z.enum(tiers),
  /** The card they are put behind; null puts them on top of the tier. */
  afterId: z.uuid().nullable(),
});

export const EditCandidateInput = z.strictObject({
  sessionId: z.uuid(),
  id: z.uuid(),
  version: z.coerce.number().int(),
  name: z
    .string()
    .trim()
    .min(1, "Give the agent a name.")
    .max(nameMaxLength, `Use at most ${nameMaxLength} characters.`),
  description: z.string().trim().max(descriptionMaxLength, `Use at most ${descriptionMaxLength} characters.`),
});

export const ChooseCandidatesInput = z.strictObject({
  sessionId: z.uuid(),
  ids: z.array(z.uuid()).min(1).max(changeMax),
  isChosen: z.boolean(),
});

export const CandidateInput = z.strictObject({ sessionId: z.uuid(), id: z.uuid() });

export interface CandidateScores {
  readonly headcount: number;
  readonly exposure: number | null;
  readonly impact: number | null;
  readonly complexity: number | null;
  readonly priority: number | null;
  readonly rank: number | null;
}

/**
 * Why the latest plan would not propose a card: its role has no score any more, too little is known of it for a tier,
 * or it fell below the limit.
 */
export const staleReasons = ["not_scored", "no_tier", "below_limit"] as const;
export type StaleReason = (typeof staleReasons)[number];

/** A card of the roadmap. */
export interface CandidateCard extends CandidateScores {
  readonly id: string;
  readonly roleId: string;
  readonly roleTitle: string;
  readonly occupation: string | null;
  readonly name: string;
  readonly description: string;
  readonly tier: Tier;
  readonly tierOrigin: DecisionOrigin;
  /** The tier that the latest run gives the role; null when it gives none. */
  readonly runTier: Tier | null;
  readonly position: number;
  readonly isChosenForBuild: boolean;
  readonly staleReason: StaleReason | null;
  /** The roster with which the role's people left; the card stays as it is and holds again when they come back. */
  readonly leftWith: { readonly fileName: string; readonly at: Date } | null;
  /** The run whose figures it shows. */
  readonly runNumber: number;
  readonly version: number;
}

export interface RemainingRole extends CandidateScores {
  readonly roleId: string;
  readonly title: string;
  readonly occupation: string | null;
  readonly tier: Tier | null;
  readonly isDismissed: boolean;
}

export interface Roadmap {
  /** Of the latest finished run; null before the first. */
  readonly runNumber: number | null;
  readonly limit: number;
  readonly cards: readonly CandidateCard[];
  /** Scored roles without a card: how many there are. */
  readonly remainingCount: number;
}

/** Roles without a card, one page of them. */
export interface RemainingPage {
  readonly items: readonly RemainingRole[];
  readonly nextRank: number | null;
}

export const ListRemainingInput = z.strictObject({
  sessionId: z.uuid(),
  search: z.string().max(200).default(""),
  /** Rank after which the page begins. */
  afterRank: z.coerce.number().int().min(0).default(0),
});
