import { beforeAll, describe, expect, it } from "vitest";
import { readPackTable } from "@/lib/onet/reference-pack-reader";
import { ActivityNameIndex } from "./nearest-activities";

describe("ActivityNameIndex over the release", () => {
  let index: ActivityNameIndex;
  beforeAll(() => {
    index = new ActivityNameIndex(readPackTable("dwas"));
  });

  it("finds every activity by its own name", () => {
    for (const { id, name } of readPackTable("dwas")) {
      expect(
        index.nearest(name, 3).map((found) => found.id),
        name,
      ).toContain(id);
    }
  });

  it.each([
    ["approving timesheets of employees", /time|attendance|employee/i],
    ["Trains the new staff members", /train/i],
    ["answer phones", /telephone|calls|answer/i],
  ])("finds something like %s", (text, expected) => {
    expect(index.nearest(text, 6).some(({ name }) => expected.test(name))).toBe(true);
  });

  it("reads forms of a word, case and filler words alike", () => {
    const ids = (text: string) => index.nearest(text, 5).map(({ id }) => id);
    expect(ids("RECORDING of the personnel information")).toEqual(ids("record personnel informations"));
  });

  it("finds nothing where no word is shared, and keeps the limit", () => {
    expect(index.nearest("", 5)).toEqual([]);
    expect(index.nearest("of the and", 5)).toEqual([]);
    expect(index.nearest("xyzzy", 5)).toEqual([]);
    expect(index.nearest("prepare", 5)).toHaveLength(5);
  });

  it("ranks words that fewer names hold higher", () => {
    const small = new ActivityNameIndex([
      { id: "1", name: "Prepare reports" },
      { id: "2", name: "Prepare meals" },
      { id: "3", name: "Prepare contracts" },
      { id: "4", name: "Draft contracts" },
    ]);
    expect(small.nearest("prepare contracts", 2).map(({ id }) => id)).toEqual(["3", "4"]);
  });
});
