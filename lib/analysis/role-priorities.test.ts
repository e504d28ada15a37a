import { describe, expect, it } from "vitest";
import { impactScale, prioritise, type RoleBasis } from "./role-priorities";
import { defaultSettings } from "./test-input";

function basis(id: string, headcount: number, exposure: number | null): RoleBasis {
  return {
    id,
    title: id,
    headcount,
    exposure,
    coverage: exposure === null ? 0 : 1,
    complexity: 0.3,
    hourlyWage: null,
  };
}

function rank(roles: RoleBasis[], settings = defaultSettings) {
  return prioritise(roles, settings, impactScale(roles, settings, 0));
}

describe("prioritise", () => {
  it("ranks from 1 and leaves the unknown without rank, at the end", () => {
    const ranked = rank([basis("unknown", 90, null), basis("small", 5, 0.8), basis("large", 50, 0.8)]);
    expect(ranked.map(({ id, rank: place }) => [id, place])).toEqual([
      ["large", 1],
      ["small", 2],
      ["unknown", null],
    ]);
  });

  it("gives the roles of several runs the same scores together as apart", () => {
    const first = [basis("a", 20, 0.7), basis("b", 3, 0.2)];
    const second = [basis("c", 11, 0.5)];
    const scoreOf = (ranked: ReturnType<typeof rank>) =>
      Object.fromEntries(ranked.map(({ id, impact, priority }) => [id, { impact, priority }]));
    expect(scoreOf(rank([...first, ...second]))).toEqual({
      ...scoreOf(rank(first)),
      ...scoreOf(rank(second)),
    });
  });

  it("measures against the largest role in the original plan's mode", () => {
    const settings = { ...defaultSettings, impactMode: "largest_role" as const };
    const ranked = rank([basis("largest", 1000, 0.1), basis("other", 200, 0.8)], settings);
    expect(ranked.find(({ id }) => id === "other")?.impact).toBeCloseTo(0.16, 12);
  });
});
