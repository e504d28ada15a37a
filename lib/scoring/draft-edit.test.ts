import { describe, expect, it } from "vitest";
import { addCriterion, keyOfLabel, moveCriterion, relabel, withCriterion } from "./draft-edit";
import { draftFaults, weightSum } from "./template-schema";
import { makeRubric } from "./testing/rubrics";

const { body } = makeRubric({ depth: 0.6, people: 0.4 });

describe("the steps of the editor", () => {
  it("adds a blank criterion with the weight that is left", () => {
    const seventy = withCriterion(body, 0, { weight: 0.3 });
    const { criteria } = addCriterion(seventy);
    expect(criteria[2]).toEqual({
      ...{ key: "", label: "", description: "", weight: 0.3 },
      anchors: [
        { points: 0, text: "" },
        { points: 10, text: "" },
      ],
    });
    expect(addCriterion(body).criteria[2]?.weight).toBe(0);
  });

  it("moves one within the list and nowhere else", () => {
    expect(moveCriterion(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
    expect(moveCriterion(["a", "b"], 0, -1)).toEqual(["a", "b"]);
    expect(moveCriterion(["a", "b"], 1, 2)).toEqual(["a", "b"]);
  });

  it.each([
    ["Technical Skills", "technical_skills"],
    ["  3D & Führung!", "d_fuhrung"],
    ["日本", ""],
    ["x".repeat(60), "x".repeat(40)],
  ])("makes a key of %j", (label, key) => {
    expect(keyOfLabel(label)).toBe(key);
  });

  it("lets the key follow the label until somebody writes one, or a version knows it", () => {
    const blank = { key: "", label: "", description: "", weight: null, anchors: [] };
    expect(relabel(blank, "Depth", new Set())).toEqual({ label: "Depth", key: "depth" });
    const named = { ...blank, label: "Depth", key: "depth" };
    expect(relabel(named, "Depths", new Set())).toEqual({ label: "Depths", key: "depths" });
    expect(relabel(named, "Depths", new Set(["depth"]))).toEqual({ label: "Depths" });
    expect(relabel({ ...named, key: "own" }, "Depths", new Set())).toEqual({ label: "Depths" });
  });
});

describe("draftFaults", () => {
  it("says where and what, in words of ours", () => {
    expect(draftFaults(body)).toEqual({});
    const broken = {
      ...withCriterion(body, 1, { weight: 0.123_45, key: "People!" }),
      instructions: " ",
      scale: { min: 0, max: null },
      temperature: 2,
    };
    expect(draftFaults(broken)).toEqual({
      instructions: "Write something here.",
      "scale.max": "Give a whole number from 1 to 100.",
      "criteria.1.key": "Lower-case letters, digits and underscores, at most 40.",
      "criteria.1.weight": "At most two decimals.",
      temperature: "Give a number from 0 to 1.",
    });
  });

  it("holds the parts together: weights, keys, levels and thresholds", () => {
    const lone = withCriterion(withCriterion(body, 0, { key: "people", weight: 0.5 }), 1, {
      anchors: [
        { points: 0, text: "None." },
        { points: 0, text: "None either." },
        { points: 11, text: "Too much." },
      ],
    });
    expect(draftFaults({ ...lone, thresholds: { pass: 9, strong: 8 } })).toEqual({
      criteria: "Two criteria have the same key.",
      "criteria.1.anchors": "Two levels have the same points.",
      thresholds: "The thresholds must lie on the scale, strong not below pass.",
    });
    expect(draftFaults(withCriterion(body, 0, { weight: 0.5 }))).toEqual({
      criteria: "The weights must sum to 100 %; they sum to 90 %.",
    });
    expect(weightSum(body)).toBe(10_000);
  });
});
