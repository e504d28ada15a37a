import { describe, expect, it } from "vitest";
import { requireOwnOrigin } from "./origin";

const own = "https://opportune.example.org/";
const passes = (headers: Record<string, string>) => {
  try {
    requireOwnOrigin(new Headers(headers), own);
    return true;
  } catch {
    return false;
  }
};

const refused: Record<string, string>[] = [
  {},
  { origin: "null" },
  { origin: "https://evil.example" },
  { origin: "http://opportune.example.org" },
  { origin: "https://opportune.example.org:8443" },
  { origin: "https://opportune.example.org.evil.example" },
  { origin: "https://opportune.example.org", "sec-fetch-site": "cross-site" },
  { origin: "https://opportune.example.org", "sec-fetch-site": "same-site" },
  { origin: "https://evil.example", "x-forwarded-host": "opportune.example.org", host: "evil.example" },
];

describe("requireOwnOrigin", () => {
  it("lets our own pages through", () => {
    expect(passes({ origin: "https://opportune.example.org" })).toBe(true);
    expect(passes({ origin: "https://opportune.example.org", "sec-fetch-site": "same-origin" })).toBe(true);
  });

  it.each(refused)("refuses %j", (headers) => {
    expect(passes(headers)).toBe(false);
  });
});
