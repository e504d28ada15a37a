import { describe, expect, it } from "vitest";
import {
  type ImpactScale,
  impactOf,
  impactOfLargest,
  impactOfReach,
  impactOfValue,
  yearlyValue,
} from "./impact";
import type { WageAssumptions } from "./schema";

const wages: WageAssumptions = {
  hoursPerYear: 2000,
  loadFactor: 1.5,
  adoption: { low: 0.2, likely: 0.5, high: 0.8 },
  runningCostPerYear: { low: 1000, likely: 2000, high: 3000 },
};

describe("impactOfReach", () => {
  it("is one half at k person-equivalents, whatever the other roles are", () => {
    expect(impactOfReach(10, 10)).toBe(0.5);
    expect(impactOfReach(0, 10)).toBe(0);
    expect(impactOfReach(26.8815, 10)).toBeCloseTo(0.7289, 4);
  });
});

describe("impactOfLargest", () => {
  it("is the original plan's share of the largest headcount, at most 1", () => {
    expect(impactOfLargest(160, 1000)).toBe(0.16);
    expect(impactOfLargest(3, 2)).toBe(1);
    expect(impactOfLargest(0, 0)).toBe(0);
  });
});

describe("yearlyValue", () => {
  it("sets the low adoption against the high cost, and the reverse", () => {
    // 4 person-equivalents × 2,000 h × 20 × 1.5 = 240,000
    expect(yearlyValue(4, 20, wages)).toEqual({ low: 45_000, likely: 118_000, high: 191_000 });
  });

  it("can be a loss, which has no impact", () => {
    const value = yearlyValue(0.01, 20, wages);
    expect(value.likely).toBeLessThan(0);
    expect(impactOfValue(value.likely, 10, 20, wages)).toBe(0);
  });
});

describe("impactOf", () => {
  const value = { low: 0, likely: 600_000, high: 0 };
  const scaleOf = (impactMode: "reach" | "wages" | "largest_role"): ImpactScale => ({
    settings: { impactMode, k: 10, wages },
    meanHourlyWage: 20,
    largestHeadcount: 100,
  });

  it("follows the mode of the run", () => {
    expect(impactOf(10, null, scaleOf("reach"))).toBe(0.5);
    expect(impactOf(10, null, scaleOf("largest_role"))).toBe(0.1);
    // K = 10 × 2,000 × 20 × 1.5 = 600,000
    expect(impactOf(10, value, scaleOf("wages"))).toBe(0.5);
  });

  it("is unknown when what it rests on is", () => {
    expect(impactOf(null, value, scaleOf("reach"))).toBeNull();
    expect(impactOf(null, value, scaleOf("largest_role"))).toBeNull();
    expect(impactOf(10, null, scaleOf("wages"))).toBeNull();
  });
});
