import type { Tier } from "@/db/enums";
import { type ImpactScale, impactOf, reachOf, yearlyValue } from "./impact";
import { priorityOf } from "./priority";
import { compareByRank } from "./ranking";
import type { AnalysisFlag, AnalysisSettings, ValueRange } from "./schema";
import { assignTiers } from "./tiers";

/**
 * From what a role is (exposure, complexity, headcount) to its place in a list. One run uses it for its own roles; the
 * organization's ranking uses it for the roles of all published runs together, on one common basis.
 */
export interface RoleBasis {
  readonly id: string;
  readonly title: string;
  readonly headcount: number;
  readonly exposure: number | null;
  readonly coverage: number;
  readonly complexity: number | null;
  /** Before the load factor; used in the money mode only. */
  readonly hourlyWage: number | null;
}

export interface RolePriority {
  readonly id: string;
  /** Person-equivalents. */
  readonly reach: number | null;
  readonly value: ValueRange | null;
  readonly impact: number | null;
  readonly priority: number | null;
  /** From 1; null without a priority. */
  readonly rank: number | null;
  readonly tier: Tier | null;
  readonly flags: readonly AnalysisFlag[];
}

export interface ScoredRole extends RoleBasis {
  /** Person-equivalents. */
  readonly reach: number | null;
  readonly value: ValueRange | null;
  readonly impact: number | null;
  readonly priority: number | null;
}

type PrioritySettings = Pick<AnalysisSettings, "impactMode" | "k" | "wages" | "weights" | "tiers">;

export function impactScale(
  roles: readonly { readonly headcount: number }[],
  settings: PrioritySettings,
  meanHourlyWage: number,
): ImpactScale {
  const largestHeadcount = roles.reduce((largest, role) => Math.max(largest, role.headcount), 0);
  return { settings, meanHourlyWage, largestHeadcount };
}

/** The roles in rank order; roles without a priority last. */
export function prioritise(
  roles: readonly RoleBasis[],
  settings: PrioritySettings,
  scale: ImpactScale,
): RolePriority[] {
  const scored = roles.map((role) => scoreRole(role, settings, scale)).sort(compareByRank);
  const decisions = assignTiers(scored, settings.tiers);
  return scored.map((role, index) => ({
    id: role.id,
    reach: role.reach,
    value: role.value,
    impact: role.impact,
    priority: role.priority,
    rank: role.priority === null ? null : index + 1,
    tier: decisions.get(role.id)?.tier ?? null,
    flags: decisions.get(role.id)?.flags ?? [],
  }));
}

/** One role's numbers before it meets the others. */
export function scoreRole(role: RoleBasis, settings: PrioritySettings, scale: ImpactScale): ScoredRole {
  const reach = role.exposure === null ? null : reachOf(role.headcount, role.exposure);
  const value = valueOfReach(reach, role.hourlyWage, settings);
  const impact = impactOf(reach, value, scale);
  const priority = priorityOf(role.exposure, impact, role.complexity, settings.weights);
  return { ...role, reach, value, impact, priority };
}

function valueOfReach(
  reach: number | null,
  hourlyWage: number | null,
  settings: PrioritySettings,
): ValueRange | null {
  if (settings.impactMode !== "wages" || reach === null || hourlyWage === null) return null;
  return yearlyValue(reach, hourlyWage, settings.wages);
}
