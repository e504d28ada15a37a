import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTitleSearch, searchWords } from "@/lib/onet/title-search";

describe("parseTitleSearch", () => {
  it.each(["11-1011", "11-1011.00", "111011", "11-10", " 11 "])("takes %j as a code", (text) => {
    expect(parseTitleSearch(text)).toEqual({ kind: "code", digits: text.replace(/\D/g, "") });
  });

  it.each([
    [" Software  QA-Tester ", ["software", "qa", "tester"]],
    ["Cooks, Café and Snack", ["cook", "cafe", "snack"]],
    ["of the", ["of", "the"]],
    ["nurse nurses", ["nurse"]],
  ])("takes %j as words", (text, words) => {
    expect(parseTitleSearch(text)).toEqual({ kind: "words", words });
  });

  it.each(["", "  ", "%_", "-", "()"])("finds nothing to look for in %j", (text) => {
    expect(parseTitleSearch(text)).toBeNull();
  });

  it("never takes more than a dozen words, each of letters and digits", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const search = parseTitleSearch(text);
        if (search?.kind !== "words") return;
        expect(search.words.length).toBeLessThanOrEqual(12);
        for (const word of search.words) expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
      }),
    );
  });
});

describe("searchWords", () => {
  it.each([
    ["Secretaries", "secretary"],
    ["Witnesses", "witness"],
    ["Coaches", "coach"],
    ["Boss", "boss"],
    ["Analysis", "analysis"],
    ["Bus", "bus"],
  ])("reads %s as %s", (plural, singular) => {
    expect(searchWords(plural)).toEqual([singular]);
  });
});
