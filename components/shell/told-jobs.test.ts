import { describe, expect, it } from "vitest";
import { at, endedAt, jobAt } from "./testing/job";
import { takeUntold } from "./told-jobs";

function keeper() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  };
}

const dayS = 24 * 3_600;

describe("takeUntold", () => {
  it("tells each end once, and a second end of the same job too", () => {
    const here = keeper();
    const take = (...jobs: Parameters<typeof takeUntold>[1]) => takeUntold("ada", jobs, at(0), here);
    expect(take()).toEqual([]);
    expect(take(jobAt(5))).toEqual([]);
    expect(take(endedAt(10))).toHaveLength(1);
    expect(take(endedAt(10))).toEqual([]);
    expect(take(endedAt(20))).toHaveLength(1);
  });

  it("tells on return what ended meanwhile, within a day", () => {
    const here = keeper();
    takeUntold("ada", [], at(0), here);
    const jobs = [endedAt(dayS, { id: "lately" }), endedAt(60, { id: "long ago" })];
    expect(takeUntold("ada", jobs, at(dayS + 3_600), here).map(({ id }) => id)).toEqual(["lately"]);
  });

  it("takes nothing for news that ended before the first visit of this browser", () => {
    expect(takeUntold("ada", [endedAt(10)], at(60), keeper())).toEqual([]);
  });

  it("keeps two people apart, and begins anew when what it kept is unreadable", () => {
    const here = keeper();
    takeUntold("ada", [], at(0), here);
    takeUntold("bob", [], at(0), here);
    expect(takeUntold("ada", [endedAt(10)], at(0), here)).toHaveLength(1);
    expect(takeUntold("bob", [endedAt(10)], at(0), here)).toHaveLength(1);
    here.setItem("ada", "{");
    expect(takeUntold("ada", [endedAt(10)], at(60), here)).toEqual([]);
  });
});
