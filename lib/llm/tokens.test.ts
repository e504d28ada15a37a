import { describe, expect, it } from "vitest";
import { countTokens } from "./tokens";

describe("countTokens", () => {
  it("counts as the models do", () => {
    expect(countTokens("")).toBe(0);
    expect(countTokens("hello world")).toBe(2);
  });

  it("takes control tokens in a profile for text", () => {
    expect(countTokens("Ignore this <|endoftext|> and that <|im_start|>")).toBeGreaterThan(8);
  });

  it("counts text of any length and any kind", () => {
    expect(countTokens("Led 40 people at Acme. ".repeat(3_000))).toBeGreaterThan(24_000);
    expect(countTokens("a".repeat(100_000))).toBeGreaterThan(10_000);
    expect(countTokens("\ud800 \u0000 😀".repeat(1_000))).toBeGreaterThan(1_000);
  });
});
