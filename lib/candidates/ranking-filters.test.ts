import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tiers } from "@/db/enums";
import {
  parseRankingQuery,
  RankingQuery,
  type RankingRow,
  rankingFilterText,
  rankingHref,
  rankingRowsFor,
  rankingSorts,
  readRankingQuery,
  tierCountsFor,
} from "./ranking-filters";

const session = "0b5d52a3-271f-4a14-9a14-1c1b18f7f7f5";

function row(id: string, other: Partial<RankingRow> = {}): RankingRow {
  return {
    id,
    sessionId: session,
    sessionName: "Spring",
    runId: session,
    runNumber: 1,
    roleId: id,
    name: `Agent ${id}`,
    description: "",
    roleTitle: `Clerk ${id}`,
    occupation: "Bookkeeping, Accounting, and Auditing Clerks",
    onetCode: "43-3031.00",
    departments: ["Finance"],
    headcount: 10,
    exposure: 0.5,
    coverage: 1,
    reach: 5,
    impact: 0.5,
    complexity: 0.5,
    priority: 0.5,
    rank: 1,
    tier: "now",
    isTierChosen: false,
    isChosenForBuild: false,
    ...other,
  };
}

const query = (params: Record<string, string> = {}) => parseRankingQuery(params);
const ids = (rows: readonly RankingRow[], params?: Record<string, string>) =>
  rankingRowsFor(rows, query(params)).map(({ id }) => id);

describe("rankingRowsFor", () => {
  const rows = [
    row("a", { rank: 3, departments: ["Finance", "Audit"], tier: "future" }),
    row("b", { rank: 1, isChosenForBuild: true, name: "Ledger Agent" }),
    row("c", { rank: null, exposure: null, priority: null, occupation: null, departments: [] }),
    row("d", { rank: 2, sessionId: crypto.randomUUID(), roleTitle: "LEDGER Keeper", exposure: 0.9 }),
  ];

  it("goes by rank, what has none last", () => {
    expect(ids(rows)).toEqual(["b", "d", "a", "c"]);
  });

  it("keeps what every filter leaves", () => {
    expect(ids(rows, { tier: "future" })).toEqual(["a"]);
    expect(ids(rows, { department: "Audit" })).toEqual(["a"]);
    expect(ids(rows, { session })).toEqual(["b", "a", "c"]);
    expect(ids(rows, { chosen: "yes" })).toEqual(["b"]);
    expect(ids(rows, { chosen: "no" })).toEqual(["d", "a", "c"]);
    expect(ids(rows, { q: " ledger " })).toEqual(["b", "d"]);
    expect(ids(rows, { q: "auditing", chosen: "no" })).toEqual(["d", "a"]);
  });

  it("sorts amounts from the largest unless told otherwise, unknown ones last either way", () => {
    expect(ids(rows, { sort: "exposure" })).toEqual(["d", "b", "a", "c"]);
    expect(ids(rows, { sort: "exposure", dir: "asc" })).toEqual(["b", "a", "d", "c"]);
    expect(ids(rows, { sort: "name" })).toEqual(["a", "c", "d", "b"]);
    expect(ids(rows, { sort: "rank", dir: "desc" })).toEqual(["a", "d", "b", "c"]);
  });

  it("gives one order, whatever the rows came in", () => {
    const anyRow = fc.record({
      rank: fc.option(fc.integer({ min: 1, max: 4 })),
      exposure: fc.option(fc.constantFrom(0.1, 0.2)),
      headcount: fc.constantFrom(1, 2),
    });
    const anyRows = fc
      .array(anyRow, { maxLength: 12 })
      .map((all) => all.map((one, index) => row(`r${index}`, one)));
    fc.assert(
      fc.property(
        anyRows,
        fc.constantFrom(...rankingSorts),
        fc.constantFrom("asc", "desc"),
        (all, sort, dir) => {
          expect(ids(all.toReversed(), { sort, dir })).toEqual(ids(all, { sort, dir }));
        },
      ),
    );
  });
});

describe("tierCountsFor", () => {
  it("counts what the other filters leave", () => {
    const rows = [row("a"), row("b", { tier: "future" }), row("c", { tier: "future", departments: ["IT"] })];
    expect(tierCountsFor(rows, query({ tier: "now", department: "Finance" }))).toEqual({
      now: 1,
      next_quarter: 0,
      future: 1,
    });
  });
});

describe("the link", () => {
  const anyQuery = fc.record(
    {
      tier: fc.constantFrom(...tiers),
      department: fc.string({ minLength: 1, maxLength: 20 }),
      session: fc.constant(session),
      chosen: fc.constantFrom("yes" as const, "no" as const),
      q: fc.string({ maxLength: 20 }),
      sort: fc.constantFrom(...rankingSorts),
      dir: fc.constantFrom("asc" as const, "desc" as const),
      page: fc.integer({ min: 1, max: 500 }),
    },
    { requiredKeys: ["q", "sort", "page"] },
  );

  it("reads back as it was written", () => {
    fc.assert(
      fc.property(anyQuery, (wanted) => {
        const href = rankingHref("/rankings", wanted, { page: wanted.page });
        const params = Object.fromEntries(new URL(href, "http://x").searchParams);
        expect(parseRankingQuery(params)).toEqual(RankingQuery.parse(wanted));
      }),
    );
  });

  it("holds what differs from the usual, and begins anew with another filter", () => {
    const present = query({ tier: "now", page: "3", sort: "impact" });
    expect(rankingHref("/rankings", query())).toBe("/rankings");
    expect(rankingHref("/rankings", present)).toBe("/rankings?tier=now&sort=impact");
    expect(rankingHref("/rankings", present, { tier: null, page: 2 })).toBe("/rankings?sort=impact&page=2");
  });

  it("leaves out what means nothing on a page, and refuses it elsewhere", () => {
    const params = { tier: "someday", page: "-1", session: "x", department: "Finance", dir: ["desc", "asc"] };
    expect(readRankingQuery(params)).toEqual({
      query: { q: "", sort: "rank", page: 1, department: "Finance", dir: "desc" },
      isDamaged: true,
    });
    expect(readRankingQuery({ tier: "", q: "" })).toEqual({
      query: { q: "", sort: "rank", page: 1 },
      isDamaged: false,
    });
    expect(() => parseRankingQuery(params)).toThrow();
  });

  it("tells its filter in one line", () => {
    expect(rankingFilterText(query({ q: "x", tier: "now", chosen: "no", sort: "name", page: "2" }))).toBe(
      "q=x; tier=now; chosen=no",
    );
    expect(rankingFilterText(query())).toBe("");
  });
});
