import type { MappedRole } from "@/lib/roles/schema";
import type { MappedOccupation } from "./occupation-list";

/** What a person said of an occupation's activities ("looks right"), and whether it still holds. */

export interface ActivityReview {
  readonly code: string;
  readonly release: string;
  /** The roles that were mapped to the occupation then. */
  readonly roleIds: readonly string[];
  readonly byName: string;
  readonly at: Date;
}

export const staleReasons = ["release", "roles"] as const;
export type StaleReason = (typeof staleReasons)[number];

/** Part of an occupation's people in roles that came since, above which the review says too little about it. */
const mostNewPeople = 0.1;

/**
 * Why a review holds no longer: another O*NET release describes the occupation by other activities, or roles that were
 * not mapped to it then have more than a tenth of its people by now. Roles that left change nothing, nor do choices made
 * since: each of them is a person's decision itself.
 */
export function staleReasonOf(
  review: Pick<ActivityReview, "release" | "roleIds">,
  occupation: { readonly headcount: number; readonly roles: readonly MappedRole[] },
  release: string,
): StaleReason | null {
  if (review.release !== release) return "release";
  const known = new Set(review.roleIds);
  const newPeople = occupation.roles
    .filter(({ roleId }) => !known.has(roleId))
    .reduce((sum, { headcount }) => sum + headcount, 0);
  return newPeople > mostNewPeople * occupation.headcount ? "roles" : null;
}

/** Of these occupations, those that no review speaks for. */
export function withoutReview(
  occupations: readonly MappedOccupation[],
  reviews: ReadonlyMap<string, ActivityReview>,
  release: string,
): MappedOccupation[] {
  return occupations.filter((occupation) => {
    const review = reviews.get(occupation.code);
    return review === undefined || staleReasonOf(review, occupation, release) !== null;
  });
}
