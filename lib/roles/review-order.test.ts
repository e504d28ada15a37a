import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toPercent } from "./percent";
import { effectOfMistake, leastEffect, reviewWeight, unknownEffect } from "./review-order";
import { planReview, planShortWay, runningShares } from "./review-plan";

const exposures = new Map([
  ["a", 0.6],
  ["b", 0.6],
  ["c", 0.2],
]);
const exposureOf = (code: string) => exposures.get(code) ?? null;
const score = (code: string, share: number) => ({ code, score: share });

describe("effectOfMistake", () => {
  it("is nothing where every candidate has the same exposure, however unsure the matcher is", () => {
    expect(effectOfMistake([score("a", 0.3), score("b", 0.29)], exposureOf)).toBe(0);
  });

  it("is the distance of the others, weighed by their shares", () => {
    const effect = effectOfMistake([score("a", 0.5), score("b", 0.1), score("c", 0.3)], exposureOf);
    expect(effect).toBeCloseTo(0.3);
  });

  it("is unknown without a known exposure on either side", () => {
    expect(effectOfMistake([], exposureOf)).toBeNull();
    expect(effectOfMistake([score("x", 0.5), score("a", 0.2)], exposureOf)).toBeNull();
    expect(effectOfMistake([score("a", 0.5), score("x", 0.2)], exposureOf)).toBeNull();
    expect(effectOfMistake([score("a", 0.5)], exposureOf)).toBeNull();
  });
});

describe("reviewWeight", () => {
  it("grows with people, doubt and effect, and forgets no role", () => {
    const role = { headcount: 10, confidence: 0.5, effect: 0.4 };
    expect(reviewWeight(role)).toBeCloseTo(2);
    expect(reviewWeight({ ...role, effect: 0 })).toBeCloseTo(10 * 0.5 * leastEffect);
    expect(reviewWeight({ ...role, confidence: null, effect: null })).toBeCloseTo(10 * unknownEffect);
  });
});

const unclear = fc.array(
  fc.record({
    headcount: fc.integer({ min: 1, max: 500 }),
    confidence: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  }),
  { maxLength: 60 },
);
const roles = (...headcounts: number[]) => headcounts.map((headcount) => ({ headcount, confidence: 0.5 }));
const peopleOf = (some: readonly { headcount: number }[]) =>
  some.reduce((sum, { headcount }) => sum + headcount, 0);

describe("planReview", () => {
  it("says how few decisions reach the next round figure", () => {
    expect(planReview(roles(200, 100, 50, 10, 5), { settled: 500, all: 865 })).toEqual({
      decisions: 1,
      share: 700 / 865,
    });
    expect(planReview(roles(5), { settled: 90, all: 95 })).toEqual({ decisions: 1, share: 1 });
    expect(planReview([], { settled: 95, all: 95 })).toEqual({ decisions: 0, share: 1 });
    expect(planReview([], { settled: 0, all: 0 })).toEqual({ decisions: 0, share: 0 });
  });

  it("never asks for more than there is, and what it promises is what the running share says", () => {
    fc.assert(
      fc.property(unclear, fc.nat(2000), (open, settled) => {
        const all = settled + peopleOf(open);
        const { decisions, share } = planReview(open, { settled, all });
        expect(decisions).toBeLessThanOrEqual(open.length);
        const shares = runningShares(open, { settled, all });
        if (decisions > 0) expect(share).toBe(shares[decisions - 1]);
        if (open.length > 0) expect(shares.at(-1)).toBeCloseTo(1);
      }),
    );
  });
});

describe("planShortWay", () => {
  it("decides the first, and takes the rest from a threshold on", () => {
    const open = [
      { headcount: 60, confidence: 0.3 },
      { headcount: 20, confidence: 0.7 },
      { headcount: 10, confidence: 0.1 },
    ];
    // Taking 60 at 30 % would be far too wrong: that one is decided, and 20 at 70 % are 6 wrong of 90.
    expect(planShortWay(open, { settled: 10, all: 100, wrong: 1 })).toEqual({
      decisions: 1,
      share: 0.9,
      fromPercent: 70,
      wrongShare: expect.closeTo(7 / 90),
    });
  });

  it("has nothing to say where enough is settled, or where the rule itself is too wrong", () => {
    expect(planShortWay(roles(5), { settled: 95, all: 100, wrong: 50 })).toBeNull();
    expect(planShortWay(roles(20), { settled: 80, all: 100, wrong: 60 })).toBeNull();
  });

  it("keeps both promises whenever it makes them", () => {
    fc.assert(
      fc.property(unclear, fc.nat(500), (open, settled) => {
        const all = settled + peopleOf(open);
        const plan = planShortWay(open, { settled, all, wrong: settled * 0.1 });
        if (plan === null) return;
        const rest = open.slice(plan.decisions);
        const taken = rest.filter(
          ({ confidence }) => confidence !== null && toPercent(confidence) >= plan.fromPercent,
        );
        const total = settled + peopleOf(open.slice(0, plan.decisions)) + peopleOf(taken);
        expect(total / all).toBeCloseTo(plan.share);
        expect(plan.share).toBeGreaterThanOrEqual(0.9 - 1e-9);
        expect(plan.wrongShare).toBeLessThanOrEqual(0.15);
      }),
    );
  });
});
