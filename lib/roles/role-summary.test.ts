import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countAbove, type RoleGroup, settledShare, summarizeGroups } from "./role-summary";

const aGroup: RoleGroup = {
  percent: 80,
  expectedErrors: 0.2,
  hasBestCode: true,
  isDisputed: false,
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
    expectedErrors: fc.double({ min: 0, max: 5, noNaN: true }),
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
      { ...aGroup, percent: null, expectedErrors: null, hasBestCode: false, roles: 1, people: 5 },
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
      { ...aGroup, percent: 85, roles: 2, people: 20, expectedErrors: 0.3 },
      { ...aGroup, percent: 95, hasMargin: false, roles: 1, people: 4, expectedErrors: 0.05 },
      { ...aGroup, percent: 95, isDecided: true },
      { ...aGroup, percent: 95, isMatching: false },
      { ...aGroup, percent: 95, hasBestCode: false },
    ]);
    expect(countAbove(confirmable, { minPercent: 85, needsMargin: true })).toEqual({
      roles: 2,
      people: 20,
      expectedErrors: 0.3,
    });
    expect(countAbove(confirmable, { minPercent: 85, needsMargin: false })).toEqual({
      roles: 3,
      people: 24,
      expectedErrors: 0.35,
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
