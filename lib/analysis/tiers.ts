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
  const placed = ranked.filter(isPlaceable);
  const mode = effectiveTierMode(settings.mode, placed.length);
  const decide = mode === "cutoff" ? byCutoff(settings) : byPercentile(placed, settings);
  const decisions = new Map<string, TierDecision>();
  for (const role of ranked) if (!isPlaceable(role)) decisions.set(role.id, unplacedDecision(role));
  let nowCount = 0;
  let soonCount = 0;
  for (const role of placed) {
    const decision = withCaps(decide(role), settings, nowCount, soonCount);
    if (decision.tier === "now") nowCount += 1;
    if (decision.tier !== "future") soonCount += 1;
    decisions.set(role.id, decision);
  }
  return decisions;
}

/** Percentiles mean little over a handful of roles. @param placedCount roles with a priority and enough coverage */
export function effectiveTierMode(mode: TierSettings["mode"], placedCount: number): TierSettings["mode"] {
  return placedCount < tierRules.leastRolesForPercentiles ? "cutoff" : mode;
}

/**
 * `(roles with higher P + ½ · roles with equal P, self included) / n`, by priority.
 *
 * @param priorities descending
 */
export function midRanks(priorities: readonly number[]): Map<number, number> {
  const midRanksByPriority = new Map<number, number>();
  let start = 0;
  while (start < priorities.length) {
    const priority = priorities[start] ?? 0;
    let end = start;
    while (end < priorities.length && priorities[end] === priority) end += 1;
    midRanksByPriority.set(priority, (start + (end - start) / 2) / priorities.length);
    start = end;
  }
  return midRanksByPriority;
}

function isPlaceable(role: TierCandidate): role is Placed {
  return role.priority !== null && role.coverage >= leastCoverage;
}

function unplacedDecision(role: TierCandidate): TierDecision {
  const isThin = role.exposure !== null && role.coverage < leastCoverage;
  return { tier: null, flags: isThin ? ["coverage_below_half"] : [] };
}

function byPercentile(placed: readonly Placed[], settings: TierSettings): (role: Placed) => TierDecision {
  const places = midRanks(placed.map((role) => role.priority));
  return (role) => {
    const place = places.get(role.priority) ?? 1;
    if (place <= nowShare + tolerance) return nowUnlessHeld(floorsHolding(role, settings));
    return { tier: place <= nextQuarterShare + tolerance ? "next_quarter" : "future", flags: [] };
  };
}

function byCutoff(settings: TierSettings): (role: Placed) => TierDecision {
  return (role) => {
    if (role.priority >= cutoffs.now) {
      const isTooComplex = role.complexity !== null && role.complexity >= cutoffs.nowComplexity;
      const held = floorsHolding(role, settings);
      return nowUnlessHeld(isTooComplex ? [...held, "held_by_complexity"] : held);
    }
    return { tier: role.priority >= cutoffs.nextQuarter ? "next_quarter" : "future", flags: [] };
  };
}

function nowUnlessHeld(flags: AnalysisFlag[]): TierDecision {
  return { tier: flags.length === 0 ? "now" : "next_quarter", flags };
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
