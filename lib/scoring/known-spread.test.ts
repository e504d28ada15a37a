import { describe, expect, it } from "vitest";
import { plainTemplateBody } from "@/db/testing/scoring-factories";
import { type StoredResult, withSpread } from "./known-spread";
import { TemplateBody } from "./schema";

/** Passes from 6 on, on a scale from 0 to 10. */
const body = TemplateBody.parse(plainTemplateBody);
const result: StoredResult = {
  overall: 6.4,
  modelOverall: 6.4,
  coverage: 1,
  outcome: "passed",
  flags: ["abstained"],
  disagreement: 0,
};

describe("withSpread", () => {
  it("leaves undetermined what repeated runs would decide otherwise", () => {
    expect(withSpread(body, result, 0.5)).toMatchObject({
      outcome: "undetermined",
      flags: ["abstained", "spread_crosses_line"],
    });
    expect(withSpread(body, { ...result, overall: 5.6, outcome: "rejected" }, 0.4)).toMatchObject({
      outcome: "undetermined",
    });
  });

  it("leaves decided what stays on its side of the line", () => {
    expect(withSpread(body, result, 0.3)).toMatchObject({ outcome: "passed", flags: ["abstained"] });
    expect(withSpread(body, result, 0.4)).toMatchObject({ outcome: "passed" });
    expect(withSpread(body, { ...result, overall: 0, outcome: "rejected" }, 0.3)).toMatchObject({
      outcome: "rejected",
      flags: ["abstained"],
    });
  });

  it("takes the doubt back when a later probe finds a smaller spread", () => {
    const doubtful = { ...result, ...withSpread(body, result, 2) };
    expect(doubtful.outcome).toBe("undetermined");
    expect(doubtful.disagreement).toBeGreaterThan(withSpread(body, doubtful, 0.1).disagreement);
    expect(withSpread(body, doubtful, 0.1)).toMatchObject({ outcome: "passed", flags: ["abstained"] });
  });

  it("decides nothing for a person who was spoken for in the profile", () => {
    const steered: StoredResult = { ...result, flags: ["injection"], outcome: "undetermined" };
    expect(withSpread(body, steered, 0)).toMatchObject({ outcome: "undetermined", flags: ["injection"] });
  });

  it("has nothing to say where there is no total", () => {
    const screened: StoredResult = {
      ...{ overall: null, modelOverall: null, coverage: 0, flags: [] },
      ...{ outcome: "rejected", disagreement: 0 },
    };
    expect(withSpread(body, screened, 3)).toEqual({ outcome: "rejected", flags: [], disagreement: 0 });
  });
});
