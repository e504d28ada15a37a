/**
 * A role that was split off goes by the title and its department, and is stored under that name, so that every list,
 * run, candidate and export shows it. Rules that read a title (the matcher) take the department off again.
 */

const between = " · ";
/** Of people whose roster names no department. */
const withoutDepartment = "no department";

function partSuffix(department: string | null): string {
  return between + (department ?? withoutDepartment);
}

export function partTitle(title: string, department: string | null): string {
  return title + partSuffix(department);
}

/** The title as rosters have it. */
export function bareTitle(role: {
  readonly title: string;
  readonly department: string | null;
  readonly departmentKey: string | null;
}): string {
  if (role.departmentKey === null) return role.title;
  const suffix = partSuffix(role.department);
  return role.title.endsWith(suffix) ? role.title.slice(0, -suffix.length) : role.title;
}
