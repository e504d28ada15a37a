import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tiers } from "@/db/enums";
import { draftCandidate, type ExistingCandidate, planCandidates, type RankedRole } from "./candidate-plan";

function role(rank: number, other: Partial<RankedRole> = {}): RankedRole {
  return {
    roleId: `role-${rank}`,
    title: `Claims Clerk ${rank}`,
    headcount: 10,
    rank,
    tier: "now",
    topActivityNames: ["Process claims."],
    ...other,
  };
}

/** What an earlier plan made of the role, with whatever happened since. */
function existing(of: RankedRole, other: Partial<ExistingCandidate> = {}): ExistingCandidate {
  return {
    ...draftCandidate(of),
    id: `candidate-${of.roleId}`,
    origin: "rule",
    nameOrigin: "rule",
    descriptionOrigin: "rule",
    tierOrigin: "rule",
    isChosenForBuild: false,
    isDismissed: false,
    isStale: false,
    ...other,
  };
}

describe("planCandidates", () => {
  it("makes candidates of the first placed roles, in rank order", () => {
    const roles = [role(3), role(1, { tier: "future" }), role(2, { tier: null }), role(4)];
    const plan = planCandidates(roles, [], 2);
    expect(plan.creates).toEqual([
      {
        roleId: "role-1",
        name: "Claims Agent",
        description: "Would process claims. For Claims Clerk 1 (10 people).",
        tier: "future",
        position: 1,
      },
      expect.objectContaining({ roleId: "role-3", tier: "now" }),
    ]);
  });

  it("refreshes what the system owns", () => {
    const before = role(1);
    const after = role(5, { roleId: before.roleId, title: "Payroll Clerk", tier: "next_quarter" });
    expect(planCandidates([after], [existing(before)]).updates).toEqual([
      {
        id: "candidate-role-1",
        changes: {
          name: "Payroll Agent",
          description: "Would process claims. For Payroll Clerk (10 people).",
          tier: "next_quarter",
          position: 5,
        },
      },
    ]);
  });

  it("never overwrites what a person chose", () => {
    const candidate = existing(role(1), {
      name: "Clara",
      nameOrigin: "user",
      description: "Ours",
      descriptionOrigin: "user",
      tier: "future",
      tierOrigin: "user",
      position: 0.5,
    });
    const plan = planCandidates([role(9, { roleId: "role-1" })], [candidate]);
    expect(plan).toEqual({ creates: [], updates: [], keeps: [candidate.id] });
  });

  it("marks a candidate stale when its role is gone or no longer placed, and takes that back", () => {
    const candidates = [existing(role(1), { tierOrigin: "user" }), existing(role(2))];
    const plan = planCandidates([role(2, { tier: null })], candidates);
    expect(plan.updates).toEqual(candidates.map(({ id }) => ({ id, changes: { isStale: true } })));
    const revived = planCandidates([role(1)], [existing(role(1), { isStale: true })]);
    expect(revived.updates).toEqual([{ id: "candidate-role-1", changes: { isStale: false } }]);
  });

  it("keeps a touched candidate that has a score but too little coverage for a tier, where it stands", () => {
    const thin = role(2, { tier: null });
    const candidates = [
      existing(thin, { origin: "user", tier: "next_quarter" }),
      existing(role(3), { tier: "now", tierOrigin: "user" }),
    ];
    const plan = planCandidates([thin, role(3, { tier: null })], candidates);
    expect(plan).toEqual({ creates: [], updates: [], keeps: candidates.map(({ id }) => id) });
  });

  it("lets an untouched candidate below the limit go stale, and keeps a touched one", () => {
    const roles = [role(1), role(2), role(3), role(4)];
    const candidates = [
      existing(role(2)),
      existing(role(3), { isChosenForBuild: true }),
      existing(role(4), { origin: "user" }),
    ];
    const plan = planCandidates(roles, candidates, 1);
    expect(plan.creates.map(({ roleId }) => roleId)).toEqual(["role-1"]);
    expect(plan.updates).toEqual([{ id: "candidate-role-2", changes: { isStale: true } }]);
    expect(plan.keeps).toEqual(["candidate-role-3", "candidate-role-4"]);
  });

  it("does not propose a dismissed candidate again", () => {
    const plan = planCandidates([role(1)], [existing(role(1), { isDismissed: true })]);
    expect(plan).toEqual({ creates: [], updates: [], keeps: ["candidate-role-1"] });
  });

  it("changes nothing when planned twice, and touches no choice of a person", () => {
    const anyRoles = fc
      .uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 20 })
      .chain((ranks) =>
        fc.tuple(
          ...ranks.map((rank) => fc.option(fc.constantFrom(...tiers)).map((tier) => role(rank, { tier }))),
        ),
      );
    const origin = fc.constantFrom("rule" as const, "user" as const);
    const anyExisting = fc.uniqueArray(
      fc
        .record({
          rank: fc.integer({ min: 1, max: 30 }),
          nameOrigin: origin,
          tierOrigin: origin,
          tier: fc.constantFrom(...tiers),
          isDismissed: fc.boolean(),
          isStale: fc.boolean(),
        })
        .map(({ rank, ...other }) => existing(role(rank), { name: "Named", ...other })),
      { selector: ({ roleId }) => roleId, maxLength: 20 },
    );
    fc.assert(
      fc.property(anyRoles, anyExisting, fc.integer({ min: 1, max: 20 }), (roles, candidates, limit) => {
        const plan = planCandidates(roles, candidates, limit);
        const updates = new Map(plan.updates.map(({ id, changes }) => [id, changes]));
        const after = candidates.map((candidate) => ({ ...candidate, ...updates.get(candidate.id) }));
        for (const [index, candidate] of candidates.entries()) {
          if (candidate.nameOrigin === "user") expect(after[index]?.name).toBe(candidate.name);
          if (candidate.tierOrigin === "user") expect(after[index]?.tier).toBe(candidate.tier);
        }
        expect(plan.updates.length + plan.keeps.length).toBe(candidates.length);
        const created = roles.filter(({ roleId }) => plan.creates.some((draft) => draft.roleId === roleId));
        const again = planCandidates(roles, [...after, ...created.map((each) => existing(each))], limit);
        expect(again.creates).toEqual([]);
        expect(again.updates).toEqual([]);
      }),
    );
  });
});
