import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { repeatabilityOf } from "./repeatability";
import { makeRubric } from "./testing/rubrics";

const { body } = makeRubric({ depth: 1 });
const profile = (profileId: string, ...totals: (number | null)[]) => ({ profileId, totals });

describe("repeatabilityOf", () => {
  it("gives half the range of each profile, and what 95 % of them stay within", () => {
    const report = repeatabilityOf(body, [
      profile("steady", 7, 7, 7),
      profile("moves", 8, 8.3, 8.5),
      profile("crosses", 5.8, 6.1, 6.8),
    ]);
    expect(report.profiles).toEqual([
      { profileId: "steady", runCount: 3, lowest: 7, highest: 7, spread: 0, isCrossing: false },
      { profileId: "moves", runCount: 3, lowest: 8, highest: 8.5, spread: 0.25, isCrossing: false },
      { profileId: "crosses", runCount: 3, lowest: 5.8, highest: 6.8, spread: 0.5, isCrossing: true },
    ]);
    expect(report).toMatchObject({
      comparedCount: 3,
      crossingCount: 1,
      spread: 0.5,
      medianSpread: 0.25,
      steadyShare: 2 / 3,
    });
  });

  it("lets one profile in twenty be an exception", () => {
    const steady = Array.from({ length: 19 }, (_, index) => profile(`steady ${index}`, 7, 7.2));
    expect(repeatabilityOf(body, [...steady, profile("wild", 0, 10)]).spread).toBe(0.1);
    expect(repeatabilityOf(body, [...steady.slice(1), profile("wild", 0, 10)]).spread).toBe(5);
  });

  it("compares nothing with one total, but sees that a run without a total decides nothing", () => {
    const report = repeatabilityOf(body, [profile("once", 7), profile("half", 7, null), profile("never")]);
    expect(report).toMatchObject({
      comparedCount: 0,
      crossingCount: 1,
      spread: null,
      medianSpread: null,
      steadyShare: null,
    });
    expect(report.profiles[1]).toMatchObject({ spread: null, isCrossing: true });
    expect(report.profiles[2]).toMatchObject({ runCount: 0, lowest: null, isCrossing: false });
  });

  it("never says a spread smaller than it is, in whatever order the runs come", () => {
    const totals = fc.array(
      fc.integer({ min: 0, max: 10_000 }).map((thousandths) => thousandths / 1_000),
      {
        minLength: 2,
      },
    );
    fc.assert(
      fc.property(totals, (given) => {
        const [one] = repeatabilityOf(body, [profile("a", ...given)]).profiles;
        const [other] = repeatabilityOf(body, [profile("a", ...given.toReversed())]).profiles;
        expect(other).toEqual(one);
        const range = Math.max(...given) - Math.min(...given);
        expect((one?.spread ?? -1) * 2).toBeGreaterThanOrEqual(range - 1e-9);
        expect((one?.spread ?? 99) * 2).toBeLessThanOrEqual(range + 0.001_000_001);
      }),
    );
  });
});
