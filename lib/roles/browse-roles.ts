import type { Doubt } from "./audit-estimate";
import { percentTolerance, toPercent } from "./percent";
import { doubtWeight, reviewWeight } from "./review-order";
import type { PeopleSettled } from "./review-plan";
import type { RoleGroup } from "./role-summary";
import type { ModelView, RoleFilter, RoleRow, RoleSort, RoleState } from "./schema";

/**
 * Filters and orders roles in the browser, where a session is small enough to have them all there. The same rules as
 * `matchesFilter` and `sortKeys` in SQL; `list-all-roles.db.test.ts` holds them together.
 */

/** The most roles that are sent to the browser at once; beyond, the server filters and pages. */
export const mostRolesInBrowser = 5000;

/** A role with the departments it has people in, where `role.departments` does not name them all. */
export interface BrowsedRole extends RoleRow {
  readonly allDepartments?: readonly (string | null)[];
  /** Of the rosters that took the place of others: those before which nobody had this role. */
  readonly cameWith?: readonly string[];
}

const inState: Readonly<Record<RoleState, (role: RoleRow) => boolean>> = {
  open: ({ decision }) => decision === null,
  unclear: (role) => role.decision === null && !role.suggestion?.isAccepted,
  decided: ({ decision }) => decision?.occupation != null,
  none: ({ decision }) => decision !== null && decision.occupation === null,
  all: () => true,
};

const inModelView: Readonly<Record<ModelView, (role: RoleRow) => boolean>> = {
  chosen: ({ suggestion }) => suggestion?.choice?.outcome === "chosen",
  none: ({ suggestion }) => suggestion?.choice?.outcome === "none",
  other: ({ suggestion }) => suggestion?.choice?.isDisputed === true,
  unanswered: ({ suggestion }) =>
    suggestion?.choice?.outcome === "refused" || suggestion?.choice?.outcome === "failed",
};

function percentOf({ suggestion }: RoleRow): number | null {
  return suggestion ? toPercent(suggestion.confidence) : null;
}

function isInDepartment(role: BrowsedRole, department: string | null): boolean {
  const names = role.allDepartments ?? role.departments.map(({ name }) => name);
  return names.includes(department);
}

function isWithin(role: RoleRow, { minPercent, maxPercent }: RoleFilter): boolean {
  const percent = percentOf(role);
  if (minPercent !== undefined && (percent === null || percent < minPercent)) return false;
  return maxPercent === undefined || (percent !== null && percent <= maxPercent);
}

/** Whether a filter leaves a role; made once per filter. */
export function roleMatcher(filter: RoleFilter): (role: BrowsedRole) => boolean {
  const { state, department, model, since } = filter;
  const search = filter.search?.toLowerCase();
  return (role) =>
    inState[state](role) &&
    (search === undefined || role.title.toLowerCase().includes(search)) &&
    (department === undefined || isInDepartment(role, department)) &&
    isWithin(role, filter) &&
    (model === undefined || inModelView[model](role)) &&
    (since === undefined || role.cameWith?.includes(since) === true);
}

type Weight = (role: Parameters<typeof reviewWeight>[0]) => number;

/** Open roles by a weight, 0 and up; decided ones below 0, by headcount. */
function openFirst(weight: Weight): (role: RoleRow) => number {
  return ({ headcount, decision, suggestion }) => {
    if (decision) return -1 / (headcount + 1);
    const { confidence = null, effect = null } = suggestion ?? {};
    return weight({ headcount, confidence, effect });
  };
}

const sortKeyOf: Readonly<Record<Exclude<RoleSort, "title">, (role: RoleRow) => number>> = {
  review: openFirst(reviewWeight),
  doubt: openFirst(doubtWeight),
  headcount: ({ headcount }) => headcount,
  confidence: ({ suggestion }) => suggestion?.confidence ?? -1,
};

/** @param roles in the order of their titles, as the server sends them all */
export function orderRoles<T extends RoleRow>(
  roles: readonly T[],
  sort: RoleSort,
  direction: "asc" | "desc",
): T[] {
  if (sort === "title") return direction === "asc" ? [...roles] : roles.toReversed();
  const keyed = roles.map((role) => ({ role, key: sortKeyOf[sort](role) }));
  const sign = direction === "asc" ? 1 : -1;
  keyed.sort((a, b) => sign * (a.key - b.key || (a.role.id < b.role.id ? -1 : 1)));
  return keyed.map(({ role }) => role);
}

function doubtSums({ headcount }: RoleRow, confidence: number | null): Omit<Doubt, "roles" | "people"> {
  const wrong = 1 - (confidence ?? 1);
  const variance = (confidence ?? 1) * wrong;
  return {
    errors: wrong,
    variance,
    peopleErrors: headcount * wrong,
    peopleVariance: headcount ** 2 * variance,
    peopleSquares: headcount ** 2,
  };
}

/** Each role as a group of its own, for the same summary as the server's. */
export function toRoleGroup(role: RoleRow, minMarginPercent: number, isMatching: boolean): RoleGroup {
  const { suggestion, decision, headcount } = role;
  const { matched, choice, margin, isAccepted = false, verdict = null } = suggestion ?? {};
  return {
    roles: 1,
    people: headcount,
    percent: percentOf(role),
    ...doubtSums(role, suggestion?.confidence ?? null),
    hasBestCode: matched != null,
    isDisputed: choice?.isDisputed ?? false,
    verdict,
    hasMargin: margin !== undefined && toPercent(margin) >= minMarginPercent,
    isAccepted,
    isDecided: decision !== null,
    hasOccupation: decision?.occupation != null,
    isMatching,
  };
}

function isUnclear({ decision, suggestion }: RoleRow): boolean {
  return decision === null && !suggestion?.isAccepted;
}

/** After each role of a list in review order the share of people that would be settled; null for one that is already. */
export function sharesDownTheList(
  rows: readonly RoleRow[],
  people: PeopleSettled,
): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  let settled = people.settled;
  for (const role of rows) {
    if (!isUnclear(role)) continue;
    settled += role.headcount;
    shares.set(role.id, Math.min(1, settled / Math.max(people.all, percentTolerance)));
  }
  return shares;
}
