import { describe, expect, it } from "vitest";
import { templateRoles } from "@/db/enums";
import { houseTemplates, rubricOfPrompt } from "./house-templates";
import { Rubric, TemplateBody } from "./schema";

const weightsOf = (houseKey: string) =>
  houseTemplates
    .find((template) => template.houseKey === houseKey)
    ?.body.criteria.map(({ weight }) => weight);

describe("the templates of the house", () => {
  it.each(houseTemplates.map((template) => [template.houseKey, template] as const))(
    "%s is sound",
    (_, house) => {
      expect(TemplateBody.parse(house.body)).toEqual(house.body);
      for (const { anchors } of house.body.criteria) expect(anchors.length).toBeGreaterThanOrEqual(4);
    },
  );

  it("has one for every role", () => {
    expect(houseTemplates.map(({ role }) => role).toSorted()).toEqual(templateRoles.toSorted());
    expect(new Set(houseTemplates.map(({ houseKey }) => houseKey)).size).toBe(houseTemplates.length);
  });

  it("weighs the executive roles as settled", () => {
    expect(weightsOf("cto")).toEqual([0.25, 0.2, 0.2, 0.15, 0.1, 0.1]);
    expect(weightsOf("cio")).toEqual([0.25, 0.2, 0.2, 0.15, 0.1, 0.1]);
    expect(weightsOf("ciso")).toEqual([0.25, 0.2, 0.2, 0.15, 0.1, 0.1]);
  });

  it("scores a free prompt by the general criteria", () => {
    const rubric = rubricOfPrompt("Somebody who can run a harbour.");
    expect(Rubric.parse(rubric)).toEqual(rubric);
    expect(rubric.body.instructions).toBe("Somebody who can run a harbour.");
    expect(rubric.body.scale).toEqual({ min: 0, max: 10 });
    expect(rubric.body.criteria.map(({ key }) => key)).toEqual([
      "technical_skills",
      "leadership_potential",
      "overall_fit",
    ]);
  });
});
