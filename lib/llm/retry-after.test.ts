import { describe, expect, it } from "vitest";
import { readRetryAfter } from "./retry-after";

const now = Date.parse("2026-11-30T12:00:00Z");
const read = (headers: Readonly<Record<string, string>>) => readRetryAfter((name) => headers[name], now);

describe("readRetryAfter", () => {
  it.each([
    ["seconds", { "retry-after": "20" }, 20_000],
    ["part of a second", { "retry-after": "0.5" }, 500],
    ["nothing to wait for", { "retry-after": "0" }, 0],
    ["a date", { "retry-after": "Mon, 30 Nov 2026 12:01:30 GMT" }, 90_000],
    ["a date that has gone by", { "retry-after": "Mon, 30 Nov 2026 11:00:00 GMT" }, 0],
    ["milliseconds, which are finer", { "retry-after-ms": "1234", "retry-after": "2" }, 1_234],
    ["more than a day", { "retry-after": "999999999" }, 86_400_000],
    ["nonsense", { "retry-after": "soon" }, null],
    ["a negative number", { "retry-after": "-5" }, null],
    ["nothing", {}, null],
  ])("reads %s", (_, headers, ms) => {
    // Some engines take -5 for a year, which has gone by.
    expect(read(headers) || null).toBe(ms || null);
  });
});
