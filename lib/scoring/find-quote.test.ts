import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findQuote, placesOf } from "./find-quote";

const text =
  "Led the “Harbour” programme —\n  12 ships,\tthree ports.\nLed a crew of 40. 🚢 Kept all afloat…";

describe("findQuote", () => {
  it("finds a passage as it stands", () => {
    const found = findQuote(text, "Led a crew of 40");
    expect(found).toMatchObject({ text: "Led a crew of 40", fault: null });
    expect(text.slice(found.passage?.start, found.passage?.end)).toBe("Led a crew of 40");
  });

  it.each([
    ['Led the "Harbour" programme', "Led the “Harbour” programme"],
    ["programme - 12 ships, three ports", "programme —\n  12 ships,\tthree ports"],
    ['"Led a crew of 40."', "Led a crew of 40."],
    ["\u201cKept all afloat...\u201d", "Kept all afloat"],
    ["all afloat...", "all afloat…"],
    ["  Led\u00a0a crew  of 40 ", "Led a crew of 40"],
    ["Led a\u200b crew", "Led a crew"],
    ["40. 🚢 Kept all...", "40. 🚢 Kept all"],
    ["40. 🚢 Kept all", "40. 🚢 Kept all"],
  ])("takes %j for the text's own passage", (quote, passage) => {
    expect(findQuote(text, quote).text).toBe(passage);
  });

  it.each([
    ["Led a crew of 400", "quote_not_found"],
    ["Led a crew … afloat", "quote_not_found"],
    ["led a crew of 40", "quote_not_found"],
    ["of", "quote_too_short"],
    ["", "quote_too_short"],
    [" — \n", "quote_too_short"],
    ["x".repeat(1_001), "quote_too_long"],
    ["Led a crew of 40. \ud83d", "quote_not_found"],
  ])("refuses %j", (quote, fault) => {
    expect(findQuote(text, quote)).toEqual({ passage: null, text: null, fault });
  });

  it("refuses a passage that touches a closed one, and takes its twin elsewhere", () => {
    const marked = "Sailed. [removed] Sailed for years.";
    const closed = placesOf(marked, "[removed]");
    expect(findQuote(marked, "removed", closed).fault).toBe("quote_not_allowed");
    expect(findQuote(marked, "Sailed. [removed] Sailed", closed).fault).toBe("quote_not_allowed");
    expect(findQuote(marked, "Sailed for years", closed).fault).toBeNull();
    const twice = "[removed] and removed again";
    expect(findQuote(twice, "removed", placesOf(twice, "[removed]")).passage).toEqual({ start: 14, end: 21 });
  });

  it("finds every passage of every text, and gives back nothing that the text does not hold", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 80 }),
        fc.nat(80),
        fc.nat(80),
        (around, from, length) => {
          const whole = `Some words ${around} and more.`;
          const signs = [...whole];
          const quote = signs.slice(from, from + length).join("");
          const found = findQuote(whole, quote);
          if (found.passage) expect(whole.slice(found.passage.start, found.passage.end)).toBe(found.text);
          else expect(found.fault).toBe("quote_too_short");
        },
      ),
    );
  });

  it("takes no text for a passage that differs in a letter or digit", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (whole, quote) => {
        const letters = (of: string) => of.replace(/[^\p{L}\p{N}]/gu, "");
        const found = findQuote(whole, quote);
        if (found.text !== null) expect(letters(found.text)).toBe(letters(quote));
      }),
    );
  });
});
