import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareByWeight, type OccupationActivity } from "./activity-weights";
import { selectByDefault } from "./default-selection";

function activity(id: string, weight: number, exposure: number | null = null): OccupationActivity {
  return { id, level: "dwa", weight, exposure, exposureLevel: exposure === null ? null : "task" };
}

const anyActivities = fc
  .uniqueArray(fc.tuple(fc.string({ minLength: 1 }), fc.integer({ min: 0, max: 400 })), {
    selector: ([id]) => id,
    minLength: 1,
  })
  .map((pairs) => pairs.map(([id, weight]) => activity(id, weight / 100)).sort(compareByWeight));

describe("selectByDefault", () => {
  it("takes the heaviest until they hold 80 %", () => {
    expect([...selectByDefault([activity("a", 5), activity("b", 3), activity("c", 2)])]).toEqual(["a", "b"]);
    expect([...selectByDefault([activity("a", 5), activity("b", 2), activity("c", 2)])]).toHaveLength(3);
  });

  it("takes all when none weighs anything", () => {
    expect(selectByDefault([activity("a", 0), activity("b", 0)]).size).toBe(2);
  });

  it("never looks at exposure", () => {
    const blind = selectByDefault([activity("a", 5), activity("b", 3), activity("c", 2)]);
    expect(selectByDefault([activity("a", 5, 0), activity("b", 3), activity("c", 2, 1)])).toEqual(blind);
  });

  it("holds at least 80 %, and less without its lightest", () => {
    fc.assert(
      fc.property(anyActivities, (activities) => {
        const total = activities.reduce((sum, { weight }) => sum + weight, 0);
        const chosen = activities.filter(({ id }) => selectByDefault(activities).has(id));
        const held = chosen.reduce((sum, { weight }) => sum + weight, 0);
        expect(held).toBeGreaterThanOrEqual(0.8 * total - 1e-6);
        if (total > 0) expect(held - (chosen.at(-1)?.weight ?? 0)).toBeLessThan(0.8 * total);
      }),
    );
  });
});
