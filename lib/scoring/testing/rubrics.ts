import type { Criterion, Rubric, TemplateBody } from "../schema";
import type { AnsweredCriterion, ModelAnswer } from "../scoring-prompt";

// Small rubrics and answers; a test names only what it is about.

export function makeCriterion(values: Partial<Criterion> & Pick<Criterion, "key">): Criterion {
  return {
    label: `Label of ${values.key}`,
    description: "What it is about.",
    weight: 1,
    anchors: [
      { points: 0, text: "Nothing of it." },
      { points: 10, text: "All of it." },
    ],
    ...values,
  };
}

export function makeRubric(weights: Record<string, number>, values: Partial<TemplateBody> = {}): Rubric {
  return {
    name: "Rubric of a test",
    role: "general",
    body: {
      instructions: "Somebody who knows the sea.",
      scale: { min: 0, max: 10 },
      criteria: Object.entries(weights).map(([key, weight]) => makeCriterion({ key, weight })),
      thresholds: { pass: 6, strong: 8 },
      minCoverage: 0.5,
      gate: null,
      model: null,
      temperature: 0,
      maxTokens: 1_000,
      ...values,
    },
  };
}

export function makeAnswer(
  criteria: Record<string, Partial<AnsweredCriterion>>,
  values: Partial<ModelAnswer> = {},
): ModelAnswer {
  return {
    criteria: Object.fromEntries(
      Object.entries(criteria).map(([key, answered]) => [
        key,
        { quote: null, rationale: "Because it says so.", points: null, ...answered },
      ]),
    ),
    overall: null,
    summary: "A summary.",
    ...values,
  };
}
