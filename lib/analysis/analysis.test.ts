import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { analyse, type RoleResult } from "./analysis";
import type { ActivityChoiceInput, AnalysisInput, RoleInput, SegmentInput } from "./analysis-input";
import { inputsHash } from "./inputs-hash";
import { type ImpactMode, impactModes } from "./schema";
import { defaultSettings, emptyDecisions, madeUpTree, packReference, roleWithSegment } from "./test-input";

const codes = ["11-1011.00", "11-1021.00", "11-9199.00", "43-3051.00", "55-1011.00"];
const dwaIds = madeUpTree.dwas.map((dwa) => dwa.id);
const taskIds = Array.from({ length: 24 }, (_, index) => String(index + 1));
/** Profiled: all but the "All Other" and the military ones. */
const profiledCodes = codes.filter((code) => code !== "11-9199.00" && code !== "55-1011.00");

const hundredth = fc.integer({ min: 0, max: 100 }).map((value) => value / 100);
const importance = fc.option(
  fc.integer({ min: 100, max: 500 }).map((value) => value / 100),
  { freq: 6 },
);

const anyOccupations = fc
  .array(
    fc.record({
      importance,
      dwaIds: fc.uniqueArray(fc.constantFrom(...dwaIds), { minLength: 1, maxLength: 3 }),
    }),
    { minLength: taskIds.length, maxLength: taskIds.length },
  )
  .chain((drawn) =>
    fc
      .array(
        fc.array(fc.record({ importance, level: fc.option(fc.integer({ min: 0, max: 7 })) }), {
          minLength: madeUpTree.gwaIds.length,
          maxLength: madeUpTree.gwaIds.length,
        }),
        { minLength: profiledCodes.length, maxLength: profiledCodes.length },
      )
      .map((ratings) =>
        codes.map((code) => {
          const place = profiledCodes.indexOf(code);
          const isOwn = (index: number) => place >= 0 && index % profiledCodes.length === place;
          return {
            code,
            title: code,
            tasks: drawn.flatMap((task, index) =>
              isOwn(index) ? [{ taskId: taskIds[index] ?? "", relevance: null, ...task }] : [],
            ),
            gwaRatings: (ratings[place] ?? []).map((rating, index) => ({
              gwaId: madeUpTree.gwaIds[index] ?? "",
              ...rating,
            })),
          };
        }),
      ),
  );

const anyScores = fc
  .array(fc.option(hundredth, { freq: 4 }), { minLength: 24, maxLength: 24 })
  .map((values) =>
    values.map((value, index) => ({ level: "task" as const, elementId: taskIds[index] ?? "", value })),
  );

const anyPlace = fc.option(fc.constantFrom("North", "South", "Ärzte", "ıstanbul"));

const anyRoles = fc
  .uniqueArray(
    fc.record({
      title: fc.string({ minLength: 1, maxLength: 6 }),
      code: fc.option(fc.constantFrom(...codes), { freq: 8 }),
      isMappingConfirmed: fc.boolean(),
      segments: fc.array(
        fc.record({
          department: anyPlace,
          lineOfBusiness: anyPlace,
          location: anyPlace,
          headcount: fc.integer({ min: 1, max: 60 }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    { selector: (role) => role.title, minLength: 1, maxLength: 14 },
  )
  .map((drawn) => ({
    roles: drawn.map(
      ({ title, code, isMappingConfirmed }, index): RoleInput => ({
        id: `role-${index}`,
        title,
        code,
        isMappingConfirmed,
      }),
    ),
    segments: drawn.flatMap((role, index) =>
      role.segments.map((segment): SegmentInput => ({ roleId: `role-${index}`, ...segment })),
    ),
  }));

/** Selections only: a typed share is a statement about time that an added activity would have to take from others. */
const anyChoices = fc.array(
  fc.record({
    code: fc.constantFrom(...codes),
    roleId: fc.option(fc.constantFrom("role-0", "role-1", "role-2")),
    activityId: fc.constantFrom(...dwaIds, "4.A.4.b.2"),
    selected: fc.boolean(),
    share: fc.constant(null),
  }),
  { maxLength: 8 },
);

function inputArbitrary(modes: readonly ImpactMode[] = impactModes): fc.Arbitrary<AnalysisInput> {
  return fc
    .record({
      occupations: anyOccupations,
      exposureScores: anyScores,
      roster: anyRoles,
      activityChoices: anyChoices,
      impactMode: fc.constantFrom(...modes),
      exposureMode: fc.constantFrom("weighted" as const, "simple" as const),
    })
    .map(({ roster, impactMode, exposureMode, ...drawn }) => ({
      release: "made up",
      tree: madeUpTree,
      exposureOverrides: [],
      wages: [
        { soc: "00-0000", hourlyMean: 30, annualMean: null },
        { soc: "11-1011", hourlyMean: 90, annualMean: null },
        { soc: "11-0000", hourlyMean: 60, annualMean: null },
        { soc: "43-0000", hourlyMean: null, annualMean: 41_600 },
      ],
      ...emptyDecisions,
      ...roster,
      ...drawn,
      settings: { ...defaultSettings, impactMode, exposureMode },
    }));
}

function find(input: AnalysisInput, roleId: string): RoleResult {
  const role = analyse(input).roles.find((result) => result.roleId === roleId);
  if (role === undefined) throw new Error(`The analysis lost ${roleId}.`);
  return role;
}

const scoresOf = ({ exposure, impact, priority }: RoleResult) => ({ exposure, impact, priority });

/** Unknown before: no promise; else not lower, but for the last bit of a sum and the sixth decimal of P. */
function expectNotLower(before: RoleResult, after: RoleResult): void {
  for (const [name, value] of Object.entries(scoresOf(before))) {
    if (value === null) continue;
    const later =
      scoresOf(after)[name === "priority" ? "priority" : name === "impact" ? "impact" : "exposure"];
    expect(later).not.toBeNull();
    expect(later ?? -1).toBeGreaterThanOrEqual(value - (name === "priority" ? 1.1e-6 : 1e-9));
  }
}

describe("analyse, properties of scoring.md", () => {
  it("never lowers E, I or P when one activity's exposure rises", () => {
    fc.assert(
      fc.property(inputArbitrary(), hundredth, fc.nat(), (input, raised, pick) => {
        const before = find(input, "role-0");
        const known = before.activities.filter((each) => each.selected && each.exposure !== null);
        const activity = known[pick % Math.max(1, known.length)];
        fc.pre(activity !== undefined);
        const value = Math.max(activity.exposure ?? 0, raised);
        const level = activity.level === "gwa" ? "gwa" : "dwa";
        const exposureOverrides = [{ level, elementId: activity.id, value } as const];
        expectNotLower(before, find({ ...input, exposureOverrides }, "role-0"));
      }),
    );
  });

  it("never lowers P when headcount grows", () => {
    fc.assert(
      fc.property(inputArbitrary(), fc.integer({ min: 1, max: 500 }), (input, added) => {
        const segments = [
          ...input.segments,
          { roleId: "role-0", department: "New", lineOfBusiness: null, location: null, headcount: added },
        ];
        expectNotLower(find(input, "role-0"), find({ ...input, segments }, "role-0"));
      }),
    );
  });

  it("never lowers E, I or P when an activity at or above E is added to the selection", () => {
    fc.assert(
      fc.property(inputArbitrary(), fc.nat(), (input, pick) => {
        const before = find(input, "role-0");
        const mean = before.exposure;
        fc.pre(mean !== null);
        const open = before.activities.filter((each) => !each.selected && (each.exposure ?? -1) >= mean);
        const added = open[pick % Math.max(1, open.length)];
        fc.pre(added !== undefined);
        const choice = {
          code: before.code,
          roleId: "role-0",
          activityId: added.id,
          selected: true,
          share: null,
        };
        const activityChoices = [...input.activityChoices.filter((each) => !isSame(each, choice)), choice];
        expectNotLower(before, find({ ...input, activityChoices }, "role-0"));
      }),
    );
  });

  it("never lowers E, I or P when an own activity at or above E is added", () => {
    fc.assert(
      fc.property(inputArbitrary(), hundredth, hundredth, (input, share, typed) => {
        const before = find(input, "role-0");
        fc.pre(before.exposure !== null);
        const exposure = Math.max(before.exposure, typed);
        const own = { id: "own", code: before.code, roleId: "role-0", share, exposure, nearestDwaId: null };
        expectNotLower(before, find({ ...input, ownActivities: [own] }, "role-0"));
      }),
    );
  });

  it("changes no other role's E, I, C or P when one role changes", () => {
    fc.assert(
      fc.property(inputArbitrary(["reach", "wages"]), fc.constantFrom(...codes), (input, code) => {
        const changed = {
          ...input,
          roles: input.roles.map((role) => (role.id === "role-0" ? { ...role, code } : role)),
          segments: input.segments.map((segment) =>
            segment.roleId === "role-0" ? { ...segment, headcount: segment.headcount * 7 } : segment,
          ),
        };
        const others = (each: AnalysisInput) =>
          analyse(each)
            .roles.filter(({ roleId }) => roleId !== "role-0")
            .map((role) => ({ ...scoresOf(role), roleId: role.roleId, complexity: role.complexity }));
        expect(others(changed)).toEqual(others(input));
      }),
    );
  });

  it("gives the same bits and the same hash whatever the order of the rows", () => {
    const shuffle = <T>(rows: readonly T[], seed: number): T[] => {
      const turned = [
        ...rows.slice(seed % Math.max(1, rows.length)),
        ...rows.slice(0, seed % Math.max(1, rows.length)),
      ];
      return seed % 2 === 0 ? turned : turned.reverse();
    };
    fc.assert(
      fc.property(inputArbitrary(), fc.nat({ max: 99 }), (input, seed) => {
        const shuffled: AnalysisInput = {
          ...input,
          occupations: shuffle(input.occupations, seed).map((occupation) => ({
            ...occupation,
            tasks: shuffle(occupation.tasks, seed + 1).map((task) => ({
              ...task,
              dwaIds: shuffle(task.dwaIds, seed),
            })),
            gwaRatings: shuffle(occupation.gwaRatings, seed + 1),
          })),
          tree: {
            gwaIds: shuffle(input.tree.gwaIds, seed),
            iwas: shuffle(input.tree.iwas, seed + 1),
            dwas: shuffle(input.tree.dwas, seed),
          },
          exposureScores: shuffle(input.exposureScores, seed),
          wages: shuffle(input.wages, seed + 1),
          roles: shuffle(input.roles, seed),
          segments: shuffle(input.segments, seed + 1),
        };
        expect(analyse(shuffled)).toEqual(analyse(input));
        expect(inputsHash(shuffled)).toBe(inputsHash(input));
      }),
    );
  });

  it("keeps every known number in its range and every unknown one unknown", () => {
    fc.assert(
      fc.property(inputArbitrary(), (input) => {
        const output = analyse(input);
        expect(output.roles).toHaveLength(input.roles.length);
        for (const role of output.roles) {
          const { exposure, impact, complexity, priority, coverage } = role;
          const known = [exposure, impact, complexity, priority, coverage].filter((value) => value !== null);
          expect(Math.min(...known)).toBeGreaterThanOrEqual(0);
          expect(Math.max(...known)).toBeLessThanOrEqual(1 + 1e-12);
          expect(exposure === null).toBe(coverage === 0);
          expect(priority === null).toBe([exposure, impact, complexity].includes(null));
          expect(role.rank === null).toBe(priority === null);
          expect(role.reach === null).toBe(exposure === null);
          expect(priority !== null || (role.tier === null && role.factors.flags.length > 0)).toBe(true);
        }
      }),
    );
  });

  it("lets groups add up to the whole, and says nothing of what it does not know", () => {
    fc.assert(
      fc.property(inputArbitrary(), (input) => {
        const output = analyse(input);
        const headcount = input.segments.reduce((sum, segment) => sum + segment.headcount, 0);
        const reach = output.roles.reduce((sum, role) => sum + (role.reach ?? 0), 0);
        for (const dimension of ["department", "line_of_business", "location", "occupation"] as const) {
          const groups = output.groups.filter((group) => group.dimension === dimension);
          expect(groups.reduce((sum, group) => sum + group.headcount, 0)).toBe(headcount);
          expect(groups.reduce((sum, group) => sum + (group.reach ?? 0), 0)).toBeCloseTo(reach, 6);
        }
      }),
    );
  });
});

function isSame(a: ActivityChoiceInput, b: ActivityChoiceInput): boolean {
  return a.code === b.code && a.roleId === b.roleId && a.activityId === b.activityId;
}

describe("analyse, faults of an earlier system that must not come back", () => {
  let reference: ReturnType<typeof packReference>;
  beforeAll(() => {
    reference = packReference();
  });

  function run(rows: readonly ReturnType<typeof roleWithSegment>[], changes: Partial<AnalysisInput> = {}) {
    return analyse({
      ...reference,
      ...emptyDecisions,
      roles: rows.map(({ role }) => role),
      segments: rows.map(({ segment }) => segment),
      settings: defaultSettings,
      ...changes,
    });
  }

  const one = (code: string | null, headcount = 30) => [roleWithSegment("Role", code, headcount)];

  it("takes no exposure as unknown, never as .5, and ranks nobody by headcount alone", () => {
    const { roles, groups } = run(one("43-3051.00"), { exposureScores: [] });
    expect(roles[0]).toMatchObject({ exposure: null, impact: null, priority: null, rank: null, tier: null });
    expect(roles[0]?.factors.flags).toEqual(["exposure_unknown"]);
    expect(groups[0]).toMatchObject({
      exposure: null,
      reach: null,
      impact: null,
      priority: null,
      coverage: 0,
    });
  });

  it("keeps a role without an occupation in the list, with the reason", () => {
    expect(run(one(null)).roles[0]).toMatchObject({
      exposure: null,
      complexity: null,
      factors: { flags: ["no_occupation", "nothing_selected", "complexity_unknown"] },
    });
  });

  it("gives an occupation only the activities of its own tasks", () => {
    const profile = reference.occupations.find(({ code }) => code === "43-3051.00");
    const own = new Set(profile?.tasks.flatMap(({ dwaIds: ids }) => ids));
    const activities = run(one("43-3051.00")).roles[0]?.activities ?? [];
    expect(
      activities
        .filter(({ level }) => level === "dwa")
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...own].sort());
  });

  it("labels an occupation that rests on its siblings, and a soldier as unknown", () => {
    const [other] = run(one("11-9199.00")).roles;
    expect(other?.exposure).toBeGreaterThan(0);
    expect(other?.factors.activitySiblings?.prefix).toBe("11-9199");
    expect(other?.factors.flags).toEqual(["activities_from_siblings", "complexity_from_siblings"]);
    expect(run(one("55-1011.00")).roles[0]).toMatchObject({ exposure: null, complexity: null, tier: null });
  });

  it("gives complexity inputs of its own, so that equal exposure can differ in priority", () => {
    const { roles } = run([...one("43-3051.00"), roleWithSegment("Other", "29-1141.00", 30)]);
    for (const role of roles) {
      expect(Math.abs((role.complexity ?? 0) - (1 - (role.exposure ?? 0)))).toBeGreaterThan(0.01);
    }
  });

  it("fills every tier on an ordinary list, `now` included", () => {
    const drawn = reference.occupations.filter(({ tasks }, index) => tasks.length > 0 && index % 25 === 0);
    const { roles } = run(drawn.map(({ code, title }) => roleWithSegment(title, code, 12)));
    expect(new Set(roles.map(({ tier }) => tier))).toEqual(new Set(["now", "next_quarter", "future"]));
  });

  it("splits one title over its departments, by the people in each", () => {
    const { role } = roleWithSegment("Payroll clerk", "43-3051.00", 0);
    const place = { roleId: role.id, lineOfBusiness: null, location: null };
    const output = run([], {
      roles: [role],
      segments: [
        { ...place, department: "Finance", headcount: 8 },
        { ...place, department: "Works", headcount: 2 },
        { ...place, department: null, headcount: 1 },
      ],
    });
    const exposure = output.roles[0]?.exposure ?? 0;
    expect(output.roles[0]?.headcount).toBe(11);
    const departments = output.groups.filter(({ dimension }) => dimension === "department");
    expect(departments.map(({ key, headcount }) => [key, headcount])).toEqual([
      ["Finance", 8],
      ["Works", 2],
      [null, 1],
    ]);
    expect(departments[0]?.reach).toBeCloseTo(8 * exposure, 9);
  });

  it("shows an activity's own exposure and the people it touches, not its roles' mean", () => {
    const { roles, activities } = run(one("43-3051.00", 30));
    const heaviest = roles[0]?.activities[0];
    expect(activities[0]).toMatchObject({
      activityId: heaviest?.id,
      exposure: heaviest?.exposure,
      roleCount: 1,
    });
    expect(activities[0]?.exposure).not.toBe(roles[0]?.exposure);
    expect(activities[0]?.personEquivalents).toBeCloseTo(30 * (heaviest?.share ?? 0), 9);
  });

  it("computes a group's priority from the group, not as a mean of priorities", () => {
    const output = run([...one("43-3051.00", 30), roleWithSegment("Nurse", "29-1141.00", 10)]);
    const [group] = output.groups;
    const reach = output.roles.reduce((sum, role) => sum + (role.reach ?? 0), 0);
    expect(group?.reach).toBeCloseTo(reach, 9);
    expect(group?.impact).toBeCloseTo(reach / (reach + 10), 9);
    const mean = output.roles.reduce((sum, role) => sum + (role.priority ?? 0) * role.headcount, 0) / 40;
    expect(group?.priority).not.toBeCloseTo(mean, 3);
  });

  it("keeps decisions: occupation for all its roles, role over occupation, only while it is mapped there", () => {
    const activityId = "4.A.3.b.6.I08.D26";
    const choice = { code: "43-3051.00", activityId, share: null };
    const rows = ["A", "B"].map((id) => roleWithSegment(id, "43-3051.00", 5));
    const activityChoices = [
      { ...choice, roleId: null, selected: false },
      { ...choice, roleId: "B", selected: true },
      { ...choice, code: "29-1141.00", roleId: "A", selected: true },
    ];
    const { roles } = run(rows, { activityChoices });
    const selectedBy = Object.fromEntries(
      roles.map((role) => [role.roleId, role.activities.find(({ id }) => id === activityId)?.selectedBy]),
    );
    expect(selectedBy).toEqual({ A: "occupation", B: "role" });
    expect(roles.map(({ areActivitiesAdjusted }) => areActivitiesAdjusted).sort()).toEqual([false, true]);
  });

  it("takes a person's complexity over the computed one, and keeps both", () => {
    const [role] = run(one("43-3051.00"), { complexityOverrides: [{ roleId: "Role", value: 0.9 }] }).roles;
    expect(role?.complexity).toBe(0.9);
    expect(role?.factors.complexityComputed).toBeCloseTo(0.2144, 4);
    expect(role?.factors.flags).toEqual(["complexity_overridden", "held_by_complexity"]);
  });

  it("measures impact in money when wages are switched on, and refuses without a wage table", () => {
    const settings = { ...defaultSettings, impactMode: "wages" as const };
    const [role] = run(one("43-3051.00"), { settings }).roles;
    expect(role?.factors).toMatchObject({ wageSoc: "43-3051", flags: [] });
    const { low, likely, high } = role?.factors.value ?? { low: 0, likely: 0, high: 0 };
    expect(low).toBeLessThan(likely);
    expect(likely).toBeLessThan(high);
    expect(() => run(one("43-3051.00"), { settings, wages: [] })).toThrow(/Nothing was computed/);
  });
});
