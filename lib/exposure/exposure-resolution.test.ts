import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ActivityTree,
  buildExposureLookup,
  type ExposureScore,
  resolveElementExposure,
  resolveTaskExposure,
  type TaskDwa,
} from "./exposure-resolution";

const tree: ActivityTree = {
  gwaIds: ["G1", "G2", "G3"],
  iwas: [
    { id: "G1.I1", gwaId: "G1" },
    { id: "G1.I2", gwaId: "G1" },
    { id: "G2.I1", gwaId: "G2" },
  ],
  dwas: [
    { id: "G1.I1.D1", iwaId: "G1.I1" },
    { id: "G1.I1.D2", iwaId: "G1.I1" },
    { id: "G1.I2.D1", iwaId: "G1.I2" },
    { id: "G2.I1.D1", iwaId: "G2.I1" },
  ],
};

const links: TaskDwa[] = [
  { taskId: "1", dwaId: "G1.I1.D1" },
  { taskId: "2", dwaId: "G1.I1.D1" },
  { taskId: "2", dwaId: "G2.I1.D1" },
  { taskId: "3", dwaId: "G1.I1.D2" },
  { taskId: "4", dwaId: "G1.I2.D1" },
];

const taskScore = (elementId: string, value: number | null): ExposureScore => ({
  level: "task",
  elementId,
  value,
});
const scores = [taskScore("1", 1), taskScore("2", 0.4)];

describe("resolveTaskExposure", () => {
  const lookup = buildExposureLookup(scores, links, tree);

  it("takes the task's own score first", () => {
    expect(resolveTaskExposure(lookup, "2", "G1.I1.D1")).toEqual({ value: 0.4, level: "task" });
  });

  it("falls back to the DWA, then the IWA, then the GWA, and keeps the level", () => {
    // A task with two DWAs counts half in each: (1 · 1 + ½ · .4) / 1.5
    const dwaMean = 1.2 / 1.5;
    expect(resolveTaskExposure(lookup, "9", "G1.I1.D1")).toEqual({ value: dwaMean, level: "dwa" });
    expect(resolveTaskExposure(lookup, "3", "G1.I1.D2")).toEqual({ value: dwaMean, level: "iwa" });
    expect(resolveTaskExposure(lookup, "4", "G1.I2.D1")).toEqual({ value: dwaMean, level: "gwa" });
  });

  it("leaves the unknown unknown: there is no .5 to fall back to", () => {
    const empty = buildExposureLookup([taskScore("1", null)], links, tree);
    expect(resolveTaskExposure(empty, "1", "G1.I1.D1")).toBeNull();
    expect(resolveElementExposure(empty, "G3")).toBeNull();
  });

  it("works for a source that scores GWAs only", () => {
    const classes = buildExposureLookup([{ level: "gwa", elementId: "G1", value: 0.8 }], links, tree);
    expect(resolveTaskExposure(classes, "2", "G1.I1.D1")).toEqual({ value: 0.8, level: "gwa" });
    expect(resolveTaskExposure(classes, "2", "G2.I1.D1")).toBeNull();
    expect(resolveElementExposure(classes, "G1.I2")).toEqual({ value: 0.8, level: "gwa" });
  });

  it("puts an organization's override before everything, the finest one first", () => {
    const overrides: ExposureScore[] = [
      { level: "gwa", elementId: "G1", value: 0.1 },
      { level: "dwa", elementId: "G1.I1.D1", value: 0.2 },
      { level: "task", elementId: "2", value: 0.3 },
    ];
    const own = buildExposureLookup(scores, links, tree, overrides);
    expect(resolveTaskExposure(own, "2", "G1.I1.D1")).toEqual({ value: 0.3, level: "override" });
    expect(resolveTaskExposure(own, "1", "G1.I1.D1")).toEqual({ value: 0.2, level: "override" });
    expect(resolveTaskExposure(own, "3", "G1.I1.D2")).toEqual({ value: 0.1, level: "override" });
  });

  it("lets an override of one activity leave the task's other activity alone", () => {
    const overrides: ExposureScore[] = [{ level: "dwa", elementId: "G2.I1.D1", value: 0.9 }];
    const own = buildExposureLookup(scores, links, tree, overrides);
    expect(resolveTaskExposure(own, "2", "G2.I1.D1")?.value).toBe(0.9);
    expect(resolveTaskExposure(own, "2", "G1.I1.D1")?.value).toBe(0.4);
  });
});

describe("buildExposureLookup", () => {
  it("says how much of the evidence beneath an element is scored", () => {
    const lookup = buildExposureLookup(scores, links, tree);
    expect(lookup.dwas.get("G1.I1.D1")?.coverage).toBe(1);
    expect(lookup.iwas.get("G1.I1")?.coverage).toBeCloseTo(1.5 / 2.5, 12);
    expect(lookup.gwas.get("G1")?.coverage).toBeCloseTo(1.5 / 3.5, 12);
    expect(lookup.gwas.has("G3")).toBe(false);
  });

  it("prefers an element's own score to a mean, and passes it up", () => {
    const mixed: ExposureScore[] = [...scores, { level: "dwa", elementId: "G1.I1.D1", value: 0.2 }];
    const lookup = buildExposureLookup(mixed, links, tree);
    expect(lookup.dwas.get("G1.I1.D1")).toEqual({ value: 0.2, coverage: 1 });
    expect(lookup.gwas.get("G1")?.value).toBeCloseTo(0.2, 12);
  });

  it("gives means within the range of the scores, whatever the order of the rows", () => {
    const anyScores = fc.array(
      fc.record({
        level: fc.constant("task" as const),
        elementId: fc.constantFrom("1", "2", "3", "4"),
        value: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      }),
    );
    fc.assert(
      fc.property(anyScores, fc.shuffledSubarray(links, { minLength: links.length }), (drawn, shuffled) => {
        const lookup = buildExposureLookup(drawn, shuffled, tree);
        expect(lookup).toEqual(buildExposureLookup(drawn, links, tree));
        for (const evidence of [...lookup.dwas.values(), ...lookup.iwas.values(), ...lookup.gwas.values()]) {
          expect(evidence.value).toBeGreaterThanOrEqual(0);
          expect(evidence.value).toBeLessThanOrEqual(1);
          expect(evidence.coverage).toBeGreaterThan(0);
          expect(evidence.coverage).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
