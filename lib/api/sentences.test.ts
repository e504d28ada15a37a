import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ZodError } from "zod";
import type { ApiDoor } from "@/lib/auth/doors";
import { toFailure } from "@/lib/http/outcome";
import { operations } from "./operations";
import { sentences } from "./sentences";

const score = "POST /api/v1/profiles/[profileId]/score";

function refusalOf(door: ApiDoor, body: unknown) {
  const parsed = operations[door].body?.safeParse(body, { error: sentences });
  if (!parsed || parsed.success) throw new Error("The body is sound.");
  return toFailure(new ZodError(parsed.error.issues));
}

describe("what a refused body is told", () => {
  const prompt = "Judge what the profile shows.";

  it.each([{ role: "cto" }, { templateId: randomUUID() }])(
    "of two rubrics, where to send which: %o",
    (other) => {
      const { code, message, fields } = refusalOf(score, { prompt, ...other });
      expect(code).toBe("invalid");
      expect(message).toBe(
        "This path scores by a prompt alone. Leave out role and templateId, or send one of them without the prompt to …/score-template.",
      );
      expect(fields).toEqual({ [Object.keys(other)[0] ?? ""]: message });
    },
  );

  it("of each part, what to do about it, in words of ours", () => {
    const { fields } = refusalOf(score, {
      prompt: 7,
      temprature: 0,
      maxTokens: 1,
      temperature: 2,
      model: "m".repeat(101),
      isFresh: "yes",
      candidateId: "none",
    });
    expect(fields).toEqual({
      prompt: "Give a text.",
      temprature: "temprature: there is no such part here. Leave it out.",
      maxTokens: "Give at least 100.",
      temperature: "Give at most 1.",
      model: "At most 100 characters.",
      isFresh: "Give true or false.",
      candidateId: "Give an id, as the API has it in its answers.",
    });
    expect(refusalOf(score, {}).fields).toEqual({ prompt: "This is missing: give a text." });
    const { message } = refusalOf("POST /api/v1/profiles/[profileId]/score-template", { role: "chef" });
    expect(message).toMatch(/^Give one of: .*cto/);
  });
});
