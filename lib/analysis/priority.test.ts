import { describe, expect, it } from "vitest";
import { priorityOf } from "./priority";
import { compareByRank } from "./ranking";

const weights = { exposure: 0.4, impact: 0.4, complexity: 0.2 };

describe("priorityOf", () => {
  it("adds exposure, impact and ease, to 6 decimals", () => {
    expect(priorityOf(0.8, 0.6, 0.3, weights)).toBe(0.7);
    expect(priorityOf(1 / 3, 1 / 3, 1 / 3, weights)).toBe(0.4);
    expect(priorityOf(1, 1, 0, weights)).toBe(1);
  });

  it("is unknown as soon as one part is", () => {
    expect(priorityOf(null, 0.6, 0.3, weights)).toBeNull();
    expect(priorityOf(0.8, null, 0.3, weights)).toBeNull();
    expect(priorityOf(0.8, 0.6, null, weights)).toBeNull();
  });
});

describe("compareByRank", () => {
  const role = (id: string, priority: number | null, headcount = 1, title = id) => ({
    id,
    title,
    headcount,
    priority,
  });

  it("orders by priority, then headcount, then title by code units, then id", () => {
    const roles = [
      role("unknown", null, 99),
      role("z", 0.5, 5, "Ärztin"),
      role("y", 0.5, 5, "Zoologist"),
      role("x", 0.5, 5, "istanbul"),
      role("w2", 0.5, 5, "Istanbul"),
      role("w1", 0.5, 5, "Istanbul"),
      role("v", 0.5, 6),
      role("u", 0, 1),
      role("t", 0.9),
    ];
    expect(roles.sort(compareByRank).map(({ id }) => id)).toEqual([
      "t",
      "v",
      "w1",
      "w2",
      "y",
      "x",
      "z",
      "u",
      "unknown",
    ]);
  });
});
