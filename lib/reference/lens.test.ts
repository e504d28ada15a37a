import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareLens, rankLens, ranksOf, spearman } from "./lens";

const row = (code: string, a: number | null, b: number | null) => ({
  code,
  title: code,
  employment: null,
  a,
  b,
});

describe("ranksOf", () => {
  it("counts from the largest and shares places among equals", () => {
    expect(ranksOf([0.2, 0.9, 0.2, 0.5])).toEqual([3.5, 1, 3.5, 2]);
  });

  it("always sums to the same", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 })), (values) => {
        const sum = ranksOf(values).reduce((total, rank) => total + rank, 0);
        expect(sum).toBe((values.length * (values.length + 1)) / 2);
      }),
    );
  });
});

describe("spearman", () => {
  it("is 1 for the same order, -1 for the reverse, and known for a worked example", () => {
    const values = [0.1, 0.4, 0.2, 0.9];
    expect(spearman(values.map((a) => ({ a, b: a ** 2 })))).toBe(1);
    expect(spearman(values.map((a) => ({ a, b: -a })))).toBe(-1);
    // 1 - 6 Σd² / n(n² - 1) with d = 0, 1, -1, 0.
    const pairs = [1, 2, 3, 4].map((a, index) => ({ a, b: [1, 3, 2, 4][index] ?? 0 }));
    expect(spearman(pairs)).toBeCloseTo(1 - (6 * 2) / (4 * 15), 12);
  });

  it("says nothing of too few, or where a side tells nothing apart", () => {
    expect(spearman([{ a: 1, b: 2 }])).toBeNull();
    expect(spearman([1, 2, 3].map((a) => ({ a, b: 0.5 })))).toBeNull();
  });

  it("lies between -1 and 1 and takes no side", () => {
    const value = fc.integer({ min: 0, max: 20 });
    fc.assert(
      fc.property(fc.array(fc.record({ a: value, b: value })), (pairs) => {
        const known = spearman(pairs);
        const turned = spearman(pairs.map(({ a, b }) => ({ a: b, b: a })));
        expect(turned === null ? null : turned.toFixed(9)).toBe(known === null ? null : known.toFixed(9));
        if (known !== null) expect(Math.abs(known)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("rankLens", () => {
  const rows = rankLens([row("1", 0.9, 0.1), row("2", null, 0.9), row("3", 0.5, 0.5), row("4", 0.1, 0.9)]);

  it("ranks what both know, and leaves the others without", () => {
    expect(rows.map(({ rankA, rankB, difference }) => [rankA, rankB, difference])).toEqual([
      [1, 3, -2],
      [null, null, null],
      [2, 2, 0],
      [3, 1, 2],
    ]);
  });

  it("sorts differences by their size, the unknown last either way", () => {
    const codes = (dir: "asc" | "desc") =>
      rows.toSorted(compareLens("difference", dir)).map(({ code }) => code);
    expect(codes("desc")).toEqual(["1", "4", "3", "2"]);
    expect(codes("asc")).toEqual(["3", "1", "4", "2"]);
  });
});
