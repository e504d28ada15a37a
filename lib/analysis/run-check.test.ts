import { describe, expect, it } from "vitest";
import { computeRun } from "./computed-run";
import { countOtherNumbers, listRunChanges, type StoredRole } from "./run-check";
import { defaultSettings, emptyDecisions, packReference, roleWithSegment } from "./test-input";

const made = [
  roleWithSegment("a", "43-3051.00", 30),
  roleWithSegment("b", "43-3031.00", 12),
  roleWithSegment("c", null, 3),
];
const { output } = computeRun({
  ...packReference(),
  ...emptyDecisions,
  roles: made.map(({ role }) => role),
  segments: made.map(({ segment }) => segment),
  settings: defaultSettings,
});

const rounded = (value: number | null) => (value === null ? null : Number(value.toFixed(6)));
/** As the tables keep them. */
const stored: StoredRole[] = output.roles.map((role) => ({
  roleId: role.roleId,
  onetCode: role.code,
  headcount: role.headcount,
  exposure: rounded(role.exposure),
  coverage: Number(role.coverage.toFixed(6)),
  spread: rounded(role.spread),
  reach: rounded(role.reach),
  impact: rounded(role.impact),
  complexity: rounded(role.complexity),
  priority: rounded(role.priority),
  rank: role.rank,
  tier: role.tier,
}));

const changed = (roleId: string, change: Partial<StoredRole>) =>
  stored.map((row) => (row.roleId === roleId ? { ...row, ...change } : row));

describe("a run computed again", () => {
  it("takes what six decimals hold for the same", () => {
    expect(countOtherNumbers(stored, output.roles)).toBe(0);
    expect(listRunChanges(stored, output.roles)).toEqual([]);
  });

  it("finds every role with another number, tier or rank, and roles that are missing", () => {
    expect(countOtherNumbers(changed("a", { exposure: 0.5 }), output.roles)).toBe(1);
    expect(countOtherNumbers(changed("a", { tier: "future", rank: 9 }), output.roles)).toBe(1);
    expect(countOtherNumbers(changed("c", { exposure: 0 }), output.roles)).toBe(1);
    expect(countOtherNumbers(stored.slice(1), output.roles)).toBe(1);
    expect(countOtherNumbers(stored, output.roles.slice(1))).toBe(1);
  });

  it("names what changed by what explains it first", () => {
    expect(listRunChanges(changed("a", { onetCode: "11-1011.00", exposure: 0.5 }), output.roles)).toEqual([
      { kind: "occupations_changed", roleCount: 1 },
    ]);
    expect(listRunChanges(changed("b", { headcount: 99, reach: 1 }), output.roles)).toEqual([
      { kind: "headcounts_changed", roleCount: 1 },
    ]);
    expect(listRunChanges(changed("a", { exposure: 0.5 }), output.roles)).toEqual([
      { kind: "activities_changed", roleCount: 1 },
    ]);
    // A rank moves when another role does, so it explains nothing.
    expect(listRunChanges(changed("a", { rank: 7 }), output.roles)).toEqual([]);
    expect(listRunChanges(stored.slice(1), output.roles)).toMatchObject([{ kind: "roles_added" }]);
    expect(listRunChanges(stored, output.roles.slice(1))).toMatchObject([{ kind: "roles_removed" }]);
  });
});
