import { describe, expect, it } from "vitest";
import {
  type ActivityTree,
  buildExposureLookup,
  type ExposureScore,
} from "@/lib/exposure/exposure-resolution";
import type { OccupationProfile, OccupationTask } from "@/lib/onet/schema";
import { gwasWithoutIwa, weighActivities } from "./activity-weights";
import { taskDwasOf } from "./occupation-profiles";

const tree: ActivityTree = {
  gwaIds: ["G1", "G2"],
  iwas: [{ id: "G1.I1", gwaId: "G1" }],
  dwas: [
    { id: "G1.I1.D1", iwaId: "G1.I1" },
    { id: "G1.I1.D2", iwaId: "G1.I1" },
  ],
};

function task(taskId: string, importance: number | null, dwaIds = ["G1.I1.D1"]): OccupationTask {
  return { taskId, importance, relevance: null, dwaIds };
}

function weigh(
  tasks: OccupationTask[],
  scores: Record<string, number>,
  profile: Partial<OccupationProfile> = {},
) {
  const whole: OccupationProfile = { code: "11-1011.00", title: "Test", tasks, gwaRatings: [], ...profile };
  const rows = Object.entries(scores).map(
    ([elementId, value]): ExposureScore => ({ level: "task", elementId, value }),
  );
  const lookup = buildExposureLookup(rows, taskDwasOf([whole]), tree);
  return weighActivities(whole, lookup, gwasWithoutIwa(tree.gwaIds, lookup.gwaByIwa));
}

describe("weighActivities", () => {
  it("splits a task among its activities and weighs importance 1 as nothing", () => {
    const { activities } = weigh([task("1", 5, ["G1.I1.D1", "G1.I1.D2"]), task("2", 3), task("3", 1)], {
      1: 1,
      2: 0,
      3: 1,
    });
    expect(activities.map(({ id, weight }) => [id, weight])).toEqual([
      ["G1.I1.D1", 1],
      ["G1.I1.D2", 0.5],
    ]);
    expect(activities[0]?.exposure).toBe(0.5);
  });

  it("uses relevance where a release has it", () => {
    const { activities } = weigh([{ ...task("1", 5), relevance: 0.5 }], { 1: 1 });
    expect(activities[0]?.weight).toBe(0.5);
  });

  it("gives a task without importance the occupation's mean, and says so", () => {
    const { activities, importanceBasis } = weigh([task("1", 5), task("2", 3), task("3", null)], {});
    expect(activities[0]?.weight).toBeCloseTo(1 + 0.5 + 0.75, 12);
    expect(importanceBasis).toBe("partly_mean");
  });

  it("gives every task .5 where none has an importance, and says so", () => {
    const { activities, importanceBasis } = weigh([task("1", null), task("2", null)], {});
    expect(activities[0]?.weight).toBe(1);
    expect(importanceBasis).toBe("unrated");
  });

  it("leaves out tasks of unknown exposure from the exposure, not from the weight", () => {
    const { activities } = weigh([task("1", 5), task("2", 5, ["G1.I1.D2"])], { 1: 0.25 });
    expect(activities[0]).toMatchObject({ weight: 1, exposure: 0.25, exposureLevel: "task" });
    expect(activities[1]).toMatchObject({ weight: 1, exposure: 0.25, exposureLevel: "iwa" });
    expect(weigh([task("1", 5)], {}).activities[0]).toMatchObject({ exposure: null, exposureLevel: null });
  });

  it("names the coarsest level when an activity's numbers come from several", () => {
    const { activities } = weigh([task("1", 5), task("2", 5)], { 1: 0.5 });
    expect(activities[0]).toMatchObject({ exposure: 0.5, exposureLevel: "dwa" });
  });

  it("lets an activity answer itself when its tasks weigh nothing", () => {
    const { activities } = weigh([task("1", 1), task("2", 5, ["G1.I1.D2"])], { 2: 0.75 });
    expect(activities[1]).toEqual({
      id: "G1.I1.D1",
      level: "dwa",
      weight: 0,
      exposure: 0.75,
      exposureLevel: "iwa",
    });
  });

  it("offers a rated GWA without IWA as an activity, in proportion to the mean weight", () => {
    const gwaRatings = [{ gwaId: "G2", importance: 3, level: 4 }];
    const { activities } = weigh([task("1", 5), task("2", 3, ["G1.I1.D2"])], { 1: 1 }, { gwaRatings });
    expect(activities.at(-1)).toEqual({
      id: "G2",
      level: "gwa",
      weight: 0.5 * 0.75,
      exposure: null,
      exposureLevel: null,
    });
  });

  it("has nothing for an occupation without tasks", () => {
    expect(weigh([], {}, { gwaRatings: [{ gwaId: "G2", importance: 5, level: 5 }] }).activities).toEqual([]);
  });

  it("orders by weight, ties by id, even where sums round differently", () => {
    const tasks = [task("1", 1.4, ["G1.I1.D2"]), task("2", 1.8, ["G1.I1.D2"]), task("3", 2.2, ["G1.I1.D1"])];
    expect(weigh(tasks, {}).activities.map(({ id }) => id)).toEqual(["G1.I1.D1", "G1.I1.D2"]);
  });
});
