import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roleExposure } from "@/lib/analysis/role-exposure";
import { madeUpTree } from "@/lib/analysis/test-input";
import { buildExposureLookup, type ResolutionLevel } from "@/lib/exposure/exposure-resolution";
import type { OccupationActivity } from "./activity-weights";
import { findDoubts, openDoubts, reachOfExposure } from "./doubtful-activities";
import { type ActivityDecisions, resolveRoleActivities } from "./role-activities";

const lookup = buildExposureLookup([], [], madeUpTree);
const nothing: ActivityDecisions = { occupationChoices: [], roleChoices: [], occupationOwn: [], roleOwn: [] };

const activity = (
  id: string,
  weight: number,
  exposure: number | null = 0.5,
  exposureLevel: ResolutionLevel | null = "task",
): OccupationActivity => ({ id, level: "dwa", weight, exposure, exposureLevel });

/** By weight: 40, 36, 6, 6, 6 and 6 %. The default holds the first three. */
const six = [
  activity("a", 40),
  activity("b", 36, null, null),
  activity("c", 6),
  activity("d", 6),
  activity("e", 6),
  activity("f", 6, 0.5, "gwa"),
];

describe("findDoubts", () => {
  it("finds what lies near the cut, and selected activities whose exposure says little", () => {
    expect([...findDoubts(six, new Map([["a", 0.3]]))]).toEqual([
      ["a", "disputed"],
      ["b", "unknown"],
      ["c", "boundary"],
      ["d", "boundary"],
    ]);
    expect(findDoubts([activity("a", 60, 0.5, "iwa"), activity("b", 10)], new Map())).toEqual(
      new Map([["a", "coarse"]]),
    );
  });

  it("leaves to people what they decided", () => {
    const doubts = findDoubts(six, new Map());
    const decisions = {
      ...nothing,
      occupationChoices: [{ activityId: "b", selected: null, share: 0.4 }],
      roleChoices: [{ activityId: "d", selected: true, share: null }],
    };
    const resolved = resolveRoleActivities(six, decisions, lookup, "weighted").activities;
    expect(openDoubts(doubts, resolved).map(({ id }) => id)).toEqual(["c"]);
  });
});

describe("reachOfExposure", () => {
  it("is what stands where nothing is in doubt", () => {
    const sure = [activity("a", 1, 0.2), activity("b", 0.1, 0.9)];
    expect(reachOfExposure(sure, nothing, new Map(), lookup, "weighted")).toEqual({
      now: roleExposure([{ share: 1, exposure: 0.2, selected: true }]),
      others: [],
    });
  });

  it("looks at coverage with all and with none of the unknown", () => {
    const { others } = reachOfExposure(six, nothing, findDoubts(six, new Map()), lookup, "weighted");
    expect(others).toHaveLength(4);
    expect(others.at(-1)?.coverage).toBe(1);
  });

  it("finds the lowest and the highest exposure of all choices among the doubtful", () => {
    const made = fc
      .array(
        fc.record({ weight: fc.integer({ min: 1, max: 9 }), exposure: fc.integer({ min: 0, max: 4 }) }),
        {
          minLength: 2,
          maxLength: 7,
        },
      )
      .map((rows) =>
        rows
          .map(({ weight, exposure }, index) => activity(String(index), weight, exposure / 4))
          .sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1)),
      );
    fc.assert(
      fc.property(made, fc.nat(127), (activities, mask) => {
        const doubtful = activities.filter((_, index) => (mask >> index) & 1);
        const doubts = new Map(doubtful.map(({ id }) => [id, "boundary" as const]));
        const { now, others } = reachOfExposure(activities, nothing, doubts, lookup, "weighted");
        const possible = subsetsOf(doubtful.map(({ id }) => id)).flatMap((chosen) => {
          const choices = doubtful.map(({ id }) => ({
            activityId: id,
            selected: chosen.includes(id),
            share: null,
          }));
          const decided = { ...nothing, occupationChoices: choices };
          return (
            roleExposure(resolveRoleActivities(activities, decided, lookup, "weighted").activities)
              .exposure ?? []
          );
        });
        const ends = [now, ...others].flatMap(({ exposure }) => exposure ?? []);
        expect(Math.min(...ends)).toBeCloseTo(Math.min(...possible), 9);
        expect(Math.max(...ends)).toBeCloseTo(Math.max(...possible), 9);
      }),
      { numRuns: 200 },
    );
  });
});

function subsetsOf(ids: readonly string[]): string[][] {
  return Array.from({ length: 2 ** ids.length }, (_, mask) => ids.filter((_, place) => (mask >> place) & 1));
}
