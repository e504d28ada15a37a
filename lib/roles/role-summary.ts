import type { ConfirmableCount, RoleCount, RoleState, RoleSummary } from "./schema";

/** Roles that are alike in everything the summary tells apart. */
export interface RoleGroup extends RoleCount {
  /** Confidence in whole percent; null without a suggestion. */
  readonly percent: number | null;
  /** Sum of 1 − confidence; null without a suggestion. */
  readonly expectedErrors: number | null;
  readonly hasBestCode: boolean;
  /** A model chose another occupation than the matcher, or none: no threshold confirms it. */
  readonly isDisputed: boolean;
  readonly hasMargin: boolean;
  readonly isAccepted: boolean;
  readonly isDecided: boolean;
  readonly hasOccupation: boolean;
  /** Whether the filter leaves them. */
  readonly isMatching: boolean;
}

function countOf(groups: readonly RoleGroup[]): RoleCount {
  return {
    roles: groups.reduce((sum, group) => sum + group.roles, 0),
    people: groups.reduce((sum, group) => sum + group.people, 0),
  };
}

const inState: Readonly<Record<RoleState, (group: RoleGroup) => boolean>> = {
  open: (group) => !group.isDecided,
  unclear: (group) => !group.isDecided && !group.isAccepted,
  decided: (group) => group.isDecided && group.hasOccupation,
  none: (group) => group.isDecided && !group.hasOccupation,
  all: () => true,
};

function confirmableCounts(groups: readonly RoleGroup[]): ConfirmableCount[] {
  const counts = new Map<string, ConfirmableCount>();
  for (const group of groups) {
    const { percent, hasMargin } = group;
    if (percent === null || group.isDecided || !group.hasBestCode || !group.isMatching) continue;
    if (group.isDisputed) continue;
    const key = `${percent} ${hasMargin}`;
    const present = counts.get(key);
    counts.set(key, {
      percent,
      hasMargin,
      roles: group.roles + (present?.roles ?? 0),
      people: group.people + (present?.people ?? 0),
      expectedErrors: (group.expectedErrors ?? 0) + (present?.expectedErrors ?? 0),
    });
  }
  return [...counts.values()].sort(
    (a, b) => a.percent - b.percent || Number(a.hasMargin) - Number(b.hasMargin),
  );
}

export function summarizeGroups(groups: readonly RoleGroup[]): RoleSummary {
  const count = (state: RoleState) => countOf(groups.filter(inState[state]));
  return {
    byState: {
      open: count("open"),
      unclear: count("unclear"),
      decided: count("decided"),
      none: count("none"),
      all: count("all"),
    },
    accepted: countOf(groups.filter((group) => !group.isDecided && group.isAccepted)),
    withoutSuggestion: countOf(groups.filter((group) => group.percent === null)),
    matching: countOf(groups.filter((group) => group.isMatching)),
    confirmable: confirmableCounts(groups),
  };
}

/** Share of people (0–1) whose role is decided or accepted by the rule; null while there is nobody. */
export function settledShare(summary: Pick<RoleSummary, "byState">): number | null {
  const { all, unclear } = summary.byState;
  return all.people === 0 ? null : (all.people - unclear.people) / all.people;
}

/** What confirming from a threshold on would settle. */
export function countAbove(
  confirmable: readonly ConfirmableCount[],
  threshold: { readonly minPercent: number; readonly needsMargin: boolean },
): RoleCount & { readonly expectedErrors: number } {
  const taken = confirmable.filter(
    (count) => count.percent >= threshold.minPercent && (count.hasMargin || !threshold.needsMargin),
  );
  return {
    roles: taken.reduce((sum, count) => sum + count.roles, 0),
    people: taken.reduce((sum, count) => sum + count.people, 0),
    expectedErrors: taken.reduce((sum, count) => sum + count.expectedErrors, 0),
  };
}
