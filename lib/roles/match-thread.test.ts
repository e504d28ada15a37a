import { describe, expect, it } from "vitest";
import { matchInThread } from "./match-thread";
import type { IdentifiedMatch } from "./match-worker";

describe("matchInThread", { timeout: 30_000 }, () => {
  it("answers every title in batches, in order", async () => {
    const batches: (readonly IdentifiedMatch[])[] = [];
    const titles = ["Registered Nurse", "Carpenter", "Data Analyst", "", "Truck Driver"].map(
      (title, position) => ({
        id: `t${position}`,
        title,
      }),
    );
    const matched = await matchInThread(titles, (matches) => batches.push(matches), { batch: 2, top: 3 });
    expect(matched).toBe(5);
    expect(batches.map((batch) => batch.length)).toEqual([2, 2, 1]);
    expect(batches.flat().map((match) => match.id)).toEqual(["t0", "t1", "t2", "t3", "t4"]);
    expect(batches.flat().map((match) => match.candidates[0]?.code ?? null)).toEqual([
      "29-1141.00",
      "47-2031.00",
      "15-2051.00",
      null,
      "53-3032.00",
    ]);
  });

  it("suggests only occupations that the release in use has", async () => {
    const found: IdentifiedMatch[] = [];
    const titles = [
      { id: "nurse", title: "Registered Nurse" },
      { id: "analyst", title: "Data Analyst" },
    ];
    const codes = ["15-2051.01", "29-1151.00", "29-2061.00", "47-2031.00", "53-3032.00"];
    await matchInThread(titles, (matches) => found.push(...matches), { codes });
    const suggested = found.flatMap(({ candidates }) => candidates.map(({ code }) => code));
    expect(codes).toEqual(expect.arrayContaining(suggested));
    expect(found.map(({ candidates }) => candidates[0]?.code)).toEqual(["29-2061.00", "15-2051.01"]);
  });
});
