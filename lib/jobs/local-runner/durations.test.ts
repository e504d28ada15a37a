import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backOff, retryTime, wakeTime } from "./durations";

const now = new Date("2026-03-29T00:59:30.000Z");
const secondsAfter = (date: Date | undefined) => ((date?.getTime() ?? 0) - now.getTime()) / 1_000;

describe("wakeTime", () => {
  it.each([
    ["1s", 1],
    ["5m", 300],
    ["1m30s", 90],
    ["1w2d3h", 604_800 + 2 * 86_400 + 3 * 3_600],
  ])("reads %s", (name, seconds) => {
    expect(secondsAfter(wakeTime(name, now))).toBe(seconds);
  });

  it("reads a date", () => {
    expect(wakeTime("2026-03-29T02:00:00.000Z", now)).toEqual(new Date("2026-03-29T02:00:00.000Z"));
  });

  it.each(["", "soon", "5", "5 m", "2026", "1x", "2026-99-99T00:00:00Z"])("refuses %j", (name) => {
    expect(() => wakeTime(name, now)).toThrow(/neither a duration nor a date/);
  });
});

describe("retryTime", () => {
  it("reads seconds and dates, and nothing else", () => {
    expect(secondsAfter(retryTime("90", now))).toBe(90);
    expect(retryTime("2026-03-29T01:00:00.000Z", now)).toEqual(new Date("2026-03-29T01:00:00.000Z"));
    expect(retryTime(null, now)).toBeUndefined();
    expect(retryTime("later", now)).toBeUndefined();
  });
});

describe("backOff", () => {
  it("follows the server's table", () => {
    const waits = Array.from({ length: 12 }, (_, index) => secondsAfter(backOff(index + 1, now, 0)));
    expect(waits).toEqual([15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200, 7_200, 7_200]);
  });

  it("adds at most 30 seconds of jitter", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (tries, random) => {
          const jitter = secondsAfter(backOff(tries, now, random)) - secondsAfter(backOff(tries, now, 0));
          expect(jitter).toBeGreaterThanOrEqual(0);
          expect(jitter).toBeLessThanOrEqual(30);
        },
      ),
    );
  });
});
