import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { houseTitles } from "./house-titles";
import { expandOfficialTitle, withoutExceptions } from "./official-titles";
import { packClassifier, unpackClassifier } from "./title-classifier";
import { splitBrackets } from "./title-forms";
import { readTitleClassifier, readTitlePack } from "./title-index-reader";
import { normaliseTitle, singular } from "./title-normaliser";
import { buildSpelling, correctWord, editDistance } from "./title-spelling";
import { themesByWord } from "./title-themes";

describe("normaliseTitle", () => {
  it.each([
    ["Sr. Mgr, Ops", ["senior", "manager", "operation"]],
    ["Software Engineer III (Req #4411)", ["software", "engineer"]],
    ["R&D Eng'r", ["research", "development", "engineer"]],
    ["Nurses' Aides", ["nurse", "aide"]],
    ["C++ / .NET Developer", ["cplusplus", "dotnet", "developer"]],
    ["Part-Time Café Waitress", ["cafe", "waiter"]],
    ["Asst. V.P.", ["assistant", "vice", "president"]],
    ["Grade 7 Clerk", ["clerk"]],
    ["Carpenters, Except Maintenance", ["carpenter"]],
  ])("reads %s", (title, words) => {
    expect(normaliseTitle(title).words).toEqual(words);
  });

  it("takes the head before a preposition and one per piece", () => {
    expect(normaliseTitle("Director of Software Development").heads).toEqual(["director"]);
    expect(normaliseTitle("Cook/Server").heads).toEqual(["cook", "server"]);
    expect(normaliseTitle("Engineer, Software, Sr").heads[0]).toBe("engineer");
  });

  it("keeps every word traceable to what was written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (title) => {
        const { words, written } = normaliseTitle(title);
        for (const word of words) expect(written.has(word)).toBe(true);
      }),
    );
  });

  it.each([
    ["analysts", "analyst"],
    ["secretaries", "secretary"],
    ["coaches", "coach"],
    ["bus", "bus"],
    ["glass", "glass"],
    ["christmas", "christmas"],
  ])("%s → %s", (word, expected) => {
    expect(singular(word)).toBe(expected);
  });
});

describe("expandOfficialTitle", () => {
  it("makes a title of each item of a list", () => {
    expect(expandOfficialTitle("Paving, Surfacing, and Tamping Equipment Operators")).toContain(
      "Surfacing Equipment Operators",
    );
    expect(expandOfficialTitle("Coil Winders, Tapers, and Finishers")).toContain("Coil Tapers");
    expect(
      expandOfficialTitle("Helpers--Brickmasons, Blockmasons, Stonemasons, and Tile and Marble Setters"),
    ).toContain("Stonemasons Helper");
    expect(expandOfficialTitle("Economics Teachers, Postsecondary")).toContain("Economics Professor");
  });

  it("leaves out who is not meant", () => {
    expect(withoutExceptions("Interviewers, Except Eligibility and Loan")).toBe("Interviewers");
    expect(withoutExceptions("Logging Workers, All Other")).toBe("Logging Workers");
  });
});

describe("splitBrackets", () => {
  it("reads a title and its long form as two", () => {
    expect(splitBrackets("CEO (Chief Executive Officer)").map((part) => part.trim())).toEqual([
      "CEO",
      "Chief Executive Officer",
    ]);
    expect(splitBrackets("Baker")).toEqual(["Baker"]);
  });
});

describe("correctWord", () => {
  const spelling = buildSpelling(
    new Map([
      ["electrician", 40],
      ["truck", 60],
      ["driver", 80],
      ["house", 20],
      ["keeper", 20],
      ["welder", 30],
    ]),
  );

  it.each([
    ["electrican", ["electrician"]],
    ["elcetrician", ["electrician"]],
    ["truckdriver", ["truck", "driver"]],
    ["weldr", ["welder"]],
    ["welder", ["welder"]],
    ["zymurgist", ["zymurgist"]],
  ])("%s → %j", (word, expected) => {
    expect(correctWord(spelling, word)).toEqual(expected);
  });

  it("counts edits like a person: a swap of neighbours is one", () => {
    expect(editDistance("ab", "ba")).toBe(1);
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(editDistance(a, a)).toBe(0);
      }),
    );
  });
});

describe("word lists", () => {
  it("names only occupations of the reference pack in house titles", () => {
    const codes = new Set(readTitlePack().occupations.map(({ code }) => code));
    expect(houseTitles.filter(({ soc, title }) => !codes.has(`${soc}.00`) || title === "")).toEqual([]);
  });

  it("gives themes in the form in which the normaliser leaves words", () => {
    const plural = [...themesByWord.keys()].filter((word) => singular(word) !== word);
    expect(plural).toEqual([]);
  });
});

describe("packClassifier", () => {
  it("comes back the same and refuses other bytes", () => {
    const classifier = readTitleClassifier();
    const bytes = packClassifier(classifier);
    expect(Buffer.from(packClassifier(unpackClassifier(bytes))).equals(bytes)).toBe(true);
    expect(unpackClassifier(bytes).socs).toEqual(classifier.socs);
    expect(() => unpackClassifier(new Uint8Array(64))).toThrow(TypeError);
  });
});
