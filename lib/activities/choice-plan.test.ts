import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ChoiceChange,
  type ChoicePlan,
  planChanges,
  planRemoval,
  planUndo,
  type StoredChoice,
} from "./choice-plan";

const code = "43-3051.00";
/** The default rule of these tests selects `a` and `b`. */
const isDefault = (_: string, activityId: string) => activityId < "c";
const ofOccupation = { code, roleId: null };
const ofRole = { code, roleId: "role-1" };

const keyOf = ({ roleId, activityId }: { roleId: string | null; activityId: string }) =>
  `${roleId ?? ""} ${activityId}`;

/** What stands after a plan is carried out. */
function carriedOut(stored: readonly StoredChoice[], plan: ChoicePlan): StoredChoice[] {
  const rows = new Map(stored.map((row) => [keyOf(row), row]));
  for (const row of plan.upserts) rows.set(keyOf(row), row);
  for (const key of plan.removals) rows.delete(keyOf(key));
  return [...rows.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function change(stored: readonly StoredChoice[], changes: readonly ChoiceChange[]) {
  const plan = planChanges(stored, changes, isDefault);
  return { plan, rows: carriedOut(stored, plan) };
}

describe("planChanges", () => {
  it("stores a departure from the default and removes it when it is taken back", () => {
    const { rows } = change([], [{ ...ofOccupation, activityId: "a", selected: false }]);
    expect(rows).toEqual([{ ...ofOccupation, activityId: "a", selected: false, share: null }]);
    const back = change(rows, [{ ...ofOccupation, activityId: "a", selected: true }]);
    expect(back.plan.removals).toEqual([{ ...ofOccupation, activityId: "a" }]);
    expect(back.rows).toEqual([]);
  });

  it("stores nothing for a choice that holds anyway", () => {
    const { plan } = change(
      [],
      [
        { ...ofOccupation, activityId: "a", selected: true },
        { ...ofOccupation, activityId: "c", selected: false, share: null },
        { ...ofRole, activityId: "b", selected: true },
      ],
    );
    expect(plan).toEqual({ upserts: [], removals: [], undo: [] });
  });

  it("measures a role's choice against the occupation's, also one made in the same call", () => {
    const { rows } = change(
      [],
      [
        { ...ofRole, activityId: "a", selected: false },
        { ...ofRole, activityId: "c", selected: false },
        { ...ofOccupation, activityId: "a", selected: false },
        { ...ofOccupation, activityId: "c", selected: true, share: 0.2 },
      ],
    );
    expect(rows.map((row) => [row.roleId, row.activityId, row.selected])).toEqual([
      [null, "a", false],
      [null, "c", true],
      ["role-1", "c", false],
    ]);
    expect(change(rows, [{ ...ofRole, activityId: "c", share: 0.2 }]).plan.upserts).toEqual([]);
    expect(change(rows, [{ ...ofRole, activityId: "c", share: 0.3 }]).plan.upserts[0]?.share).toBe(0.3);
  });

  it("leaves the part alone that the change does not name", () => {
    const stored = [{ ...ofOccupation, activityId: "c", selected: true, share: 0.4 }];
    const { rows } = change(stored, [{ ...ofOccupation, activityId: "c", selected: false }]);
    expect(rows).toEqual([{ ...ofOccupation, activityId: "c", selected: null, share: 0.4 }]);
  });

  it("gives each choice once when a call names it twice, with the way back to what stood first", () => {
    const { plan, rows } = change(
      [],
      [
        { ...ofOccupation, activityId: "c", selected: true },
        { ...ofOccupation, activityId: "c", share: 0.1 },
      ],
    );
    expect(plan.upserts).toEqual([{ ...ofOccupation, activityId: "c", selected: true, share: 0.1 }]);
    expect(plan.undo).toHaveLength(1);
    expect(carriedOut(rows, planUndo(rows, plan.undo))).toEqual([]);
  });
});

describe("planUndo", () => {
  it("leaves alone what changed since, and says so", () => {
    const first = change([], [{ ...ofOccupation, activityId: "a", selected: false }]);
    const since = change(first.rows, [{ ...ofOccupation, activityId: "a", share: 0.5 }]);
    const undone = planUndo(since.rows, first.plan.undo);
    expect(undone.upserts).toEqual([]);
    expect(undone.removals).toEqual([]);
    expect(undone.skipped).toMatchObject([{ activityId: "a" }]);
  });

  it("brings removed choices back, save those made anew meanwhile", () => {
    const stored = [
      { ...ofOccupation, activityId: "a", selected: false, share: null },
      { ...ofRole, activityId: "c", selected: true, share: 0.3 },
    ];
    const removal = planRemoval(stored);
    expect(removal.removals).toHaveLength(2);
    expect(carriedOut([], planUndo([], removal.undo))).toEqual(stored);
    const anew = [{ ...ofRole, activityId: "c", selected: true, share: null }];
    const undone = planUndo(anew, removal.undo);
    expect(undone.skipped).toMatchObject([{ activityId: "c" }]);
    expect(carriedOut(anew, undone)).toEqual([stored[0], anew[0]]);
  });
});

describe("plans", () => {
  const anyChange: fc.Arbitrary<ChoiceChange> = fc.record(
    {
      code: fc.constant(code),
      roleId: fc.constantFrom(null, "role-1", "role-2"),
      activityId: fc.constantFrom("a", "b", "c", "d"),
      selected: fc.option(fc.boolean()),
      share: fc.option(fc.constantFrom(0, 0.25, 1)),
    },
    { requiredKeys: ["code", "roleId", "activityId"] },
  );

  const manyChanges = fc.array(anyChange);

  it("hold what was asked", () => {
    fc.assert(
      fc.property(manyChanges, anyChange, fc.boolean(), (earlier, asked, selected) => {
        const { rows } = change(change([], earlier).rows, [{ ...asked, selected }]);
        const { activityId, roleId } = asked;
        const chosen = (layer: string | null) =>
          rows.find((row) => row.roleId === layer && row.activityId === activityId)?.selected ?? null;
        const ofOccupationLayer = chosen(null) ?? isDefault(code, activityId);
        expect(roleId === null ? ofOccupationLayer : (chosen(roleId) ?? ofOccupationLayer)).toBe(selected);
      }),
    );
  });

  it("store departures only", () => {
    fc.assert(
      fc.property(manyChanges, (changes) => {
        const { rows } = change([], changes);
        expect(rows.filter(({ selected, share }) => selected === null && share === null)).toEqual([]);
        const ofOccupations = rows.filter(({ roleId }) => roleId === null);
        expect(ofOccupations.filter((row) => row.selected === isDefault(code, row.activityId))).toEqual([]);
      }),
    );
  });

  it("lead back exactly", () => {
    fc.assert(
      fc.property(manyChanges, manyChanges, (earlier, later) => {
        const stored = change([], earlier).rows;
        const { plan, rows } = change(stored, later);
        const back = planUndo(rows, plan.undo);
        expect(carriedOut(rows, back)).toEqual(stored);
        expect(back.skipped).toEqual([]);
      }),
    );
  });
});
