import { textKey } from "./segments";

/** What one roster has that another has not, at the level of roles: no person is known, so none is followed. */

/** People of one role in one department. */
export interface RolePeople {
  /** Equal for the same role in both rosters. */
  readonly roleKey: string;
  /** Null for a title that is no role of the session yet. */
  readonly roleId: string | null;
  readonly title: string;
  readonly department: string | null;
  readonly headcount: number;
}

export const roleChanges = ["new", "gone", "grown", "shrunk", "same"] as const;
export type RoleChange = (typeof roleChanges)[number];

export interface DepartmentChange {
  /** Null: people without a department. */
  readonly name: string | null;
  readonly before: number;
  readonly after: number;
}

export interface RoleDifference {
  readonly roleId: string | null;
  readonly title: string;
  readonly change: RoleChange;
  readonly before: number;
  readonly after: number;
  /**
   * Of a role in both rosters: as many left some departments as others gained. That they are the same people is likely,
   * and not known.
   */
  readonly movedPeople: number;
  /** Those with other headcounts than before, the largest difference first; empty for a new or gone role. */
  readonly departments: readonly DepartmentChange[];
}

export interface ChangeCount {
  readonly roles: number;
  /** Difference in people; for `moved` those who changed departments, for `same` those who are there. */
  readonly people: number;
}

export interface RosterDifference {
  readonly before: ChangeCount;
  readonly after: ChangeCount;
  readonly counts: Readonly<Record<RoleChange | "moved", ChangeCount>>;
  /** The largest difference first. */
  readonly roles: readonly RoleDifference[];
}

interface Gathered {
  readonly roleId: string | null;
  readonly title: string;
  before: number;
  after: number;
  readonly departments: Map<string, { name: string | null; before: number; after: number }>;
}

/** Compares two rosters of one session. The order of the rows changes nothing but the spelling that is shown. */
export function compareRosters(
  before: readonly RolePeople[],
  after: readonly RolePeople[],
): RosterDifference {
  const gathered = new Map<string, Gathered>();
  // The later roster's spellings are the ones to show.
  for (const row of after) gather(gathered, row, "after");
  for (const row of before) gather(gathered, row, "before");
  const roles = [...gathered.values()].map(toDifference).sort(byWeight);
  return {
    before: total(roles, "before"),
    after: total(roles, "after"),
    counts: {
      new: count(roles, "new"),
      gone: count(roles, "gone"),
      grown: count(roles, "grown"),
      shrunk: count(roles, "shrunk"),
      same: count(roles, "same"),
      moved: {
        roles: roles.filter(({ movedPeople }) => movedPeople > 0).length,
        people: roles.reduce((sum, { movedPeople }) => sum + movedPeople, 0),
      },
    },
    roles,
  };
}

function gather(gathered: Map<string, Gathered>, row: RolePeople, side: "before" | "after"): void {
  const role = gathered.get(row.roleKey) ?? {
    roleId: row.roleId,
    title: row.title,
    before: 0,
    after: 0,
    departments: new Map(),
  };
  gathered.set(row.roleKey, role);
  const key = textKey(row.department ?? "");
  const department = role.departments.get(key) ?? { name: row.department, before: 0, after: 0 };
  role.departments.set(key, department);
  role[side] += row.headcount;
  department[side] += row.headcount;
}

function changeOf({ before, after }: Pick<Gathered, "before" | "after">): RoleChange {
  if (before === 0) return "new";
  if (after === 0) return "gone";
  if (before === after) return "same";
  return before < after ? "grown" : "shrunk";
}

function toDifference({ roleId, title, before, after, departments }: Gathered): RoleDifference {
  const change = changeOf({ before, after });
  const isInBoth = change !== "new" && change !== "gone";
  const changed = isInBoth
    ? [...departments.values()]
        .filter((one) => one.before !== one.after)
        .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
    : [];
  const sum = (sign: 1 | -1) =>
    changed.reduce((people, one) => people + Math.max(0, sign * (one.after - one.before)), 0);
  return {
    roleId,
    title,
    change,
    before,
    after,
    movedPeople: Math.min(sum(1), sum(-1)),
    departments: changed,
  };
}

function byWeight(a: RoleDifference, b: RoleDifference): number {
  const weight = (role: RoleDifference) => Math.abs(role.after - role.before);
  return (
    weight(b) - weight(a) ||
    b.movedPeople - a.movedPeople ||
    b.after - a.after ||
    (a.title < b.title ? -1 : Number(a.title > b.title))
  );
}

function total(roles: readonly RoleDifference[], side: "before" | "after"): ChangeCount {
  return {
    roles: roles.filter((role) => role[side] > 0).length,
    people: roles.reduce((sum, role) => sum + role[side], 0),
  };
}

function count(roles: readonly RoleDifference[], change: RoleChange): ChangeCount {
  const these = roles.filter((role) => role.change === change);
  const people = (role: RoleDifference) =>
    change === "same" ? role.after : Math.abs(role.after - role.before);
  return { roles: these.length, people: these.reduce((sum, role) => sum + people(role), 0) };
}
