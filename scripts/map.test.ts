import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "opportune-map-"));
afterAll(() => rmSync(folder, { recursive: true }));

function map(name: string, content: string | null, ...args: string[]) {
  const path = join(folder, name);
  if (content !== null) writeFileSync(path, content);
  return spawnSync(
    process.execPath,
    ["--import", "tsx", join(process.cwd(), "scripts", "map.ts"), path, ...args],
    {
      encoding: "utf8",
      cwd: process.cwd(),
      env: { ...process.env, TSX_TSCONFIG_PATH: "tsconfig.node.json" },
    },
  );
}

describe("npm run map", { timeout: 60_000 }, () => {
  it("gives every row back unchanged, in order, with the code of its title", () => {
    const content =
      '\uFEFFid;Job Title;note\r\n1;"Registered\nNurse; nights";=1+1\r\n2;;"say ""hi"""\r\n3;Carpenter\r\n';
    const { stdout, stderr, status } = map("roster.csv", content, "--top", "3");
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
    const rows: Record<string, string>[] = parse(stdout, { columns: true });
    expect(rows.map((row) => [row.id, row["Job Title"], row.note, row.onet_code])).toEqual([
      ["1", "Registered\nNurse; nights", "=1+1", "29-1141.00"],
      ["2", "", 'say "hi"', ""],
      ["3", "Carpenter", "", "47-2031.00"],
    ]);
    expect(Object.keys(rows[0] ?? {}).slice(3)).toEqual([
      "onet_code",
      "occupation",
      "confidence",
      "margin",
      "accepted",
      "alternatives",
    ]);
    expect(rows[0]?.occupation).toBe("Registered Nurses");
    expect(rows[0]?.alternatives?.split("|")).toHaveLength(2);
    expect(rows[1]).toMatchObject({ accepted: "false", alternatives: "", occupation: "" });
  });

  it("uses the columns it is told", () => {
    const { stdout } = map(
      "named.csv",
      "a,b\nManager,Human Resources\n",
      "--column",
      "a",
      "--department",
      "b",
    );
    expect(stdout).toContain("11-3121.00");
  });

  it.each([
    ["missing.csv", null, [], /no such file/],
    ["empty.csv", "", [], /empty/],
    ["no-title.csv", "colour,size\nred,4\n", [], /No column looks like a job title/],
    ["column.csv", "title\nCook\n", ["--column", "role"], /no column "role"/],
    ["top.csv", "title\nCook\n", ["--top", "many"], /whole number/],
  ] as const)("says in one sentence what is wrong with %s", (name, content, args, message) => {
    const { stdout, stderr, status } = map(name, content, ...args);
    expect(status).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});
