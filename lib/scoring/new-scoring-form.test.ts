import { describe, expect, it } from "vitest";
import { askedScoring, singleProfileId } from "./new-scoring-form";

const fields = (values: Record<string, string>) => ({ get: (name: string) => values[name] ?? null });
const id = "0193a3c0-0000-7000-8000-000000000001";
const nobody = { profileIds: [], candidateId: null };

describe("the form for new scorings", () => {
  it("leaves out what was left empty, and names exactly one of the three sources", () => {
    const asked = askedScoring(
      fields({
        source: "prompt",
        prompt: " Who can lead it? ",
        template: id,
        role: "cto",
        model: "",
        budget: "",
      }),
      nobody,
    );
    expect(asked).toEqual({ kind: "scoring", selection: { query: "" }, prompt: "Who can lead it?" });
    expect(askedScoring(fields({ source: "role", role: "cto", template: id }), nobody)).toMatchObject({
      role: "cto",
    });
    expect(askedScoring(fields({ source: "template", template: id }), nobody)).toMatchObject({
      templateId: id,
    });
  });

  it("takes those who were chosen, or whoever the search finds", () => {
    const frame = { profileIds: [id], candidateId: null };
    expect(askedScoring(fields({ who: "chosen" }), frame).selection).toEqual({ profileIds: [id] });
    expect(askedScoring(fields({ who: "query", query: "data", unscored: "yes" }), frame).selection).toEqual({
      query: "data",
      isUnscored: true,
    });
    expect(askedScoring(fields({ who: "chosen" }), nobody).selection).toEqual({ query: "" });
  });

  it("asks for a single scoring of one chosen person, and for a lead always as a batch", () => {
    const one = { profileIds: [id], candidateId: null };
    expect(singleProfileId(askedScoring(fields({ who: "chosen" }), one))).toBe(id);
    expect(singleProfileId(askedScoring(fields({ who: "query" }), one))).toBeUndefined();
    expect(
      singleProfileId(askedScoring(fields({ who: "chosen" }), { ...one, candidateId: id })),
    ).toBeUndefined();
    expect(askedScoring(fields({}), { ...nobody, candidateId: id })).toMatchObject({
      kind: "lead",
      candidateId: id,
    });
  });
});
