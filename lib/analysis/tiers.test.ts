import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TierSettings } from "./schema";
import { assignTiers, midRanks, type TierCandidate } from "./tiers";

const settings: TierSettings = { mode: "percentile", exposureFloor: 0.35, nowCap: 25, nextQuarterCap: 75 };

function role(id: string, priority: number | null, other: Partial<TierCandidate> = {}): TierCandidate {
  return { id, priority, exposure: 0.8, complexity: 0.3, reach: 5, coverage: 1, ...other };
}

/** Roles in rank order, all with good exposure and reach. */
function list(count: number): TierCandidate[] {
  return Array.from({ length: count }, (_, index) => role(`r${index}`, 1 - index / (count + 1)));
}

function countTiers(roles: readonly TierCandidate[], chosen = settings) {
  const counts = { now: 0, next_quarter: 0, future: 0, none: 0 };
  for (const { tier } of assignTiers(roles, chosen).values()) counts[tier ?? "none"] += 1;
  return counts;
}

describe("midRanks", () => {
  it("places equal priorities at the middle of their stretch", () => {
    expect(midRanks([0.9, 0.5, 0.5, 0.1])).toEqual([0.125, 0.5, 0.5, 0.875]);
  });
});

describe("assignTiers by percentile", () => {
  it("takes the best fifth and the next three tenths", () => {
    expect(countTiers(list(10))).toEqual({ now: 2, next_quarter: 3, future: 5, none: 0 });
    expect(countTiers(list(15))).toEqual({ now: 3, next_quarter: 5, future: 7, none: 0 });
  });

  it("holds a role back for low exposure or less than one person-equivalent, and says why", () => {
    const [first, second, ...rest] = list(10);
    if (first === undefined || second === undefined) throw new Error("A list of ten has two.");
    const decisions = assignTiers(
      [{ ...first, exposure: 0.34 }, { ...second, reach: 0.99 }, ...rest],
      settings,
    );
    expect(decisions.get("r0")).toEqual({ tier: "next_quarter", flags: ["held_by_exposure_floor"] });
    expect(decisions.get("r1")).toEqual({ tier: "next_quarter", flags: ["held_by_reach_floor"] });
  });

  it("gives no tier to a role without priority or with less than half of its time known", () => {
    const thin = role("thin", 0.99, { coverage: 0.49 });
    const unknown = role("unknown", null, { exposure: null, reach: null, coverage: 0 });
    const decisions = assignTiers([thin, ...list(10), unknown], settings);
    expect(decisions.get("thin")).toEqual({ tier: null, flags: ["coverage_below_half"] });
    expect(decisions.get("unknown")).toEqual({ tier: null, flags: [] });
    expect(decisions.get("r1")?.tier).toBe("now");
    expect(decisions.get("r2")?.tier).toBe("next_quarter");
  });

  it("caps long lists, the best first", () => {
    expect(countTiers(list(1000))).toEqual({ now: 25, next_quarter: 50, future: 925, none: 0 });
    const decisions = assignTiers(list(1000), settings);
    expect(decisions.get("r24")?.tier).toBe("now");
    expect(decisions.get("r25")).toEqual({ tier: "next_quarter", flags: ["held_by_cap"] });
    expect(decisions.get("r75")).toEqual({ tier: "future", flags: ["held_by_cap"] });
    expect(countTiers(list(100), { ...settings, nowCap: 3, nextQuarterCap: 5 })).toMatchObject({
      now: 3,
      next_quarter: 2,
    });
  });

  it("reaches every tier with ten or more roles of distinct priority whose best fifth passes the floors", () => {
    const priorities = fc.uniqueArray(fc.integer({ min: 0, max: 1_000_000 }), {
      minLength: 10,
      maxLength: 400,
    });
    fc.assert(
      fc.property(priorities, fc.integer({ min: 0, max: 80 }), (drawn, poorPercent) => {
        const sorted = drawn.toSorted((a, b) => b - a);
        const roles = sorted.map((priority, index) => {
          const isPoor = index >= Math.ceil(sorted.length * (1 - poorPercent / 100));
          return role(`r${index}`, priority / 1e6, isPoor ? { exposure: 0.1, reach: 0.1 } : {});
        });
        const counts = countTiers(roles);
        expect(Math.min(counts.now, counts.next_quarter, counts.future)).toBeGreaterThan(0);
      }),
    );
  });
});

describe("assignTiers by cut-off", () => {
  const decide = (roles: TierCandidate[], chosen = settings) =>
    [...assignTiers(roles, chosen).values()].map(({ tier }) => tier);

  it("takes over below ten roles", () => {
    expect(decide([role("a", 0.55), role("b", 0.549999), role("c", 0.4), role("d", 0.399999)])).toEqual([
      "now",
      "next_quarter",
      "next_quarter",
      "future",
    ]);
  });

  it("holds back what is complex or below a floor", () => {
    const decisions = assignTiers(
      [
        role("a", 0.9, { complexity: 0.65 }),
        role("b", 0.8, { exposure: 0.3 }),
        role("c", 0.7, { reach: 0.5 }),
      ],
      settings,
    );
    expect([...decisions.values()]).toEqual([
      { tier: "next_quarter", flags: ["held_by_complexity"] },
      { tier: "next_quarter", flags: ["held_by_exposure_floor"] },
      { tier: "next_quarter", flags: ["held_by_reach_floor"] },
    ]);
  });

  it("can be chosen for a list of any length", () => {
    const counts = countTiers(list(20), { ...settings, mode: "cutoff" });
    expect(counts.now).toBe(list(20).filter(({ priority }) => (priority ?? 0) >= 0.55).length);
  });
});
