import { describe, expect, it } from "vitest";
import {
  filterText,
  parseRunAddress,
  placeValue,
  readRunAddress,
  runHref,
  toResultFilter,
} from "./run-address";

describe("a run's address", () => {
  it("reads view, order, filter and what is open", () => {
    const params = {
      view: "department",
      sort: "reach",
      dir: "asc",
      people: "30",
      coverage: "50",
      run: "3",
      q: "",
    };
    const { q: _, ...filled } = params;
    expect(parseRunAddress(params)).toEqual({ ...filled, people: 30, coverage: 50, run: 3 });
    expect(parseRunAddress({})).toEqual({ view: "roles" });
    expect(parseRunAddress({ tier: ["now", "future"], utm: "x" })).toEqual({ view: "roles", tier: "now" });
  });

  it("leaves out what means nothing on a page, and says so", () => {
    const { address, isDamaged } = readRunAddress({ sort: "colour", run: "0", people: "many", q: "clerk" });
    expect(address).toEqual({ view: "roles", q: "clerk" });
    expect(isDamaged).toBe(true);
    expect(readRunAddress({ q: "clerk" }).isDamaged).toBe(false);
  });

  it("refuses it for an export, which must not hold more than was asked for", () => {
    expect(() => parseRunAddress({ tier: "soon" })).toThrow();
    expect(() => parseRunAddress({ role: "1" })).toThrow();
  });

  it("becomes a filter that tells a name from nothing stated", () => {
    const address = parseRunAddress({
      department: "none",
      line: "is:Retail",
      location: placeValue("none"),
      scored: "no",
      tier: "none",
      q: "",
      doing: "4.A",
    });
    expect(toResultFilter(address)).toEqual({
      department: null,
      lineOfBusiness: "Retail",
      location: "none",
      isScored: false,
      tier: "none",
      activity: "4.A",
    });
  });

  it("leaves out text that the database takes no part of", () => {
    const { address, isDamaged } = readRunAddress({ q: "a\0b", department: "is:\0", sort: "title" });
    expect(isDamaged).toBe(true);
    expect(address).toEqual({ view: "roles", sort: "title" });
  });

  it("tells the filter in one line", () => {
    expect(filterText(parseRunAddress({ department: "is:R&D", tier: "now", sort: "title" }))).toBe(
      "tier=now; department=is:R&D",
    );
    expect(filterText(parseRunAddress({}))).toBe("");
  });

  it("links to the same place with one thing changed, from the first page when the list becomes another", () => {
    const present = parseRunAddress({ q: "clerk", after: "abc", department: "none" });
    const partsOf = (href: string) => Object.fromEntries(new URLSearchParams(href));
    const kept = { q: "clerk", department: "none" };
    expect(partsOf(runHref(present, { role: "r1" }))).toEqual({ ...kept, after: "abc", role: "r1" });
    expect(partsOf(runHref(present, { sort: "title" }))).toEqual({ ...kept, sort: "title" });
    expect(partsOf(runHref(present, { after: "def" }))).toEqual({ ...kept, after: "def" });
    expect(partsOf(runHref(present, { department: "is:R&D +1" }))).toEqual({
      ...kept,
      department: "is:R&D +1",
    });
    expect(runHref(present, { q: null, department: null, view: "roles" })).toBe("?");
  });
});
