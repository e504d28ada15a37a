import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BlendInput, blendGwas, blendTasks, type TaskLabel } from "./blend";
import { parseTaskRationale, taskRationale } from "./blend-rationale";
import { type ActivityTree, buildExposureLookup } from "./exposure-resolution";

const tree: ActivityTree = {
  gwaIds: ["4.A.1.a.1", "4.A.3.a.1", "4.A.3.b.1", "4.A.4.b.2"],
  iwas: [
    { id: "4.A.1.a.1.I01", gwaId: "4.A.1.a.1" },
    { id: "4.A.3.a.1.I01", gwaId: "4.A.3.a.1" },
    { id: "4.A.3.b.1.I01", gwaId: "4.A.3.b.1" },
  ],
  dwas: [
    { id: "4.A.1.a.1.I01.D01", iwaId: "4.A.1.a.1.I01" },
    { id: "4.A.1.a.1.I01.D02", iwaId: "4.A.1.a.1.I01" },
    { id: "4.A.3.a.1.I01.D01", iwaId: "4.A.3.a.1.I01" },
    { id: "4.A.3.b.1.I01.D01", iwaId: "4.A.3.b.1.I01" },
  ],
};
const [readId = "", studyId = "", liftId = "", computeId = ""] = tree.dwas.map(({ id }) => id);

/** Three occupations: one at a desk, one on its feet, and one of the first's kin that nobody rated. */
const occupations: BlendInput["occupations"] = [
  rated("11-1011.00", { "4.A.1.a.1": 4.5, "4.A.3.a.1": 1.5, "4.A.3.b.1": 4.6 }, 4.2),
  rated("53-7065.00", { "4.A.1.a.1": 2.5, "4.A.3.a.1": 4.4, "4.A.3.b.1": 2.1 }, 2.4),
];

function rated(code: string, importances: Readonly<Record<string, number>>, language: number) {
  return {
    code,
    gwaRatings: Object.entries(importances).map(([gwaId, importance]) => ({
      gwaId,
      importance,
      level: null,
    })),
    skillRatings: ["2.A.1.a", "2.A.1.c", "2.A.1.d"].map((skillId) => ({ skillId, importance: language })),
  };
}

const gwas: BlendInput["gwas"] = [
  { gwaId: "4.A.1.a.1", classValue: 0.8, figure: 0.85 },
  { gwaId: "4.A.3.a.1", classValue: 0.2, figure: 0.2 },
  { gwaId: "4.A.3.b.1", classValue: 0.8, figure: 0.85 },
  { gwaId: "4.A.4.b.2", classValue: 0.2, figure: 0.35 },
];

const task = (
  taskId: string,
  code: string,
  dwaIds: readonly string[],
  labels: Partial<BlendInput["tasks"][number]> = {},
): BlendInput["tasks"][number] => ({
  taskId,
  code,
  dwaIds,
  human: "E2",
  gpt4: "E2",
  deployment: 0,
  regulation: 0,
  ...labels,
});

const tasks = [
  task("1", "11-1011.00", [readId], { human: "E1", gpt4: "E1" }),
  task("2", "11-1011.00", [studyId, computeId]),
  task("3", "11-1012.00", [readId], { human: "E0" }),
  task("4", "53-7065.00", [liftId], { human: "E0", gpt4: "E0", deployment: 3 }),
  task("5", "53-7065.00", [computeId, liftId], { gpt4: "E0", deployment: 2, regulation: 1 }),
  task("6", "53-7065.00", [studyId], { human: null, gpt4: null, deployment: null, regulation: null }),
];
const input: BlendInput = { tasks, tree, gwas, occupations };

const valuesOf = (given: BlendInput) =>
  new Map(blendTasks(given).map(({ taskId, value }) => [taskId, value] as const));

describe("blendTasks", () => {
  const blended = new Map(blendTasks(input).map((one) => [one.taskId, one]));

  it("tells language at a desk from lifting", () => {
    const values = valuesOf(input);
    expect(values.get("1")).toBeGreaterThan(0.8);
    expect(values.get("4")).toBeLessThan(0.1);
    for (const value of values.values()) expect(value >= 0 && value <= 1).toBe(true);
  });

  it("borrows what nobody labelled from the tasks of the same activity, and fit from siblings, and says so", () => {
    expect(blended.get("6")?.labels.borrowed).toBe(true);
    expect(blended.get("6")?.presence.borrowed).toBe(true);
    expect(blended.get("3")?.fit).toMatchObject({ borrowed: true, value: blended.get("1")?.fit.value });
    expect(blended.get("1")?.labels.borrowed).toBe(false);
  });

  it("leaves a task unknown when not even its neighbours or siblings say anything", () => {
    const alone = { ...input, tasks: [task("7", "11-1011.00", [readId], { human: null, gpt4: null })] };
    expect(blendTasks(alone)).toEqual([]);
    const strangers = { ...input, occupations: [], tasks };
    expect(blendTasks(strangers)).toEqual([]);
    expect(blendTasks({ ...input, gwas: [] })).toEqual([]);
  });

  it("takes a label from the other rater alone where one is missing", () => {
    const one = { ...input, tasks: [task("1", "11-1011.00", [readId], { human: null, gpt4: "E1" })] };
    expect(blendTasks(one)[0]?.labels).toEqual({ value: 1, borrowed: false });
  });

  it("depends on no order of rows", () => {
    const backwards: BlendInput = {
      tasks: tasks.toReversed(),
      tree: { ...tree, dwas: tree.dwas.toReversed(), iwas: tree.iwas.toReversed() },
      gwas: gwas.toReversed(),
      occupations: occupations.toReversed(),
    };
    const values = valuesOf(backwards);
    for (const [id, value] of valuesOf(input)) expect(values.get(id)).toBeCloseTo(value, 12);
  });
});

describe("blendGwas", () => {
  it("means the tasks, leaning on class and figure, which stand alone where there is no task", () => {
    const byId = new Map(blendGwas(input, blendTasks(input)).map((gwa) => [gwa.gwaId, gwa]));
    expect(byId.get("4.A.4.b.2")).toMatchObject({ value: 0.6 * 0.275, taskMean: null });
    const lifting = byId.get("4.A.3.a.1");
    const taskValues = valuesOf(input);
    const mean = ((taskValues.get("4") ?? 0) + (taskValues.get("5") ?? 0) / 2) / 1.5;
    expect(lifting?.taskMean).toBeCloseTo(mean, 12);
    expect(lifting?.value).toBeCloseTo((1.5 * mean + 5 * 0.6 * 0.2) / 6.5, 12);
  });
});

describe("taskRationale", () => {
  it("can be recomputed to the value", () => {
    for (const blended of blendTasks(input)) {
      const text = taskRationale(blended);
      const parts = parseTaskRationale(text);
      if (parts === null) throw new Error(`${text} is not understood`);
      const told = 0.8 * parts.labels.value + 0.2 * parts.activities;
      const value = told * parts.presence.value * parts.regulation.value * parts.fit.value;
      expect(Math.abs(value - blended.value)).toBeLessThan(0.003);
      expect(parts.labels.borrowed).toBe(blended.labels.borrowed);
      expect(parts.fit.borrowed).toBe(blended.fit.borrowed);
    }
    expect(parseTaskRationale("by name; the plan says 4.A.2.b.4")).toBeNull();
  });
});

const labelOrder: readonly TaskLabel[] = ["E0", "E2", "E1"];
const anyLabel = fc.constantFrom<TaskLabel>("E0", "E2", "E1");
const anyLevel = fc.integer({ min: 0, max: 4 });

/** The made-up release with labels, levels and classes of any kind. */
const anyInput: fc.Arbitrary<BlendInput> = fc
  .tuple(
    fc.array(fc.record({ human: anyLabel, gpt4: anyLabel, deployment: anyLevel, regulation: anyLevel }), {
      minLength: tasks.length,
      maxLength: tasks.length,
    }),
    fc.array(fc.tuple(fc.constantFrom(0.2, 0.5, 0.8), fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: gwas.length,
      maxLength: gwas.length,
    }),
  )
  .map(([labels, values]) => ({
    ...input,
    tasks: tasks.map((one, index) => ({ ...one, ...labels[index] })),
    gwas: gwas.map((gwa, index) => ({
      ...gwa,
      classValue: values[index]?.[0] ?? gwa.classValue,
      figure: values[index]?.[1] ?? gwa.figure,
    })),
  }));

const raises = ["human", "gpt4", "deployment", "regulation", "classValue", "figure"] as const;

/** The same input with one label, level or class moved one step towards AI. */
function raise(given: BlendInput, what: (typeof raises)[number], at: number): BlendInput {
  if (what === "classValue" || what === "figure") {
    const index = at % given.gwas.length;
    return {
      ...given,
      gwas: given.gwas.map((gwa, i) =>
        i === index ? { ...gwa, [what]: Math.min(1, gwa[what] + 0.3) } : gwa,
      ),
    };
  }
  const index = at % given.tasks.length;
  return {
    ...given,
    tasks: given.tasks.map((one, i) => (i === index ? { ...one, [what]: eased(one[what]) } : one)),
  };
}

function eased(figure: TaskLabel | number | null): TaskLabel | number | null {
  if (typeof figure === "number") return Math.max(0, figure - 1);
  return figure === null ? null : (labelOrder[labelOrder.indexOf(figure) + 1] ?? figure);
}

/** Exposure of every task, activity and occupation under an input. */
function everything(given: BlendInput): Map<string, number> {
  const blended = blendTasks(given);
  const scores = blended.map(({ taskId, value }) => ({ level: "task" as const, elementId: taskId, value }));
  const links = tasks.flatMap(({ taskId, dwaIds }) => dwaIds.map((dwaId) => ({ taskId, dwaId })));
  const { dwas, iwas } = buildExposureLookup(scores, links, tree);
  const values = new Map<string, number>();
  for (const { elementId, value } of scores) values.set(`task ${elementId}`, value);
  for (const [id, { value }] of [...dwas, ...iwas]) values.set(id, value);
  for (const gwa of blendGwas(given, blended)) values.set(gwa.gwaId, gwa.value);
  for (const code of new Set(tasks.map((one) => one.code))) {
    const own = tasks.filter((one) => one.code === code);
    const sum = own.reduce((total, { taskId }) => total + (values.get(`task ${taskId}`) ?? 0), 0);
    values.set(code, sum / own.length);
  }
  return values;
}

describe("raising one input", () => {
  it("lowers no task, no activity and no occupation", () => {
    fc.assert(
      fc.property(anyInput, fc.constantFrom(...raises), fc.nat(99), (given, what, at) => {
        const before = everything(given);
        const after = everything(raise(given, what, at));
        expect(after.size).toBe(before.size);
        for (const [id, value] of before) expect(after.get(id)).toBeGreaterThanOrEqual(value - 1e-12);
      }),
    );
  });

  it("raises the task whose label went up", () => {
    const up = raise({ ...input, tasks: [...tasks] }, "gpt4", 4);
    expect(valuesOf(up).get("5")).toBeGreaterThan(valuesOf(input).get("5") ?? 1);
  });
});
