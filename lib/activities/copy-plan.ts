import type { OwnActivity, RoleActivity } from "./role-activities";

/** What copying the activities of one occupation or role to another would change, before anything is changed. */

export interface CopySide {
  /** As they come out, own ones included. */
  readonly activities: readonly RoleActivity[];
  /** As people typed them, by activity. */
  readonly typedShares: ReadonlyMap<string, number>;
  readonly own: readonly (OwnActivity & { readonly name: string })[];
}

export interface CopyTarget extends CopySide {
  /** What a person decided in the very layer that is copied to. */
  readonly decidedIds: ReadonlySet<string>;
}

export interface CopyChange {
  readonly activityId: string;
  readonly selected: boolean;
  /** The typed share to stand; null leaves it to the weight. */
  readonly share: number | null;
  /** What the person is told: it goes in, goes out, or gets another share. */
  readonly kind: "in" | "out" | "share";
}

export interface CopyPlan {
  readonly changes: readonly CopyChange[];
  /** Own activities that are added; the target has none of that name. */
  readonly own: readonly (OwnActivity & { readonly name: string })[];
  /** Would change, but a person decided about them here. */
  readonly keptIds: readonly string[];
  /** Selected at the source and unknown to the target's occupation: they cannot be copied. */
  readonly unknownIds: readonly string[];
}

/**
 * Selections of the activities that both have, shares that people typed at the source, and its own activities. What only
 * the target has stays as it is.
 *
 * @param doesOverwrite also what a person decided here
 */
export function planCopy(target: CopyTarget, source: CopySide, doesOverwrite: boolean): CopyPlan {
  const sourceById = new Map(source.activities.map((activity) => [activity.id, activity]));
  const changes: CopyChange[] = [];
  const keptIds: string[] = [];
  for (const present of target.activities) {
    const wanted = present.level === "own" ? undefined : sourceById.get(present.id);
    if (wanted === undefined) continue;
    const change = changeOf(present, wanted, target.typedShares, source.typedShares, doesOverwrite);
    if (change === null) continue;
    if (target.decidedIds.has(present.id) && !doesOverwrite) keptIds.push(present.id);
    else changes.push(change);
  }
  const known = new Set(target.activities.map(({ id }) => id));
  const names = new Set(target.own.map(({ name }) => nameKey(name)));
  return {
    changes,
    own: source.own.filter(({ name }) => !names.has(nameKey(name))),
    keptIds,
    unknownIds: source.activities
      .filter(({ id, level, selected }) => level !== "own" && selected && !known.has(id))
      .map(({ id }) => id),
  };
}

function changeOf(
  present: RoleActivity,
  wanted: RoleActivity,
  targetShares: ReadonlyMap<string, number>,
  sourceShares: ReadonlyMap<string, number>,
  doesOverwrite: boolean,
): CopyChange | null {
  const { id: activityId } = present;
  const { selected } = wanted;
  const before = targetShares.get(activityId) ?? null;
  const atSource = selected ? (sourceShares.get(activityId) ?? null) : null;
  // A share that nobody typed at the source says nothing against one that somebody typed here.
  const share = atSource === null && !doesOverwrite ? before : atSource;
  if (present.selected !== selected) return { activityId, selected, share, kind: selected ? "in" : "out" };
  return selected && share !== before ? { activityId, selected, share, kind: "share" } : null;
}

function nameKey(name: string): string {
  return name.normalize("NFC").trim().toLowerCase();
}
