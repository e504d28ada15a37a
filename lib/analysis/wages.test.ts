import { describe, expect, it } from "vitest";
import { buildWageTable, findWage } from "./wages";

const rows = [
  { soc: "00-0000", hourlyMean: 30, annualMean: 62_400 },
  { soc: "43-0000", hourlyMean: 20, annualMean: null },
  { soc: "43-3050", hourlyMean: 21, annualMean: null },
  { soc: "43-3051", hourlyMean: 22, annualMean: null },
  { soc: "25-1011", hourlyMean: null, annualMean: 104_000 },
  { soc: "27-2011", hourlyMean: null, annualMean: null },
];
const table = buildWageTable(rows, 2080);

describe("findWage", () => {
  it("takes the occupation's own wage, every finer code with it", () => {
    expect(findWage("43-3051.00", table)).toEqual({ hourlyMean: 22, soc: "43-3051" });
    expect(findWage("43-3051.07", table)).toEqual({ hourlyMean: 22, soc: "43-3051" });
  });

  it("takes the nearest group above an occupation without one", () => {
    expect(findWage("43-3059.00", table)).toEqual({ hourlyMean: 21, soc: "43-3050" });
    expect(findWage("43-9999.00", table)).toEqual({ hourlyMean: 20, soc: "43-0000" });
  });

  it("turns a yearly wage into an hourly one, and leaves the unknown unknown", () => {
    expect(findWage("25-1011.00", table)?.hourlyMean).toBe(50);
    expect(findWage("27-2011.00", table)).toBeNull();
    expect(findWage("55-1011.00", table)).toBeNull();
  });
});

describe("buildWageTable", () => {
  it("refuses a table without the mean over all occupations", () => {
    expect(() => buildWageTable(rows.slice(1), 2080)).toThrow(/mean wage over all occupations/);
  });
});
