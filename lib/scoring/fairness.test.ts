import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProfileVariant } from "@/db/enums";
import { outcomeOf } from "./check-answer";
import { fairnessOf } from "./fairness";
import { makeRubric } from "./testing/rubrics";

const { body } = makeRubric({ depth: 1 });
const scored = (profileId: string, variant: ProfileVariant, overall: number | null) => ({
  profileId,
  variant,
  overall,
  outcome: outcomeOf(body, overall),
});

/** `count` people, of whom the first `passedCount` pass. */
const group = (variant: ProfileVariant, count: number, passedCount: number) =>
  Array.from({ length: count }, (_, index) => scored(`${index}`, variant, index < passedCount ? 7 : 5));

describe("fairnessOf", () => {
  it("compares twins with the originals of the same people", () => {
    const { effects } = fairnessOf(
      [
        scored("a", "original", 7),
        scored("a", "gender", 6.5),
        scored("a", "school", 7),
        scored("b", "original", 6.2),
        scored("b", "gender", 5.7),
        scored("c", "original", 5),
        scored("c", "gender", 6),
        scored("d", "original", null),
        scored("d", "gender", 8),
        scored("nobody", "gender", 1),
      ],
      0.2,
    );
    expect(effects).toEqual([
      {
        variant: "gender",
        pairCount: 4,
        comparedCount: 3,
        meanDifference: 0,
        largestDifference: 1,
        beyondSpreadCount: 3,
        gainedCount: 2,
        lostCount: 1,
      },
      {
        variant: "school",
        pairCount: 1,
        comparedCount: 1,
        meanDifference: 0,
        largestDifference: 0,
        beyondSpreadCount: 0,
        gainedCount: 0,
        lostCount: 0,
      },
    ]);
  });

  it("draws the line at four fifths, that itself not below", () => {
    const tables = (passedCount: number) =>
      fairnessOf([...group("original", 10, 5), ...group("name", 10, passedCount)], null).fourFifths;
    expect(tables(4)).toMatchObject([{ ratio: 0.8, isBelow: false, reason: null }]);
    expect(tables(3)).toMatchObject([{ ratio: 0.6, isBelow: true }]);
    expect(tables(7)).toMatchObject([{ ratio: 5 / 7, isBelow: true }]);
    expect(tables(5)).toMatchObject([{ ratio: 1, original: { rate: 0.5 }, twin: { rate: 0.5 } }]);
  });

  it("says why there is no ratio", () => {
    const rows = (original: number | null, twin: number | null) =>
      fairnessOf([scored("a", "original", original), scored("a", "name", twin)], null).fourFifths;
    expect(rows(null, 7)).toMatchObject([{ ratio: null, isBelow: null, reason: "nobody_decided" }]);
    expect(rows(0, 0)).toMatchObject([{ ratio: null, isBelow: null, reason: "nobody_passed" }]);
    expect(rows(0, 7)).toMatchObject([{ ratio: 0, isBelow: true }]);
  });

  it("has nothing to say about no twins", () => {
    expect(fairnessOf(group("original", 3, 2), 0.1)).toEqual({ effects: [], fourFifths: [] });
  });

  it("is calm when nothing differs, and mirrors when the sides are swapped", () => {
    const totals = fc.array(fc.tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 10 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(totals, (pairs) => {
        const rows = (side: (pair: [number, number]) => [number, number]) =>
          fairnessOf(
            pairs.flatMap((pair, index) => [
              scored(`${index}`, "original", side(pair)[0]),
              scored(`${index}`, "name", side(pair)[1]),
            ]),
            0,
          );
        const there = rows((pair) => pair);
        const back = rows(([a, b]) => [b, a]);
        const same = rows(([a]) => [a, a]);
        expect(same.effects[0]).toMatchObject({ meanDifference: 0, beyondSpreadCount: 0, lostCount: 0 });
        expect(back.effects[0]?.gainedCount).toBe(there.effects[0]?.lostCount);
        expect(back.fourFifths[0]?.ratio).toBe(there.fourFifths[0]?.ratio);
      }),
    );
  });
});
