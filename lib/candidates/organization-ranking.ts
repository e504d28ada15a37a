import type { Tier } from "@/db/enums";
import { impactScale, prioritise, type RoleBasis } from "@/lib/analysis/role-priorities";
import type { AnalysisSettings } from "@/lib/analysis/schema";

/** A role's place among the roles of all published runs, whatever session it came from. */
export interface OrganizationPlace {
  readonly reach: number | null;
  readonly impact: number | null;
  readonly priority: number | null;
  readonly rank: number | null;
  readonly tier: Tier | null;
}

/**
 * Scores and tiers of all published runs on one common basis (scoring.md "Priority and tier"): each role keeps the
 * exposure and complexity of its run; impact, priority, rank and tier are computed anew over all of them together.
 */
export function rankOrganization(
  roles: readonly RoleBasis[],
  settings: AnalysisSettings,
): Map<string, OrganizationPlace> {
  // Money needs one wage basis for all; person-equivalents need none.
  const common = { ...settings, impactMode: "reach" as const };
  const placed = prioritise(roles, common, impactScale(roles, common, 0));
  return new Map(
    placed.map(({ id, reach, impact, priority, rank, tier }) => [
      id,
      { reach, impact, priority, rank, tier },
    ]),
  );
}
