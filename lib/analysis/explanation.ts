import type { ActivityLevel, ChoiceLayer, DecisionOrigin, Tier } from "@/db/enums";
import type { ActivityExposureLevel } from "@/lib/activities/schema";
import type { ExposureBasis } from "@/lib/exposure/schema";
import { complexityStretches } from "./complexity";
import type { ExposureSourceInfo, ResultRow } from "./run-views";
import type { AnalysisSettings, ComplexityComponents, RoleFactors, ValueRange } from "./schema";
import { effectiveTierMode, tierRules } from "./tiers";

/** How a role's numbers came about, laid open from what its run has stored. */

export interface ExplainedActivity {
  readonly id: string;
  readonly level: ActivityLevel;
  readonly name: string;
  readonly weight: number;
  readonly share: number;
  readonly exposure: number | null;
  readonly exposureLevel: ActivityExposureLevel | null;
  readonly isSelected: boolean;
  readonly selectedBy: ChoiceLayer;
  /** Null for an own activity. */
  readonly basis: ExposureBasis | null;
}

export interface ExplainedExposure {
  readonly exposure: number | null;
  readonly coverage: number;
  readonly spread: number | null;
  /** `Σ share × exposure` over the selected activities with known exposure. */
  readonly exposureSum: number;
  readonly selectedCount: number;
  readonly knownCount: number;
}

/** What impact was computed with, by the mode of the run. */
export type ExplainedImpact = { readonly impact: number | null; readonly reach: number | null } & (
  | { readonly mode: "reach"; readonly k: number }
  | { readonly mode: "largest_role"; readonly largestHeadcount: number }
  | {
      readonly mode: "wages";
      readonly value: ValueRange | null;
      readonly hourlyWage: number | null;
      readonly wageSoc: string | null;
      /** `K`: the yearly value that gives one half. */
      readonly halfValue: number;
    }
);

export interface ExplainedComponent {
  readonly name: keyof ComplexityComponents;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly stretched: number;
  readonly weight: number;
}

export interface ExplainedComplexity {
  readonly complexity: number | null;
  readonly isOverridden: boolean;
  /** Before a person's override. */
  readonly computed: number | null;
  /** Empty when unknown. */
  readonly components: readonly ExplainedComponent[];
}

export interface ExplainedPriority {
  readonly priority: number | null;
  readonly weights: AnalysisSettings["weights"];
  /** Each term's part in the priority; null when the priority is. */
  readonly terms: { readonly exposure: number; readonly impact: number; readonly complexity: number } | null;
}

/** Where the role stands among those with a priority and enough coverage. */
export interface ListPlace {
  readonly placedCount: number;
  readonly higherCount: number;
  /** Roles of the same priority, this one included. */
  readonly equalCount: number;
}

export interface ExplainedTier {
  readonly tier: Tier | null;
  readonly mode: AnalysisSettings["tiers"]["mode"];
  readonly settings: AnalysisSettings["tiers"];
  readonly rules: typeof tierRules;
  /** Null for a role that no tier is given to. */
  readonly place: (ListPlace & { readonly midRank: number }) | null;
}

export interface RoleExplanation {
  readonly runNumber: number;
  readonly release: string;
  readonly formulaVersion: string;
  readonly exposureSource: ExposureSourceInfo;
  /** Overrides of the organization that stood when the run was requested, whether or not they touch this role. */
  readonly overrideCount: number;
  readonly exposureMode: AnalysisSettings["exposureMode"];
  readonly role: ResultRow;
  /** Where the role's people are now, the largest first; at most ten. */
  readonly departments: readonly { readonly name: string | null; readonly headcount: number }[];
  readonly mapping: {
    readonly origin: DecisionOrigin | null;
    readonly activitySiblings: RoleFactors["activitySiblings"];
    readonly complexitySiblings: RoleFactors["complexitySiblings"];
  };
  readonly exposure: ExplainedExposure;
  readonly impact: ExplainedImpact;
  readonly complexity: ExplainedComplexity;
  readonly priority: ExplainedPriority;
  readonly tier: ExplainedTier;
  /** Selected ones by share, then the others by weight. */
  readonly activities: readonly ExplainedActivity[];
}

export function explainExposure(
  { exposure, coverage, spread }: Pick<ResultRow, "exposure" | "coverage" | "spread">,
  activities: readonly ExplainedActivity[],
): ExplainedExposure {
  const selected = activities.filter((activity) => activity.isSelected);
  const known = selected.filter((activity) => activity.exposure !== null);
  return {
    exposure,
    coverage,
    spread,
    exposureSum: known.reduce((sum, { share, exposure: known }) => sum + share * (known ?? 0), 0),
    selectedCount: selected.length,
    knownCount: known.length,
  };
}

/** @param meanHourlyWage over all occupations; read in the money mode only */
export function explainImpact(
  role: Pick<ResultRow, "impact" | "reach">,
  factors: Pick<RoleFactors, "value" | "hourlyWage" | "wageSoc">,
  settings: Pick<AnalysisSettings, "impactMode" | "k" | "wages">,
  fixed: { readonly largestHeadcount: number; readonly meanHourlyWage: number },
): ExplainedImpact {
  const { impact, reach } = role;
  if (settings.impactMode === "reach") return { mode: "reach", impact, reach, k: settings.k };
  if (settings.impactMode === "largest_role") {
    return { mode: "largest_role", impact, reach, largestHeadcount: fixed.largestHeadcount };
  }
  const { hoursPerYear, loadFactor } = settings.wages;
  return {
    mode: "wages",
    impact,
    reach,
    value: factors.value,
    hourlyWage: factors.hourlyWage,
    wageSoc: factors.wageSoc,
    halfValue: settings.k * hoursPerYear * loadFactor * fixed.meanHourlyWage,
  };
}

const componentNames = ["physical", "interpersonal", "judgement"] as const;

export function explainComplexity(
  complexity: number | null,
  factors: Pick<RoleFactors, "flags" | "complexityComponents" | "complexityStretched" | "complexityComputed">,
): ExplainedComplexity {
  const { complexityComponents: components, complexityStretched: stretched } = factors;
  return {
    complexity,
    isOverridden: factors.flags.includes("complexity_overridden"),
    computed: factors.complexityComputed,
    components:
      components === null || stretched === null
        ? []
        : componentNames.map((name) => ({
            name,
            value: components[name],
            stretched: stretched[name],
            ...complexityStretches[name],
          })),
  };
}

export function explainPriority(
  role: Pick<ResultRow, "exposure" | "impact" | "complexity" | "priority">,
  weights: AnalysisSettings["weights"],
): ExplainedPriority {
  const { exposure, impact, complexity, priority } = role;
  const isKnown = exposure !== null && impact !== null && complexity !== null;
  return {
    priority,
    weights,
    terms: isKnown
      ? {
          exposure: weights.exposure * exposure,
          impact: weights.impact * impact,
          complexity: weights.complexity * (1 - complexity),
        }
      : null,
  };
}

export function explainTier(
  role: Pick<ResultRow, "tier">,
  settings: AnalysisSettings["tiers"],
  place: ListPlace,
): ExplainedTier {
  const { placedCount, higherCount, equalCount } = place;
  return {
    tier: role.tier,
    mode: effectiveTierMode(settings.mode, placedCount),
    settings,
    rules: tierRules,
    place: role.tier === null ? null : { ...place, midRank: (higherCount + equalCount / 2) / placedCount },
  };
}
