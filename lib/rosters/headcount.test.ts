import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { headcountFrom } from "./headcount";

describe("headcountFrom", () => {
  it.each([
    ["1", 1],
    [" 12 ", 12],
    ["007", 7],
    ["10000000", 10_000_000],
    ["1,200", 1_200],
    ["1,200,300", 1_200_300],
    ["1'200", 1_200],
    ["1 200", 1_200],
    ["1\u00A0200", 1_200],
    ["1\u202F200", 1_200],
    ["1.200.300", 1_200_300],
    ["12.0", 12],
    ["12,00", 12],
  ])("reads %j", (text, count) => {
    expect(headcountFrom(text)).toBe(count);
  });

  it.each([
    "",
    "-3",
    "+3",
    "0",
    "0.5",
    "1.5",
    "1.000",
    "12.500",
    "1,20",
    "1,2000",
    "10000001",
    "1e3",
    "3 FTE",
    "٣",
    "0,000",
    "1,200'300",
  ])("does not guess at %j", (text) => {
    expect(headcountFrom(text)).toBeNull();
  });

  it("reads every whole number of the range, plain and grouped", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (count) => {
        expect(headcountFrom(String(count))).toBe(count);
        expect(headcountFrom(count.toLocaleString("en-US"))).toBe(count);
      }),
    );
  });
});
