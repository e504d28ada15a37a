import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RosterRecord } from "./row-checks";
import { SegmentAccumulator, textKey } from "./segments";

function record(parts: Partial<RosterRecord>): RosterRecord {
  return { title: "Cook", department: "", lineOfBusiness: "", location: "", headcount: 1, ...parts };
}

function accumulated(records: readonly RosterRecord[]): SegmentAccumulator {
  const accumulator = new SegmentAccumulator({ wantsSegments: true });
  for (const each of records) accumulator.add(each);
  return accumulator;
}

describe("SegmentAccumulator", () => {
  it("adds up headcounts of equal title, department, line of business and location", () => {
    const accumulator = accumulated([
      record({ department: "Canteen", headcount: 3 }),
      record({ department: "Canteen", headcount: 4 }),
      record({ department: "Canteen", location: "Oslo" }),
      record({ title: "Baker", department: "Canteen" }),
    ]);
    expect(accumulator.segments()).toEqual([
      {
        title: "Cook",
        titleKey: "cook",
        department: "Canteen",
        lineOfBusiness: null,
        location: null,
        headcount: 7,
      },
      {
        title: "Cook",
        titleKey: "cook",
        department: "Canteen",
        lineOfBusiness: null,
        location: "Oslo",
        headcount: 1,
      },
      {
        title: "Baker",
        titleKey: "baker",
        department: "Canteen",
        lineOfBusiness: null,
        location: null,
        headcount: 1,
      },
    ]);
    expect(accumulator).toMatchObject({ people: 9, roles: 2 });
  });

  it("takes spellings that differ in case only for one, and keeps the first", () => {
    const accumulator = accumulated([
      record({ title: "Cook", department: "IT" }),
      record({ title: "COOK", department: "it" }),
    ]);
    expect(accumulator.segments()).toMatchObject([{ title: "Cook", department: "IT", headcount: 2 }]);
    expect(accumulator.roles).toBe(1);
  });

  it("keeps people and the set of segments whatever the order of rows", () => {
    const small = fc.constantFrom("", "a", "b", "B");
    const records = fc.array(
      fc.record({
        title: fc.constantFrom("Cook", "Baker", "BAKER"),
        department: small,
        lineOfBusiness: small,
        location: small,
        headcount: fc.integer({ min: 1, max: 10_000_000 }),
      }),
    );
    fc.assert(
      fc.property(records, (rows) => {
        const keyed = (accumulator: SegmentAccumulator) =>
          accumulator
            .segments()
            .map(({ titleKey, department, lineOfBusiness, location, headcount }) =>
              [
                titleKey,
                ...[department, lineOfBusiness, location].map((text) => textKey(text ?? "")),
                headcount,
              ].join(),
            )
            .sort();
        const there = accumulated(rows);
        const back = accumulated([...rows].reverse());
        expect(keyed(there)).toEqual(keyed(back));
        expect(there.people).toBe(rows.reduce((sum, row) => sum + row.headcount, 0));
      }),
    );
  });
});

describe("textKey", () => {
  it("is equal for spellings of the same text", () => {
    expect(textKey("STRASSENBAUER")).toBe(textKey("Straßenbauer"));
    expect(textKey("Inge\u0301nieur")).toBe(textKey("INGÉNIEUR"));
    expect(textKey("ISTANBUL")).toBe("istanbul");
  });

  it("is the key of itself, at most 200 characters, and different for long texts that differ at the end", () => {
    const long = `${"🚀".repeat(500)}a`;
    expect(textKey(long).length).toBeLessThanOrEqual(200);
    expect(textKey(long)).not.toMatch(/\p{Surrogate}/u);
    expect(textKey(long)).not.toBe(textKey(`${long}b`));
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 150 }), (text) => {
        const key = textKey(text);
        if (key.length < 200) expect(textKey(key)).toBe(key);
        expect(textKey(text.toUpperCase())).toBe(key);
      }),
    );
  });
});
