import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  changeOf,
  defaultLeastChange,
  describeDiff,
  hasMoved,
  type MovesQuery,
  moveSorts,
  movesPerPage,
  pageOfCandidates,
  pageOfOccupations,
} from "./release-moves";

const query: MovesQuery = {
  view: "occupations",
  scope: "all",
  by: defaultLeastChange,
  sort: "change",
  dir: "desc",
  page: 1,
};

const reasons = {
  tasksGained: 0,
  tasksLost: 0,
  importanceChanged: 0,
  scoredBefore: { scored: 1, total: 1 },
  scoredAfter: { scored: 1, total: 1 },
  isBorrowedBefore: false,
  isBorrowedAfter: false,
  only: null,
};

const exposure = fc.option(fc.integer({ min: 0, max: 100 }).map((value) => value / 100));
const moves = fc.array(fc.record({ before: exposure, after: exposure }), { maxLength: 130 });

function diffOf(rows: readonly { before: number | null; after: number | null }[]) {
  const codes = rows.map((_, index) => String(index).padStart(3, "0"));
  return describeDiff(
    {
      occupations: rows.map((row, index) => ({
        ...row,
        ...reasons,
        code: codes[index] ?? "",
        title: `T${codes[index]}`,
      })),
      candidates: rows.map((row, index) => ({ ...row, id: `c${index}`, code: codes[index] ?? null })),
    },
    {
      from: "30.1",
      to: "31.0",
      source: { name: "Source", version: "1" },
      usage: new Map([["000", { roleCount: 2, headcount: 9 }]]),
      candidates: rows.map((_, index) => ({
        id: `c${index}`,
        name: `Agent ${index}`,
        tier: "now",
        roleTitle: "Clerk",
        headcount: index,
        sessionId: "s",
        sessionName: "Session",
      })),
    },
  );
}

describe("what would move", () => {
  it("counts a change at the threshold, and a figure that appears or goes by any amount", () => {
    expect(hasMoved({ before: 0.2, after: 0.25 }, 0.05)).toBe(true);
    expect(hasMoved({ before: 0.2, after: 0.24 }, 0.05)).toBe(false);
    expect(hasMoved({ before: 0.2, after: null }, 1)).toBe(true);
    expect(hasMoved({ before: null, after: 0 }, 1)).toBe(true);
    expect(hasMoved({ before: null, after: null }, 0)).toBe(false);
    expect(hasMoved({ before: 0.2, after: 0.2 }, 0)).toBe(false);
    expect(changeOf({ before: null, after: 0.5 })).toBeNull();
  });

  it("lists each move once over all pages, in the order asked for", () => {
    fc.assert(
      fc.property(moves, fc.constantFrom(...moveSorts), fc.constantFrom("asc", "desc"), (rows, sort, dir) => {
        const diff = diffOf(rows);
        const asked = { ...query, sort, dir } as const;
        const { total, pageCount } = pageOfCandidates(diff, asked);
        expect(total).toBe(rows.filter((row) => hasMoved(row, query.by)).length);
        const all = Array.from(
          { length: pageCount },
          (_, index) => pageOfCandidates(diff, { ...asked, page: index + 1 }).items,
        );
        for (const items of all.slice(0, -1)) expect(items).toHaveLength(movesPerPage);
        const ids = all.flat().map(({ id }) => id);
        expect(new Set(ids).size).toBe(total);
        if (sort === "people") {
          const people = all.flat().map(({ headcount }) => headcount);
          expect(people).toEqual(people.toSorted((a, b) => (dir === "asc" ? a - b : b - a)));
        }
      }),
    );
  });

  it("keeps to the occupations in use, and to pages that there are", () => {
    const diff = diffOf([
      { before: 0.1, after: 0.5 },
      { before: 0.1, after: 0.9 },
    ]);
    expect(pageOfOccupations(diff, { ...query, scope: "used" }).items.map(({ code }) => code)).toEqual([
      "000",
    ]);
    const far = pageOfOccupations(diff, { ...query, page: 9 });
    expect(far).toMatchObject({ page: 1, pageCount: 1, total: 2 });
    expect(far.items.map(({ code }) => code)).toEqual(["001", "000"]);
    expect(diff.candidates[0]?.occupation).toMatchObject({ code: "000" });
  });
});
