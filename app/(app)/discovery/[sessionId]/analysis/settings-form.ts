import type { AnalysisSettings } from "@/lib/analysis/schema";

/** The settings as their fields hold them: text, so that a half-typed number is no fault. */
export const numberFields = [
  "weightExposure",
  "weightImpact",
  "weightComplexity",
  "k",
  "hoursPerYear",
  "loadFactor",
  "adoptionLow",
  "adoptionLikely",
  "adoptionHigh",
  "costLow",
  "costLikely",
  "costHigh",
  "exposureFloor",
  "nowCap",
  "nextQuarterCap",
] as const;
export type NumberField = (typeof numberFields)[number];

export interface SettingsFields extends Readonly<Record<NumberField, string>> {
  /** Source and version, as `sourceKey` joins them. */
  readonly source: string;
  readonly exposureMode: AnalysisSettings["exposureMode"];
  readonly impactMode: AnalysisSettings["impactMode"];
  readonly tierMode: AnalysisSettings["tiers"]["mode"];
}

export function sourceKey(source: { readonly source: string; readonly version: string }): string {
  return `${source.source} ${source.version}`;
}

export function toFields(settings: AnalysisSettings): SettingsFields {
  const { weights, wages, tiers } = settings;
  return {
    source: sourceKey({ source: settings.exposureSource, version: settings.exposureVersion }),
    exposureMode: settings.exposureMode,
    impactMode: settings.impactMode,
    tierMode: tiers.mode,
    weightExposure: String(weights.exposure),
    weightImpact: String(weights.impact),
    weightComplexity: String(weights.complexity),
    k: String(settings.k),
    hoursPerYear: String(wages.hoursPerYear),
    loadFactor: String(wages.loadFactor),
    adoptionLow: String(wages.adoption.low),
    adoptionLikely: String(wages.adoption.likely),
    adoptionHigh: String(wages.adoption.high),
    costLow: String(wages.runningCostPerYear.low),
    costLikely: String(wages.runningCostPerYear.likely),
    costHigh: String(wages.runningCostPerYear.high),
    exposureFloor: String(tiers.exposureFloor),
    nowCap: String(tiers.nowCap),
    nextQuarterCap: String(tiers.nextQuarterCap),
  };
}

/** An empty field is no zero. */
function toNumber(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}

/** What the fields stand for; whether it may be kept is for `AnalysisSettings` to say. */
export function fromFields(fields: SettingsFields): unknown {
  const [exposureSource, exposureVersion] = fields.source.split(" ");
  return {
    exposureSource,
    exposureVersion,
    exposureMode: fields.exposureMode,
    impactMode: fields.impactMode,
    k: toNumber(fields.k),
    wages: {
      hoursPerYear: toNumber(fields.hoursPerYear),
      loadFactor: toNumber(fields.loadFactor),
      adoption: {
        low: toNumber(fields.adoptionLow),
        likely: toNumber(fields.adoptionLikely),
        high: toNumber(fields.adoptionHigh),
      },
      runningCostPerYear: {
        low: toNumber(fields.costLow),
        likely: toNumber(fields.costLikely),
        high: toNumber(fields.costHigh),
      },
    },
    weights: {
      exposure: toNumber(fields.weightExposure),
      impact: toNumber(fields.weightImpact),
      complexity: toNumber(fields.weightComplexity),
    },
    tiers: {
      mode: fields.tierMode,
      exposureFloor: toNumber(fields.exposureFloor),
      nowCap: toNumber(fields.nowCap),
      nextQuarterCap: toNumber(fields.nextQuarterCap),
    },
  };
}

/** To three decimals; NaN while one of them is not typed out. */
export function weightSum(fields: SettingsFields): number {
  const sum =
    toNumber(fields.weightExposure) + toNumber(fields.weightImpact) + toNumber(fields.weightComplexity);
  return Math.round(sum * 1000) / 1000;
}
