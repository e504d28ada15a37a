import { compareIds } from "@/lib/exposure/exposure-resolution";

export interface Rankable {
  readonly id: string;
  readonly title: string;
  readonly headcount: number;
  readonly priority: number | null;
}

/**
 * Priority descending, then headcount descending, then title by code units (so no locale can change it), then id.
 * Roles without a priority come last.
 */
export function compareByRank(a: Rankable, b: Rankable): number {
  return (
    (b.priority ?? -1) - (a.priority ?? -1) ||
    b.headcount - a.headcount ||
    compareIds(a.title, b.title) ||
    compareIds(a.id, b.id)
  );
}
