import { describe, expect, it } from "vitest";
import type { SuggestionToSave } from "@/lib/roles/schema";
import { aliasConfidence, applyAlias, type DecisionToLearn, type Lesson, lessonOf } from "./alias-rules";

const clerk = "43-3031.00";
const accountant = "13-2011.00";

describe("lessonOf", () => {
  const sure = { code: clerk, isAccepted: true };
  const unsure = { code: clerk, isAccepted: false };
  const cases: [string, Partial<DecisionToLearn>, Lesson][] = [
    ["what the matcher accepts by itself", { matcher: sure }, "nothing"],
    ["what the matcher found and did not accept", { matcher: unsure }, "learn"],
    ["other than the matcher", { matcher: sure, code: accountant }, "learn"],
    ["where the matcher found nothing", { matcher: null }, "learn"],
    ["no occupation against the matcher", { matcher: sure, code: null }, "learn"],
    ["what the alias says", { aliasCode: clerk, isOwnAlias: true }, "nothing"],
    ["no occupation, as the alias says", { aliasCode: null, code: null }, "nothing"],
    ["against the alias", { aliasCode: accountant, isOwnAlias: true }, "learn"],
    [
      "against the alias, with the matcher",
      { aliasCode: accountant, isOwnAlias: true, matcher: sure },
      "end",
    ],
    ["of a department against the general alias", { aliasCode: accountant, matcher: sure }, "learn"],
  ];
  it.each(cases)("%s", (_, decision, lesson) => {
    expect(
      lessonOf({ code: clerk, aliasCode: undefined, isOwnAlias: false, matcher: null, ...decision }),
    ).toBe(lesson);
  });
});

describe("aliasConfidence", () => {
  it("is .95 before anybody decided, and follows what people did", () => {
    expect(aliasConfidence({ agreedCount: 0, decidedCount: 0 })).toBe(0.95);
    expect(aliasConfidence({ agreedCount: 60, decidedCount: 80 })).toBeCloseTo(0.79);
    expect(aliasConfidence({ agreedCount: 5000, decidedCount: 5000 })).toBe(0.99);
  });
});

describe("applyAlias", () => {
  const suggestion: SuggestionToSave = {
    roleId: "role",
    effect: null,
    matcherVersion: "1",
    candidates: ["11-1011.00", clerk, "11-1021.00", "11-2021.00", "11-3031.00"].map((code, place) => ({
      code,
      score: 0.5 / (place + 1),
      words: ["money"],
    })),
    confidence: 0.5,
    margin: 0.25,
    isAccepted: false,
    aliasId: null,
  };

  it("puts its occupation first, once, and keeps the order of the others", () => {
    const applied = applyAlias(suggestion, { aliasId: "alias", code: clerk }, "Money-Person money", 0.9);
    expect(applied).toMatchObject({ aliasId: "alias", confidence: 0.9, isAccepted: true });
    expect(applied.candidates.map(({ code }) => code)).toEqual([
      clerk,
      "11-1011.00",
      "11-1021.00",
      "11-2021.00",
      "11-3031.00",
    ]);
    expect(applied.candidates[0]).toEqual({ code: clerk, score: 0.9, words: ["money", "person"] });
    expect(applied.margin).toBeCloseTo(0.85);
  });

  it("never takes five others along, and needs none", () => {
    expect(applyAlias(suggestion, { aliasId: "a", code: accountant }, "X", 0.9).candidates).toHaveLength(5);
    const alone = applyAlias({ ...suggestion, candidates: [] }, { aliasId: "a", code: accountant }, "X", 0.9);
    expect(alone).toMatchObject({ margin: 0.9, candidates: [{ code: accountant }] });
  });

  it("leaves no occupation to a person", () => {
    const none = applyAlias({ ...suggestion, isAccepted: true }, { aliasId: "a", code: null }, "X", 0.9);
    expect(none).toEqual({ ...suggestion, aliasId: "a", isAccepted: false });
  });
});
