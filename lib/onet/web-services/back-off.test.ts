import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backOffMs, retryAfterMs } from "./back-off";

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("backing off", () => {
  it("doubles, never by less than half of it, and ends at half a minute", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), share, (failed, random) => {
        const full = Math.min(500 * 2 ** (failed - 1), 30_000);
        expect(backOffMs(failed, random)).toBeGreaterThanOrEqual(Math.floor(full / 2));
        expect(backOffMs(failed, random)).toBeLessThanOrEqual(full);
      }),
    );
    expect([1, 2, 3].map((failed) => backOffMs(failed, 1))).toEqual([500, 1_000, 2_000]);
  });
});

describe("Retry-After", () => {
  const now = Date.parse("2026-08-02T02:00:00Z");

  it.each([
    ["7", 7_000],
    [" 0 ", 0],
    ["Sun, 02 Aug 2026 02:00:30 GMT", 30_000],
    ["Sun, 02 Aug 2026 01:00:00 GMT", 0],
    ["-5", null],
    ["soon", null],
    ["1.5", null],
    ["", null],
    [null, null],
  ])("%j means %j ms", (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });

  it("never throws and is never negative", () => {
    fc.assert(fc.property(fc.string(), (text) => (retryAfterMs(text, now) ?? 0) >= 0));
  });
});
