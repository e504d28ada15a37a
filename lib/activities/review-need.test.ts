import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RoleExposure } from "@/lib/analysis/role-exposure";
import { impactScale, prioritise, type RoleBasis } from "@/lib/analysis/role-priorities";
import { defaultSettings } from "@/lib/analysis/test-input";
import { findReviewNeeds, type ReviewedOccupation, type ReviewNeed } from "./review-need";

const sure = (exposure: number, coverage = 1): RoleExposure => ({ exposure, coverage, spread: 0 });

function basis(id: string, exposure: number | null, headcount = 10, complexity = 0.4): RoleBasis {
  return { id, title: id, headcount, exposure, coverage: 1, complexity, hourlyWage: null };
}

function settingsFor(occupations: readonly ReviewedOccupation[], candidateLimit = 50, tiers = {}) {
  const settings = { ...defaultSettings, tiers: { ...defaultSettings.tiers, ...tiers } };
  const bases = occupations.flatMap(({ roles }) => roles.map((role) => role.basis));
  return { settings, scale: impactScale(bases, settings, 0), candidateLimit };
}

/** Twenty occupations of one role each, from the most to the least exposed. */
function ladder(othersOf: (place: number) => RoleExposure[]): ReviewedOccupation[] {
  return Array.from({ length: 20 }, (_, place) => {
    const code = `11-10${10 + place}.00`;
    return { code, roles: [{ basis: basis(code, 0.9 - place * 0.03), others: othersOf(place) }] };
  });
}

const codesOf = (needs: readonly ReviewNeed[]) =>
  needs.filter(({ isNeeded }) => isNeeded).map(({ code }) => code);

describe("findReviewNeeds", () => {
  it("settles what is certain, whatever its place", () => {
    const occupations = ladder(() => []);
    const needs = findReviewNeeds(occupations, settingsFor(occupations));
    expect(needs.every((need) => !need.isNeeded && need.reason === "none")).toBe(true);
  });

  it("puts up only those whose doubt reaches a boundary, and says which", () => {
    // The fourth is the last of `now`, the tenth the last of `next_quarter`.
    const occupations = ladder((place) => [sure(0.9 - place * 0.03 - 0.02), sure(0.9 - place * 0.03 + 0.04)]);
    const needs = findReviewNeeds(occupations, settingsFor(occupations));
    expect(codesOf(needs).toSorted()).toEqual(["11-1014.00", "11-1020.00"]);
    expect(needs.find(({ code }) => code === "11-1014.00")).toMatchObject({
      movement: { kind: "tier", from: "next_quarter", to: "now" },
      roleCount: 1,
      headcount: 10,
    });
    expect(needs.find(({ code }) => code === "11-1016.00")).toMatchObject({ reason: "far" });
  });

  it("notices the list of candidates", () => {
    const occupations = ladder((place) => (place === 12 ? [sure(0.9 - 9.5 * 0.03)] : []));
    expect(codesOf(findReviewNeeds(occupations, settingsFor(occupations)))).toEqual([]);
    expect(findReviewNeeds(occupations, settingsFor(occupations, 12))[0]).toMatchObject({
      code: "11-1022.00",
      movement: { kind: "candidate", isCandidateNow: false },
    });
  });

  it("notices what rises over a role that took the last place of a tier", () => {
    // The second is held back by the floor, and as long as it stands below the first the cap would hold it as well.
    const occupations = ladder((place) => (place === 1 ? [sure(0.95)] : []));
    const asked = settingsFor(occupations, 50, { nowCap: 1, exposureFloor: 0.89 });
    expect(codesOf(findReviewNeeds(occupations, asked))).toEqual(["11-1011.00"]);
  });

  it("notices what rises over its equals at a boundary", () => {
    const equal = ladder(() => []).map(({ code }, place): ReviewedOccupation => {
      const others = place === 1 ? [sure(0.92)] : [];
      return { code, roles: [{ basis: basis(code, place < 2 ? 0.9 : 0.5), others }] };
    });
    expect(codesOf(findReviewNeeds(equal, settingsFor(equal, 1)))).toEqual(["11-1011.00"]);
  });

  it("notices what rises over equals that reach across a boundary", () => {
    // The third to seventh share one place, which is below `now`; whoever passes them has the third place alone.
    const shared = ladder((place) => (place === 7 ? [sure(0.85)] : [])).map(({ code, roles }, place) => ({
      code,
      roles: place < 2 || place > 6 ? roles : [{ basis: basis(code, 0.8), others: [] }],
    }));
    expect(codesOf(findReviewNeeds(shared, settingsFor(shared)))).toEqual(["11-1017.00"]);
  });

  it("puts up an occupation without any known exposure, by its people", () => {
    const occupations = [
      ...ladder(() => []),
      { code: "55-1011.00", roles: [{ basis: basis("x", null, 70), others: [] }] },
    ];
    expect(findReviewNeeds(occupations, settingsFor(occupations))[0]).toEqual({
      code: "55-1011.00",
      isNeeded: true,
      movement: null,
      roleCount: 1,
      headcount: 70,
      effect: 70,
    });
  });

  const exposure = fc.integer({ min: 0, max: 20 }).map((n) => n / 20);
  const possible = fc.record({ exposure, coverage: fc.constantFrom(0.4, 1), spread: fc.constant(0) });
  const session = fc
    .array(
      fc.record({
        scenarios: fc.integer({ min: 0, max: 2 }),
        roles: fc.array(
          fc.record({
            exposure: fc.oneof(
              { weight: 9, arbitrary: exposure },
              { weight: 1, arbitrary: fc.constant(null) },
            ),
            headcount: fc.constantFrom(1, 2, 5, 40),
            complexity: fc.constantFrom(0.2, 0.7),
            coverage: fc.constantFrom(0.4, 1, 1),
            others: fc.array(possible, { minLength: 2, maxLength: 2 }),
          }),
          { minLength: 1, maxLength: 3 },
        ),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((occupations) =>
      occupations.map(({ roles, scenarios }, place) => ({
        code: `11-10${10 + place}.00`,
        roles: roles.map(({ others, ...role }, index) => ({
          basis: { ...basis(`${place}-${index}`, 0), ...role },
          others: others.slice(0, scenarios),
        })),
      })),
    );

  it("says of a role what a whole run says of it", () => {
    const tiers = fc.record({
      mode: fc.constantFrom("percentile", "cutoff"),
      nowCap: fc.constantFrom(1, 25),
      nextQuarterCap: fc.constantFrom(3, 75),
    });
    fc.assert(
      fc.property(session, tiers, fc.constantFrom(2, 50), (occupations, chosen, limit) => {
        fc.pre(chosen.nowCap <= chosen.nextQuarterCap);
        const asked = settingsFor(occupations, limit, chosen);
        const needs = findReviewNeeds(occupations, asked);
        for (const occupation of occupations) {
          const moved = movedByWholeRuns(occupations, occupation, asked);
          const need = needs.find(({ code }) => code === occupation.code);
          const isUnknown = occupation.roles.every((role) => role.basis.exposure === null);
          expect(need?.isNeeded).toBe(isUnknown || moved.size > 0);
          if (need?.isNeeded && !isUnknown) expect(need.roleCount).toBe(moved.size);
        }
      }),
      { numRuns: 400 },
    );
  });
});

/** The long way round: everything ranked anew for each of the occupation's possibilities. */
function movedByWholeRuns(
  occupations: readonly ReviewedOccupation[],
  changed: ReviewedOccupation,
  { settings, scale, candidateLimit }: ReturnType<typeof settingsFor>,
): ReadonlySet<string> {
  const placesOf = (bases: readonly RoleBasis[]) => {
    const ranked = prioritise(bases, settings, scale);
    const placed = ranked.filter(({ tier }) => tier !== null).map(({ id }) => id);
    return new Map(
      ranked.map(({ id, tier }) => [id, `${tier} ${tier !== null && placed.indexOf(id) < candidateLimit}`]),
    );
  };
  const basesIn = (scenario: number | null) =>
    occupations.flatMap((occupation) =>
      occupation.roles.map((role) =>
        scenario !== null && occupation === changed
          ? { ...role.basis, ...role.others[scenario] }
          : role.basis,
      ),
    );
  const before = placesOf(basesIn(null));
  const moved = new Set<string>();
  for (const scenario of changed.roles[0]?.others.keys() ?? []) {
    const after = placesOf(basesIn(scenario));
    for (const {
      basis: { id },
    } of changed.roles)
      if (before.get(id) !== after.get(id)) moved.add(id);
  }
  return moved;
}
