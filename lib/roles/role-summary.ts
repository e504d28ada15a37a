import type { AuditVerdict } from "@/db/enums";
import { addDoubts, type Doubt, estimateWrong, noDoubt, type WrongMappings } from "./audit-estimate";
import { bandOf } from "./audit-sample";
import type { CheckedBand, ConfirmableCount, RoleCount, RoleState, RoleSummary } from "./schema";

/** Roles that are alike in everything the summary tells apart. */
export interface RoleGroup extends RoleCount {
  /** Confidence in whole percent; null without a suggestion. */
  readonly percent: number | null;
  /** Sums of `Doubt`; null without a suggestion. */
  readonly errors: number | null;
  readonly variance: number | null;
  readonly peopleErrors: number | null;
  readonly peopleVariance: number | null;
  readonly peopleSquares: number;
  readonly hasBestCode: boolean;
  /** A model chose another occupation than the matcher, or none: no threshold confirms it. */
  readonly isDisputed: boolean;
  /** What a check found; a suggestion found wrong is confirmed by no threshold either. */
  readonly verdict: AuditVerdict | null;
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

function doubtOf(group: RoleGroup): Doubt {
  if (group.verdict === "right") return noDoubt;
  return {
    roles: group.roles,
    people: group.people,
    errors: group.errors ?? 0,
    variance: group.variance ?? 0,
    peopleErrors: group.peopleErrors ?? 0,
    peopleVariance: group.peopleVariance ?? 0,
    peopleSquares: group.peopleSquares,
  };
}

/** Whether a threshold may confirm them, however low it is. */
function isConfirmable({
  percent,
  isDecided,
  hasBestCode,
  isMatching,
  isDisputed,
  verdict,
}: RoleGroup): boolean {
  return percent !== null && !isDecided && hasBestCode && isMatching && !isDisputed && verdict !== "wrong";
}

function confirmableCounts(groups: readonly RoleGroup[]): ConfirmableCount[] {
  const counts = new Map<string, ConfirmableCount>();
  for (const group of groups) {
    const { percent, hasMargin } = group;
    if (percent === null || !isConfirmable(group)) continue;
    const key = `${percent} ${hasMargin}`;
    const present = counts.get(key);
    counts.set(key, {
      percent,
      hasMargin,
      roles: group.roles + (present?.roles ?? 0),
      people: group.people + (present?.people ?? 0),
      doubt: addDoubts(doubtOf(group), present?.doubt ?? noDoubt),
    });
  }
  return [...counts.values()].sort(
    (a, b) => a.percent - b.percent || Number(a.hasMargin) - Number(b.hasMargin),
  );
}

/** Decided or not, and whatever the filter: what was found tells of the matcher. */
function checkedBands(groups: readonly RoleGroup[]): CheckedBand[] {
  const bands = new Map<number, CheckedBand>();
  for (const { percent, verdict, roles } of groups) {
    if (percent === null || verdict === null || verdict === "unsure") continue;
    const band = bandOf(percent);
    const { right, wrong } = bands.get(band) ?? { right: 0, wrong: 0 };
    bands.set(band, {
      band,
      right: right + (verdict === "right" ? roles : 0),
      wrong: wrong + (verdict === "wrong" ? roles : 0),
    });
  }
  return [...bands.values()].sort((a, b) => a.band - b.band);
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
    checks: checkedBands(groups),
  };
}

/** Share of people (0–1) whose role is decided or accepted by the rule; null while there is nobody. */
export function settledShare(summary: Pick<RoleSummary, "byState">): number | null {
  const { all, unclear } = summary.byState;
  return all.people === 0 ? null : (all.people - unclear.people) / all.people;
}

export interface AcceptThreshold {
  readonly minPercent: number;
  readonly needsMargin: boolean;
}

function takenBy(confirmable: readonly ConfirmableCount[], threshold: AcceptThreshold): ConfirmableCount[] {
  return confirmable.filter(
    (count) => count.percent >= threshold.minPercent && (count.hasMargin || !threshold.needsMargin),
  );
}

/** What confirming from a threshold on would settle. */
export function countAbove(confirmable: readonly ConfirmableCount[], threshold: AcceptThreshold): RoleCount {
  const taken = takenBy(confirmable, threshold);
  return {
    roles: taken.reduce((sum, count) => sum + count.roles, 0),
    people: taken.reduce((sum, count) => sum + count.people, 0),
  };
}

/** How many of these mappings would be wrong, by the calibration and by what was checked. */
export function wrongAbove(
  { confirmable, checks }: Pick<RoleSummary, "confirmable" | "checks">,
  threshold: AcceptThreshold,
): WrongMappings {
  const doubts = new Map<number, Doubt>();
  for (const { percent, doubt } of takenBy(confirmable, threshold)) {
    const band = bandOf(percent);
    doubts.set(band, addDoubts(doubts.get(band) ?? noDoubt, doubt));
  }
  return estimateWrong(
    [...doubts].map(([band, doubt]) => {
      const found = checks.find((checked) => checked.band === band);
      return { doubt, right: found?.right ?? 0, wrong: found?.wrong ?? 0 };
    }),
  );
}
