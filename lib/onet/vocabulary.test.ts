import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { typingDistances, Vocabulary } from "@/lib/onet/vocabulary";

const word = fc.stringMatching(/^[a-e]{1,9}$/);

/** Letter by letter, as the definition has it. */
function plainDistance(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const [restA, restB] = [a.slice(0, -1), b.slice(0, -1)];
  const options = [
    plainDistance(restA, b) + 1,
    plainDistance(a, restB) + 1,
    plainDistance(restA, restB) + (a.at(-1) === b.at(-1) ? 0 : 1),
  ];
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)) {
    options.push(plainDistance(a.slice(0, -2), b.slice(0, -2)) + 1);
  }
  return Math.min(...options);
}

describe("typingDistances", () => {
  it("agrees with the definition, for the whole word and for its nearest beginning", () => {
    const short = fc.stringMatching(/^[a-c]{1,5}$/);
    fc.assert(
      fc.property(short, short, (typed, text) => {
        const beginnings = Array.from({ length: text.length + 1 }, (_, end) => text.slice(0, end));
        expect(typingDistances(typed, text)).toEqual({
          whole: plainDistance(typed, text),
          beginning: Math.min(...beginnings.map((beginning) => plainDistance(typed, beginning))),
        });
      }),
    );
  });
});

describe("Vocabulary", () => {
  const wordsOf = (vocabulary: Vocabulary, typed: string) =>
    vocabulary.matchesOf(typed).map((match) => vocabulary.words[match.word]);

  it("gives the very word first, then what begins with it", () => {
    const vocabulary = new Vocabulary(
      new Map([
        ["nursery", 5],
        ["nurse", 5],
        ["purse", 5],
      ]),
    );
    expect(wordsOf(vocabulary, "nurse")).toEqual(["nurse", "nursery"]);
    expect(wordsOf(vocabulary, "nurze")).toEqual(["nurse", "nursery"]);
  });

  it("looks for slips of the keys where a spelling is in no common use", () => {
    const vocabulary = new Vocabulary(
      new Map([
        ["devloper", 1],
        ["developer", 40],
        ["software", 40],
      ]),
    );
    expect(wordsOf(vocabulary, "devloper")).toEqual(["devloper", "developer"]);
    expect(wordsOf(vocabulary, "sofware")).toEqual(["software"]);
    expect(wordsOf(vocabulary, "sof")).toEqual(["software"]);
    expect(wordsOf(vocabulary, "xyz")).toEqual([]);
  });

  it("parts a compound of two words in use", () => {
    const vocabulary = new Vocabulary(
      new Map([
        ["truck", 9],
        ["driver", 9],
        ["driv", 1],
      ]),
    );
    expect(vocabulary.splitOf("truckdriver")).toEqual(["truck", "driver"]);
    expect(vocabulary.splitOf("truckpilot")).toBeUndefined();
  });

  it("finds every word of its own, the best of all, and keeps qualities within 0 and 1", () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1 }), word, (words, typed) => {
        const vocabulary = new Vocabulary(new Map(words.map((each) => [each, 2])));
        for (const { quality } of vocabulary.matchesOf(typed)) {
          expect(quality).toBeGreaterThan(0);
          expect(quality).toBeLessThanOrEqual(1);
        }
        for (const each of words) expect(wordsOf(vocabulary, each)[0]).toBe(each);
      }),
    );
  });
});
