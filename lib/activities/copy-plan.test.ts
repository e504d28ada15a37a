import { describe, expect, it } from "vitest";
import { type CopySide, type CopyTarget, planCopy } from "./copy-plan";
import type { RoleActivity } from "./role-activities";
import { similarityOf, titleNearness } from "./similar-work";

const activity = (id: string, share: number, selected = share > 0): RoleActivity => ({
  id,
  level: "dwa",
  weight: 1,
  share,
  exposure: 0.5,
  exposureLevel: "task",
  selected,
  selectedBy: "default",
  shareTypedBy: null,
});
const ownActivity = (id: string, name: string) => ({
  id,
  name,
  share: 0.1,
  exposure: null,
  nearestDwaId: null,
});

const source: CopySide = {
  activities: [activity("a", 0.6), activity("b", 0), activity("c", 0.4), activity("x", 0.1)],
  typedShares: new Map([["a", 0.6]]),
  own: [ownActivity("1", "Coffee"), ownActivity("2", "Archive")],
};
const target: CopyTarget = {
  activities: [activity("a", 0.5), activity("b", 0.5), activity("c", 0), activity("y", 0.2)],
  typedShares: new Map([["y", 0.2]]),
  own: [ownActivity("3", " coffee ")],
  decidedIds: new Set(["b", "y"]),
};

describe("planCopy", () => {
  it("copies selections, typed shares and own activities, and leaves what a person decided here", () => {
    expect(planCopy(target, source, false)).toEqual({
      changes: [
        { activityId: "a", selected: true, share: 0.6, kind: "share" },
        { activityId: "c", selected: true, share: null, kind: "in" },
      ],
      own: [ownActivity("2", "Archive")],
      keptIds: ["b"],
      unknownIds: ["x"],
    });
  });

  it("takes that too when they say so, but nothing that only the target has", () => {
    const { changes, keptIds } = planCopy(target, source, true);
    expect(changes.map(({ activityId, kind }) => `${activityId} ${kind}`)).toEqual([
      "a share",
      "b out",
      "c in",
    ]);
    expect(keptIds).toEqual([]);
  });

  it("changes nothing the second time", () => {
    const done: CopyTarget = {
      ...target,
      activities: source.activities,
      typedShares: source.typedShares,
      own: source.own,
    };
    expect(planCopy(done, source, true)).toEqual({ changes: [], own: [], keptIds: [], unknownIds: [] });
  });
});

describe("similarity of work", () => {
  it("counts the time in common, and the words of the titles", () => {
    const a = { title: "Payroll Clerks", activities: [activity("a", 0.7), activity("b", 0.3)] };
    const b = { title: "payroll clerk, senior", activities: [activity("a", 0.2), activity("b", 0.8)] };
    expect(similarityOf(a, b).sharedTime).toBeCloseTo(0.5, 12);
    expect(similarityOf(a, a)).toEqual({ sharedTime: 1, score: 1 });
    expect(similarityOf(a, b)).toEqual(similarityOf(b, a));
  });

  it("finds plurals alike and nothing in nothing", () => {
    expect(titleNearness("Bookkeeping Clerks", "Clerk of Bookkeeping")).toBe(1);
    expect(titleNearness("", "The Of")).toBe(0);
  });
});
