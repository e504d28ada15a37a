import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { refusalCodes, rowFaultCodes, warningCodes } from "./schema";

describe("docs/rosters.md", () => {
  it("lists every code once and no other", () => {
    const documented = [...readFileSync("docs/rosters.md", "utf8").matchAll(/^\| `(\w+)` \|/gm)].map(
      ([, code]) => code,
    );
    expect(documented).toEqual([...refusalCodes, ...rowFaultCodes, ...warningCodes]);
  });
});
