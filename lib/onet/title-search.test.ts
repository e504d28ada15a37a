import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTitleSearch } from "@/lib/onet/title-search";

describe("parseTitleSearch", () => {
  it.each(["11-1011", "11-1011.00", "111011", "11-10", " 11 "])("takes %j as a code", (text) => {
    expect(parseTitleSearch(text)).toEqual({ kind: "code", digits: text.replace(/\D/g, "") });
  });

  it("takes anything else as words", () => {
    expect(parseTitleSearch(" Software  QA-Tester ")).toEqual({
      kind: "words",
      query: "software:* & qa:* & tester:*",
      plain: "software qa tester",
    });
  });

  it.each(["", "  ", "%_", "-", "()"])("finds nothing to look for in %j", (text) => {
    expect(parseTitleSearch(text)).toBeNull();
  });

  it("never lets a sign of the query language through", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const search = parseTitleSearch(text);
        if (search?.kind !== "words") return;
        expect(search.query).toMatch(/^[\p{L}\p{N}]+:\*( & [\p{L}\p{N}]+:\*){0,11}$/u);
      }),
    );
  });
});
