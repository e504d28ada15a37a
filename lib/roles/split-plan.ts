import { partTitle } from "./part-titles";

/** People of a role by the title and department that their roster gives them. */
export interface PeopleOfRole {
  readonly titleKey: string;
  readonly departmentKey: string;
  readonly department: string | null;
}

/** A role that stands for one title in one department. */
export interface PartToMake {
  readonly title: string;
  readonly titleKey: string;
  readonly department: string | null;
  readonly departmentKey: string;
  /** Of a spelling that was merged into the role: its part goes into this department's. */
  readonly isMain: boolean;
}

/**
 * The roles that come of splitting departments off a role: one each, under the role's own title; and one for every
 * spelling merged into it that has people there, which goes on into the first.
 */
export function planSplit(
  role: { readonly title: string; readonly titleKey: string },
  people: readonly PeopleOfRole[],
  titleOf: ReadonlyMap<string, string>,
): PartToMake[] {
  const byDepartment = new Map<string, PeopleOfRole[]>();
  for (const each of people) {
    const known = byDepartment.get(each.departmentKey);
    if (known) known.push(each);
    else byDepartment.set(each.departmentKey, [each]);
  }
  return [...byDepartment].flatMap(([departmentKey, here]) => {
    const department = here[0]?.department ?? null;
    const part = (title: string, titleKey: string, isMain: boolean): PartToMake => ({
      title: partTitle(title, department),
      titleKey,
      department,
      departmentKey,
      isMain,
    });
    const spellings = new Set(here.map(({ titleKey }) => titleKey).filter((key) => key !== role.titleKey));
    return [
      part(role.title, role.titleKey, true),
      ...[...spellings].map((key) => part(titleOf.get(key) ?? key, key, false)),
    ];
  });
}
