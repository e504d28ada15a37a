import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findSiblings, gwaIdOf, iwaIdOf, parseOnetCode, siblingPrefixes, socOf } from "@/lib/onet/codes";
import { readPackTable } from "@/lib/onet/reference-pack-reader";

describe("parseOnetCode", () => {
  it.each([
    ["11-1011", "11-1011.00"],
    ["11-1011.00", "11-1011.00"],
    ["111011", "11-1011.00"],
    ["11101103", "11-1011.03"],
    [" 11-1011.03 ", "11-1011.03"],
  ])("reads %s as %s", (text, code) => {
    expect(parseOnetCode(text)).toBe(code);
  });

  it.each(["", "11", "11-101", "11-10111", "11-1011.0", "Chief Executive", "11 1011", "11-1011.00.01"])(
    "refuses %j",
    (text) => {
      expect(parseOnetCode(text)).toBeNull();
    },
  );

  it("leaves every code of the release as it is", () => {
    for (const { code } of readPackTable("occupations")) expect(parseOnetCode(code)).toBe(code);
  });
});

describe("activity ids", () => {
  it("agree with the parents that the release names", () => {
    for (const iwa of readPackTable("iwas")) expect(gwaIdOf(iwa.id)).toBe(iwa.gwaId);
    for (const dwa of readPackTable("dwas")) expect(iwaIdOf(dwa.id)).toBe(dwa.iwaId);
  });

  it("have no parent at another depth", () => {
    expect(gwaIdOf("4.A.2.a.4")).toBeNull();
    expect(iwaIdOf("4.A.2.a.4.I09")).toBeNull();
  });
});

describe("findSiblings", () => {
  it("prefers the longest shared prefix", () => {
    const rated = ["13-1041.01", "13-1041.02", "13-1051.00", "13-2011.00"];
    expect(findSiblings("13-1041.00", rated)).toEqual({
      prefix: "13-1041",
      codes: ["13-1041.01", "13-1041.02"],
    });
    expect(findSiblings("13-1059.00", rated)).toEqual({ prefix: "13-105", codes: ["13-1051.00"] });
    expect(findSiblings("13-9000.00", rated)?.prefix).toBe("13");
    expect(findSiblings("15-1252.00", rated)).toBeNull();
  });

  it("never counts the occupation itself", () => {
    expect(findSiblings("13-2011.00", ["13-2011.00"])).toBeNull();
  });

  it("gives codes that share the prefix, and no shorter prefix than needed", () => {
    const codes = fc.constantFrom(...readPackTable("occupations").map((row) => row.code));
    fc.assert(
      fc.property(codes, fc.array(codes), (code, rated) => {
        const found = findSiblings(code, rated);
        const prefixes = siblingPrefixes(code);
        const longer = prefixes.slice(0, found === null ? prefixes.length : prefixes.indexOf(found.prefix));
        const others = rated.filter((other) => other !== code);
        expect(longer.some((prefix) => others.some((other) => other.startsWith(prefix)))).toBe(false);
        expect(found?.codes.every((sibling) => sibling.startsWith(found.prefix)) ?? true).toBe(true);
      }),
    );
  });

  it("reaches a rated occupation from every occupation but the military ones", () => {
    const rated = [...new Set(readPackTable("gwa_ratings").map((row) => row.code))];
    const alone = readPackTable("occupations").filter(({ code }) => findSiblings(code, rated) === null);
    expect(alone.every(({ code }) => socOf(code).startsWith("55-"))).toBe(true);
  });
});
