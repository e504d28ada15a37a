import { describe, expect, it } from "vitest";
import { buildExposureLookup, type ExposureScore } from "@/lib/exposure/exposure-resolution";
import { countTasks, taskExposure } from "./task-exposure";

const tree = {
  gwaIds: ["g"],
  iwas: [{ id: "i", gwaId: "g" }],
  dwas: ["d1", "d2", "d3"].map((id) => ({ id, iwaId: "i" })),
};
const links = [
  { taskId: "1", dwaId: "d1" },
  { taskId: "2", dwaId: "d1" },
  { taskId: "2", dwaId: "d2" },
  { taskId: "3", dwaId: "d2" },
];
const score = (elementId: string, value: number): ExposureScore => ({ level: "task", elementId, value });
const two = { taskId: "2", dwaIds: ["d1", "d2"] };

describe("taskExposure", () => {
  it("is the task's own score where there is one", () => {
    const lookup = buildExposureLookup([score("2", 0.4), score("1", 1)], links, tree);
    expect(taskExposure(lookup, two)).toEqual({ value: 0.4, level: "task" });
  });

  it("is the mean over its activities otherwise, known from the coarsest", () => {
    const lookup = buildExposureLookup([score("1", 1), score("3", 0.5)], links, tree);
    expect(taskExposure(lookup, two)).toEqual({ value: 0.75, level: "dwa" });
    // Nothing is known of d2: it takes what the intermediate activity above has.
    const less = buildExposureLookup([score("1", 1)], links, tree);
    expect(taskExposure(less, two)).toEqual({ value: 1, level: "iwa" });
  });

  it("is what the organization has set before all", () => {
    const lookup = buildExposureLookup([score("2", 0.4)], links, tree, [score("2", 0.9)]);
    expect(taskExposure(lookup, two)).toEqual({ value: 0.9, level: "override" });
  });

  it("is unknown where nothing is known, and the label alone where the task leads nowhere", () => {
    expect(taskExposure(buildExposureLookup([], links, tree), two)).toBeNull();
    const lookup = buildExposureLookup([score("9", 0.3)], links, tree);
    expect(taskExposure(lookup, { taskId: "9", dwaIds: [] })).toEqual({ value: 0.3, level: "task" });
  });
});

describe("countTasks", () => {
  it("puts every task in one place", () => {
    const lookup = buildExposureLookup([score("1", 1)], links, tree, [score("3", 0.2)]);
    const tasks = [
      { taskId: "1", dwaIds: ["d1"] },
      two,
      { taskId: "3", dwaIds: ["d2"] },
      { taskId: "4", dwaIds: [] },
    ];
    expect(countTasks(lookup, tasks)).toEqual({
      total: 4,
      scored: 1,
      overridden: 1,
      borrowed: 1,
      unknown: 1,
    });
  });
});
