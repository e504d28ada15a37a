import { describe, expect, it } from "vitest";
import { requireOwnOrigin } from "./origin";

const own = "https://opportune.example.org/";
const passes = (headers: Record<string, string>, ownUrl = own) => {
  try {
    requireOwnOrigin(new Headers(headers), ownUrl);
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

  it("knows the names of this machine, on the same port and protocol only", () => {
    const local = "http://127.0.0.1:3000";
    for (const origin of ["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"]) {
      expect(passes({ origin }, local), origin).toBe(true);
    }
    for (const origin of [
      "http://localhost:3001",
      "https://localhost:3000",
      "http://localhost.evil.example:3000",
      "null",
    ]) {
      expect(passes({ origin }, local), origin).toBe(false);
    }
    expect(passes({ origin: "http://localhost:3000" })).toBe(false);
  });

  it.each(refused)("refuses %j", (headers) => {
    expect(passes(headers)).toBe(false);
  });
});
