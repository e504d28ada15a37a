import { describe, expect, it } from "vitest";
import type { OccupationFacts } from "@/lib/onet/schema";
import { listedOccupations, orderOf } from "./occupation-list";
import { pageOf } from "./page-of";
import { type OccupationExposure, OccupationsQuery } from "./schema";

const wage = (annualMean: number | null, hourlyMean: number | null, employment: number | null) => ({
  soc: "11-1011",
  title: "",
  year: 2024,
  isGroup: false,
  occupationCount: 1,
  annualMean,
  hourlyMean,
  employment,
});
const facts = new Map<string, OccupationFacts>(
  [
    { code: "11-1011.00", title: "B", jobZone: 5, wage: wage(100_000, 50, 10) },
    { code: "27-2011.00", title: "A", jobZone: 3, wage: wage(null, 60, null) },
    { code: "55-1011.00", title: "C", jobZone: null, wage: null },
  ].map((fact) => [fact.code, fact]),
);
const exposure = (value: number | null): OccupationExposure => ({
  value,
  tasks: { total: 1, scored: 1, overridden: 0, borrowed: 0, unknown: 0 },
  siblings: null,
  importanceBasis: "rated",
});
const exposures = new Map([
  ["11-1011.00", exposure(0.2)],
  ["27-2011.00", exposure(0.7)],
  ["55-1011.00", exposure(null)],
]);
const titles = (query: object, hits: Parameters<typeof listedOccupations>[2] = null) =>
  listedOccupations(facts, exposures, hits, OccupationsQuery.parse(query))
    .map(({ title }) => title)
    .join("");

describe("listedOccupations", () => {
  it("goes by title, and by any other column with the unknown last either way", () => {
    expect(titles({})).toBe("ABC");
    expect(titles({ dir: "desc" })).toBe("CBA");
    expect(titles({ sort: "exposure" })).toBe("ABC");
    expect(titles({ sort: "exposure", dir: "asc" })).toBe("BAC");
    // Paid by the hour alone: as much as full time would bring.
    expect(titles({ sort: "wage" })).toBe("ABC");
    expect(titles({ sort: "employment" })).toBe("BAC");
  });

  it("keeps the order of a search until another is chosen", () => {
    const hit = (code: string) => ({
      code,
      title: "",
      matchedTitle: null,
      matchedKind: "code" as const,
      score: 0,
    });
    const hits = [hit("55-1011.00"), hit("11-1011.00")];
    expect(titles({ q: "x" }, hits)).toBe("CB");
    expect(titles({ q: "x", sort: "title" }, hits)).toBe("BC");
  });

  it("filters by job zone and major group", () => {
    expect(titles({ zone: "3" })).toBe("A");
    expect(titles({ group: "55" })).toBe("C");
    expect(titles({ group: "55", zone: "3" })).toBe("");
  });
});

describe("orderOf", () => {
  it("has no best match without a search", () => {
    expect(orderOf({ q: "", sort: "relevance" })).toEqual({ sort: "title", dir: "asc" });
    expect(orderOf({ q: "x" })).toEqual({ sort: "relevance", dir: "desc" });
  });
});

describe("pageOf", () => {
  it("gives the last page for one beyond, and one empty page of nothing", () => {
    expect(pageOf([1, 2, 3], 9, 2)).toEqual({ rows: [3], total: 3, page: 2, pageCount: 2 });
    expect(pageOf([], 1, 2)).toEqual({ rows: [], total: 0, page: 1, pageCount: 1 });
  });
});
