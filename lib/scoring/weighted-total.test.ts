import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roundPoints, weightedTotal } from "./weighted-total";

const criterion = fc.record({
  weight: fc.integer({ min: 1, max: 10_000 }).map((tenThousandths) => tenThousandths / 10_000),
  points: fc.option(fc.integer({ min: 0, max: 10_000 }).map((thousandths) => thousandths / 1_000)),
});
const criteria = fc.array(criterion, { minLength: 1, maxLength: 20 });

describe("weightedTotal", () => {
  it("weighs the points", () => {
    const points = [
      { weight: 0.4, points: 9 },
      { weight: 0.3, points: 8 },
      { weight: 0.3, points: 9 },
    ];
    expect(weightedTotal(points, 0.65)).toEqual({ coverage: 1, overall: 8.7 });
  });

  it("leaves out what abstains, while enough is left", () => {
    const points = [
      { weight: 0.6, points: 7 },
      { weight: 0.4, points: null },
    ];
    expect(weightedTotal(points, 0.6)).toEqual({ coverage: 0.6, overall: 7 });
    expect(weightedTotal(points, 0.61)).toEqual({ coverage: 0.6, overall: null });
  });

  it("knows a total of 0, and no total of nothing", () => {
    expect(weightedTotal([{ weight: 1, points: 0 }], 1)).toEqual({ coverage: 1, overall: 0 });
    expect(weightedTotal([{ weight: 1, points: null }], 0)).toEqual({ coverage: 0, overall: null });
    expect(weightedTotal([], 0)).toEqual({ coverage: 0, overall: null });
  });

  it("takes weights that binary fractions cannot hold", () => {
    const tenth = { weight: 0.1, points: 10 };
    const seven = [...Array.from({ length: 7 }, () => tenth), { weight: 0.3, points: null }];
    expect(weightedTotal(seven, 0.7).overall).toBe(10);
  });

  it("is the same in every order, between the lowest and the highest, to three decimals", () => {
    fc.assert(
      fc.property(criteria, fc.integer(), (given, seed) => {
        const total = weightedTotal(given, 0);
        const shuffled = given.toSorted((a, b) => ((a.weight * seed) % 1) - ((b.weight * seed) % 1));
        expect(weightedTotal(shuffled, 0)).toEqual(total);
        const known = given.flatMap(({ points }) => (points === null ? [] : [points]));
        expect(total.overall === null).toBe(known.length === 0);
        if (total.overall === null) return;
        expect(total.overall).toBeGreaterThanOrEqual(Math.min(...known));
        expect(total.overall).toBeLessThanOrEqual(Math.max(...known));
        expect(roundPoints(total.overall)).toBe(total.overall);
      }),
    );
  });

  it("never falls when points rise", () => {
    fc.assert(
      fc.property(criteria, fc.nat(), (given, place) => {
        const index = place % given.length;
        const risen = given.map((row, at) =>
          at === index && row.points !== null ? { ...row, points: Math.min(10, row.points + 1) } : row,
        );
        expect(weightedTotal(risen, 0).overall ?? 0).toBeGreaterThanOrEqual(
          weightedTotal(given, 0).overall ?? 0,
        );
      }),
    );
  });
});
