import { beforeAll, describe, expect, it } from "vitest";
import type { TitleKind } from "@/db/enums";
import { OccupationSearch } from "@/lib/onet/occupation-search";
import { readPackTable } from "@/lib/onet/reference-pack-reader";

const occupations = readPackTable("occupations");
let search: OccupationSearch;

beforeAll(async () => {
  const wages = new Map(readPackTable("wages").map(({ soc, employment }) => [soc, employment]));
  search = await OccupationSearch.build(
    {
      occupations: occupations.map(({ code, title }) => ({
        code,
        title,
        employment: wages.get(code.slice(0, 7)) ?? null,
      })),
      titles: readPackTable("titles").map((row) => ({ ...row, kind: row.kind as TitleKind })),
    },
    () => Promise.resolve(),
  );
});

const first = (text: string, count = 1) =>
  search
    .find(text)
    .slice(0, count)
    .map(({ code }) => code);

describe("OccupationSearch", () => {
  it.each([
    ["sofware devloper", "15-1252.00"],
    ["softwaredeveloper", "15-1252.00"],
    ["softw dev", "15-1252.00"],
    ["acountant", "13-2011.00"],
    ["recieptionist", "43-4171.00"],
    ["accountent", "13-2011.00"],
    ["truckdriver", "53-3032.00"],
    ["Elementary scool teacher", "25-2021.00"],
    ["ceo", "11-1011.00"],
    ["rn", "29-1141.00"],
    ["hr manager", "11-3121.00"],
    ["data scientist python", "15-2051.00"],
  ])("takes %j for %s", (text, code) => {
    expect(first(text)).toEqual([code]);
  });

  it("gives nurses for a nurse, those with the most people first", () => {
    const hits = search.find("nurse").slice(0, 8);
    expect(hits[0]?.code).toBe("29-1141.00");
    expect(hits.every(({ title }) => title.includes("Nurse"))).toBe(true);
  });

  it("names the title that the words were found in, unless it is the occupation's own", () => {
    expect(search.find("registered nurses")[0]).toMatchObject({
      code: "29-1141.00",
      title: "Registered Nurses",
      matchedTitle: null,
      matchedKind: "occupation",
    });
    const [other] = search.find("chief executive officer (CEO)");
    expect(other).toMatchObject({ code: "11-1011.00", title: "Chief Executives" });
    expect(other?.matchedTitle).toMatch(/chief executive officer/i);
  });

  it("finds words in any order, as beginnings, whatever their case", () => {
    for (const text of ["software developers", "DEVELOP softw", "developer, software"]) {
      expect(first(text)).toEqual(["15-1252.00"]);
    }
  });

  it("finds a code and what begins with it", () => {
    for (const text of ["11-1011", "111011"]) expect(first(text, 9)).toEqual(["11-1011.00", "11-1011.03"]);
    expect(first("11-1011.00", 9)).toEqual(["11-1011.00"]);
    expect(first("99-9999", 9)).toEqual([]);
  });

  it("takes no sign as a wildcard or an operator", () => {
    for (const text of ["%", "_", "%%", "\\", "()", ":*"]) expect(search.find(text)).toEqual([]);
    expect(first("nurse | chief")).not.toEqual([]);
    // A sign parts words and does nothing else.
    for (const sign of ["_", "%", "*", " & "]) {
      expect(search.find(`nurse${sign}manager`)).toEqual(search.find("nurse manager"));
    }
  });

  it("gives each occupation once", () => {
    const codes = first("manager", 2000);
    expect(codes.length).toBeGreaterThan(100);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it("finds every occupation by its own title", () => {
    for (const { code, title } of occupations) expect(first(title), title).toEqual([code]);
  });

  it("does not depend on the order of the rows", async () => {
    const titles = readPackTable("titles").map((row) => ({ ...row, kind: row.kind as TitleKind }));
    const other = await OccupationSearch.build(
      {
        occupations: occupations.toReversed().map((row) => ({ ...row, employment: null })),
        titles: titles.toReversed(),
      },
      () => Promise.resolve(),
    );
    const same = await OccupationSearch.build(
      { occupations: occupations.map((row) => ({ ...row, employment: null })), titles },
      () => Promise.resolve(),
    );
    for (const text of ["sofware devloper", "cook", "a", "sales manager"]) {
      expect(other.find(text)).toEqual(same.find(text));
    }
  });
});
