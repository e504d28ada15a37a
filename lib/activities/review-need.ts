import type { Tier } from "@/db/enums";
import type { ImpactScale } from "@/lib/analysis/impact";
import { compareByRank } from "@/lib/analysis/ranking";
import type { RoleExposure } from "@/lib/analysis/role-exposure";
import { type RoleBasis, type ScoredRole, scoreRole } from "@/lib/analysis/role-priorities";
import type { AnalysisFlag, AnalysisSettings } from "@/lib/analysis/schema";
import { decideTiers, effectiveTierMode, tierRules } from "@/lib/analysis/tiers";

/**
 * Whether an occupation's choice of activities can change the ranking: its roles are put where their exposure could be
 * instead, by the engine of the analysis, and what else happens to their tiers and to the list of candidates is read off.
 */

export interface ReviewedRole {
  readonly basis: RoleBasis;
  /** What its exposure could be instead, in the same order for all roles of an occupation. */
  readonly others: readonly RoleExposure[];
}

export interface ReviewedOccupation {
  readonly code: string;
  readonly roles: readonly ReviewedRole[];
}

/** `none`: nothing is in doubt. `far`: no doubt reaches a boundary. */
export type SettledReason = "none" | "far";

export type Movement =
  | { readonly kind: "tier"; readonly from: Tier | null; readonly to: Tier | null }
  | { readonly kind: "candidate"; readonly isCandidateNow: boolean };

export type ReviewNeed = { readonly code: string } & (
  | { readonly isNeeded: false; readonly reason: SettledReason }
  | {
      readonly isNeeded: true;
      /** What could happen to the most people; null when no exposure is known, so that the roles have no place. */
      readonly movement: Movement | null;
      readonly roleCount: number;
      readonly headcount: number;
      /** People × the width of the priority they could have. */
      readonly effect: number;
    }
);

export interface ReviewSettings {
  readonly settings: AnalysisSettings;
  readonly scale: ImpactScale;
  /** How many of the top roles become candidates. */
  readonly candidateLimit: number;
}

/** @returns one per occupation; those that need a look first, the most effect first, ties by code */
export function findReviewNeeds(
  occupations: readonly ReviewedOccupation[],
  settings: ReviewSettings,
): ReviewNeed[] {
  const ranking = new ProvisionalRanking(occupations, settings);
  return occupations.map((occupation) => needOf(occupation, ranking)).sort(compareNeeds);
}

function compareNeeds(a: ReviewNeed, b: ReviewNeed): number {
  const effect = (need: ReviewNeed) => (need.isNeeded ? need.effect : -1);
  return effect(b) - effect(a) || (a.code < b.code ? -1 : 1);
}

function needOf({ code, roles }: ReviewedOccupation, ranking: ProvisionalRanking): ReviewNeed {
  const unplaced = roles.filter(({ basis }) => basis.exposure === null);
  if (roles.length > 0 && unplaced.length === roles.length) {
    const headcount = sumHeadcount(unplaced);
    return { code, isNeeded: true, movement: null, roleCount: roles.length, headcount, effect: headcount };
  }
  if (roles.every(({ others }) => others.length === 0)) return { code, isNeeded: false, reason: "none" };
  const tally = new MovementTally();
  for (const moved of ranking.movementsOf(roles)) tally.add(moved);
  return tally.roleIds.size === 0
    ? { code, isNeeded: false, reason: "far" }
    : { code, isNeeded: true, ...tally.sum() };
}

function sumHeadcount(roles: readonly ReviewedRole[]): number {
  return roles.reduce((sum, { basis }) => sum + basis.headcount, 0);
}

interface MovedRole {
  readonly role: ScoredRole;
  readonly movement: Movement;
  /** How far the priority moves; 1 where there is none on one side. */
  readonly distance: number;
}

class MovementTally {
  readonly roleIds = new Set<string>();
  readonly #people = new Map<string, { readonly movement: Movement; headcount: number }>();
  readonly #widest = new Map<string, { readonly headcount: number; distance: number }>();

  add({ role, movement, distance }: MovedRole): void {
    const { id, headcount } = role;
    this.roleIds.add(id);
    const key = JSON.stringify(movement);
    const counted = this.#people.get(key) ?? { movement, headcount: 0 };
    counted.headcount += headcount;
    this.#people.set(key, counted);
    const widest = this.#widest.get(id) ?? { headcount, distance: 0 };
    widest.distance = Math.max(widest.distance, distance);
    this.#widest.set(id, widest);
  }

  sum() {
    const moved = [...this.#widest.values()];
    // A change of tier says more than one of the list of candidates.
    const [most] = [...this.#people.values()].sort(
      (a, b) =>
        Number(b.movement.kind === "tier") - Number(a.movement.kind === "tier") || b.headcount - a.headcount,
    );
    return {
      movement: most?.movement ?? null,
      roleCount: moved.length,
      headcount: moved.reduce((sum, { headcount }) => sum + headcount, 0),
      effect: moved.reduce((sum, { headcount, distance }) => sum + headcount * distance, 0),
    };
  }
}

interface Place {
  readonly tier: Tier | null;
  /** By its priority it would be `now`, but for a floor. */
  readonly isHeldByFloor: boolean;
  readonly isCandidate: boolean;
}

const nowhere: Place = { tier: null, isHeldByFloor: false, isCandidate: false };

/** All roles as the next run would rank them, and what becomes of some when their exposure is another. */
class ProvisionalRanking {
  readonly #settings: ReviewSettings;
  readonly #ranked: readonly ScoredRole[];
  readonly #byId: ReadonlyMap<string, ScoredRole>;
  readonly #places: ReadonlyMap<string, Place>;
  /** Priorities above which a role is on the upper side of some boundary, and below which on the lower; ascending. */
  readonly #boundaries: readonly number[];
  /** Below this priority no role becomes `now`, so that the floors hold nothing back. */
  readonly #leastForFloors: number;

  constructor(occupations: readonly ReviewedOccupation[], settings: ReviewSettings) {
    this.#settings = settings;
    const bases = occupations.flatMap(({ roles }) => roles.map(({ basis }) => basis));
    this.#ranked = bases.map((basis) => this.#score(basis)).sort(compareByRank);
    this.#byId = new Map(this.#ranked.map((role) => [role.id, role]));
    const places = this.#placesAt([...this.#ranked.keys()], this.#ranked);
    this.#places = new Map(this.#ranked.map(({ id }, index) => [id, places[index] ?? nowhere]));
    this.#leastForFloors = this.#findLeastForFloors();
    this.#boundaries = this.#findBoundaries();
  }

  /** What becomes of an occupation's roles in each of their scenarios, one after the other. */
  *movementsOf(roles: readonly ReviewedRole[]): Generator<MovedRole> {
    const ids = new Set(roles.map(({ basis }) => basis.id));
    let standing: readonly ScoredRole[] | undefined;
    for (let scenario = 0; roles.some(({ others }) => scenario < others.length); scenario += 1) {
      const moved = roles.map(({ basis, others }) => this.#score({ ...basis, ...others[scenario] }));
      if (this.#isFar(moved)) continue;
      standing ??= this.#ranked.filter(({ id }) => !ids.has(id));
      yield* this.#movementsAmong(standing, moved.sort(compareByRank));
    }
  }

  /** No boundary lies between the priorities of now and these, and no floor: nothing can change. */
  #isFar(moved: readonly ScoredRole[]): boolean {
    return moved.every((role) => this.#sideOf(role) === this.#sideOf(this.#byId.get(role.id) ?? role));
  }

  *#movementsAmong(standing: readonly ScoredRole[], moved: readonly ScoredRole[]): Generator<MovedRole> {
    const { ranked, indices } = mergeRanked(standing, moved);
    const places = this.#placesAt(indices, ranked);
    for (const [index, role] of moved.entries()) {
      const before = this.#places.get(role.id);
      const after = places[index];
      if (!before || !after) continue;
      const priorityBefore = this.#byId.get(role.id)?.priority ?? null;
      const distance =
        priorityBefore === null || role.priority === null ? 1 : Math.abs(role.priority - priorityBefore);
      if (before.tier !== after.tier) {
        yield { role, distance, movement: { kind: "tier", from: before.tier, to: after.tier } };
      } else if (before.isCandidate !== after.isCandidate) {
        yield { role, distance, movement: { kind: "candidate", isCandidateNow: before.isCandidate } };
      }
    }
  }

  #score(basis: RoleBasis): ScoredRole {
    return scoreRole(basis, this.#settings.settings, this.#settings.scale);
  }

  /** Of the roles at these indices of a ranking. */
  #placesAt(indices: readonly number[], ranked: readonly ScoredRole[]): Place[] {
    const decisions = decideTiers(ranked, this.#settings.settings.tiers);
    let candidatesEnd = 0;
    for (let left = this.#settings.candidateLimit; left > 0 && candidatesEnd < ranked.length; ) {
      if (decisions[candidatesEnd]?.tier) left -= 1;
      candidatesEnd += 1;
    }
    return indices.map((index) => {
      const { tier, flags } = decisions[index] ?? { tier: null, flags: [] };
      const isHeldByFloor = flags.some((flag) => floorFlags.has(flag)) && !flags.includes("held_by_cap");
      return { tier, isHeldByFloor, isCandidate: tier !== null && index < candidatesEnd };
    });
  }

  #findBoundaries(): number[] {
    const { cutoffs, nowShare, nextQuarterShare } = tierRules;
    const placed = this.#ranked.filter(({ id }) => this.#places.get(id)?.tier);
    const mode = effectiveTierMode(this.#settings.settings.tiers.mode, placed.length);
    const found = new Set<number>(mode === "cutoff" ? [cutoffs.now, cutoffs.nextQuarter] : []);
    for (const [index, role] of placed.entries()) {
      const next = this.#bandOf(placed[index + 1]);
      if (next !== this.#bandOf(role) && role.priority !== null) found.add(role.priority);
    }
    // Equal priorities share one place, so a role may find another place above or below them than they have.
    for (const share of mode === "percentile" ? [nowShare, nextQuarterShare] : []) {
      const first = Math.floor(share * placed.length - 0.5);
      for (const { priority } of placed.slice(Math.max(0, first), first + 2)) found.add(priority ?? 0);
    }
    return [...found].sort((a, b) => a - b);
  }

  /** Where its priority alone puts a role: a floor holds nothing back that the cap would not let in. */
  #bandOf(role: ScoredRole | undefined): string {
    const place = this.#places.get(role?.id ?? "");
    const isHeldByFloor = place?.isHeldByFloor && (role?.priority ?? 0) >= this.#leastForFloors;
    const tier = isHeldByFloor ? "now" : place?.tier;
    return `${tier} ${place?.isCandidate}`;
  }

  #findLeastForFloors(): number {
    let nowCount = 0;
    let least = Number.POSITIVE_INFINITY;
    for (const { id, priority } of this.#ranked) {
      const place = this.#places.get(id);
      if (priority === null || nowCount >= this.#settings.settings.tiers.nowCap) break;
      if (place?.tier !== "now" && !place?.isHeldByFloor) continue;
      if (place.tier === "now") nowCount += 1;
      least = priority;
    }
    return least;
  }

  /** The same number for two scores of a role between which nothing lies that could change its place. */
  #sideOf({ priority, exposure, reach, coverage }: ScoredRole): number {
    if (priority === null) return -1;
    const { tiers } = this.#settings.settings;
    const areFloorsFar = priority < this.#leastForFloors;
    const isExposed = areFloorsFar || (exposure ?? 0) >= tiers.exposureFloor;
    const isReached = areFloorsFar || (reach ?? 0) >= tierRules.leastReachForNow;
    const isCovered = coverage >= tierRules.leastCoverage;
    const flags = Number(isExposed) + 2 * Number(isReached) + 4 * Number(isCovered);
    return 8 * stretchOf(priority, this.#boundaries) + flags;
  }
}

/**
 * Which stretch between the boundaries a priority lies in. Each boundary is one by itself: of the roles that have just
 * this priority, some may stand above it and some below.
 */
function stretchOf(priority: number, boundaries: readonly number[]): number {
  const atMost = countAtMost(boundaries, priority);
  return 2 * atMost - Number(boundaries[atMost - 1] === priority);
}

/** How many of the ascending numbers are at most this one. */
function countAtMost(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

const floorFlags: ReadonlySet<AnalysisFlag> = new Set(["held_by_exposure_floor", "held_by_reach_floor"]);

/** Two lists in rank order as one, and where in it the roles of the second stand. */
function mergeRanked(
  a: readonly ScoredRole[],
  b: readonly ScoredRole[],
): { readonly ranked: readonly ScoredRole[]; readonly indices: readonly number[] } {
  const ranked: ScoredRole[] = [];
  const indices: number[] = [];
  let next = 0;
  for (const other of b) {
    for (let role = a[next]; role && compareByRank(role, other) < 0; role = a[next]) {
      ranked.push(role);
      next += 1;
    }
    indices.push(ranked.length);
    ranked.push(other);
  }
  return { ranked: ranked.concat(a.slice(next)), indices };
}
