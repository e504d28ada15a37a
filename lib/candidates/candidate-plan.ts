import type { DecisionOrigin, Tier } from "@/db/enums";
import { describeAgent, nameAgent } from "./candidate-naming";

/** What a run does to the roadmap: which candidates it adds, refreshes and keeps. A person's choice always stands. */

/** How many of the top roles become candidates unless a person sets another number. */
export const defaultCandidateLimit = 50;

export interface RankedRole {
  readonly roleId: string;
  readonly title: string;
  readonly headcount: number;
  /** From 1; null without a priority. */
  readonly rank: number | null;
  readonly tier: Tier | null;
  /** Names of the activities the agent would take on, heaviest first. */
  readonly topActivityNames: readonly string[];
}

export interface ExistingCandidate {
  readonly id: string;
  readonly roleId: string;
  /** `user` when a person made it. */
  readonly origin: DecisionOrigin;
  readonly name: string;
  readonly nameOrigin: DecisionOrigin;
  readonly description: string;
  readonly descriptionOrigin: DecisionOrigin;
  readonly tier: Tier;
  readonly tierOrigin: DecisionOrigin;
  readonly position: number;
  readonly isChosenForBuild: boolean;
  readonly isDismissed: boolean;
  readonly isStale: boolean;
}

/** The fields of a candidate that a run may set. */
export interface CandidateFields {
  readonly name: string;
  readonly description: string;
  readonly tier: Tier;
  /** Order within the tier: the rank, until a person moves the card. */
  readonly position: number;
}

export interface CandidateDraft extends CandidateFields {
  readonly roleId: string;
}

export interface CandidateUpdate {
  readonly id: string;
  /** Only what differs. `isStale` says whether the latest run still proposes it. */
  readonly changes: Partial<CandidateFields & { readonly isStale: boolean }>;
}

export interface CandidatePlan {
  /** In rank order. */
  readonly creates: readonly CandidateDraft[];
  readonly updates: readonly CandidateUpdate[];
  /** Ids of candidates that stay as they are. */
  readonly keeps: readonly string[];
}

type ScoredRole = RankedRole & { readonly rank: number };
type PlacedRole = ScoredRole & { readonly tier: Tier };

/**
 * The first `limit` placed roles become candidates. A candidate whose role has no score any more is marked stale, as is
 * one that lost its tier or fell below the limit without a person ever having touched it; none is deleted, and a
 * dismissed one is not proposed again.
 */
export function planCandidates(
  roles: readonly RankedRole[],
  existing: readonly ExistingCandidate[],
  limit: number = defaultCandidateLimit,
): CandidatePlan {
  const placed = roles.filter(isPlaced).sort((a, b) => a.rank - b.rank);
  const rolesById = new Map(roles.filter(isRanked).map((role) => [role.roleId, role]));
  const top = placed.slice(0, limit);
  const topIds = new Set(top.map((role) => role.roleId));
  const taken = new Set(existing.map((candidate) => candidate.roleId));
  const updates: CandidateUpdate[] = [];
  const keeps: string[] = [];
  for (const candidate of existing) {
    const role = rolesById.get(candidate.roleId);
    const isProposed = topIds.has(candidate.roleId) || isTouched(candidate);
    const changes = changesTo(candidate, role, role === undefined || !isProposed);
    if (Object.keys(changes).length === 0) keeps.push(candidate.id);
    else updates.push({ id: candidate.id, changes });
  }
  const creates = top.filter((role) => !taken.has(role.roleId)).map(draftCandidate);
  return { creates, updates, keeps };
}

/** A candidate for one role, as the rules would make it; also used when a person makes one by hand. */
export function draftCandidate(role: RankedRole): CandidateDraft {
  return {
    roleId: role.roleId,
    name: nameAgent(role.title),
    description: describeAgent(role.title, role.headcount, role.topActivityNames),
    tier: role.tier ?? "future",
    position: role.rank ?? Number.MAX_SAFE_INTEGER,
  };
}

function isRanked(role: RankedRole): role is ScoredRole {
  return role.rank !== null;
}

function isPlaced(role: RankedRole): role is PlacedRole {
  return role.rank !== null && role.tier !== null;
}

function isTouched(candidate: ExistingCandidate): boolean {
  const origins = [candidate.origin, candidate.nameOrigin, candidate.descriptionOrigin, candidate.tierOrigin];
  return origins.includes("user") || candidate.isChosenForBuild || candidate.isDismissed;
}

function changesTo(
  candidate: ExistingCandidate,
  role: ScoredRole | undefined,
  isStale: boolean,
): CandidateUpdate["changes"] {
  const staleness = candidate.isStale === isStale ? {} : { isStale };
  if (role === undefined) return staleness;
  const fresh = draftCandidate(role);
  const isNameFree = candidate.nameOrigin !== "user" && candidate.name !== fresh.name;
  const isTextFree = candidate.descriptionOrigin !== "user" && candidate.description !== fresh.description;
  const isPlaceFree = candidate.tierOrigin !== "user";
  return {
    ...staleness,
    ...(isNameFree && { name: fresh.name }),
    ...(isTextFree && { description: fresh.description }),
    // Without a tier in the run it stays where it is.
    ...(isPlaceFree && role.tier !== null && candidate.tier !== role.tier && { tier: role.tier }),
    ...(isPlaceFree && candidate.position !== fresh.position && { position: fresh.position }),
  };
}
