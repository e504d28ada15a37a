import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkAnswer, checkGate, crossesLine, outcomeOf } from "./check-answer";
import { answerSchema, canaryOf } from "./scoring-prompt";
import { makeAnswer, makeRubric } from "./testing/rubrics";

const profile = "Harbour master since 2019. Led 40 people. [passage left out] Speaks Danish.";
const canary = canaryOf("some hash");
const around = { canary, injections: [], markers: ["[passage left out]"] };
const rubric = makeRubric({ depth: 0.6, people: 0.4 });
const fullAnswer = makeAnswer({
  depth: { points: 9, quote: "Harbour master since 2019" },
  people: { points: 7.5, quote: "Led 40 people" },
});

describe("checkAnswer", () => {
  it("computes the total from points that have a passage behind them", () => {
    const checked = checkAnswer(rubric, profile, { ...fullAnswer, overall: 8.4 }, around);
    expect(checked).toMatchObject({
      overall: 8.4,
      overallShare: 0.84,
      modelOverall: 8.4,
      coverage: 1,
      outcome: "passed",
      flags: [],
      summary: "A summary.",
      disagreement: 0,
    });
    expect(checked.points).toMatchObject([
      { position: 1, key: "depth", weight: 0.6, points: 9, abstainReason: null, quoteStart: 0, quoteEnd: 25 },
      { position: 2, key: "people", weight: 0.4, points: 7.5, quote: "Led 40 people" },
    ]);
  });

  it("keeps the model's own total for comparison only", () => {
    const checked = checkAnswer(rubric, profile, { ...fullAnswer, overall: 0 }, around);
    expect(checked).toMatchObject({ overall: 8.4, modelOverall: 0, outcome: "passed", disagreement: 1 });
  });

  it.each([
    ["no points", { quote: "Led 40 people" }, "no_evidence"],
    ["no quote", { points: 8 }, "no_quote"],
    ["a blank quote", { points: 8, quote: " " }, "no_quote"],
    ["an invented quote", { points: 8, quote: "Led 4,000 people" }, "quote_not_found"],
    ["a marker of ours", { points: 8, quote: "passage left out" }, "quote_not_allowed"],
    [
      "a passage across a marker",
      { points: 8, quote: "people. [passage left out] Speaks" },
      "quote_not_allowed",
    ],
    ["a word of two letters", { points: 8, quote: "40" }, "quote_too_short"],
  ])("abstains for %s, with the reason", (_, people, abstainReason) => {
    const answer = makeAnswer({ depth: { points: 9, quote: "Harbour master" }, people });
    const checked = checkAnswer(rubric, profile, answer, around);
    expect(checked.points[1]).toMatchObject({
      points: null,
      abstainReason,
      quote: null,
      rationale: "Because it says so.",
    });
    expect(checked).toMatchObject({ overall: 9, coverage: 0.6, outcome: "passed" });
    expect(checked.flags).toContain("abstained");
    expect(checked.flags.includes("quote_refused")).toBe(abstainReason.startsWith("quote_"));
    expect(checked.disagreement).toBeGreaterThanOrEqual(0.4);
  });

  it("takes 0 for a score, and no score for no rejection", () => {
    const none = makeAnswer({
      depth: { points: 0, quote: "Speaks Danish" },
      people: { points: 0, quote: "Speaks Danish" },
    });
    expect(checkAnswer(rubric, profile, none, around)).toMatchObject({
      overall: 0,
      overallShare: 0,
      outcome: "rejected",
    });
    const silent = checkAnswer(rubric, profile, makeAnswer({ depth: {}, people: {} }), around);
    expect(silent).toMatchObject({ overall: null, overallShare: null, outcome: "undetermined" });
  });

  it("has no total when too little of the weight carries evidence", () => {
    const answer = makeAnswer({ depth: {}, people: { points: 10, quote: "Led 40 people" } });
    expect(checkAnswer(rubric, profile, answer, around)).toMatchObject({
      coverage: 0.4,
      overall: null,
      outcome: "undetermined",
    });
  });

  it("drops an answer that repeats the canary, wherever it stands and however it is written", () => {
    const spelled = canary.replace("mark-", "").toUpperCase().split("").join(" ");
    const answer = makeAnswer(
      { depth: { points: 10, quote: "Harbour master", rationale: `It is ${spelled}.` }, people: {} },
      { overall: 10, summary: canary },
    );
    const checked = checkAnswer(rubric, profile, answer, around);
    expect(checked).toMatchObject({
      overall: null,
      modelOverall: null,
      outcome: "undetermined",
      summary: null,
    });
    expect(checked.flags).toContain("canary");
    expect(checked.points.map(({ abstainReason }) => abstainReason)).toEqual(["canary", "canary"]);
    expect(JSON.stringify(checked)).not.toContain(canary);
    expect(JSON.stringify(checked)).not.toContain(spelled);
  });

  it("leaves the score as it is where the profile speaks to the model, and the decision to a person", () => {
    const plain = checkAnswer(rubric, profile, fullAnswer, around);
    const steering = checkAnswer(rubric, profile, fullAnswer, { ...around, injections: [{}] });
    expect(steering).toMatchObject({
      overall: plain.overall,
      outcome: "undetermined",
      flags: ["injection"],
    });
  });

  it("decides nothing where repeated runs would decide otherwise", () => {
    const answer = makeAnswer({
      depth: { points: 6.2, quote: "Harbour master" },
      people: { points: 6.2, quote: "Led 40 people" },
    });
    expect(checkAnswer(rubric, profile, answer, around)).toMatchObject({
      overall: 6.2,
      outcome: "passed",
      flags: ["near_threshold"],
    });
    expect(checkAnswer(rubric, profile, answer, { ...around, spread: 0.2 }).outcome).toBe("passed");
    expect(checkAnswer(rubric, profile, answer, { ...around, spread: 0.3 })).toMatchObject({
      overall: 6.2,
      outcome: "undetermined",
      flags: ["near_threshold", "spread_crosses_line"],
    });
  });

  it("cuts and cleans the model's texts", () => {
    const rationale = `\u0000Good\u202e\n\nwork \ud83d ${"🚢".repeat(600)}`;
    const answer = makeAnswer({ depth: { rationale }, people: { rationale: "\u0007 " } }, { summary: "" });
    const { points, summary } = checkAnswer(rubric, profile, answer, around);
    expect(points[0]?.rationale).toMatch(/^Good work 🚢+…$/u);
    expect(points[0]?.rationale?.length).toBeLessThanOrEqual(600);
    expect(points[1]?.rationale).toBeNull();
    expect(summary).toBeNull();
  });

  it("stores no points outside the scale, even if somebody hands them in", () => {
    const answer = makeAnswer({ depth: { points: 11, quote: "Harbour master" }, people: {} });
    expect(answerSchema(rubric).safeParse(answer).success).toBe(false);
    expect(() => checkAnswer(rubric, profile, answer, around)).toThrow(RangeError);
  });

  it("keeps every promise for whatever fulfils the schema", () => {
    const points = fc.option(fc.double({ min: 0, max: 10, noNaN: true }));
    const quote = fc.option(fc.oneof(fc.constantFrom("Led 40 people", "Speaks", "passage"), fc.string()));
    const answered = fc.record({ points, quote, rationale: fc.string() });
    const answers = fc.record({
      criteria: fc.record({ depth: answered, people: answered }),
      overall: points,
      summary: fc.string(),
    });
    fc.assert(
      fc.property(answers, fc.option(fc.double({ min: 0, max: 5, noNaN: true })), (answer, spread) => {
        expect(answerSchema(rubric).safeParse(answer).success).toBe(true);
        const checked = checkAnswer(rubric, profile, answer, { ...around, spread });
        expect(checkAnswer(rubric, profile, answer, { ...around, spread })).toEqual(checked);
        for (const row of checked.points) {
          expect(row.points === null).toBe(row.abstainReason !== null);
          expect(row.points === null).toBe(row.quote === null);
          if (row.quoteStart !== null)
            expect(profile.slice(row.quoteStart, row.quoteEnd ?? 0)).toBe(row.quote);
        }
        if (checked.overall === null) expect(checked.outcome).toBe("undetermined");
        expect(checked.disagreement).toBeGreaterThanOrEqual(0);
        expect(checked.disagreement).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("outcomeOf and crossesLine", () => {
  const { body } = rubric;
  it("decides at the line itself", () => {
    expect(outcomeOf(body, 6)).toBe("passed");
    expect(outcomeOf(body, 5.999)).toBe("rejected");
    expect(outcomeOf(body, 0)).toBe("rejected");
    expect(outcomeOf(body, null)).toBe("undetermined");
  });

  it("looks to both sides", () => {
    expect(crossesLine(body, 6, 0.001)).toBe(true);
    expect(crossesLine(body, 5.8, 0.2)).toBe(true);
    expect(crossesLine(body, 5.8, 0.199)).toBe(false);
    expect(crossesLine(body, 6, 0)).toBe(false);
    expect(crossesLine(body, 6, null)).toBe(false);
    expect(crossesLine(body, null, 5)).toBe(false);
  });
});

describe("checkGate", () => {
  const gated = makeRubric({ depth: 1 }, { gate: { instructions: "The sea.", model: null, threshold: 0.4 } });
  const gate = (score: number, quote: string | null = null, reason = "So it seems.") =>
    checkGate(gated, profile, { score, quote, reason }, { canary });

  it("applies the threshold itself", () => {
    expect(gate(0.4)).toEqual({ outcome: "passed", score: 0.4, reason: "So it seems." });
    expect(gate(0.39)).toMatchObject({ outcome: "rejected", score: 0.39 });
    expect(gate(0)).toMatchObject({ outcome: "rejected", score: 0 });
  });

  it("rejects nobody for a passage that is not there, nor by a steered answer", () => {
    expect(gate(0.1, "Speaks Danish")).toMatchObject({ outcome: "rejected" });
    expect(gate(0.1, "Never saw the sea")).toMatchObject({ outcome: "undetermined", score: 0.1 });
    expect(gate(0.1, null, `As ${canary} says`)).toEqual({
      outcome: "undetermined",
      score: null,
      reason: null,
    });
  });
});
