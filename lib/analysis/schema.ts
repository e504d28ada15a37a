import { z } from "zod";
import { shareModes } from "@/lib/activities/schema";
import type { ExposureSource } from "@/lib/onet/schema";

/** Changes when a formula does; stored with every run. */
export const formulaVersion = "1";

/** `reach` by person-equivalents, `wages` by money, `largest_role` as in the original plan. */
export const impactModes = ["reach", "wages", "largest_role"] as const;
export type ImpactMode = (typeof impactModes)[number];
export const tierModes = ["percentile", "cutoff"] as const;

/** What the aggregates group by; `occupation_family` is the SOC major group, the first two digits of the code. */
export const groupDimensions = [
  "department",
  "line_of_business",
  "location",
  "occupation",
  "occupation_family",
] as const;
export type GroupDimension = (typeof groupDimensions)[number];

/** What a reader must know about a role's numbers. Each has a sentence in the message catalogue. */
export const analysisFlags = [
  "no_occupation",
  "occupation_not_in_release",
  "mapping_unconfirmed",
  "activities_from_siblings",
  "importance_partly_mean",
  "importance_unrated",
  "nothing_selected",
  "typed_shares_rescaled",
  "exposure_unknown",
  "coverage_below_half",
  "complexity_from_siblings",
  "complexity_overridden",
  "complexity_unknown",
  "wage_from_group",
  "wage_unknown",
  "held_by_exposure_floor",
  "held_by_reach_floor",
  "held_by_complexity",
  "held_by_cap",
] as const;
export type AnalysisFlag = (typeof analysisFlags)[number];

const SiblingGroup = z.strictObject({ prefix: z.string(), codes: z.array(z.string()).readonly() });

const ComplexityComponents = z.strictObject({
  /** Importance-weighted share of bodily work. */
  physical: z.number(),
  /** Importance-weighted share of work between people. */
  interpersonal: z.number(),
  /** Level, 0–1, of the judging, deciding and planning, weighted by importance. */
  judgement: z.number(),
});
export type ComplexityComponents = z.infer<typeof ComplexityComponents>;

/** Yearly value in the currency of the wages. */
const ValueRange = z.strictObject({ low: z.number(), likely: z.number(), high: z.number() });
export type ValueRange = z.infer<typeof ValueRange>;

/** What stands behind a role's scores, stored with them. */
export const RoleFactors = z.strictObject({
  flags: z.array(z.enum(analysisFlags)).readonly(),
  /** Set when the activities are those of sibling occupations. */
  activitySiblings: SiblingGroup.nullable(),
  /** Before and after the stretch to 0–1; null when unknown. */
  complexityComponents: ComplexityComponents.nullable(),
  complexityStretched: ComplexityComponents.nullable(),
  /** Before a person's override. */
  complexityComputed: z.number().nullable(),
  complexitySiblings: SiblingGroup.nullable(),
  /** In the money mode only. */
  value: ValueRange.nullable(),
  hourlyWage: z.number().nullable(),
  wageSoc: z.string().nullable(),
});
export type RoleFactors = z.infer<typeof RoleFactors>;

const Fraction = z.number().min(0).max(1);

const FractionRange = z
  .strictObject({ low: Fraction, likely: Fraction, high: Fraction })
  .refine((range) => range.low <= range.likely && range.likely <= range.high, {
    error: "Low, likely and high must rise.",
  });

const Money = z.number().min(0).max(1e12);

const MoneyRange = z
  .strictObject({ low: Money, likely: Money, high: Money })
  .refine((range) => range.low <= range.likely && range.likely <= range.high, {
    error: "Low, likely and high must rise.",
  });

export const WageAssumptions = z.strictObject({
  hoursPerYear: z.number().positive().max(8784),
  /** Employer cost per unit of wage. */
  loadFactor: z.number().min(1).max(5),
  /** Part of the exposed time that is really handed over. */
  adoption: FractionRange,
  /** Cost of running the agent, per role and year. */
  runningCostPerYear: MoneyRange,
});
export type WageAssumptions = z.infer<typeof WageAssumptions>;

export const PriorityWeights = z
  .strictObject({ exposure: Fraction, impact: Fraction, complexity: Fraction })
  .refine((weights) => Math.abs(weights.exposure + weights.impact + weights.complexity - 1) < 1e-9, {
    error: "The three weights must sum to 1.",
  });
export type PriorityWeights = z.infer<typeof PriorityWeights>;

export const TierSettings = z
  .strictObject({
    mode: z.enum(tierModes),
    /** Least exposure for `now`; belongs to the exposure source. */
    exposureFloor: Fraction,
    /** Most roles in `now`, and in `now` and `next_quarter` together. */
    nowCap: z.int().min(1).max(100_000),
    nextQuarterCap: z.int().min(1).max(100_000),
  })
  .refine((settings) => settings.nowCap <= settings.nextQuarterCap, {
    error: "The cap on now and next quarter together must not be below the cap on now.",
  });
export type TierSettings = z.infer<typeof TierSettings>;

/** Everything a person may set about a run; stored with it. */
export const AnalysisSettings = z.strictObject({
  exposureSource: z.string().min(1).max(100),
  exposureVersion: z.string().min(1).max(100),
  exposureMode: z.enum(shareModes),
  impactMode: z.enum(impactModes),
  /** Person-equivalents that give an impact of one half. */
  k: z.number().positive().max(1e6),
  wages: WageAssumptions,
  weights: PriorityWeights,
  tiers: TierSettings,
});
export type AnalysisSettings = z.infer<typeof AnalysisSettings>;

/** The defaults of scoring.md; source, version and floor come from the exposure source in use. */
export function defaultAnalysisSettings(source: {
  readonly id: string;
  readonly version: string;
  readonly floor: number;
}): AnalysisSettings {
  return {
    exposureSource: source.id,
    exposureVersion: source.version,
    exposureMode: "weighted",
    impactMode: "reach",
    k: 10,
    wages: {
      hoursPerYear: 2080,
      loadFactor: 1.4,
      adoption: { low: 0.25, likely: 0.5, high: 0.75 },
      runningCostPerYear: { low: 0, likely: 0, high: 0 },
    },
    weights: { exposure: 0.4, impact: 0.4, complexity: 0.2 },
    tiers: { mode: "percentile", exposureFloor: source.floor, nowCap: 25, nextQuarterCap: 75 },
  };
}

export interface SettingsDraft {
  readonly settings: AnalysisSettings;
  readonly defaults: AnalysisSettings;
  readonly sources: readonly ExposureSource[];
}
