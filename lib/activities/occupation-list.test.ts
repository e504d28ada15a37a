import { describe, expect, it } from "vitest";
import type { MappedRole } from "@/lib/roles/schema";
import { findAdjustments, groupByOccupation, matchesSearch } from "./occupation-list";

function role(roleId: string, code: string | null, headcount: number, title = roleId): MappedRole {
  return { roleId, title, headcount, code, origin: code === null ? null : "user", isDecided: true };
}

const titles = new Map([
  ["11-1011.00", "Chief Executives"],
  ["43-3051.00", "Payroll and Timekeeping Clerks"],
]);

const mapped = [
  role("r1", "43-3051.00", 5, "Timekeeper"),
  role("r2", "11-1011.00", 2),
  role("r3", "43-3051.00", 5, "Payroll İnci"),
  role("r4", null, 90),
  role("r5", "99-0000.00", 10),
];

describe("groupByOccupation", () => {
  it("puts the most people first, ties by code, and inside by headcount and title", () => {
    const groups = groupByOccupation(mapped, titles);
    expect(groups.map(({ code, title, headcount }) => [code, title, headcount])).toEqual([
      ["43-3051.00", "Payroll and Timekeeping Clerks", 10],
      ["99-0000.00", "99-0000.00", 10],
      ["11-1011.00", "Chief Executives", 2],
    ]);
    expect(groups[0]?.roles.map(({ roleId }) => roleId)).toEqual(["r3", "r1"]);
  });

  it("does not depend on the order of the rows", () => {
    expect(groupByOccupation(mapped.toReversed(), titles)).toEqual(groupByOccupation(mapped, titles));
  });
});

describe("matchesSearch", () => {
  const [clerks] = groupByOccupation(mapped, titles);
  if (!clerks) throw new Error("The set-up has no occupation.");

  it.each(["", "  ", "43-3051", "TIMEKEEPING cl", "timekeeper", "payroll i"])("finds by %j", (text) => {
    expect(matchesSearch(clerks, text)).toBe(true);
  });

  it.each(["3051", "chief", "%", "time.eeper"])("finds nothing by %j", (text) => {
    expect(matchesSearch(clerks, text)).toBe(false);
  });
});

describe("findAdjustments", () => {
  it("counts a role's departure only while the role is mapped to that occupation", () => {
    const found = findAdjustments(mapped, [
      { code: "11-1011.00", roleId: null },
      { code: "43-3051.00", roleId: "r1" },
      { code: "99-0000.00", roleId: "r2" },
      { code: null, roleId: "r4" },
    ]);
    expect([...found.codes].sort()).toEqual(["11-1011.00", "43-3051.00"]);
    expect([...found.roleIds]).toEqual(["r1"]);
  });
});
