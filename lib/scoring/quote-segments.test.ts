import { describe, expect, it } from "vitest";
import { quoteSegments } from "./quote-segments";

const text = "Led a team of 40. Cut costs by 12 %.";
const at = (key: string, quote: string) => {
  const quoteStart = text.indexOf(quote);
  return { key, quoteStart, quoteEnd: quoteStart + quote.length };
};

describe("quoteSegments", () => {
  it("cuts the text where quotes begin and end", () => {
    expect(
      quoteSegments(text, [at("team", "a team of 40")]).map(({ text: part, keys }) => [part, keys]),
    ).toEqual([
      ["Led ", []],
      ["a team of 40", ["team"]],
      [". Cut costs by 12 %.", []],
    ]);
  });

  it("lights what two quotes share for both, and says where each begins", () => {
    const segments = quoteSegments(text, [at("team", "Led a team of 40."), at("size", "of 40. Cut")]);
    expect(segments.map(({ text: part, keys, begins }) => [part, keys, begins])).toEqual([
      ["Led a team ", ["team"], ["team"]],
      ["of 40.", ["team", "size"], ["size"]],
      [" Cut", ["size"], []],
      [" costs by 12 %.", [], []],
    ]);
  });

  it("always sums to the text, and leaves out places that are not in it", () => {
    const quotes = [
      { key: "none", quoteStart: null, quoteEnd: null },
      { key: "beyond", quoteStart: 30, quoteEnd: 99 },
      { key: "backwards", quoteStart: 9, quoteEnd: 3 },
      at("whole", text),
    ];
    const segments = quoteSegments(text, quotes);
    expect(segments.map(({ text: part }) => part).join("")).toBe(text);
    expect(new Set(segments.flatMap(({ keys }) => keys))).toEqual(new Set(["whole"]));
    expect(quoteSegments("", quotes)).toEqual([]);
  });
});
