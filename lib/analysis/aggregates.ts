import type { ActivityLevel } from "@/db/enums";
import { compareIds } from "@/lib/exposure/exposure-resolution";
import { type ImpactScale, impactOf } from "./impact";
import { priorityOf } from "./priority";
import type { GroupDimension, PriorityWeights, ValueRange } from "./schema";

/** Aggregates of one run (scoring.md "Aggregates"), from workforce segments, so that one title may span groups. */

export interface AggregateRole {
  readonly id: string;
  readonly code: string | null;
  readonly headcount: number;
  readonly exposure: number | null;
  readonly coverage: number;
  readonly complexity: number | null;
  readonly activities: readonly {
    readonly id: string;
    readonly level: ActivityLevel;
    readonly share: number;
    readonly exposure: number | null;
    readonly selected: boolean;
  }[];
}

export interface AggregateSegment {
  readonly role: AggregateRole & { readonly value: ValueRange | null };
  readonly department: string | null;
  readonly lineOfBusiness: string | null;
  readonly location: string | null;
  readonly headcount: number;
}

export interface GroupAggregate {
  readonly dimension: GroupDimension;
  /** Null for the people of whom it is not known. */
  readonly key: string | null;
  readonly headcount: number;
  readonly roleCount: number;
  /** Headcount-weighted means over the people of whom it is known; null when of nobody. */
  readonly exposure: number | null;
  readonly complexity: number | null;
  readonly coverage: number;
  /** Sum of the person-equivalents. */
  readonly reach: number | null;
  readonly value: ValueRange | null;
  /** From the group's own reach or value, with the same constants as a role's. */
  readonly impact: number | null;
  /** A priority of averaged inputs, not an average of priorities. */
  readonly priority: number | null;
}

export interface ActivityAggregate {
  readonly activityId: string;
  readonly level: ActivityLevel;
  /** `Σ h·s·e / Σ h·s` over the roles that do it and know its exposure. */
  readonly exposure: number | null;
  /** `Σ h·s` over the roles that do it. */
  readonly personEquivalents: number;
  readonly headcount: number;
  readonly roleCount: number;
}

const keyOf: Readonly<Record<GroupDimension, (segment: AggregateSegment) => string | null>> = {
  department: (segment) => segment.department,
  line_of_business: (segment) => segment.lineOfBusiness,
  location: (segment) => segment.location,
  occupation: (segment) => segment.role.code,
  occupation_family: (segment) => segment.role.code?.slice(0, 2) ?? null,
};

/** One row per value of the dimension, sorted by key with the unknown last. @param segments in a fixed order */
export function aggregateGroups(
  dimension: GroupDimension,
  segments: readonly AggregateSegment[],
  weights: PriorityWeights,
  scale: ImpactScale,
): GroupAggregate[] {
  const sums = new Map<string | null, GroupSum>();
  for (const segment of segments) {
    const key = keyOf[dimension](segment);
    const sum = sums.get(key) ?? emptyGroupSum();
    sums.set(key, sum);
    addSegment(sum, segment);
  }
  const keys = [...sums.keys()].sort(compareKeys);
  return keys.flatMap((key) => {
    const sum = sums.get(key);
    return sum === undefined ? [] : [toGroup(dimension, key, sum, weights, scale)];
  });
}

/** Person-equivalents descending, ties by id. @param roles in a fixed order */
export function aggregateActivities(roles: readonly AggregateRole[]): ActivityAggregate[] {
  const sums = new Map<string, ActivitySum>();
  for (const role of roles) {
    for (const activity of role.activities) {
      if (!activity.selected) continue;
      const sum = sums.get(activity.id) ?? emptyActivitySum(activity.level);
      sums.set(activity.id, sum);
      const persons = role.headcount * activity.share;
      sum.personEquivalents += persons;
      sum.headcount += role.headcount;
      sum.roleCount += 1;
      if (activity.exposure === null) continue;
      sum.knownPersons += persons;
      sum.exposureSum += persons * activity.exposure;
    }
  }
  const aggregates = [...sums].map(([activityId, sum]) => ({
    activityId,
    level: sum.level,
    exposure: meanOrNull(sum.exposureSum, sum.knownPersons),
    personEquivalents: sum.personEquivalents,
    headcount: sum.headcount,
    roleCount: sum.roleCount,
  }));
  return aggregates.sort(
    (a, b) => b.personEquivalents - a.personEquivalents || compareIds(a.activityId, b.activityId),
  );
}

interface GroupSum {
  headcount: number;
  readonly roleIds: Set<string>;
  exposedHeadcount: number;
  reach: number;
  coverageSum: number;
  ratedHeadcount: number;
  complexitySum: number;
  value: ValueRange | null;
}

function emptyGroupSum(): GroupSum {
  return {
    headcount: 0,
    roleIds: new Set(),
    exposedHeadcount: 0,
    reach: 0,
    coverageSum: 0,
    ratedHeadcount: 0,
    complexitySum: 0,
    value: null,
  };
}

function addSegment(sum: GroupSum, segment: AggregateSegment): void {
  const { role, headcount } = segment;
  sum.headcount += headcount;
  sum.roleIds.add(role.id);
  sum.coverageSum += headcount * role.coverage;
  if (role.exposure !== null) {
    sum.exposedHeadcount += headcount;
    sum.reach += headcount * role.exposure;
  }
  if (role.complexity !== null) {
    sum.ratedHeadcount += headcount;
    sum.complexitySum += headcount * role.complexity;
  }
  if (role.value !== null && role.headcount > 0) {
    sum.value = addValue(sum.value, role.value, headcount / role.headcount);
  }
}

function addValue(sum: ValueRange | null, value: ValueRange, part: number): ValueRange {
  return {
    low: (sum?.low ?? 0) + value.low * part,
    likely: (sum?.likely ?? 0) + value.likely * part,
    high: (sum?.high ?? 0) + value.high * part,
  };
}

function toGroup(
  dimension: GroupDimension,
  key: string | null,
  sum: GroupSum,
  weights: PriorityWeights,
  scale: ImpactScale,
): GroupAggregate {
  const exposure = meanOrNull(sum.reach, sum.exposedHeadcount);
  const complexity = meanOrNull(sum.complexitySum, sum.ratedHeadcount);
  const reach = exposure === null ? null : sum.reach;
  const impact = impactOf(reach, sum.value, scale);
  return {
    dimension,
    key,
    headcount: sum.headcount,
    roleCount: sum.roleIds.size,
    exposure,
    complexity,
    coverage: meanOrNull(sum.coverageSum, sum.headcount) ?? 0,
    reach,
    value: sum.value,
    impact,
    priority: priorityOf(exposure, impact, complexity, weights),
  };
}

interface ActivitySum {
  readonly level: ActivityLevel;
  personEquivalents: number;
  headcount: number;
  roleCount: number;
  knownPersons: number;
  exposureSum: number;
}

function emptyActivitySum(level: ActivityLevel): ActivitySum {
  return { level, personEquivalents: 0, headcount: 0, roleCount: 0, knownPersons: 0, exposureSum: 0 };
}

function meanOrNull(sum: number, weight: number): number | null {
  return weight === 0 ? null : sum / weight;
}

function compareKeys(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compareIds(a, b);
}
