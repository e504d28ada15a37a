import type { Tier } from "@/db/enums";
import type { AnalysisFlag, TierSettings } from "./schema";

/** Tiers over the roles of one list (scoring.md "Priority and tier"). */

export const tierRules = {
  nowShare: 0.2,
  nextQuarterShare: 0.5,
  /** Person-equivalents. */
  leastReachForNow: 1,
  leastCoverage: 0.5,
  leastRolesForPercentiles: 10,
  cutoffs: { now: 0.55, nowComplexity: 0.65, nextQuarter: 0.4 },
} as const;
const { nowShare, nextQuarterShare, leastReachForNow, leastCoverage, cutoffs } = tierRules;
/** A mid-rank is a quotient of integers: this absorbs the rounding of `share × n`. */
const tolerance = 1e-9;

export interface TierCandidate {
  readonly id: string;
  readonly priority: number | null;
  readonly exposure: number | null;
  readonly complexity: number | null;
  readonly reach: number | null;
  readonly coverage: number;
}

export interface TierDecision {
  /** Null when the role has no priority or too little coverage. */
  readonly tier: Tier | null;
  /** Why the tier is lower than the place in the list alone would give, or why there is none. */
  readonly flags: readonly AnalysisFlag[];
}

type Placed = TierCandidate & { readonly priority: number };

/** @param ranked in rank order; the caps keep the first ones */
export function assignTiers(
  ranked: readonly TierCandidate[],
  settings: TierSettings,
): Map<string, TierDecision> {
  const decisions = decideTiers(ranked, settings);
  return new Map(ranked.map(({ id }, place) => [id, decisions[place] ?? without]));
}

/**
 * The same as a list, one decision for each place of the ranking. The activities step asks for hundreds of rankings at a
 * time, so nothing is looked up by role here, and most decisions are one of a few that all share.
 */
export function decideTiers(ranked: readonly TierCandidate[], settings: TierSettings): TierDecision[] {
  const placed = ranked.filter(isPlaceable);
  const mode = effectiveTierMode(settings.mode, placed.length);
  const places = mode === "cutoff" ? null : midRanks(placed.map(({ priority }) => priority));
  let next = 0;
  let nowCount = 0;
  let soonCount = 0;
  return ranked.map((role) => {
    if (!isPlaceable(role)) return unplacedDecision(role);
    const alone =
      places === null ? byCutoff(role, settings) : byPercentile(role, places[next] ?? 1, settings);
    next += 1;
    const decision = withCaps(alone, settings, nowCount, soonCount);
    if (decision.tier === "now") nowCount += 1;
    if (decision.tier !== "future") soonCount += 1;
    return decision;
  });
}

/** Percentiles mean little over a handful of roles. @param placedCount roles with a priority and enough coverage */
export function effectiveTierMode(mode: TierSettings["mode"], placedCount: number): TierSettings["mode"] {
  return placedCount < tierRules.leastRolesForPercentiles ? "cutoff" : mode;
}

/**
 * `(roles with higher P + ½ · roles with equal P, self included) / n` of each.
 *
 * @param priorities descending
 */
export function midRanks(priorities: readonly number[]): number[] {
  const places: number[] = [];
  while (places.length < priorities.length) {
    const start = places.length;
    let end = start;
    while (end < priorities.length && priorities[end] === priorities[start]) end += 1;
    const place = (start + (end - start) / 2) / priorities.length;
    while (places.length < end) places.push(place);
  }
  return places;
}

function isPlaceable(role: TierCandidate): role is Placed {
  return role.priority !== null && role.coverage >= leastCoverage;
}

const without: TierDecision = { tier: null, flags: [] };
const thin: TierDecision = { tier: null, flags: ["coverage_below_half"] };
const now: TierDecision = { tier: "now", flags: [] };
const nextQuarter: TierDecision = { tier: "next_quarter", flags: [] };
const future: TierDecision = { tier: "future", flags: [] };

function unplacedDecision(role: TierCandidate): TierDecision {
  return role.exposure !== null && role.coverage < leastCoverage ? thin : without;
}

function byPercentile(role: Placed, place: number, settings: TierSettings): TierDecision {
  if (place <= nowShare + tolerance) return nowUnlessHeld(floorsHolding(role, settings));
  return place <= nextQuarterShare + tolerance ? nextQuarter : future;
}

function byCutoff(role: Placed, settings: TierSettings): TierDecision {
  if (role.priority >= cutoffs.now) {
    const isTooComplex = role.complexity !== null && role.complexity >= cutoffs.nowComplexity;
    const held = floorsHolding(role, settings);
    return nowUnlessHeld(isTooComplex ? [...held, "held_by_complexity"] : held);
  }
  return role.priority >= cutoffs.nextQuarter ? nextQuarter : future;
}

function nowUnlessHeld(flags: AnalysisFlag[]): TierDecision {
  return flags.length === 0 ? now : { tier: "next_quarter", flags };
}

function floorsHolding(role: Placed, settings: TierSettings): AnalysisFlag[] {
  const flags: AnalysisFlag[] = [];
  if ((role.exposure ?? 0) < settings.exposureFloor) flags.push("held_by_exposure_floor");
  if ((role.reach ?? 0) < leastReachForNow) flags.push("held_by_reach_floor");
  return flags;
}

function withCaps(
  decision: TierDecision,
  settings: TierSettings,
  nowCount: number,
  soonCount: number,
): TierDecision {
  if (decision.tier === "future") return decision;
  if (soonCount >= settings.nextQuarterCap) {
    return { tier: "future", flags: [...decision.flags, "held_by_cap"] };
  }
  if (decision.tier === "now" && nowCount >= settings.nowCap) {
    return { tier: "next_quarter", flags: [...decision.flags, "held_by_cap"] };
  }
  return decision;
}
