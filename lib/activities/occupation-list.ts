import type { MappedRole } from "@/lib/roles/schema";
import type { DecisionOwner } from "./activity-decisions";

/** Occupations as the roles of a session are mapped to them. */

export interface MappedOccupation {
  readonly code: string;
  readonly title: string;
  readonly headcount: number;
  /** The largest first, ties by title and id. */
  readonly roles: readonly MappedRole[];
}

/** @returns by headcount, the largest first, ties by code */
export function groupByOccupation(
  mapped: readonly MappedRole[],
  titles: ReadonlyMap<string, string>,
): MappedOccupation[] {
  const roles = new Map<string, MappedRole[]>();
  for (const role of mapped) {
    if (role.code === null) continue;
    const group = roles.get(role.code);
    if (group === undefined) roles.set(role.code, [role]);
    else group.push(role);
  }
  return [...roles]
    .map(([code, group]) => ({
      code,
      // A code that the release in use does not know is shown as it is.
      title: titles.get(code) ?? code,
      headcount: group.reduce((sum, role) => sum + role.headcount, 0),
      roles: group.sort(byHeadcount),
    }))
    .sort((a, b) => b.headcount - a.headcount || compareText(a.code, b.code));
}

function byHeadcount(a: MappedRole, b: MappedRole): number {
  return b.headcount - a.headcount || compareText(a.title, b.title) || compareText(a.roleId, b.roleId);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** By words of the title, the beginning of the code or words of a mapped role's title. */
export function matchesSearch(occupation: MappedOccupation, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  if (wanted === "") return true;
  return (
    occupation.code.startsWith(wanted) ||
    occupation.title.toLowerCase().includes(wanted) ||
    occupation.roles.some((role) => role.title.toLowerCase().includes(wanted))
  );
}

export interface Adjustments {
  /** Codes with a departure in the occupation's layer or for a role mapped to it now. */
  readonly codes: ReadonlySet<string>;
  /** Roles with a departure from their present occupation. */
  readonly roleIds: ReadonlySet<string>;
}

/** @param departures choices and own activities; those of a role count while it is mapped to their occupation */
export function findAdjustments(
  mapped: readonly MappedRole[],
  departures: readonly DecisionOwner[],
): Adjustments {
  const codeByRole = new Map(mapped.map(({ roleId, code }) => [roleId, code]));
  const codes = new Set<string>();
  const roleIds = new Set<string>();
  for (const { code, roleId } of departures) {
    if (code === null) continue;
    if (roleId === null) codes.add(code);
    else if (codeByRole.get(roleId) === code) {
      codes.add(code);
      roleIds.add(roleId);
    }
  }
  return { codes, roleIds };
}
