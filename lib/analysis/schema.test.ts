import { describe, expect, it } from "vitest";
import { AnalysisSettings, PriorityWeights, TierSettings } from "./schema";
import { defaultSettings } from "./test-input";

describe("AnalysisSettings", () => {
  it("accepts its own defaults", () => {
    expect(AnalysisSettings.parse(defaultSettings)).toEqual(defaultSettings);
  });

  it("refuses weights that do not sum to 1 or are negative", () => {
    expect(PriorityWeights.safeParse({ exposure: 0.4, impact: 0.4, complexity: 0.3 }).success).toBe(false);
    expect(PriorityWeights.safeParse({ exposure: 1.2, impact: -0.4, complexity: 0.2 }).success).toBe(false);
    expect(PriorityWeights.safeParse({ exposure: 0.7, impact: 0.1, complexity: 0.2 }).success).toBe(true);
  });

  it("refuses caps that contradict each other, a k of 0 and a range upside down", () => {
    const tiers = { ...defaultSettings.tiers, nowCap: 80 };
    expect(TierSettings.safeParse(tiers).success).toBe(false);
    expect(AnalysisSettings.safeParse({ ...defaultSettings, k: 0 }).success).toBe(false);
    const wages = { ...defaultSettings.wages, adoption: { low: 0.9, likely: 0.5, high: 0.7 } };
    expect(AnalysisSettings.safeParse({ ...defaultSettings, wages }).success).toBe(false);
  });
});
