import type { Tier } from "@/db/enums";
import { compareIds } from "@/lib/exposure/exposure-resolution";
import {
  type ActivityAggregate,
  type AggregateSegment,
  aggregateActivities,
  aggregateGroups,
  type GroupAggregate,
} from "./aggregates";
import { type AnalysedRole, groundOf, RoleAnalyser } from "./analysed-role";
import type { AnalysisInput, RoleInput, SegmentInput } from "./analysis-input";
import { impactScale, prioritise, type RolePriority } from "./role-priorities";
import { groupDimensions, type ValueRange } from "./schema";
import { buildWageTable } from "./wages";

/** One role's numbers in a run; 0–1 unless said otherwise, and null where unknown, for a reason named in the flags. */
export interface RoleResult extends Omit<AnalysedRole, "id" | "hourlyWage"> {
  readonly roleId: string;
  /** Person-equivalents. */
  readonly reach: number | null;
  readonly impact: number | null;
  readonly priority: number | null;
  /** From 1; null without a priority. */
  readonly rank: number | null;
  readonly tier: Tier | null;
}

export interface AnalysisOutput {
  /** In rank order; those without a priority last. */
  readonly roles: readonly RoleResult[];
  readonly groups: readonly GroupAggregate[];
  readonly activities: readonly ActivityAggregate[];
}

/**
 * A whole run by scoring.md, from plain data to ranked roles and aggregates. Pure: the same input gives the same bits,
 * whatever the order of its rows, the time zone or the locale.
 *
 * @throws AppError `invalid` when the money mode is on and the wages lack the mean over all occupations
 */
export function analyse(input: AnalysisInput): AnalysisOutput {
  const { settings } = input;
  const wages =
    settings.impactMode === "wages" ? buildWageTable(input.wages, settings.wages.hoursPerYear) : null;
  const analyser = new RoleAnalyser(groundOf(input), input, wages);
  const roles = input.roles.toSorted(compareRoles);
  const segments = sortSegments(input.segments, roles);
  const headcounts = sumHeadcounts(segments);
  const analysed = roles.map((role) => analyser.analyse(role, headcounts.get(role.id) ?? 0));
  const scale = impactScale(analysed, settings, wages?.meanHourly ?? 0);
  const priorities = prioritise(analysed, settings, scale);
  const byId = new Map(analysed.map((role) => [role.id, role]));
  const results = priorities.flatMap((priority) => {
    const role = byId.get(priority.id);
    return role === undefined ? [] : [toResult(role, priority)];
  });
  const values = new Map(priorities.map((priority) => [priority.id, priority.value]));
  const rows = toAggregateRows(segments, byId, values);
  return {
    roles: results,
    groups: groupDimensions.flatMap((dimension) => aggregateGroups(dimension, rows, settings.weights, scale)),
    activities: aggregateActivities(analysed),
  };
}

/** By what a person sees first: ids are drawn anew at each import, and sums must not depend on them. */
function compareRoles(a: RoleInput, b: RoleInput): number {
  return compareIds(a.title, b.title) || compareIds(a.code ?? "", b.code ?? "") || compareIds(a.id, b.id);
}

function sortSegments(segments: readonly SegmentInput[], roles: readonly RoleInput[]): SegmentInput[] {
  const places = new Map(roles.map((role, index) => [role.id, index]));
  return segments
    .filter((segment) => places.has(segment.roleId))
    .sort(
      (a, b) =>
        (places.get(a.roleId) ?? 0) - (places.get(b.roleId) ?? 0) ||
        compareIds(a.department ?? "", b.department ?? "") ||
        compareIds(a.lineOfBusiness ?? "", b.lineOfBusiness ?? "") ||
        compareIds(a.location ?? "", b.location ?? "") ||
        a.headcount - b.headcount,
    );
}

function sumHeadcounts(segments: readonly SegmentInput[]): Map<string, number> {
  const headcounts = new Map<string, number>();
  for (const { roleId, headcount } of segments) {
    headcounts.set(roleId, (headcounts.get(roleId) ?? 0) + headcount);
  }
  return headcounts;
}

function toAggregateRows(
  segments: readonly SegmentInput[],
  roles: ReadonlyMap<string, AnalysedRole>,
  values: ReadonlyMap<string, ValueRange | null>,
): AggregateSegment[] {
  const valued = new Map(
    [...roles.values()].map((role) => [role.id, { ...role, value: values.get(role.id) ?? null }]),
  );
  return segments.flatMap((segment) => {
    const role = valued.get(segment.roleId);
    return role === undefined ? [] : [{ ...segment, role }];
  });
}

function toResult(role: AnalysedRole, priority: RolePriority): RoleResult {
  const { id, hourlyWage: _, factors, ...rest } = role;
  return {
    ...rest,
    roleId: id,
    reach: priority.reach,
    impact: priority.impact,
    priority: priority.priority,
    rank: priority.rank,
    tier: priority.tier,
    factors: { ...factors, value: priority.value, flags: [...factors.flags, ...priority.flags] },
  };
}
