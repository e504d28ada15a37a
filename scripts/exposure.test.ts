import { spawnSync } from "node:child_process";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";

function exposure(...args: string[]) {
  return spawnSync(
    process.execPath,
    ["node_modules/tsx/dist/cli.mjs", "--tsconfig", "tsconfig.node.json", "scripts/exposure.ts", ...args],
    { encoding: "utf8", maxBuffer: 16_000_000 },
  );
}

describe("npm run exposure", () => {
  it("writes one CSV line per occupation, borrowed values labelled", () => {
    const { stdout, status } = exposure("--level", "occupation");
    const rows: Record<string, string>[] = parse(stdout, { columns: true });
    expect(status).toBe(0);
    expect(rows).toHaveLength(1016);
    expect(rows.find(({ id }) => id === "43-3051.00")).toEqual({
      id: "43-3051.00",
      name: "Payroll and Timekeeping Clerks",
      value: "0.649713",
      coverage: "1.000000",
      source: "opportune",
    });
    expect(rows.find(({ id }) => id === "11-9199.00")).toMatchObject({
      name: "Managers, All Other",
      coverage: "0.000000",
      source: "opportune (siblings 11-9199)",
    });
    expect(rows.find(({ id }) => id === "55-1011.00")).toMatchObject({ value: "", coverage: "0.000000" });
    expect(rows.filter(({ value }) => value !== "")).toHaveLength(997);
  }, 30_000);

  it("names a task by its occupation, and borrows where the source has no label", () => {
    const { stdout } = exposure("--level", "task", "--source", "eloundou-gpt4-beta");
    const rows: Record<string, string>[] = parse(stdout, { columns: true });
    expect(rows).toHaveLength(18_796);
    expect(rows.find(({ id }) => id === "8823")).toEqual({
      id: "8823",
      name: "Chief Executives, task 8823",
      value: "0.500000",
      coverage: "1.000000",
      source: "eloundou-gpt4-beta",
    });
    expect(rows.find(({ id }) => id === "23956")).toMatchObject({
      coverage: "0.000000",
      source: "eloundou-gpt4-beta (dwa)",
    });
  }, 30_000);

  it("takes another source, and says which there are when it does not know one", () => {
    const { stdout } = exposure("--level", "gwa", "--source", "gwa-classes");
    expect(stdout.split("\r\n")[1]).toMatch(
      /^4\.A\.1\.a\.1,Getting Information,0\.\d{6},1\.000000,gwa-classes$/,
    );
    const unknown = exposure("--level", "gwa", "--source", "tea-leaves");
    expect(unknown).toMatchObject({ status: 2, stdout: "" });
    expect(unknown.stderr).toMatch(/no exposure source "tea-leaves".*eloundou-gpt4-beta/);
  }, 30_000);

  it("asks for a level in a sentence", () => {
    expect(exposure()).toMatchObject({ status: 2, stdout: "" });
    expect(exposure("--level", "job").stderr).toMatch(/--level occupation\|gwa\|iwa\|dwa\|task/);
    expect(exposure("--levels", "gwa").stderr).not.toMatch(/ {4}at /);
  }, 30_000);
});
