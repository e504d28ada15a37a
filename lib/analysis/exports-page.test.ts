import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rankingColumns } from "./ranking-csv";
import { parseRunAddress } from "./run-address";
import { resultSorts } from "./run-views";
import { analysisFlags } from "./schema";

const page = readFileSync("docs/exports.md", "utf8");
const codes = new Set([...page.matchAll(/`([^`]+)`/g)].map(([, code]) => code));

describe("docs/exports.md", () => {
  it("names every column, flag and sort", () => {
    const missing = [...rankingColumns, ...analysisFlags, ...resultSorts].filter((name) => !codes.has(name));
    expect(missing).toEqual([]);
  });

  it("gives a filter that can be asked for", () => {
    expect(page).toContain("tier=now; department=is:Finance");
    expect(parseRunAddress({ tier: "now", department: "is:Finance" }).tier).toBe("now");
  });
});
