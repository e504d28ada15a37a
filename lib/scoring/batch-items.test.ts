import { describe, expect, it } from "vitest";
import { batchItems, runsOf } from "./batch-items";

const never = () => false;

describe("batchItems", () => {
  it("scores each profile once", () => {
    expect(batchItems("scoring", ["a", "b"], 1, never)).toEqual([
      { profileId: "a", variant: "original", runNumber: 1 },
      { profileId: "b", variant: "original", runNumber: 1 },
    ]);
  });

  it("scores each several times in a probe of repeatability, twice at least", () => {
    expect(runsOf("repeatability", undefined)).toBe(5);
    expect(runsOf("repeatability", 1)).toBe(2);
    expect(runsOf("scoring", 7)).toBe(1);
    expect(batchItems("repeatability", ["a"], 3, never).map(({ runNumber }) => runNumber)).toEqual([1, 2, 3]);
  });

  it("adds to a probe of fairness those twins alone that differ from their profile", () => {
    const items = batchItems("fairness", ["a", "b"], 1, (id, variant) => id === "a" && variant !== "school");
    expect(items.map(({ profileId, variant }) => `${profileId} ${variant}`)).toEqual([
      "a original",
      "a name",
      "a gender",
      "a gap_year",
      "b original",
    ]);
  });
});
