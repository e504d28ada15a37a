import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { impactScale, prioritise } from "../role-priorities";
import { type AnalysisSettings, defaultAnalysisSettings } from "../schema";
import {
  type ComparedRun,
  type CrossFigures,
  compareRuns,
  compareWithoutCauses,
  type OwnFigures,
} from "./compare-runs";
import { causes, type Parts } from "./schema";
import { divide } from "./shapley";

interface Made extends OwnFigures {
  readonly id: string;
  readonly headcount: number;
}

const settings = defaultAnalysisSettings({ id: "s", version: "1", floor: 0.3 });
const role = (id: string, headcount: number, exposure: number | null, complexity = 0.3): Made => ({
  id,
  headcount,
  exposure,
  coverage: 1,
  complexity,
  hourlyWage: null,
});

/** A run as the product stores it. */
function run(made: readonly Made[], set: AnalysisSettings = settings): ComparedRun {
  const bases = made.map((one) => ({ ...one, title: `Role ${one.id}` }));
  const byId = new Map(bases.map((basis) => [basis.id, basis]));
  const scored = prioritise(bases, set, impactScale(bases, set, 0));
  const roles = scored.flatMap(({ id, reach, priority, rank, tier }) => {
    const basis = byId.get(id);
    return basis ? [{ ...basis, occupation: null, reach, priority, rank, tier }] : [];
  });
  return { roles, settings: set, meanHourlyWage: 0 };
}

const total = (parts: Parts | null | undefined) =>
  causes.reduce((sum, cause) => sum + (parts?.[cause] ?? Number.NaN), 0);
const move = (compared: ReturnType<typeof compareRuns>, id: string) =>
  compared.roles.find(({ roleId }) => roleId === id);

describe("a difference divided", () => {
  it("gives each cause what it adds, averaged over the orders, and nothing to what adds nothing", () => {
    expect(divide(2, (state) => [0, 3, 5, 8][state] ?? 0)).toEqual([3, 5]);
    // 2 × 3 instead of 1 × 1: the product belongs to both.
    expect(divide(2, (state) => [1, 2, 3, 6][state] ?? 0)).toEqual([2, 3]);
    expect(divide(3, (state) => (state & 4 ? 7 : 1))).toEqual([0, 0, 6]);
  });
});

describe("two runs compared", () => {
  it("say what people and what decisions moved", () => {
    const before = run([role("a", 10, 0.5), role("b", 20, 0.4), role("gone", 5, 0.6)]);
    const after = run([role("a", 30, 0.5), role("b", 20, 0.8), role("new", 8, 0.7)]);
    const compared = compareRuns(before, after, null);
    expect(compared.counts).toEqual({ both: 2, came: 1, went: 1 });
    expect(move(compared, "a")?.reach).toEqual({
      before: 5,
      after: 15,
      parts: { people: 10, decisions: 0, data: 0 },
    });
    expect(move(compared, "b")?.reach.parts).toEqual({ people: 0, decisions: 8, data: 0 });
    expect(move(compared, "new")?.reach.parts?.people).toBeCloseTo(5.6);
    expect(move(compared, "gone")).toMatchObject({ presence: "went", priority: null, rank: null });
    expect(total(compared.reach.parts)).toBeCloseTo(compared.reach.after - compared.reach.before, 9);
  });

  it("name the cause of a move between tiers, and count it once", () => {
    const before = run([role("a", 2, 0.5), role("b", 60, 0.3)]);
    const after = run([role("a", 90, 0.5), role("b", 60, 0.9)]);
    const compared = compareRuns(before, after, null);
    expect(move(compared, "a")?.tier).toEqual({ before: "future", after: "now", cause: "people" });
    expect(move(compared, "b")?.tier.cause).toBe("decisions");
    expect(compared.tierMoves.reduce((sum, { roleCount }) => sum + roleCount, 0)).toBe(2);
    expect(compared.tierMoves.every(({ presence }) => presence === "both")).toBe(true);
  });

  it("leave to the settings what only they moved", () => {
    const made = [role("a", 10, 0.5), role("b", 40, 0.35)];
    const other = { ...settings, weights: { exposure: 0.1, impact: 0.8, complexity: 0.1 } };
    const compared = compareRuns(run(made), run(made, other), null);
    for (const { priority } of compared.roles) {
      expect(priority?.parts).toMatchObject({ people: 0, decisions: 0 });
      expect(total(priority?.parts)).toBeCloseTo((priority?.after ?? 0) - (priority?.before ?? 0), 9);
    }
  });

  it("tell no causes where they cannot be computed", () => {
    const compared = compareWithoutCauses(run([role("a", 10, 0.5)]), run([role("a", 20, 0.9)]));
    expect(compared.reach).toMatchObject({ before: 5, after: 18, parts: null });
    expect(compared.roles[0]?.tier.cause).toBeNull();
  });

  const roster = fc
    .uniqueArray(
      fc.record({
        id: fc.constantFrom(..."abcdefghijklmn"),
        headcount: fc.integer({ min: 1, max: 200 }),
        exposure: fc.option(
          fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000),
          { freq: 6 },
        ),
        complexity: fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000),
      }),
      { selector: ({ id }) => id, minLength: 1, maxLength: 14 },
    )
    .map((rows) =>
      rows.map(({ id, headcount, exposure, complexity }) => role(id, headcount, exposure, complexity)),
    );
  const weights = fc.constantFrom(
    settings.weights,
    { exposure: 0.2, impact: 0.7, complexity: 0.1 },
    { exposure: 0.8, impact: 0.1, complexity: 0.1 },
  );
  /** Other data see the same work with other eyes. */
  const seen = (made: readonly Made[], factor: number) =>
    new Map(
      made.map((one) => [one.id, { ...one, exposure: one.exposure === null ? null : one.exposure * factor }]),
    );

  it("have parts that sum to the difference, whatever changed", () => {
    fc.assert(
      fc.property(roster, roster, weights, fc.boolean(), (old, present, other, hasOtherData) => {
        const cross: CrossFigures | null = hasOtherData
          ? { oldDecisionsNewData: seen(old, 0.7), newDecisionsOldData: seen(present, 1 / 0.9) }
          : null;
        const compared = compareRuns(run(old), run(present, { ...settings, weights: other }), cross);
        for (const { reach, priority, rank } of compared.roles) {
          for (const figure of [reach, priority, rank]) {
            if (figure?.parts) expect(total(figure.parts)).toBeCloseTo(figure.after - figure.before, 9);
          }
        }
        const { reach } = compared;
        expect(total(reach.parts)).toBeCloseTo(reach.after - reach.before, 7);
      }),
    );
  });

  it("give nothing to a cause that did not change", () => {
    fc.assert(
      fc.property(roster, roster, (made, figures) => {
        const decided = new Map(figures.map((one) => [one.id, one]));
        const redecided = made.map((one) => ({ ...one, ...pick(decided.get(one.id) ?? one) }));
        for (const { reach, priority } of compareRuns(run(made), run(redecided), null).roles) {
          expect(reach.parts).toMatchObject({ people: 0, data: 0 });
          if (priority?.parts) expect(priority.parts).toMatchObject({ people: 0, data: 0 });
        }
      }),
    );
  });
});

const pick = ({ exposure, coverage, complexity, hourlyWage }: Made): OwnFigures => ({
  exposure,
  coverage,
  complexity,
  hourlyWage,
});
