import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { houseTemplates } from "./house-templates";
import { diffBodies, isEmptyDiff } from "./template-diff";
import { makeCriterion, makeRubric } from "./testing/rubrics";

const { body } = makeRubric({ depth: 0.6, people: 0.4 });

describe("diffBodies", () => {
  it("finds nothing between equal bodies", () => {
    for (const house of houseTemplates) {
      expect(isEmptyDiff(diffBodies(house.body, structuredClone(house.body)))).toBe(true);
    }
  });

  it("tells settings, the gate among them", () => {
    const after = {
      ...body,
      instructions: "Somebody else.",
      thresholds: { pass: 7, strong: 8 },
      gate: { instructions: "Look.", model: null, threshold: 0.4 },
    };
    expect(diffBodies(body, after).settings).toEqual([
      { name: "instructions", before: body.instructions, after: "Somebody else." },
      { name: "pass", before: 6, after: 7 },
      { name: "gateInstructions", before: null, after: "Look." },
      { name: "gateThreshold", before: null, after: 0.4 },
    ]);
  });

  it("knows criteria by their keys", () => {
    const depth = makeCriterion({
      key: "depth",
      label: "Depth of water",
      weight: 0.5,
      anchors: [
        { points: 0, text: "Nothing of it." },
        { points: 5, text: "Half of it." },
        { points: 10, text: "The whole." },
      ],
    });
    const wind = makeCriterion({ key: "wind", weight: 0.5 });
    expect(diffBodies(body, { ...body, criteria: [wind, depth] })).toEqual({
      settings: [],
      added: [{ key: "wind", label: "Label of wind", weight: 0.5 }],
      removed: [{ key: "people", label: "Label of people", weight: 0.4 }],
      changed: [
        {
          key: "depth",
          label: "Depth of water",
          changes: [
            { field: "label", points: null, before: "Label of depth", after: "Depth of water" },
            { field: "weight", points: null, before: 0.6, after: 0.5 },
            { field: "anchor", points: 5, before: null, after: "Half of it." },
            { field: "anchor", points: 10, before: "All of it.", after: "The whole." },
          ],
        },
      ],
      isReordered: false,
    });
  });

  it("tells another order of the same criteria", () => {
    const diff = diffBodies(body, { ...body, criteria: body.criteria.toReversed() });
    expect(diff).toMatchObject({ added: [], removed: [], changed: [], isReordered: true });
  });

  it("mirrors when the sides are swapped", () => {
    const some = fc.constantFrom(...houseTemplates.map((house) => house.body));
    fc.assert(
      fc.property(some, some, (one, other) => {
        const there = diffBodies(one, other);
        const back = diffBodies(other, one);
        expect(back.added.map(({ key }) => key).toSorted()).toEqual(
          there.removed.map(({ key }) => key).toSorted(),
        );
        expect(back.settings.map(({ before, after }) => [after, before])).toEqual(
          there.settings.map(({ before, after }) => [before, after]),
        );
        expect(back.isReordered).toBe(there.isReordered);
      }),
    );
  });
});
