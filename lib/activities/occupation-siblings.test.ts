import { describe, expect, it } from "vitest";
import {
  type ActivityTree,
  buildExposureLookup,
  type ExposureScore,
} from "@/lib/exposure/exposure-resolution";
import type { OccupationProfile } from "@/lib/onet/schema";
import { buildOccupationProfiles, taskDwasOf } from "./occupation-profiles";
import { OccupationActivityIndex } from "./occupation-siblings";

const tree: ActivityTree = {
  gwaIds: ["G"],
  iwas: [{ id: "I", gwaId: "G" }],
  dwas: ["D1", "D2"].map((id) => ({ id, iwaId: "I" })),
};

/** Two profiled managers, of which one has more tasks, one "All Other", one soldier. */
const profiles: OccupationProfile[] = buildOccupationProfiles({
  occupations: ["11-1011.00", "11-1021.00", "11-9199.00", "55-1011.00"].map((code) => ({
    code,
    title: code,
  })),
  tasks: [
    { taskId: 1, code: "11-1011.00", importance: 5 },
    { taskId: 2, code: "11-1021.00", importance: 5 },
    { taskId: 3, code: "11-1021.00", importance: 5 },
    { taskId: 4, code: "11-1021.00", importance: 5 },
  ],
  taskDwas: [
    { taskId: 1, dwaId: "D1" },
    { taskId: 2, dwaId: "D1" },
    { taskId: 3, dwaId: "D2" },
    { taskId: 4, dwaId: "D2" },
  ],
  gwaRatings: [],
});

const scores: ExposureScore[] = [1, 0, 0.5, 0.5].map((value, index) => ({
  level: "task",
  elementId: String(index + 1),
  value,
}));
const lookup = buildExposureLookup(scores, taskDwasOf(profiles), tree);
const index = new OccupationActivityIndex(profiles, lookup, []);

describe("OccupationActivityIndex", () => {
  it("keeps to the occupation's own activities, never those of another one", () => {
    expect(index.activitiesOf("11-1011.00").activities.map(({ id }) => id)).toEqual(["D1"]);
    expect(index.activitiesOf("11-1011.00").siblings).toBeNull();
  });

  it("gives an unprofiled occupation the mean of its siblings' shares, labelled", () => {
    const { activities, siblings } = index.activitiesOf("11-9199.00");
    expect(siblings).toEqual({ prefix: "11", codes: ["11-1011.00", "11-1021.00"] });
    // D1 fills all of one sibling and a third of the other; only the first one's task is exposed.
    expect(activities[0]).toMatchObject({ id: "D1", weight: (1 + 1 / 3) / 2, exposureLevel: "task" });
    expect(activities[0]?.exposure).toBeCloseTo(1 / (1 + 1 / 3), 12);
    expect(activities[1]?.weight).toBeCloseTo(1 / 3, 12);
  });

  it("has nothing to say about an occupation that the release does not have", () => {
    expect(index.activitiesOf("11-9198.00")).toMatchObject({ activities: [], siblings: null });
  });

  it("has nothing to say about an occupation without any profiled sibling", () => {
    expect(index.activitiesOf("55-1011.00")).toMatchObject({ activities: [], siblings: null });
  });
});
