import { describe, expect, it } from "vitest";
import { toPercent } from "./percent";

describe("toPercent", () => {
  it("rounds down, so that what shows as 85 % passes a threshold of 85 %", () => {
    expect(toPercent(0.8499)).toBe(84);
    expect(toPercent(0.85)).toBe(85);
    expect(toPercent(1)).toBe(100);
    expect(toPercent(0)).toBe(0);
  });

  it("keeps every whole percent, however the machine multiplies it", () => {
    for (let percent = 0; percent <= 100; percent += 1) expect(toPercent(percent / 100)).toBe(percent);
  });
});
