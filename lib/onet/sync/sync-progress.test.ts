import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { syncSteps } from "@/db/enums";
import { percentOf, stepAt } from "./sync-progress";

describe("how far a sync is", () => {
  it("never goes back, within a step and from one to the next", () => {
    const steps = fc.constantFrom(...syncSteps);
    const part = fc.integer({ min: 0, max: 1_000 });
    fc.assert(
      fc.property(steps, part, steps, part, (a, doneA, b, doneB) => {
        const order = syncSteps.indexOf(a) - syncSteps.indexOf(b) || doneA - doneB;
        const difference = percentOf(a, doneA, 1_000) - percentOf(b, doneB, 1_000);
        expect(Math.sign(order) * difference).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("leads back to the step", () => {
    for (const step of syncSteps) expect(stepAt(percentOf(step, 0, null))).toBe(step);
    expect(stepAt(100)).toBe("report");
    expect(percentOf("report", 5, 5)).toBe(100);
    expect(percentOf("fetch", 9, 3)).toBe(40);
  });
});
