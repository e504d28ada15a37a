import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDoubts, type Doubt, estimateWrong, noDoubt, type Stratum } from "./audit-estimate";

/** Some roles of one headcount and confidence. */
function doubtOf(roles: number, confidence: number, headcount = 1): Doubt {
  const [wrong, spread] = [1 - confidence, confidence * (1 - confidence)];
  return {
    ...{ roles, people: roles * headcount, errors: roles * wrong, variance: roles * spread },
    peopleErrors: roles * headcount * wrong,
    peopleVariance: roles * headcount ** 2 * spread,
    peopleSquares: roles * headcount ** 2,
  };
}

const unchecked = (doubt: Doubt): Stratum => ({ doubt, right: 0, wrong: 0 });

const stratum = fc
  .record({
    roles: fc.nat(500),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    headcount: fc.integer({ min: 1, max: 300 }),
    right: fc.nat(20),
    wrong: fc.nat(20),
  })
  .map(
    ({ roles, confidence, headcount, right, wrong }): Stratum => ({
      ...{ doubt: doubtOf(roles, confidence, headcount), right, wrong },
    }),
  );

describe("estimateWrong by the calibration", () => {
  it("expects the sum of what is missing to certainty", () => {
    const { roles, people, checkedCount } = estimateWrong([unchecked(doubtOf(100, 0.9, 5))]);
    expect(roles.expected).toBeCloseTo(10);
    expect(people.expected).toBeCloseTo(50);
    expect(checkedCount).toBe(0);
    // 1.96 × √(100 × .9 × .1 + (.03 × 100)²)
    expect(roles.high - roles.expected).toBeCloseTo(8.316, 2);
  });

  it("expects nothing wrong of nothing", () => {
    const nothing = { expected: 0, low: 0, high: 0 };
    expect(estimateWrong([])).toEqual({ roles: nothing, people: nothing, checkedCount: 0 });
    expect(estimateWrong([{ doubt: noDoubt, right: 3, wrong: 9 }])).toMatchObject({ roles: nothing });
  });

  it("is the same however the roles are put together", () => {
    const parts = [doubtOf(10, 0.5, 3), doubtOf(40, 0.8), doubtOf(5, 0.99, 100)];
    const whole = parts.reduce(addDoubts);
    expect(estimateWrong(parts.map(unchecked))).toEqual(estimateWrong([unchecked(whole)]));
  });
});

describe("estimateWrong by checks", () => {
  it("follows what was found where that differs from the calibration", () => {
    const doubt = doubtOf(200, 0.9);
    const bad = estimateWrong([{ doubt, right: 15, wrong: 15 }]);
    expect(bad.roles.expected).toBeCloseTo((200 * (10 * 0.1 + 15)) / 40);
    expect(bad.roles.low).toBeGreaterThan(20);
    expect(bad.checkedCount).toBe(30);
    const good = estimateWrong([{ doubt, right: 30, wrong: 0 }]);
    expect(good.roles.expected).toBeCloseTo(5);
    expect(good.roles.high).toBeLessThan(bad.roles.low);
  });

  it("learns in each stratum by itself", () => {
    const { roles } = estimateWrong([
      { doubt: doubtOf(100, 0.9), right: 20, wrong: 0 },
      { doubt: doubtOf(100, 0.6), right: 2, wrong: 18 },
    ]);
    expect(roles.expected).toBeCloseTo((100 * 0.5) / 25 + (100 * 20) / 25);
  });

  it("stays within what there is, and the more is checked the narrower it gets", () => {
    fc.assert(
      fc.property(fc.array(stratum, { maxLength: 6 }), (strata) => {
        const { roles, people } = estimateWrong(strata);
        const most = strata.reduce((sum, { doubt }) => addDoubts(sum, doubt), noDoubt);
        for (const [estimate, limit] of [
          [roles, most.roles],
          [people, most.people],
        ] as const) {
          expect(estimate.low).toBeGreaterThanOrEqual(0);
          expect(estimate.low).toBeLessThanOrEqual(estimate.expected);
          expect(estimate.expected).toBeLessThanOrEqual(estimate.high);
          expect(estimate.high).toBeLessThanOrEqual(limit);
        }
      }),
    );
    const widths = [4, 16, 64].map((checks) => {
      const { roles } = estimateWrong([
        { doubt: doubtOf(500, 0.75), right: checks * 0.75, wrong: checks * 0.25 },
      ]);
      return roles.high - roles.low;
    });
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
  });

  it("holds the true number in its interval about as often as it says", () => {
    let seed = 5;
    const random = () => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      return seed / 0x80000000;
    };
    const rounds = 400;
    let held = 0;
    for (let round = 0; round < rounds; round += 1) {
      // The calibration says .85; in truth it is anything from .7 to 1.
      const truth = 0.7 + 0.3 * random();
      const areRight = Array.from({ length: 220 }, () => random() < truth);
      const checked = areRight.slice(0, 28);
      const wrongLeft = areRight.slice(28).filter((isRight) => !isRight).length;
      const right = checked.filter(Boolean).length;
      const { roles } = estimateWrong([{ doubt: doubtOf(192, 0.85), right, wrong: 28 - right }]);
      if (roles.low <= wrongLeft && wrongLeft <= roles.high) held += 1;
    }
    expect(held / rounds).toBeGreaterThan(0.9);
  });
});
