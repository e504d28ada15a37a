import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { suggestMode } from "./mode-suggestion";
import { compareRosters, type RolePeople } from "./roster-difference";

const people = (title: string, department: string | null, headcount: number): RolePeople => ({
  roleKey: title.toLowerCase(),
  roleId: null,
  title,
  department,
  headcount,
});

describe("the difference of two rosters", () => {
  it("names what came, went, grew, shrank and moved, the largest first", () => {
    const { counts, before, after, roles } = compareRosters(
      [people("Nurse", "Care", 7), people("Driver", "Yard", 2), people("accountant", "Finance", 4)],
      [people("Accountant", "Shared Services", 3), people("Nurse", "care", 9), people("Cook", null, 5)],
    );
    expect(before).toEqual({ roles: 3, people: 13 });
    expect(after).toEqual({ roles: 3, people: 17 });
    expect(counts).toEqual({
      new: { roles: 1, people: 5 },
      gone: { roles: 1, people: 2 },
      grown: { roles: 1, people: 2 },
      shrunk: { roles: 1, people: 1 },
      same: { roles: 0, people: 0 },
      moved: { roles: 1, people: 3 },
    });
    expect(roles.map(({ title, change }) => [title, change])).toEqual([
      ["Cook", "new"],
      ["Nurse", "grown"],
      ["Driver", "gone"],
      ["Accountant", "shrunk"],
    ]);
    expect(roles[3]).toMatchObject({
      movedPeople: 3,
      departments: [
        { name: "Finance", before: 4, after: 0 },
        { name: "Shared Services", before: 0, after: 3 },
      ],
    });
  });

  const roster = fc.array(
    fc.record({
      title: fc.constantFrom("a", "b", "c", "d", "e"),
      department: fc.constantFrom(null, "X", "Y"),
      headcount: fc.integer({ min: 1, max: 50 }),
    }),
    { maxLength: 12 },
  );
  const toPeople = (rows: readonly { title: string; department: string | null; headcount: number }[]) =>
    rows.map(({ title, department, headcount }) => people(title, department, headcount));

  it("adds up: who was there, plus who came, less who went, is who is there", () => {
    fc.assert(
      fc.property(roster, roster, (old, present) => {
        const { before, after, counts, roles } = compareRosters(toPeople(old), toPeople(present));
        const { new: come, gone, grown, shrunk, same } = counts;
        expect(before.people + come.people + grown.people - gone.people - shrunk.people).toBe(after.people);
        expect(come.roles + grown.roles + shrunk.roles + same.roles).toBe(after.roles);
        for (const role of roles) {
          const sum = role.departments.reduce((total, one) => total + one.after - one.before, 0);
          if (role.departments.length > 0) expect(sum).toBe(role.after - role.before);
          expect(role.movedPeople).toBeLessThanOrEqual(Math.min(role.before, role.after));
        }
        const back = compareRosters(toPeople(present), toPeople(old));
        expect(back.counts.new).toEqual(counts.gone);
        expect(back.counts.moved).toEqual(counts.moved);
      }),
    );
  });
});

describe("what a roster is taken for", () => {
  const evidence = {
    roles: { present: 100, coming: 110, shared: 90 },
    knownPlaceShare: 0.9,
    hasSameColumns: true,
  };
  it("is the next one where its titles are known, or some of them in the same columns", () => {
    expect(suggestMode(evidence)).toEqual({ mode: "replace", reason: "shared_titles" });
    const some = { ...evidence, roles: { present: 100, coming: 100, shared: 30 } };
    expect(suggestMode(some)).toEqual({ mode: "replace", reason: "same_columns" });
    expect(suggestMode({ ...some, hasSameColumns: false })).toEqual({ mode: "add", reason: "other_titles" });
  });

  it("is more people where they work elsewhere, whatever their titles", () => {
    expect(suggestMode({ ...evidence, knownPlaceShare: 0.02 })).toEqual({
      mode: "add",
      reason: "other_places",
    });
    expect(suggestMode({ ...evidence, knownPlaceShare: null }).mode).toBe("replace");
    expect(suggestMode({ ...evidence, roles: { present: 5, coming: 0, shared: 0 } }).mode).toBe("add");
  });
});
