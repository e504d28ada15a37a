import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lightWords } from "./lit-words";

const litIn = (text: string, words: readonly string[]) =>
  lightWords(text, words)
    .filter((part) => part.isLit)
    .map((part) => part.text);

describe("lightWords", () => {
  it("marks whole words, whatever their case and accents", () => {
    expect(litIn("Sr. Acct Mgr - CAFÉ (acctg)", ["acct", "cafe"])).toEqual(["Acct", "CAFÉ"]);
    expect(litIn("Nurse/Nursing Aide", ["nurse"])).toEqual(["Nurse"]);
    expect(litIn("Manager", [])).toEqual([]);
  });

  it("keeps the text as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.array(fc.string()), (text, words) => {
        expect(
          lightWords(text, words)
            .map((part) => part.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });
});
