import { describe, expect, it } from "vitest";
import {
  type ExplainedActivity,
  explainComplexity,
  explainExposure,
  explainImpact,
  explainPriority,
  explainTier,
} from "./explanation";
import { defaultSettings } from "./test-input";

/** The timekeeper of docs/worked-example.md. */
const timekeeper = {
  exposure: 0.896051,
  coverage: 1,
  spread: 0.0971,
  reach: 26.881539,
  impact: 0.728865,
  complexity: 0.214371,
  priority: 0.807092,
  tier: "now" as const,
};

function activity(share: number, exposure: number | null, isSelected = true): ExplainedActivity {
  return {
    id: `4.A.${share}`,
    level: "dwa",
    name: "Compile data.",
    weight: share,
    share,
    exposure,
    exposureLevel: exposure === null ? null : "task",
    isSelected,
    selectedBy: "default",
    basis: null,
  };
}

describe("explainExposure", () => {
  it("shows the sum behind the mean", () => {
    const activities = [
      activity(0.416333, 1),
      activity(0.263411, 0.87234),
      activity(0.182013, 0.746334),
      activity(0.138244, 0.82529),
      activity(0, 1, false),
    ];
    const explained = explainExposure(timekeeper, activities);
    expect(explained).toMatchObject({ exposure: 0.896051, selectedCount: 4, knownCount: 4 });
    expect(explained.exposureSum).toBeCloseTo(0.896051, 5);
  });

  it("leaves out what is not known", () => {
    const explained = explainExposure({ exposure: 0.5, coverage: 0.6, spread: 0 }, [
      activity(0.6, 0.5),
      activity(0.4, null),
    ]);
    expect(explained).toMatchObject({ exposureSum: 0.3, selectedCount: 2, knownCount: 1 });
  });
});

describe("explainImpact", () => {
  const fixed = { largestHeadcount: 500, meanHourlyWage: 32.66 };
  const factors = { value: { low: 1, likely: 2, high: 3 }, hourlyWage: 25, wageSoc: "43-3051" };

  it("names what the mode of the run computed with", () => {
    expect(explainImpact(timekeeper, factors, defaultSettings, fixed)).toEqual({
      mode: "reach",
      impact: timekeeper.impact,
      reach: timekeeper.reach,
      k: 10,
    });
    expect(
      explainImpact(timekeeper, factors, { ...defaultSettings, impactMode: "largest_role" }, fixed),
    ).toMatchObject({ mode: "largest_role", largestHeadcount: 500 });
    const byWages = explainImpact(timekeeper, factors, { ...defaultSettings, impactMode: "wages" }, fixed);
    expect(byWages).toMatchObject({ mode: "wages", hourlyWage: 25, value: { likely: 2 } });
    expect(byWages.mode === "wages" && byWages.halfValue).toBeCloseTo(10 * 2080 * 1.4 * 32.66, 6);
  });
});

describe("explainComplexity", () => {
  it("puts each component beside its range and part, and they add up", () => {
    const components = { physical: 0.0601, interpersonal: 0.1495, judgement: 0.4109 };
    const stretched = { physical: 0.1504, interpersonal: 0.3277, judgement: 0.1865 };
    const explained = explainComplexity(0.2144, {
      flags: [],
      complexityComponents: components,
      complexityStretched: stretched,
      complexityComputed: 0.2144,
    });
    expect(explained.components[0]).toEqual({
      name: "physical",
      value: 0.0601,
      stretched: 0.1504,
      low: 0.03,
      high: 0.23,
      weight: 0.4,
    });
    const sum = explained.components.reduce((total, { weight, stretched: part }) => total + weight * part, 0);
    expect(sum).toBeCloseTo(0.2144, 3);
  });

  it("has no components where nothing is known", () => {
    const unknown = {
      flags: ["complexity_overridden" as const],
      complexityComponents: null,
      complexityStretched: null,
      complexityComputed: null,
    };
    expect(explainComplexity(0.7, unknown)).toEqual({
      complexity: 0.7,
      isOverridden: true,
      computed: null,
      components: [],
    });
  });
});

describe("explainPriority", () => {
  it("gives each term's part", () => {
    const { terms } = explainPriority(timekeeper, defaultSettings.weights);
    expect(terms?.exposure).toBeCloseTo(0.3584, 4);
    expect(terms?.impact).toBeCloseTo(0.2915, 4);
    expect(terms?.complexity).toBeCloseTo(0.1571, 4);
    expect(
      explainPriority({ ...timekeeper, exposure: null, priority: null }, defaultSettings.weights).terms,
    ).toBeNull();
  });
});

describe("explainTier", () => {
  it("says where in the list the role stands", () => {
    const place = { placedCount: 20, higherCount: 1, equalCount: 2 };
    expect(explainTier(timekeeper, defaultSettings.tiers, place)).toMatchObject({
      mode: "percentile",
      place: { midRank: 0.1, placedCount: 20 },
    });
  });

  it("falls back to cut-offs over a handful of roles, and places nobody without a tier", () => {
    const place = { placedCount: 9, higherCount: 0, equalCount: 1 };
    expect(explainTier(timekeeper, defaultSettings.tiers, place).mode).toBe("cutoff");
    expect(explainTier({ tier: null }, defaultSettings.tiers, place).place).toBeNull();
  });
});
