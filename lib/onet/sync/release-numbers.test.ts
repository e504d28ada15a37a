import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compareNumbers,
  downloadPath,
  newestOf,
  numberOfRelease,
  numbersAfter,
  numbersIn,
} from "./release-numbers";

const number = fc
  .tuple(fc.integer({ min: 20, max: 60 }), fc.integer({ min: 0, max: 3 }))
  .map(([whole, part]) => `${whole}.${part}`);

describe("release numbers", () => {
  it("goes on by quarters", () => {
    expect(numbersAfter("30.1", 4)).toEqual(["30.2", "30.3", "31.0", "31.1"]);
    expect(numbersAfter("30.3", 1)).toEqual(["31.0"]);
  });

  it("never goes back, whatever it begins with", () => {
    fc.assert(
      fc.property(number, fc.integer({ min: 1, max: 20 }), (from, count) => {
        const all = [from, ...numbersAfter(from, count)];
        expect(all.toSorted(compareNumbers)).toEqual(all);
        expect(new Set(all).size).toBe(count + 1);
        expect(newestOf(all)).toBe(all.at(-1));
      }),
    );
  });

  it("compares numbers, not texts", () => {
    expect(newestOf(["9.3", "30.1", "29.2"])).toBe("30.1");
    expect(newestOf([])).toBeUndefined();
  });

  it("reads the links of a page and no other text", () => {
    const page = `<a href="/dl_files/database/db_30_3_text.zip">Text</a> db_31_0_excel.zip
      <a href='db_31_0_text.zip'>31.0</a> <a href="db_31_0_text.zip">again</a> db_99_9_text.zipx`;
    expect(numbersIn(page)).toEqual(["30.3", "31.0"]);
  });

  it("names the file of a release and the number of a revision", () => {
    expect(downloadPath("31.0")).toBe("/dl_files/database/db_31_0_text.zip");
    expect(numberOfRelease("30.1-r2")).toBe("30.1");
    expect(numberOfRelease("30.1")).toBe("30.1");
  });
});
