import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { errorTable, modelError } from "./error-table";
import { modelErrorCodes } from "./port";

describe("the table of faults", () => {
  it("is the one in docs/model-calls.md", () => {
    const rows = readFileSync("docs/model-calls.md", "utf8")
      .split("\n")
      .filter((line) => /^\| `[a-z_]+` \|/.test(line))
      .map((line) => line.split("|").map((cell) => cell.trim().replaceAll("`", "")));
    const told = rows.map(([, code, , errorClass, charge, isServerDown]) => ({
      ...{ code, errorClass, charge, isServerDown },
    }));
    const meant = modelErrorCodes.map((code) => {
      const { errorClass, charge, isServerDown } = errorTable[code];
      return { code, errorClass, charge, isServerDown: isServerDown ? "yes" : "no" };
    });
    expect(told).toEqual(meant);
  });

  it("has a sentence for people of each, and takes another class where the case differs", () => {
    for (const code of modelErrorCodes) {
      const error = modelError(code);
      expect(error.message).toMatch(/^[A-Z].{20,}\.$/);
      expect(error).toMatchObject({ code, errorClass: errorTable[code].errorClass, callId: null });
    }
    expect(modelError("budget_reached", { errorClass: "retry_later", retryAfterMs: 5_000 })).toMatchObject({
      ...{ code: "budget_reached", errorClass: "retry_later", retryAfterMs: 5_000 },
    });
  });
});
