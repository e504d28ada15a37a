import { describe, expect, it } from "vitest";
import type { AnalysisInput } from "./analysis-input";
import { canonicalJson, inputsHash } from "./inputs-hash";
import { defaultSettings, emptyDecisions, madeUpTree, roleWithSegment } from "./test-input";

describe("canonicalJson", () => {
  it("does not depend on the order of keys and rows", () => {
    expect(canonicalJson({ b: [2, 1, { d: null, c: "x" }], a: 1 })).toBe(
      '{"a":1,"b":[1,2,{"c":"x","d":null}]}',
    );
    expect(canonicalJson({ a: 1, b: undefined })).toBe(canonicalJson({ a: 1 }));
  });

  it("keeps apart what is not equal", () => {
    expect(canonicalJson([1, 1])).not.toBe(canonicalJson([1]));
    expect(canonicalJson(["1"])).not.toBe(canonicalJson([1]));
    expect(canonicalJson({ a: null })).not.toBe(canonicalJson({}));
  });
});

describe("inputsHash", () => {
  const { role, segment } = roleWithSegment("role", "43-3051.00", 3);
  const input: AnalysisInput = {
    release: "30.1",
    occupations: [],
    tree: madeUpTree,
    exposureScores: [],
    exposureOverrides: [],
    wages: [],
    ...emptyDecisions,
    roles: [role],
    segments: [segment],
    settings: defaultSettings,
  };

  it("changes with anything that decides a number", () => {
    const hashes = [
      input,
      { ...input, release: "30.2" },
      { ...input, segments: [{ ...segment, headcount: 4 }] },
      { ...input, roles: [{ ...role, code: "43-3061.00" }] },
      { ...input, settings: { ...defaultSettings, k: 11 } },
      { ...input, complexityOverrides: [{ roleId: "role", value: 0.5 }] },
      { ...input, exposureScores: [{ level: "task" as const, elementId: "1", value: 0.5 }] },
    ].map(inputsHash);
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(inputsHash({ ...input })).toBe(hashes[0]);
  });
});
