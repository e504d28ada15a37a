import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultMatchPolicy, isAccepted, toMatchPolicy, toPolicyPercent } from "./match-policy";

const percent = fc.integer({ min: 0, max: 100 });

describe("the margin rule", () => {
  it("wants both the confidence and the gap", () => {
    expect(isAccepted({ confidence: 0.75, margin: 0.2 }, defaultMatchPolicy)).toBe(true);
    expect(isAccepted({ confidence: 0.74, margin: 0.9 }, defaultMatchPolicy)).toBe(false);
    expect(isAccepted({ confidence: 0.99, margin: 0.19 }, defaultMatchPolicy)).toBe(false);
  });

  it("is the same in percent and as shares, whatever a person sets", () => {
    fc.assert(
      fc.property(percent, percent, (minPercent, minMarginPercent) => {
        const set = { minPercent, minMarginPercent };
        expect(toPolicyPercent(toMatchPolicy(set))).toEqual(set);
      }),
    );
  });
});
