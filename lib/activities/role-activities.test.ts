import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildExposureLookup } from "@/lib/exposure/exposure-resolution";
import type { OccupationActivity } from "./activity-weights";
import { type ActivityDecisions, resolveRoleActivities } from "./role-activities";

const lookup = buildExposureLookup([{ level: "dwa", elementId: "D", value: 0.6 }], [], {
  gwaIds: ["G"],
  iwas: [{ id: "I", gwaId: "G" }],
  dwas: [{ id: "D", iwaId: "I" }],
});

const noDecisions: ActivityDecisions = {
  occupationChoices: [],
  roleChoices: [],
  occupationOwn: [],
  roleOwn: [],
};

function activity(id: string, weight: number): OccupationActivity {
  return { id, level: "dwa", weight, exposure: 0.5, exposureLevel: "task" };
}

const four = [activity("a", 4), activity("b", 4), activity("c", 1), activity("d", 1)];
const choice = (activityId: string, selected: boolean | null, share: number | null = null) => ({
  activityId,
  selected,
  share,
});

function resolve(decisions: Partial<ActivityDecisions>, activities: readonly OccupationActivity[] = four) {
  return resolveRoleActivities(activities, { ...noDecisions, ...decisions }, lookup, "weighted");
}

const sharesOf = (resolved: ReturnType<typeof resolve>) =>
  Object.fromEntries(resolved.activities.map(({ id, share }) => [id, share]));

describe("resolveRoleActivities", () => {
  it("divides the time of the default selection by weight", () => {
    const resolved = resolve({});
    expect(sharesOf(resolved)).toEqual({ a: 0.5, b: 0.5, c: 0, d: 0 });
    expect(resolved.activities.map(({ selectedBy }) => selectedBy)).toEqual(Array(4).fill("default"));
  });

  it("puts the occupation's choice over the default, and the role's over both", () => {
    const { activities } = resolve({
      occupationChoices: [choice("b", false), choice("c", true)],
      roleChoices: [choice("c", false), choice("d", true)],
    });
    expect(activities.map(({ id, selected, selectedBy }) => [id, selected, selectedBy])).toEqual([
      ["a", true, "default"],
      ["b", false, "occupation"],
      ["c", false, "role"],
      ["d", true, "role"],
    ]);
  });

  it("lets a typed share stand and scales the others", () => {
    const resolved = resolve({
      roleChoices: [choice("c", true, 0.5)],
      occupationChoices: [choice("c", null, 0.1)],
    });
    expect(sharesOf(resolved)).toEqual({ a: 0.25, b: 0.25, c: 0.5, d: 0 });
    expect(resolved.activities.find(({ id }) => id === "c")).toMatchObject({ shareTypedBy: "role" });
    expect(resolved.typedSharesRescaled).toBe(false);
  });

  it("scales typed shares that cannot stand, and says so", () => {
    const tooMuch = resolve({ roleChoices: [choice("a", true, 0.9), choice("b", true, 0.9)] });
    expect(sharesOf(tooMuch)).toMatchObject({ a: 0.5, b: 0.5 });
    expect(tooMuch.typedSharesRescaled).toBe(true);
    const tooLittle = resolve({ roleChoices: [choice("a", true, 0.2), choice("b", false)] });
    expect(sharesOf(tooLittle)).toMatchObject({ a: 1, b: 0 });
    expect(tooLittle.typedSharesRescaled).toBe(true);
  });

  it("ignores choices about activities the occupation does not have", () => {
    expect(resolve({ roleChoices: [choice("gone", true, 0.7)] })).toEqual(resolve({}));
  });

  it("adds own activities with a typed exposure, or that of the nearest DWA, marked as such", () => {
    const { activities } = resolve({
      roleOwn: [{ id: "own-2", share: 0.2, exposure: 0.9, nearestDwaId: null }],
      occupationOwn: [
        { id: "own-1", share: 0.2, exposure: null, nearestDwaId: "D" },
        { id: "own-3", share: 0.1, exposure: null, nearestDwaId: null },
      ],
    });
    expect(
      activities
        .slice(4)
        .map(({ id, exposure, exposureLevel, share, selectedBy }) => [
          id,
          exposure,
          exposureLevel,
          share,
          selectedBy,
        ]),
    ).toEqual([
      ["own-1", 0.6, "dwa", 0.2, "occupation"],
      ["own-2", 0.9, "typed", 0.2, "role"],
      ["own-3", null, null, 0.1, "occupation"],
    ]);
    expect(activities[0]?.share).toBeCloseTo(0.25, 12);
  });

  it("works for a role that has only activities of its own", () => {
    const resolved = resolve({ roleOwn: [{ id: "own", share: 0.3, exposure: 1, nearestDwaId: null }] }, []);
    expect(resolved.activities[0]?.share).toBe(1);
  });

  it("gives equal shares in the simple mode", () => {
    const decisions = { ...noDecisions, roleChoices: [choice("c", true, 0.9)] };
    const { activities } = resolveRoleActivities(four, decisions, lookup, "simple");
    expect(activities.map(({ share }) => share)).toEqual([1 / 3, 1 / 3, 1 / 3, 0]);
  });

  it("gives selected activities shares that sum to 1, and the others none", () => {
    const anyChoice = fc.record({
      activityId: fc.constantFrom("a", "b", "c", "d"),
      selected: fc.option(fc.boolean()),
      share: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    });
    const weights = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(
        weights,
        fc.array(anyChoice),
        fc.array(anyChoice),
        (drawn, occupationChoices, roleChoices) => {
          const activities = drawn.map((weight, index) => activity("abcd".charAt(index), weight));
          const resolved = resolve({ occupationChoices, roleChoices }, activities);
          const selected = resolved.activities.filter((each) => each.selected);
          const total = selected.reduce((sum, { share }) => sum + share, 0);
          // Only zeros typed and nothing else selected: there is no time to divide.
          const isEmpty = selected.every((each) => each.shareTypedBy !== null && each.share === 0);
          if (!isEmpty) expect(total).toBeCloseTo(1, 9);
          for (const each of resolved.activities) {
            expect(each.share).toBeGreaterThanOrEqual(0);
            if (!each.selected) expect(each.share).toBe(0);
          }
        },
      ),
    );
  });
});
