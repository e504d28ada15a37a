import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countAbove, type RoleGroup, settledShare, summarizeGroups, wrongAbove } from "./role-summary";

const aGroup: RoleGroup = {
  percent: 80,
  ...{ errors: 0.2, variance: 0.16, peopleErrors: 2, peopleVariance: 16, peopleSquares: 100 },
  hasBestCode: true,
  isDisputed: false,
  verdict: null,
  hasMargin: true,
  isAccepted: false,
  isDecided: false,
  hasOccupation: false,
  isMatching: true,
  roles: 1,
  people: 10,
};

const groups = fc.array(
  fc.record({
    percent: fc.option(fc.integer({ min: 0, max: 100 })),
    errors: fc.double({ min: 0, max: 5, noNaN: true }),
    variance: fc.double({ min: 0, max: 2, noNaN: true }),
    peopleErrors: fc.double({ min: 0, max: 500, noNaN: true }),
    peopleVariance: fc.double({ min: 0, max: 500, noNaN: true }),
    peopleSquares: fc.integer({ min: 0, max: 5000 }),
    verdict: fc.constantFrom(null, "right" as const, "wrong" as const, "unsure" as const),
    hasBestCode: fc.boolean(),
    isDisputed: fc.boolean(),
    hasMargin: fc.boolean(),
    isAccepted: fc.boolean(),
    isDecided: fc.boolean(),
    hasOccupation: fc.boolean(),
    isMatching: fc.boolean(),
    roles: fc.integer({ min: 1, max: 50 }),
    people: fc.integer({ min: 0, max: 5000 }),
  }),
);

describe("summarizeGroups", () => {
  it("counts roles and people by where they stand", () => {
    const summary = summarizeGroups([
      { ...aGroup, roles: 2, people: 30 },
      { ...aGroup, isAccepted: true, roles: 3, people: 40 },
      { ...aGroup, percent: null, errors: null, hasBestCode: false, roles: 1, people: 5 },
      { ...aGroup, isDecided: true, hasOccupation: true, roles: 4, people: 20 },
      { ...aGroup, isDecided: true, isMatching: false, roles: 1, people: 5 },
    ]);
    expect(summary.byState).toEqual({
      open: { roles: 6, people: 75 },
      unclear: { roles: 3, people: 35 },
      decided: { roles: 4, people: 20 },
      none: { roles: 1, people: 5 },
      all: { roles: 11, people: 100 },
    });
    expect(summary.accepted).toEqual({ roles: 3, people: 40 });
    expect(summary.withoutSuggestion).toEqual({ roles: 1, people: 5 });
    expect(summary.matching).toEqual({ roles: 10, people: 95 });
    expect(settledShare(summary)).toBe(0.65);
  });

  it("has nothing settled and nothing to settle without people", () => {
    expect(settledShare(summarizeGroups([]))).toBeNull();
  });

  it("lets every role be open, decided or without occupation, and nothing twice", () => {
    fc.assert(
      fc.property(groups, (some) => {
        const { byState } = summarizeGroups(some);
        expect(byState.open.roles + byState.decided.roles + byState.none.roles).toBe(byState.all.roles);
        expect(byState.unclear.roles).toBeLessThanOrEqual(byState.open.roles);
      }),
    );
  });
});

describe("countAbove", () => {
  it("counts what a threshold confirms, and no decided role or one that the filter hides", () => {
    const { confirmable } = summarizeGroups([
      { ...aGroup, percent: 84, roles: 7, people: 70 },
      { ...aGroup, percent: 85, roles: 2, people: 20, errors: 0.3 },
      { ...aGroup, percent: 95, hasMargin: false, roles: 1, people: 4, errors: 0.05 },
      { ...aGroup, percent: 95, isDecided: true },
      { ...aGroup, percent: 95, isMatching: false },
      { ...aGroup, percent: 95, hasBestCode: false },
    ]);
    expect(countAbove(confirmable, { minPercent: 85, needsMargin: true })).toEqual({
      roles: 2,
      people: 20,
    });
    expect(countAbove(confirmable, { minPercent: 85, needsMargin: false })).toEqual({
      roles: 3,
      people: 24,
    });
  });

  it("never confirms more when the threshold rises or the margin is asked for", () => {
    fc.assert(
      fc.property(groups, fc.integer({ min: 0, max: 99 }), (some, minPercent) => {
        const { confirmable } = summarizeGroups(some);
        const at = countAbove(confirmable, { minPercent, needsMargin: false }).roles;
        expect(
          countAbove(confirmable, { minPercent: minPercent + 1, needsMargin: false }).roles,
        ).toBeLessThanOrEqual(at);
        expect(countAbove(confirmable, { minPercent, needsMargin: true }).roles).toBeLessThanOrEqual(at);
      }),
    );
  });
});

describe("wrongAbove", () => {
  const above = { minPercent: 70, needsMargin: false };

  it("adds up what is in doubt, and what a check found right no more", () => {
    const summary = summarizeGroups([
      { ...aGroup, percent: 90 },
      { ...aGroup, percent: 75, errors: 0.5, peopleErrors: 5 },
      { ...aGroup, percent: 60 },
    ]);
    expect(wrongAbove(summary, above)).toMatchObject({
      roles: { expected: expect.closeTo(0.7) },
      people: { expected: expect.closeTo(7) },
      checkedCount: 0,
    });
  });

  it("takes what was found in a band for that band, and no threshold takes what was found wrong", () => {
    const summary = summarizeGroups([
      { ...aGroup, percent: 75, roles: 20, errors: 5, people: 20 },
      { ...aGroup, percent: 72, verdict: "right", roles: 1, people: 3 },
      { ...aGroup, percent: 78, verdict: "wrong", roles: 9, people: 9 },
      { ...aGroup, percent: 95, verdict: "wrong", isDecided: true, roles: 2 },
    ]);
    expect(countAbove(summary.confirmable, above)).toEqual({ roles: 21, people: 23 });
    expect(summary.checks).toEqual([
      { band: 70, right: 1, wrong: 9 },
      { band: 90, right: 0, wrong: 2 },
    ]);
    const { roles, checkedCount } = wrongAbove(summary, above);
    expect(checkedCount).toBe(10);
    expect(roles.expected).toBeCloseTo((20 * (10 * 0.25 + 9)) / 20);
  });
});
