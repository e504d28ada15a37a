import { describe, expect, it } from "vitest";
import { AnalysisSettings, defaultAnalysisSettings } from "@/lib/analysis/schema";
import { fromFields, toFields, weightSum } from "./settings-form";

const settings = defaultAnalysisSettings({ id: "eloundou-gpt4-beta", version: "2024", floor: 0.35 });

describe("the settings form", () => {
  it("gives back what it was filled with", () => {
    expect(fromFields(toFields(settings))).toEqual(settings);
  });

  it("takes an empty field for no number, so that nothing is kept", () => {
    const fields = { ...toFields(settings), k: " " };
    expect(AnalysisSettings.safeParse(fromFields(fields)).success).toBe(false);
    expect(AnalysisSettings.safeParse(fromFields({ ...fields, k: "12.5" })).success).toBe(true);
  });

  it("sums the weights as a person reads them", () => {
    const fields = {
      ...toFields(settings),
      weightExposure: ".1",
      weightImpact: ".2",
      weightComplexity: ".7",
    };
    expect(weightSum(fields)).toBe(1);
    expect(weightSum({ ...fields, weightImpact: "" })).toBeNaN();
  });
});
